"""Vega-Lite specifications -> pictures, without a browser and without a request to anywhere."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.render.native_process import native_processes, need
from tracker.values.printable import printable

need("vl_convert")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tracker.reports.charts.theme import Spec

    Counted = Callable[[Iterable[str], int], Iterable[str]]

_CLIP = re.compile(r'( id="|url\(#)([\w-]*clip\d+)(?=["\)])')
_LETTERS = "\x00-\u024f\u02b0-\u02ff\u0384-\u03ce\u0400-\u0513\u1e80-\u1e85\u1ea0-\u1ef9"  # Latin, Greek, Cyrillic
_FOREIGN = re.compile(
    f"[^{_LETTERS}–—‘’‚“”„•…‰′″‹›€№™←↑→↓−≈≠≤≥\u00a0\u202f]"
)  # what vl-convert's fonts may lack: ₸, Arabic, Chinese, emoji
_OWN_FONTS = {"FONTCONFIG_FILE": str(Path(__file__).parent / "templates" / "fonts.conf")}
"""Lets vl-convert use the fonts that it brings along: the same on every machine, with Kazakh letters, and twice as fast.

A copy of the same font in the system would go first (Debian 12 has one without these letters), and be opened some thousand times a chart.
"""
_LINE_END = re.compile(r"\s*[\t\n\r]\s*")
_FAILURE = "the charts cannot be drawn"
_MANY = 60  # fewer are drawn sooner than a second process has started
_BATCH = 5  # charts a request where several processes draw


def uncounted(drawn: Iterable[str], _: int) -> Iterable[str]:
    """Show nobody how far it has come."""
    return drawn


def svg(spec: Spec) -> str:
    """Return the chart as SVG; the background is transparent. The same specification gives the same text."""
    (drawn,) = svgs([spec])
    return drawn


def named(drawn: str, prefix: str = "") -> str:
    """Number the clips of a drawing from one: its library counts them on from chart to chart, and one page holds many charts."""
    order = {name: f"{prefix}clip{number}" for number, name in enumerate(dict.fromkeys(name for _, name in _CLIP.findall(drawn)), 1)}
    return _CLIP.sub(lambda found: found[1] + order[found[2]], drawn)


def svgs(specs: Sequence[Spec], counted: Counted = uncounted) -> Iterator[str]:
    """Yield many charts as SVG, in their order; many of them are drawn by all processors.

    ``counted`` may show somebody how far it has come.
    """
    yield from counted(_drawn([*map(_written, specs)]), len(specs))


def _drawn(specs: Sequence[str]) -> Iterator[str]:
    """Each process is given its next batch when its last one has been taken, in the order of the charts.

    One more than there are processors: none of those is idle while an answer waits for its turn.
    """
    many = len(specs) >= _MANY
    size = _BATCH if many else 1
    batches = [specs[at : at + size] for at in range(0, len(specs), size)]
    with native_processes(min(_processors() + 1 if many else 1, len(batches)), _FAILURE, _OWN_FONTS) as workers:
        for number, batch in enumerate(batches[: len(workers)]):
            workers[number].ask("svg", [{"spec": each} for each in batch])
        for number in range(len(batches)):
            worker = workers[number % len(workers)]
            pictures = worker.answer()
            if number + len(workers) < len(batches):
                worker.ask("svg", [{"spec": each} for each in batches[number + len(workers)]])
            yield from (named(each.decode()) for each in pictures)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pngs(specs: Sequence[Spec], scale: float = 2.5) -> list[bytes]:
    """Return charts as PNG on white, in the library's own fonts, or in the system's where those lack a letter of the chart."""
    written = [_written(spec | {"background": "white"}) for spec in specs]
    drawn: dict[str, bytes] = {}
    for foreign, fonts in ((False, _OWN_FONTS), (True, None)):  # fonts are looked for once a process
        some = [each for each in written if bool(_FOREIGN.search(each)) == foreign]
        with native_processes(min(1, len(some)), _FAILURE, fonts) as workers:
            for worker in workers:
                worker.ask("png", [{"spec": each, "scale": scale} for each in some])
                drawn |= zip(some, worker.answer(), strict=True)
    return [drawn[each] for each in written]


def pngs_of(drawings: Sequence[str], scale: float = 4) -> list[bytes]:
    """Return small drawings without words, which are SVG already, as PNG, transparent around what is drawn."""
    with native_processes(min(1, len(drawings)), _FAILURE, _OWN_FONTS) as workers:
        for worker in workers:
            worker.ask("png_of_svg", [{"svg": each, "scale": scale} for each in drawings])
            return worker.answer()
    return []


def shown(value: Any) -> Any:
    """Return data with each of its texts on one line and printable: one character that XML does not know aborts the whole process here."""
    if isinstance(value, str):
        return printable(_LINE_END.sub(" ", value))
    if isinstance(value, dict):
        return {shown(key): shown(each) for key, each in value.items()}
    return [shown(each) for each in value] if isinstance(value, list | tuple | set | frozenset) else value


def _written(spec: Spec) -> str:
    told = json.dumps(spec, allow_nan=False, ensure_ascii=False)
    harmless = "\\" not in told and printable(told) == told  # as most are, and to go through all of their points takes its time
    return told if harmless else json.dumps(shown(spec), allow_nan=False, ensure_ascii=False)
