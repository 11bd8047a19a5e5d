"""A document as one HTML file that stands alone: no request to anywhere, light and dark, for a phone and for paper."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from tracker.render import sparkline, svg
from tracker.render.spacing import keep_units
from tracker.reports import document
from tracker.reports.charts import theme
from tracker.values.printable import printable
from tracker.words import sentences

if TYPE_CHECKING:
    from tracker.render.svg import Counted
    from tracker.reports.document import Chart, Document, Sparkline

# The colours of the charts by their name in the style sheet, so that a chart is readable on a dark page too.
_COLOURS = {
    theme.INK: "ink",
    theme.MUTED: "muted",
    theme.GRID: "grid",
    theme.OBSERVED: "observed",
    theme.PAPER: "paper",
    theme.LINKED: "linked",
    theme.PLANNED: "planned",
    theme.NEEDED: "needed",
    theme.LANDING: "landing",
    theme.TARGET: "target",
}
_COLOUR = re.compile(f'(?:fill|stroke)="({"|".join(_COLOURS)})"')
_TAG = re.compile(r"<[a-z][^<>]*>")
_ROLE = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


def html(of: Document, counted: Counted = svg.uncounted) -> str:
    """Return the page; everything that came from data is escaped, and characters that would act unseen are written out."""
    said = {"source": sentences.SOURCE, "marks": sentences.MARKS_HEADING, "footnotes": sentences.FOOTNOTES, "command": sentences.COMMAND}
    shown = of.charts()
    drawn = {
        chart.name: _inline(chart, drawing) for chart, drawing in zip(shown, svg.svgs([each.spec for each in shown], counted), strict=True)
    }
    style = Markup(_template("report.css"))  # noqa: S704 - our own file
    page = _environment().get_template("report.html").render(document=of, drawn=drawn, style=style, said=said)
    return re.sub(r"\n\s*\n+", "\n", page).strip() + "\n"


def _template(name: str) -> str:
    return files("tracker.render").joinpath("templates", name).read_text(encoding="utf-8")


def _environment() -> Environment:
    made = Environment(
        loader=DictLoader({"report.html": _template("report.html")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=_shown,
    )
    kinds = {
        "paragraph": document.Paragraph,
        "verdict": document.Verdict,
        "message": document.Message,
        "quote": document.Quote,
        "bullets": document.Bullets,
        "table_of": document.Table,
        "chart": document.Chart,
    }
    made.filters |= {"unbroken": keep_units, "drawn": _drawn_line}
    made.tests |= {name: (lambda block, kind=kind: isinstance(block, kind)) for name, kind in kinds.items()}
    return made


def _shown(value: Any) -> Any:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _drawn_line(line: Sparkline) -> Markup:
    """A sparkline as one picture with its words."""
    drawing = _TAG.sub(lambda tag: _COLOUR.sub(_variable, tag[0]), sparkline.draw(line))
    label = escape(printable(line.alt))
    return Markup(drawing.replace("<svg ", f'<svg class="line" role="img" aria-label="{label}" ', 1))  # noqa: S704 - drawn from numbers


def _variable(colour: re.Match[str]) -> str:
    return colour[0].replace(colour[1], f"var(--chart-{_COLOURS[colour[1]]})")


def _inline(chart: Chart, drawing: str) -> Markup:
    """The chart as one picture with its words for who cannot see it; its colours are those of the page."""
    drawing = _TAG.sub(lambda tag: _COLOUR.sub(_variable, _ROLE.sub("", tag[0])), svg.named(drawing, f"{chart.name}-"))
    label = escape(printable(chart.alt))
    return Markup(drawing.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))  # noqa: S704 - drawn from our own specification
