"""What several tests of records need: a source and its rules from YAML, and what is read by them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.imports.records.monthly_figures import records_reader
from tracker.storage import targets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.model.imported import SourceReading
    from tracker.model.programme import Programme

TODAY = date(2026, 11, 27)


def declared(source: str, *rules: str, kind: str = "flow", unit: str = "USD") -> Programme:
    """A programme of the targets t0, t1 … whose figures come from the source ``s``, one rule each."""
    entries = "".join(
        f"  t{number}: {{kind: {kind}, unit: {unit}, target: 10, direction: increase, figures: {{KZ: {{source: s, {rule}}}}}}}\n"
        for number, rule in enumerate(rules)
    )
    Path("targets.yaml").write_text(f"sources:\n  s: {{{source}, rows: records}}\ntargets:\n{entries}", encoding="utf-8")
    programme, problems = targets.load(Path("targets.yaml"))
    assert problems == []
    return programme


def read(programme: Programme, tables: Mapping[str, object] | None = None, today: date = TODAY) -> SourceReading:
    """What the source gives to the rules."""
    source = programme.rules[0].source
    return records_reader(today, tables).read(source, programme.rules, programme.file)


def taken(reading: SourceReading) -> dict[str, list[tuple[str, str]]]:
    """The figures as texts, by target; there must be no problem."""
    assert list(map(str, reading.problems)) == []
    found: dict[str, list[tuple[str, str]]] = {}
    for each in reading.figures:
        found.setdefault(each.rule.target, []).append((str(each.period), f"{each.value:f}"))
    return found


def told(reading: SourceReading) -> list[str]:
    """The problems as they are printed; there must be no figure."""
    assert reading.figures == ()
    return list(map(str, reading.problems))
