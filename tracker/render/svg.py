"""Vega-Lite specifications -> pictures, without a browser and without a request to anywhere."""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import vl_convert

from tracker.values.printable import printable
from tracker.values.problems import TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import ProcessPoolExecutor

    from tracker.reports.charts.theme import Spec

    Counted = Callable[[Iterable[str], int], Iterable[str]]

_CLIP = re.compile(r'( id="|url\(#)([\w-]*clip\d+)(?=["\)])')
_FONTS = "FONTCONFIG_FILE"
_LETTERS = "\x00-\u024f\u02b0-\u02ff\u0384-\u03ce\u0400-\u0513\u1e80-\u1e85\u1ea0-\u1ef9"  # Latin, Greek, Cyrillic
_FOREIGN = re.compile(
    f"[^{_LETTERS}–—‘’‚“”„•…‰′″‹›€№™←↑→↓−≈≠≤≥\u00a0\u202f]"
)  # what vl-convert's fonts may lack: ₸, Arabic, Chinese, emoji
_OWN = str(Path(__file__).parent / "templates" / "fonts.conf")
_LINE_END = re.compile(r"\s*[\t\n\r]\s*")
_NOWHERE: list[str] = []  # no specification of ours names an address, and none that data brought in could be followed


def uncounted(drawn: Iterable[str], _: int) -> Iterable[str]:
    """Show nobody how far it has come."""
    return drawn


_MANY = 60  # fewer are drawn sooner than a second process has started


def svg(spec: Spec) -> str:
    """Return the chart as SVG; the background is transparent. The same specification gives the same text."""
    with _own_fonts(), _explained():
        return named(str(vl_convert.vegalite_to_svg(_written(spec), allowed_base_urls=_NOWHERE)))


@contextmanager
def _explained() -> Iterator[None]:
    """Say in one line that the system gives vl-convert no file, no thread or no memory."""
    try:
        yield
    except ValueError as error:
        raise TrackerError(f"the charts cannot be drawn: {error}".partition("\n")[0]) from None
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # what Rust raises; it is no Exception
            raise
        raise TrackerError(f"the charts cannot be drawn: {panic}") from None


@contextmanager
def _workers(number: int | None = None) -> Iterator[ProcessPoolExecutor]:
    """Other processes, as many as there are processors where no number is said."""
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 - few reports need it
    from multiprocessing import get_context  # noqa: PLC0415

    try:
        with ProcessPoolExecutor(number, mp_context=get_context("spawn")) as pool:
            yield pool
    except (BrokenExecutor, OSError) as error:
        raise TrackerError(f"the charts cannot be drawn: {error}") from None


@contextmanager
def _own_fonts() -> Iterator[None]:
    """Let vl-convert use the fonts that it brings along: the same on every machine, with Kazakh letters, and twice as fast.

    A copy of the same font in the system would go first (Debian 12 has one without these letters), and be opened some thousand
    times a chart. vl-convert looks for fonts once, at the first chart of a process.
    """
    before = os.environ.get(_FONTS)
    os.environ[_FONTS] = _OWN
    try:
        yield
    finally:
        if before is None:
            del os.environ[_FONTS]
        else:
            os.environ[_FONTS] = before


def named(drawn: str, prefix: str = "") -> str:
    """Number the clips of a drawing from one: its library counts them on from chart to chart, and one page holds many charts."""
    order = {name: f"{prefix}clip{number}" for number, name in enumerate(dict.fromkeys(name for _, name in _CLIP.findall(drawn)), 1)}
    return _CLIP.sub(lambda found: found[1] + order[found[2]], drawn)


def svgs(specs: Sequence[Spec], counted: Counted = uncounted) -> Iterator[str]:
    """Yield many charts as SVG, in their order; many of them are drawn by all processors.

    ``counted`` may show somebody how far it has come.
    """
    if len(specs) < _MANY:
        yield from counted(map(svg, specs), len(specs))
        return
    with _workers() as pool:
        yield from counted(pool.map(svg, specs, chunksize=10), len(specs))


def pngs(specs: Sequence[Spec], scale: float = 2.5) -> list[bytes]:
    """Return charts as PNG on white, in the library's own fonts, or in the system's where those lack a letter of the chart."""
    written = [_written(spec | {"background": "white"}) for spec in specs]
    foreign = [each for each in written if _FOREIGN.search(each)]
    drawn: dict[str, bytes] = {}
    if foreign:
        with _workers(1) as pool:  # which has not looked for fonts yet
            drawn = dict(zip(foreign, pool.map(partial(_png, scale=scale), foreign), strict=True))
    with _own_fonts():
        return [drawn.get(each) or _png(each, scale) for each in written]


def _png(written: str, scale: float) -> bytes:
    with _explained():
        return bytes(vl_convert.vegalite_to_png(written, scale=scale, allowed_base_urls=_NOWHERE))


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
