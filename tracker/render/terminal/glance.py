"""``status`` at a glance: one line a target, two where the terminal is narrow, and below them the reasons.

A line is never wider than the terminal. Where room is scarce each cell takes the longest of its wordings that fits, and a name loses its
last words; the reason below, the full table and ``show`` have it whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.render.terminal.letters import Line, Styled, cut, draw_line, pad, to_ascii, widest, width_of, wrap_cells, wrap_labelled
from tracker.render.terminal.text import STATUS_COLOURS
from tracker.values import languages
from tracker.values.log_commands import disarm
from tracker.values.printable import printable
from tracker.words.chance_wording import note_chances
from tracker.words.glance_wording import label_reason, list_columns
from tracker.words.status_columns import SYMBOLS, notes
from tracker.words.summary_wording import headline_of_programme
from tracker.words.texts import headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker.model.result import TargetResult
    from tracker.reports.status import StatusTable

ONE_LINE = 100
"""From so many columns on a target takes one line."""
_WITHOUT_TERMINAL = 150
_GAP = "  "
_MARGIN = 2  # the symbol and a space
_LEAST_NAME, _LEAST_BEFORE_REPORTER = 12, 8
_NAME = "name"
_YIELDING = (("projected", 0), ("target", 0), (_NAME, 20), ("latest", 0), (_NAME, 0))
"""Which column gives way first where room is scarce, and how far: the unit stands in one column at least as long as names can be read."""
_BELOW = ("latest", "target", "progress", "projected")
"""What stands on the second line of a target, where it takes two."""


class _Column(NamedTuple):
    """One column of all rows: its heading and, for each row, its wordings, the longest first."""

    heading: str
    cells: list[tuple[str, ...]]
    right: bool

    def least(self) -> int:
        """How narrow it may become."""
        return max(widest([self.heading]), *(min(map(width_of, wordings)) for wordings in self.cells))

    def most(self) -> int:
        """How wide it is with every cell in its longest wording."""
        return widest([self.heading, *(wordings[0] for wordings in self.cells)])

    def fitting(self, width: int) -> list[str]:
        """The cells, each in the longest wording that fits."""
        return [next((each for each in wordings if width_of(each) <= width), wordings[-1]) for wordings in self.cells]

    def filled(self, width: int) -> list[str]:
        """The heading and those cells, padded to the widest of them."""
        fitting = self.fitting(width)
        needed = widest([self.heading, *fitting])
        return [pad(text, needed, right=self.right) for text in (self.heading, *fitting)]


def glance(table: StatusTable, *, colour: bool = False, width: int | None = None, plain: bool = False) -> str:
    """Return where each target stands at a glance, in the order of the rows.

    ``colour`` adds terminal colours, ``plain`` writes ASCII symbols. ``width`` is that of the terminal; without one it is None: then no
    name is cut and no line is wrapped, and a target takes two lines where one would be wider than 150 columns.
    """
    counts, _, rest = _shown(headline_of_programme(table.title, table.as_of, table.rows), plain=plain).partition(". ")
    lines = wrap_labelled(f"{counts}. ", rest, width)
    if table.rows:
        lines += [[], *_draw_rows(table.rows, width, plain=plain)]
    several = _has_several(table.rows)
    reasons = [line for row in table.rows for line in _give_reason(row, width, several=several, plain=plain)]
    lines += [[], *reasons] if reasons else []
    for note in note_chances(table.rows):
        lines += [[], *wrap_labelled("", _shown(note, plain=plain), width)]
    return disarm("\n".join(draw_line(line, colour=colour) for line in lines) + "\n")


def _shown(text: str, *, plain: bool) -> str:
    return to_ascii(printable(text)) if plain else printable(text)


def _has_several(rows: Sequence[TargetResult]) -> bool:
    """Whether a target has a row by the figures of each of several reporters."""
    return len({row.id for row in rows}) < len(rows)


def _give_reason(row: TargetResult, width: int | None, *, several: bool, plain: bool) -> list[Line]:
    said = notes(row)
    return wrap_labelled(_shown(label_reason(row, several=several), plain=plain), _shown(said, plain=plain), width) if said else []


def _draw_rows(rows: Sequence[TargetResult], width: int | None, *, plain: bool) -> list[Line]:
    """The headings and the targets: a line each where the terminal has room for that, else two."""
    columns = {
        column.key: _Column(column.heading.upper(), [_word(column.wordings(row), plain=plain) for row in rows], column.numeric)
        for column in list_columns(rows)
    }
    several = _has_several(rows)
    names = _Names(
        [_shown(row.name, plain=plain) for row in rows],
        [_shown(f" ({languages.reporter_name(row.reporter)})", plain=plain) if several and row.reporter else "" for row in rows],
        "..." if plain else "…",
    )
    marks = [Styled(""), *(Styled(_shown(SYMBOLS[row.status], plain=plain), STATUS_COLOURS.get(row.status, "")) for row in rows)]
    narrower = {key: column for key, column in columns.items() if key != "chance"}  # it stands in the notes below as well
    one_line = _one_line_each(columns, names, marks, width) or (width is not None and _one_line_each(narrower, names, marks, width))
    return one_line or _two_lines_each(columns, names, marks, width)


def _word(wordings: Iterable[str], *, plain: bool) -> tuple[str, ...]:
    return tuple(_shown(each, plain=plain) for each in wordings)


class _Names(NamedTuple):
    """The names of all rows, what must stand behind each of them however short it is cut, and the mark of a cut."""

    names: list[str]
    reporters: list[str]
    mark: str

    def least(self) -> int:
        """How narrow the column may become."""
        return min(self.most(), max(_LEAST_NAME, _LEAST_BEFORE_REPORTER + widest(self.reporters)))

    def most(self) -> int:
        """How wide the column is with every name whole."""
        return widest(
            [headings.GLANCE_HEADS["name"], *(name + reporter for name, reporter in zip(self.names, self.reporters, strict=True))]
        )

    def filled(self, width: int) -> list[str]:
        """The heading and the names, each cut to the width and padded to the widest of them."""
        fitting = [
            cut(name, width - width_of(reporter), self.mark) + reporter for name, reporter in zip(self.names, self.reporters, strict=True)
        ]
        needed = widest([headings.GLANCE_HEADS["name"], *fitting])
        return [pad(text, needed) for text in (headings.GLANCE_HEADS["name"].upper(), *fitting)]


def _one_line_each(columns: Mapping[str, _Column], names: _Names, marks: Sequence[Styled], width: int | None) -> list[Line]:
    """One line a target; nothing where there is no room for it."""
    if width is not None and width < ONE_LINE:
        return []
    whole = names.most()
    needs = {_NAME: (whole if width is None else names.least(), whole)}
    needs |= {key: (column.most() if width is None else column.least(), column.most()) for key, column in columns.items()}
    room = (_WITHOUT_TERMINAL if width is None else width) - _MARGIN - len(_GAP) * len(columns)
    shares = _share(room, needs)
    if shares is None:
        return []
    cells = {key: column.filled(shares[key]) for key, column in columns.items()}
    left = room - sum(width_of(column[0]) for column in cells.values())
    return [
        _line(mark, name, [Styled(cells[key][at], _style(at, mark) if at == 0 or key == "status" else "") for key in columns], _style(at))
        for at, (mark, name) in enumerate(zip(marks, names.filled(min(left, whole)), strict=True))
    ]


def _two_lines_each(columns: Mapping[str, _Column], names: _Names, marks: Sequence[Styled], width: int | None) -> list[Line]:
    """The status and the name on one line and, below them, the figures."""
    above = {key: columns[key].filled(columns[key].most()) for key in ("status", "chance") if key in columns}
    taken = sum(len(_GAP) + width_of(cells[0]) for cells in above.values())
    room = None if width is None else width - _MARGIN - taken
    whole = names.most()
    shown = names.filled(whole if room is None else max(room, names.least()))
    below = _figures({key: columns[key] for key in _BELOW}, width)
    lines: list[Line] = []
    for at, (mark, name, figures) in enumerate(zip(marks, shown, below, strict=True)):
        chance = [Styled(above["chance"][at], _style(at))] if "chance" in above else []  # in no colour: it is no judgement
        lines.append(_line(mark, above["status"][at], [*chance, Styled(name, _style(at, mark))], _style(at, mark)))
        lines += [[Styled(part, "dim")] for part in figures]
    return lines


def _style(at: int, mark: Styled | None = None) -> str:
    """The style of a cell: that of the heading, or of its status where it is given."""
    return "dim" if at == 0 else mark.style if mark else ""


def _figures(columns: Mapping[str, _Column], width: int | None) -> list[list[str]]:
    """The second line of the headings and of each target; more lines where the terminal is narrower than all figures are."""
    needs = {key: (column.least(), column.most()) for key, column in columns.items()}
    room = None if width is None else width - _MARGIN - len(_GAP) * (len(columns) - 1)
    shares = {key: high for key, (_, high) in needs.items()} if room is None else _share(room, needs)
    margin = " " * _MARGIN
    if shares is None:
        cells = [[column.heading, *column.fitting((width or 0) - _MARGIN)] for column in columns.values()]
        return [wrap_cells(row, width, margin) for row in zip(*cells, strict=True)]
    filled = [column.filled(shares[key]) for key, column in columns.items()]
    return [[margin + _GAP.join(row).rstrip()] for row in zip(*filled, strict=True)]


def _line(mark: Styled, first: str, rest: Sequence[Styled], style: str) -> Line:
    """The symbol of a target, and its cells."""
    line = [mark, Styled(" " * (_MARGIN - width_of(mark.text))), Styled(first, style)]
    return [*line, *(piece for cell in rest for piece in (Styled(_GAP), cell))]


def _share(room: int, needs: Mapping[str, tuple[int, int]]) -> dict[str, int] | None:
    """How wide each column may be, between the least and the most that it needs; None where there is not room for the least."""
    if sum(least for least, _ in needs.values()) > room:
        return None
    shares = {key: most for key, (_, most) in needs.items()}
    for key, floor in _YIELDING:
        if key in needs:
            missing = max(sum(shares.values()) - room, 0)
            shares[key] = max(shares[key] - missing, min(shares[key], max(needs[key][0], floor)))
    return shares
