"""What a page about one target says, section by section: words and tables, for whichever format draws them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tracker.values import display
from tracker.words import sentences
from tracker.words.columns import STATUS, nan, needed, period, required, sign, stale, until

if TYPE_CHECKING:
    from tracker.analysis.target_detail import CloseUp
    from tracker.model.programme import Target
    from tracker.words.columns import Row


@dataclass(frozen=True)
class Section:
    """A heading (empty for the first section), paragraphs, and a table whose cells are words; ``chart`` asks for the drawing here."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    chart: bool = False


@dataclass(frozen=True)
class Page:
    """A page: its title and its sections."""

    title: str
    close: CloseUp
    sections: tuple[Section, ...] = field(default=())


def title(close: CloseUp) -> str:
    """The name, the id, the reporter and the day."""
    reporter = f" · {close.row['reporter']}" if close.row["reporter"] else ""
    return f"{close.row['name']} ({close.row['id']}{reporter}), as of {display.day(close.as_of)}"


def verdict(close: CloseUp) -> tuple[str, ...]:
    """The verdict with its reason, and that the data are stale where they are."""
    row = close.row
    return (sentences.VERDICT.format(verdict=sentences.STATUS_WORDS[row["status"]].capitalize(), reason=row["reason"]), *stale(row))


def show(close: CloseUp, file: str) -> Page:
    """Return the page that a person looks at: where the target stands, what is needed, what others say."""
    parts = (
        Section("", verdict(close), chart=True),
        _statement(close),
        _key_figures(close),
        _growth(close),
        _needed(close),
        _milestones(close),
        _history(close),
        _reporters(close),
        _sources(close, file),
    )
    return Page(title(close), close, tuple(each for each in parts if each.paragraphs or each.rows))


def _statement(close: CloseUp) -> Section:
    target = close.target
    said = [target.quote or "", target.source or "", target.note or ""]
    said.insert(1, stated(target))
    return Section("As it was stated", tuple(each for each in said if each))


def stated(target: Target) -> str:
    """When and by whom the target was stated, as far as that is declared."""
    day = display.day(target.declared) if target.declared else ""
    return sentences.DECLARED[bool(day), bool(target.declared_by)].format(day=day, who=target.declared_by)


def _key_figures(close: CloseUp) -> Section:
    row = close.row

    def shown(key: str) -> str:
        return STATUS[key].shown(row)

    rows: list[tuple[str, ...]] = [
        ("Latest", shown("latest"), shown("latest_period") + (", derived" if row["latest_basis"] == "derived" else "")),
        ("Goal", shown("target"), shown("deadline")),
        ("Baseline", close.baseline, period(row["baseline_period"])),
        ("Gap", shown("gap"), f"{shown('required_per_year')} a year" if close.to_come else ""),
        ("Way gone", shown("progress"), f"time gone: {shown('elapsed')}" if row["elapsed"] is not None else ""),
    ]
    for key, words in (("linear", "same amount each year"), ("compound", "same rate each year")):
        if row[f"landing_{key}"] is not None and close.to_come:
            landing = display.level(row[f"landing_{key}"], row["unit"], sign(row), row["target"])
            outcome = row[f"outcome_{key}"]
            rows.append(("At this pace", landing, words if outcome is None else f"{words}: {display.share(outcome)} of the way"))
        if row[f"ahead_months_{key}"] is not None and row["progress"] is not None:  # without a way there is nothing to be ahead on
            rows.append(("Against plan", _ahead(row[f"ahead_months_{key}"]), words))
        if row[f"eta_{key}"] is not None and close.to_come:
            rows.append(("Would reach it", display.day(date.fromisoformat(row[f"eta_{key}"])), words))
    return Section("Key figures", rows=tuple(sorted(rows, key=lambda each: _ORDER.index(each[0]))))


_ORDER = ["Latest", "Goal", "Baseline", "Gap", "Way gone", "Against plan", "At this pace", "Would reach it"]


def _ahead(months: float) -> str:
    words = f"{abs(months):.1f} months"
    return f"{words} ahead" if months >= 0 else f"{words} behind"


