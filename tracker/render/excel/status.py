"""The status of docs/methods.md §4 as a formula: which levels it looks at is fixed, what they show is not.

Whether a level meets its target follows ``methods.goals.Goals.meets``: the edges of a band, strict targets, and those that are worded
as about some amount. Recurring targets and events are judged when the workbook is made, as their periods are no cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.excel.formulas import AT_RISK, NOW, ON_TRACK, text
from tracker.render.excel.stated_target import SPANS
from tracker.values.input.stated_target import Form
from tracker.words.status_columns import verdict_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.analysis.target_detail import TargetDetail
    from tracker.model.programme import Target
    from tracker.model.result import Level

_NOISE = "1E-12"  # as in ``verdict``


def status(detail: TargetDetail, cells: Mapping[str, str]) -> str:
    """The formula of the status over these cells, first match wins; empty where the status does not follow from cells."""
    if detail.target.every or detail.target.kind == "event":
        return ""
    around = detail.level("at_or_before_deadline"), detail.level("at_or_after_deadline")
    if detail.target.form not in {Form.RELATIVE, Form.GROWTH} or detail.result.baseline is None:
        return f"={_nested(_branches(detail, *around, known=detail.result.target is not None), cells)}"
    known, unknown = (_nested(_branches(detail, *around, known=each), cells) for each in (True, False))
    return f"=IF(ISNUMBER({cells['aim']}),{known},{unknown})"  # the baseline, which may be changed, decides


def _nested(branches: list[tuple[str, str]], cells: Mapping[str, str]) -> str:
    *conditions, (_, last) = branches
    opened = "".join(f"IF({condition.format_map(cells)},{_text(word)}," for condition, word in conditions)
    return f"{opened}{_text(last)}{')' * len(conditions)}"


def _text(word: str) -> str:
    return text(verdict_words(word))


def _branches(detail: TargetDetail, before: Level | None, after: Level | None, *, known: bool) -> list[tuple[str, str]]:
    """Conditions with the statuses that they lead to; the last one is for all the rest."""
    target, result = detail.target, detail.result
    if result.latest is None:
        return [("", "no_data")]
    found = [(_meets(target, "before", before), "reached")] if before and known else []
    if after:
        short = f"NOT({_meets(target, 'after', after)})"
        late = [(f"AND({short},{_proves_miss(target, 'after', after)})", "missed"), ("", "undetermined")]
        return found + (late if known else [("", "no_pace")])
    if not result.deadline:
        return [*found, ("", "open")]
    found.append((f"{{tt}}<{NOW}", "awaiting"))
    return [*found, ("", "no_pace")] if not known or result.baseline is None else [*found, *_PACE]


_BEST = "MAX({outcome_linear},{outcome_compound})"
_PACE = (
    ("{tl}<={tb}", "no_pace"),
    ("IF(ISNUMBER({d}),{d}*({b}-{aim})>=0,FALSE)", "off_track"),
    ("COUNT({outcome_linear},{outcome_compound})=0", "no_pace"),
    (f"MIN({{outcome_linear}},{{outcome_compound}})>={ON_TRACK}-{_NOISE}", "on_track"),
    (f"OR({_BEST}<={_NOISE},{_BEST}<{AT_RISK}-{_NOISE})", "off_track"),
    ("", "at_risk"),
)


def _meets(target: Target, name: str, level: Level) -> str:
    """Whether a level meets the target: as much as its lower edge, and no more than its upper one, where it has that edge."""
    low, high = _edges(target)
    mark = level.qualifier
    equals_low = mark != "under" and (not target.strict or mark == "over")
    equals_high = mark != "over" and (not target.strict or mark == "under")
    enough = f"{{{name}}}{'>=' if equals_low else '>'}{low}"
    not_too_much = f"{{{name}}}{'<=' if equals_high else '<'}{high}"
    if target.form is Form.BAND:
        return f"AND({enough},{not_too_much})"
    return _by_direction(target, enough, not_too_much)


def _edges(target: Target) -> tuple[str, str]:
    if target.form is Form.BAND:
        return "{from_end}", "{to_end}"
    return ("({aim}-{slack})", "({aim}+{slack})") if target.slack else ("{aim}", "{aim}")


def _by_direction(target: Target, increase: str, decrease: str) -> str:
    """The condition for the wanted direction, which for a range may change with the baseline."""
    if target.form in SPANS:
        return f"IF(N({{d}})<0,{decrease},{increase})"
    return decrease if target.direction < 0 else increase


def _proves_miss(target: Target, name: str, level: Level) -> str:
    """Whether a level that does not meet the target shows that it was missed: "more than 4" may be anything above 4."""
    if level.qualifier not in {"over", "under"}:
        return "TRUE"
    over = level.qualifier == "over"
    if target.form is Form.BAND:
        return f"{{{name}}}{'>=' if over else '<'}{{from_end}}"
    return _by_direction(target, str(not over).upper(), str(over).upper())
