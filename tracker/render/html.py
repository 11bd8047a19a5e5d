"""A document as one HTML file that stands alone: no request to anywhere, light and dark, for a phone and for paper."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from tracker.render.pictures import sparkline, svg
from tracker.render.spacing import find_ranges, keep_units
from tracker.reports import document
from tracker.reports.charts.theme import COLOURS
from tracker.values import languages
from tracker.values.printable import printable
from tracker.words.texts import report_headings

if TYPE_CHECKING:
    from tracker.reports.charts.picture import Picture
    from tracker.reports.document import Chart, Document, Sparkline, Text

# The colours of the charts are those of the style sheet, so that a chart is readable on a dark page too.
_WORD, _SAID = 14, 60  # letters: of a word that may be broken in a table, and of what is no longer a figure or a name
_COLOURS = {name: f"var(--chart-{name})" for name in COLOURS}


def html(of: Document) -> str:
    """Return the page; everything that came from data is escaped, and characters that would act unseen are written out."""
    said = {
        "source": report_headings.SOURCE,
        "marks": report_headings.MARKS_HEADING,
        "footnotes": report_headings.FOOTNOTES,
        "command": report_headings.COMMAND,
    }
    drawn = {chart.name: {"wide": _inline(chart, chart.wide), "narrow": _inline(chart, chart.narrow)} for chart in of.charts()}
    style = Markup(_template("report.css"))  # noqa: S704 - our own file
    page = (
        _environment()
        .get_template("report.html")
        .render(document=of, drawn=drawn, style=style, said=said, language=languages.current().code)
    )
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
    made.filters |= {"unbroken": _unbroken, "labelled": keep_units, "drawn": _drawn_line, "looks": _looks}
    made.tests |= {name: (lambda block, kind=kind: isinstance(block, kind)) for name, kind in kinds.items()}
    return made


def _shown(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _unbroken(text: str) -> Markup:
    """A text of which no line ends within a number and its unit, a month and its year, or a range."""
    said = str(escape(printable(keep_units(text))))
    return Markup(find_ranges().sub(r'<span class="whole">\g<0></span>', said))  # noqa: S704 - escaped above


def _looks(cell: Text) -> str:
    """The classes of a cell: a long word in it may be broken, so that it does not make the table wider, and a sentence is set as one."""
    word = max(map(len, cell.text.split()), default=0)
    return " ".join(name for name, so in (("long", word > _WORD), ("said", len(cell.text) > _SAID)) if so)


def _drawn_line(line: Sparkline) -> Markup:
    """A sparkline as one picture with its words."""
    drawn = svg.svg(sparkline.draw(line), colours=_COLOURS, label=line.alt)
    return Markup(f'<span class="line">{drawn}</span>')  # noqa: S704 - our own writer escapes all words


def _inline(chart: Chart, picture: Picture) -> Markup:
    """A picture of a chart with its words for who cannot see it, in the colours of the page."""
    return Markup(svg.svg(picture, colours=_COLOURS, label=chart.alt))  # noqa: S704 - our own writer escapes all words
