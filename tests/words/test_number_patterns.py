"""The patterns of a spreadsheet: a cell that has one reads as the sentences of a report do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.words import number_patterns, target_wording
from tracker.words.status_columns import gap

if TYPE_CHECKING:
    from conftest import Results

OBSERVED = """\
target,period,value,unit,qualifier
more,2020,3,bn USD,
more,2024,4.97,bn USD,over
rate,2020,6,,
rate,2024,5.5,,
place,2020,80,,
place,2024,46,,
least,2020,30,,
least,2024,42.5,,
half,2020,100,,
half,2024,90,,
"""
DECLARED = """
targets:
  more: {kind: flow, unit: USD, target: about 10 bn, by: 2030}
  rate: {kind: stock, unit: "%", target: below 4.5, by: 2030}
  place: {kind: rank, target: 50, by: 2030}
  least: {kind: stock, unit: "%", target: at least 42.51, by: 2030}
  half: {kind: stock, unit: Mt, target: -55 %, by: 2030, baseline: 2020}
"""


def shown(pattern: str, value: float) -> str:
    """A number as a spreadsheet shows it by a pattern of this tracker."""
    conditional = re.match(r"\[>=(\d+)\](.*);(.*)", pattern)
    sections = (conditional[2], conditional[3]) if conditional else tuple(pattern.split(";"))
    section = sections[value < float(conditional[1])] if conditional else sections[value < 0]
    before, decimals, commas, after = re.fullmatch(r'(?:"([^"]*)")?#,##0(?:\.(0+))?(,*)(?:"([^"]*)")?', section).groups()  # type: ignore[union-attr]
    number = f"{abs(value) / 1000 ** len(commas):,.{len(decimals or '')}f}"
    return f"{before or ''}{number}{after or ''}"


def test_cells_read_as_the_words_of_a_report(results: Results) -> None:
    for row in results(DECLARED, OBSERVED, as_of="2026-11-22"):
        assert row.latest is not None
        assert row.target is not None
        latest = number_patterns.level_pattern(row, row.latest, row.latest_qualifier or "")
        assert shown(latest, row.latest) == target_wording.say_latest(row, short=True)
        counted = number_patterns.round_counted_target(row)
        target = row.target if counted is None else counted[0]
        assert shown(number_patterns.target_pattern(row, target), target) == target_wording.shorten_target(row)


def test_a_gap_reads_as_a_difference(results: Results) -> None:
    rate = next(row for row in results(DECLARED, OBSERVED, as_of="2026-11-22") if row.id == "rate")
    assert rate.gap is not None
    assert shown(number_patterns.change_pattern(rate, rate.gap), rate.gap) == "−1 pp"
    assert gap(rate) == ">1 pp"


def test_only_a_target_that_is_counted_from_its_baseline_is_rounded(results: Results) -> None:
    rows = {row.id: row for row in results(DECLARED, OBSERVED.replace("half,2020,100", "half,2020,386.3"), as_of="2026-11-22")}
    assert number_patterns.round_counted_target(rows["half"]) == (173.8, 1)  # 173.835, never too high for a decrease
    assert number_patterns.round_counted_target(rows["more"]) is None