def _growth(close: CloseUp) -> Section:
    row = close.row
    since, first = period(row["baseline_period"]), close.series[0]["period"] if close.series else None
    rows = (
        ("over the last year", display.percent(nan(row["growth_1y"])) if _positive(close) else display.ABSENT, ""),
        (f"since the baseline, {since}", display.percent(nan(row["growth"])), _signed(row, "growth_per_year")),
        (f"over the whole series, since {period(first)}", display.percent(nan(row["growth_all"])), ""),
        ("as planned", display.percent(nan(row["planned_growth"])), _signed(row, "planned_per_year")),
        (
            "needed from the latest figure on",
            required(row, display.percent(nan(row["required_growth"]))),
            _signed(row, "required_per_year") if close.to_come else "",
        ),
    )
    return Section("Growth a year", head=("", "rate", "amount"), rows=rows)


def _positive(close: CloseUp) -> bool:
    """Whether every level is above zero: a rate between others misleads (from −3 to −2 is no fall by a third)."""
    return all(each["value"] > 0 for each in close.series)


def _signed(row: Row, key: str) -> str:
    return display.difference(nan(row[key]), row["unit"])


def _needed(close: CloseUp) -> Section:
    rows = tuple(
        (until(each["date"]), *(needed(each[shape], close.row, whole=close.whole) for shape in ("linear", "compound")))
        for each in close.to_come
    )
    return Section("What the end of each year must show", head=("end of", "same amount", "same rate"), rows=rows)


def milestones(close: CloseUp) -> tuple[tuple[str, ...], ...]:
    """The levels that were planned on the way: the end by which, the amount, how it ended, and why."""
    return tuple(
        (until(each["by"]), display.target(each["target"], close.row["unit"]), sentences.OUTCOME_WORDS[each["outcome"]], each["reason"])
        for each in close.milestones
    )


def _milestones(close: CloseUp) -> Section:
    rows = milestones(close)
    return Section("Milestones", head=("by", "milestone", "outcome", "why") if rows else (), rows=rows)


def _history(close: CloseUp) -> Section:
    rows = []
    for promise in close.history:
        said = display.target(promise["target"], promise["unit"], promise["qualifier"] or "")
        by = f"by {display.deadline(date.fromisoformat(promise['by']))}" if promise["by"] else "no deadline"
        declared = display.day(date.fromisoformat(promise["declared"])) if promise["declared"] else ""
        outcomes = [(each["reporter"] or "", outcome(promise, each["outcome"])) for each in promise["outcomes"]]
        rows += [(said, by, declared, who, word) for who, word in outcomes or [("", "another unit")]]
    return Section("Earlier promises", head=("promise", "deadline", "made on", "figures of", "outcome") if rows else (), rows=tuple(rows))


def outcome(promise: Row, said: str) -> str:
    """How an earlier promise ended, in a word."""
    return sentences.NOT_DUE if said == "open" and promise["by"] is None else sentences.OUTCOME_WORDS[said]


def _reporters(close: CloseUp) -> Section:
    others = [each for each in close.reporters if each["reporter"] != close.row["reporter"]]
    if not others:
        return Section("")
    rows = [
        (each["reporter"] or "–", *(STATUS[key].shown(each) for key in ("latest", "latest_period", "progress", "status")))
        for each in close.reporters
    ]
    changed = [each["reporter"] or "–" for each in others if each["status"] != close.row["status"]]
    said = sentences.VERDICT_TURNS.format(reporters=", ".join(changed)) if changed else sentences.VERDICT_STAYS
    return Section("By other reporters", (said,), ("reporter", "latest", "period", "way gone", "verdict"), tuple(rows))


def _sources(close: CloseUp, file: str) -> Section:
    seen: dict[tuple[int, str], None] = {}
    for each in close.levels:
        for part in each["made_of"]:
            seen[part["line"], part["source"] or "no source given"] = None
    return Section("Sources of the figures", tuple(f"{file}:{line}  {source}" for line, source in sorted(seen)))
