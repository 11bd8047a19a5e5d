"""Vega-Lite specifications -> pictures, without a browser and without a request to anywhere."""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import vl_convert

from tracker.problems import TrackerError, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tracker.looks import Spec

    Counted = Callable[[Iterable[str], int], Iterable[str]]

_CLIP = re.compile(r'( id="|url\(#)([\w-]*clip\d+)(?=["\)])')
_FONTS = "FONTCONFIG_FILE"
_FOREIGN = re.compile("[\u0600-\u1dff\u2600-\U0010ffff]")  # Arabic, Chinese, emoji: letters that those fonts lack
_OWN = str(Path(__file__).parent / "templates" / "fonts.conf")
_LINE_END = re.compile(r"\s*[\t\n\r]\s*")
_NOWHERE: list[str] = []  # no specification of ours names an address, and none that data brought in could be followed


def uncounted(drawn: Iterable[str], _: int) -> Iterable[str]:
    """Show nobody how far it has come."""
    return drawn


_MANY = 60  # fewer are drawn sooner than a second process has started


def svg(spec: Spec) -> str:
    """Return the chart as SVG; the background is transparent. The same specification gives the same text."""
    try:
        with _own_fonts():
            return named(str(vl_convert.vegalite_to_svg(_written(spec), allowed_base_urls=_NOWHERE)))
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":  # what Rust raises where the system gives it no file or no thread; it is no Exception
            raise
        raise TrackerError(f"the charts cannot be drawn: {panic}") from None


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


def svgs(specs: Sequence[Spec], counted: Counted = uncounted) -> list[str]:
    """Return many charts as SVG, in their order; many of them are drawn by all processors.

    ``counted`` may show somebody how far it has come.
    """
    if len(specs) < _MANY:
        return list(counted(map(svg, specs), len(specs)))
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only a large report needs it
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(counted(pool.map(svg, specs, chunksize=10), len(specs)))


def png(spec: Spec, scale: float = 2.5) -> bytes:
    """Return the chart as PNG on white: in the library's own fonts, or in the system's where those lack its letters."""
    written = _written(spec | {"background": "white"})
    if _FOREIGN.search(written):
        return _elsewhere(written, scale)
    with _own_fonts():
        return _png(written, scale)


def _png(written: str, scale: float) -> bytes:
    return bytes(vl_convert.vegalite_to_png(written, scale=scale, allowed_base_urls=_NOWHERE))


def _elsewhere(written: str, scale: float) -> bytes:
    """Draw in a process that has not looked for fonts yet."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few reports need it
    from multiprocessing import get_context  # noqa: PLC0415

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_png, written, scale).result()


def shown(value: Any) -> Any:
    """Return data with each of its texts on one line and printable: one character that XML does not know aborts the whole process here."""
    if isinstance(value, str):
        return printable(_LINE_END.sub(" ", value))
    if isinstance(value, dict):
        return {shown(key): shown(each) for key, each in value.items()}
    return [shown(each) for each in value] if isinstance(value, list | tuple | set | frozenset) else value


def _written(spec: Spec) -> str:
    told = json.dumps(spec, allow_nan=False, ensure_ascii=False)
    harmless = told.isprintable() and "\\" not in told  # as most are, and to go through all of their points takes its time
    return told if harmless else json.dumps(shown(spec), allow_nan=False, ensure_ascii=False)
