"""Vega-Lite specifications -> pictures, without a browser and without a request to anywhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import vl_convert

from tracker.problems import printable

if TYPE_CHECKING:
    from tracker.charts import Spec

_LINE_END = re.compile(r"\s*[\t\n\r]\s*")
_NOWHERE: list[str] = []  # no specification of ours names an address, and none that data brought in could be followed


def svg(spec: Spec) -> str:
    """Return the chart as SVG; the background is transparent."""
    return str(vl_convert.vegalite_to_svg(_written(spec), allowed_base_urls=_NOWHERE))


def png(spec: Spec, scale: float = 2.5) -> bytes:
    """Return the chart as PNG on white."""
    return bytes(vl_convert.vegalite_to_png(_written(spec | {"background": "white"}), scale=scale, allowed_base_urls=_NOWHERE))


def shown(value: Any) -> Any:
    """Return data with each of its texts on one line and printable: one character that XML does not know aborts the whole process here."""
    if isinstance(value, str):
        return printable(_LINE_END.sub(" ", value))
    if isinstance(value, dict):
        return {shown(key): shown(each) for key, each in value.items()}
    return [shown(each) for each in value] if isinstance(value, list | tuple | set | frozenset) else value


def _written(spec: Spec) -> Any:
    return json.dumps(shown(spec), allow_nan=False, ensure_ascii=False)
