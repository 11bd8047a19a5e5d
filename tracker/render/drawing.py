"""Vega-Lite specifications -> pictures, without a browser and without a request to anywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import vl_convert

if TYPE_CHECKING:
    from tracker.charts import Spec

_NOWHERE: list[str] = []  # no specification of ours names an address, and none that data brought in could be followed


def svg(spec: Spec) -> str:
    """Return the chart as SVG; the background is transparent."""
    return str(vl_convert.vegalite_to_svg(_written(spec), allowed_base_urls=_NOWHERE))


def png(spec: Spec, scale: float = 2.5) -> bytes:
    """Return the chart as PNG on white."""
    return bytes(vl_convert.vegalite_to_png(_written(spec | {"background": "white"}), scale=scale, allowed_base_urls=_NOWHERE))


def _written(spec: Spec) -> Any:
    return json.dumps(spec, allow_nan=False, ensure_ascii=False)
