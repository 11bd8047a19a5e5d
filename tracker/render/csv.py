"""CSV: the keys of the contract as columns, raw values; undefined is empty.

A text that a spreadsheet would compute (``=1+1``) gets the apostrophe with which spreadsheets mark text; numbers never do.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from tracker.render.json import KEYS, STATEMENT_KEYS, statement_row, target_row
from tracker.values.log_commands import disarm
from tracker.values.printable import printable
from tracker.values.problems import PROBLEM_KEYS, problem_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.analysis.score import Score
    from tracker.model.result import TargetResult
    from tracker.model.scenarios import ScenarioResult
    from tracker.values.problems import Problem


# What begins a formula, at the beginning of a text or, since a Russian Excel cuts at semicolons, behind what may begin a cell there.
_FORMULA = re.compile(r"""(^)(?=[\t\r])|(^|[;\t\r\n])(?=[" ]*[=+\-@＝＋－＠])""")


def status(rows: Sequence[TargetResult]) -> str:
    """Return a header and one line a target; the lines that a level was made from stand in one cell, apart by spaces."""
    return _line(KEYS) + "".join(_line(list(target_row(each).values())) for each in rows)


def scenarios(of: Sequence[ScenarioResult]) -> str:
    """Return a header and one line a scenario: its name, its day and what it assumes before the keys of the contract."""
    head = ("scenario", "as_of", "assumed")
    lines = ((each.name, each.as_of, [f"{figure.period}={figure.value:.15g}" for figure in each.figures]) for each in of)
    rows = zip(lines, (list(target_row(each.result).values()) for each in of), strict=True)
    return _line((*head, *KEYS)) + "".join(_line((*before, *row)) for before, row in rows)


def _line(values: Sequence[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([_cell(each) for each in values])  # what ends a line is quoted inside one: both signs
    return text.getvalue().removesuffix("\r\n") + "\n"


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _FORMULA.sub(r"\2'", value)
    return " ".join(map(str, value)) if isinstance(value, list) else value


def score(of: Score) -> str:
    """Return what could be said on earlier days, one line a statement."""
    return _line(STATEMENT_KEYS) + "".join(_line(list(statement_row(each).values())) for each in of.statements)


def problems(found: Sequence[Problem]) -> str:
    """Return the problems of the files, one line a problem."""
    return _line(PROBLEM_KEYS) + "".join(_line(list(row.values())) for row in problem_rows(found))


def visible(text: str) -> str:
    """The same on a terminal, where it is a person who reads it: what would act there is written out."""
    return disarm("\n".join(map(printable, text.split("\n"))))
