from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tracker
from tracker.imports.reconcile import Reconciliation, reconcile, unlike_amounts
from tracker.imports.run import read_sources
from tracker.reports.import_report import checked_import
from tracker.storage import observations, targets
from tracker.values.problems import InvalidInput, TrackerError

TODAY = date(2026, 11, 20)
HEADER = "target,period,value,unit,qualifier,reporter,status,published,source,note\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(table: str, unit: str = "USD", source: str = "", kind: str = "flow") -> None:
    Path("t.csv").write_text("year,value,flag\n" + table, encoding="utf-8")
    Path("targets.yaml").write_text(
        f"sources: {{s: {{files: t.csv, period: year, value: value, unit: {unit}, status: flag{source}}}}}\n"
        f"targets: {{t: {{kind: {kind}, unit: bn USD, target: 10, by: 2030, direction: increase, figures: {{KZ: {{source: s}}}}}}}}\n",
        encoding="utf-8",
    )


def found(rows: str, published: date | None = None) -> Reconciliation:
    programme, problems = targets.load(Path("targets.yaml"))
    assert problems == []
    read = observations.read((HEADER + rows).encode(), "o.csv", programme)
    assert read.problems == []
    return reconcile(read_sources(programme.rules, programme.file), programme, read.observations, TODAY, published)


def changes(rows: str, published: date | None = None) -> list[tuple[str, float, str]]:
    answer = found(rows, published)
    assert answer.problems == ()
    return [(str(each.figure.period), each.value, str(each.published)) for each in answer.changes]


def problems(rows: str, published: date | None = None) -> list[str]:
    return list(map(str, found(rows, published).problems))


def test_what_is_equal_in_the_unit_of_the_target_changes_nothing() -> None:
    write("2023,4300,\n2024,4400,\n", unit="mn USD")
    rows = "t,2023,4.3,bn USD,,KZ,,2024-02-01,,\nt,2024,4.3,bn USD,,KZ,,2025-02-01,,\n"
    assert changes(rows) == [("2024", 4.4e9, "2026-11-20")]
    assert found(rows).unchanged == 1
    assert found(rows).changes[0].before is not None


def test_a_bound_becomes_the_figure_itself() -> None:
    write("2024,4.3,\n", unit="bn USD")
    assert changes("t,2024,4.3,,over,KZ,,2025-02-01,,\n") == [("2024", 4.3e9, "2026-11-20")]


def test_a_revision_must_have_become_known_later() -> None:
    write("2024,4.4,\n", unit="bn USD")
    rows = "t,2024,4.3,,,KZ,,2026-03-01,,\n"
    assert changes(rows, date(2026, 3, 2)) == [("2024", 4.4e9, "2026-03-02")]
    for day in (date(2026, 3, 1), date(2026, 2, 1)):
        assert problems(rows, day) == [
            f"o.csv:2: 4.3 bn USD for t 2024 KZ was published on 2026-03-01, and t.csv:2 gives 4.4 bn USD as published on {day}; say when this became known with --published, or correct the line if it was wrong"
        ]
    write("2024,4.4,\n", unit="bn USD", source=", published: 2026-02-01")
    assert problems(rows)[0].endswith("as published on 2026-02-01; is this an older download?")


def test_an_earlier_vintage_that_is_there_is_known() -> None:
    write("2024,4.3,\n", unit="bn USD", source=", published: 2026-03-01")
    answer = found("t,2024,4.3,,,KZ,,2026-03-01,,\nt,2024,4.4,,,KZ,,2026-05-01,,\n")
    assert (answer.unchanged, answer.changes, answer.problems) == (1, (), ())


def test_what_is_over_or_expected_is_told_apart() -> None:
    write("2024,4.4,F\n2025,4.5,\n2026,4.6,\n", unit="bn USD")
    answer = found("")
    assert [(str(each.period), reason) for each, reason in answer.left_out] == [
        ("2024", "its status is `F`"),
        ("2026", "its period has not ended"),
    ]
    assert [str(each.figure.period) for each in answer.changes] == ["2025"]
    write("2024,4.4 p,F\n", unit="bn USD")
    assert [reason for _, reason in found("").left_out] == ["its status is `F; provisional`"]


def test_what_vanished_from_its_source_is_kept_and_told() -> None:
    write("2024,4.4,\n2022,,\n", unit="bn USD")
    note = "t.csv:3,from s (sha256 0123456789ab)"
    rows = f"t,2021,1,,,KZ,,2024-01-01,{note}\nt,2022,2,,,KZ,,2024-01-01,{note}\nt,2023,3,,,KZ,,2024-01-01,press,\nt,2020,3,,,UZ,,2024-01-01,{note}\n"
    assert [(str(each.period), each.line, each.reason) for each in found(rows).kept] == [
        ("2021", 2, ""),
        ("2022", 3, "the value is empty at t.csv:3"),
    ]


def test_a_figure_of_a_source_with_a_longer_name_is_not_of_this_one() -> None:
    write("2023,4300000000,\n")
    rows = "".join(
        f"t,{year},4.4,bn USD,,KZ,,2025-02-01,,from {source} (sha256 0123456789ab)\n"
        for year, source in ((2021, "s"), (2022, "s2"), (2024, "s-new"))
    )
    assert [str(each.period) for each in found(rows).kept] == ["2021"]


def test_the_same_end_is_the_same_figure_of_a_stock_and_not_of_a_flow() -> None:
    write("2024-12,4.4,\n", unit="bn USD", kind="stock")
    assert found("t,2024,4.4,,,KZ,,2025-01-01,,\n").unchanged == 1
    write("2024-12,4.4,\n", unit="bn USD")
    assert len(found("t,2024,4.4,,,KZ,,2025-01-01,,\n").changes) == 1


def test_a_figure_out_of_proportion_to_its_target_is_told() -> None:
    write("2024,500.1,\n2023,500,\n", unit="bn USD")
    assert [str(each.figure.period) for each in found("").far] == ["2024"]


def test_the_digits_that_are_shown_show_the_difference() -> None:
    assert unlike_amounts(349397894619, 349101000000, "USD") == ("349.4 bn USD", "349.1 bn USD")
    assert unlike_amounts(349397894619, 349397894618, "USD") == ("349.397894619 bn USD", "349.397894618 bn USD")


# ---- the whole file

CELLS = (
    st.decimals(min_value=-(10**13), max_value=10**13, places=3).map(str)
    | st.integers(-(10**17), 10**17).map(str)
    | st.sampled_from(["", "..", "0.1", "1e3"])
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.dictionaries(st.integers(2000, 2025), CELLS, min_size=1),
    second=st.dictionaries(st.integers(2000, 2025), CELLS, min_size=1),
    unit=st.sampled_from(["USD", "thousand USD", "bn USD"]),
    header=st.sampled_from([HEADER, HEADER.replace("unit,", ""), HEADER.replace(",", ";"), HEADER.rstrip("\n")]),
)
def test_an_import_repeated_changes_nothing_and_a_later_one_makes_vintages(
    first: dict[int, str], second: dict[int, str], unit: str, header: str
) -> None:
    content = header.encode()
    for day, cells in ((date(2026, 1, 5), first), (date(2026, 2, 5), second)):
        write("".join(f"{year},{cell},\n" for year, cell in cells.items()), unit=unit)
        before = content
        content = imported(before, day)
        assert content.startswith(before)
        assert imported(content, day) == content
        assert imported(content, date(2026, 3, 5)) == content


def imported(raw: bytes, published: date) -> bytes:
    programme, _ = targets.load(Path("targets.yaml"))
    readings = read_sources(programme.rules, programme.file)
    return checked_import(raw, "o.csv", programme, readings, TODAY, published).content


def test_the_rows_are_written_as_the_file_is() -> None:
    write("2024,4.4,p\n", unit="bn USD")
    digest = "sha256 "
    made = imported(
        "target;period;value;reporter;published;status;source;note\r\nt;2020;1,5;KZ;2021-01-01;;;\r\n".encode("utf-16"), date(2026, 1, 5)
    )
    assert made.decode("utf-16").splitlines()[-1].startswith(f"t;2024;4,4;KZ;2026-01-05;p;t.csv:2;from s ({digest}")


def test_every_column_that_is_lacking_is_named() -> None:
    write("2024,4.4,\n")
    with pytest.raises(TrackerError) as refused:
        imported(b"target,period,value\n", date(2026, 1, 5))
    assert (
        str(refused.value) == "o.csv: needs the columns reporter, published, source, note for imported figures; add them to the first line"
    )


def test_a_broken_file_is_never_lengthened() -> None:
    write("2024,4.4,\n")
    with pytest.raises(InvalidInput, match="`x` is not declared"):
        imported((HEADER + "x,2024,1,,,KZ,,,,\n").encode(), date(2026, 1, 5))


def test_reporters_are_never_mixed() -> None:
    write("2024,4.4,\n")
    with pytest.raises(InvalidInput, match="`t` has figures by `KZ` and `UZ`; state whose figures count"):
        imported((HEADER + "t,2024,1,,,UZ,,,,\n").encode(), date(2026, 1, 5))


def test_a_scale_that_was_applied_twice_is_told_before_the_direction_that_it_leaves_open() -> None:
    write("2023,4400000,\n2024,4300000,\n", unit="bn USD")
    path = Path("targets.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("direction: increase, ", ""), encoding="utf-8")
    with pytest.raises(InvalidInput) as refused:
        imported(HEADER.encode(), date(2026, 1, 5))
    assert [each.message.split(";")[0] for each in refused.value.problems][:2] == [
        "t 2023 KZ: 4,400 tn USD is more than 50 times the target",
        "t 2024 KZ: 4,300 tn USD is more than 50 times the target",
    ]
    assert "does not say whether an increase or a decrease is intended" in refused.value.problems[2].message


def test_what_is_wrong_with_a_row_that_was_to_be_added_is_told_at_its_source() -> None:
    Path("t.csv").write_text("year,value,flag\n2023,5,\n2024,2.5,\n", encoding="utf-8")
    Path("targets.yaml").write_text(
        "sources: {s: {files: t.csv, period: year, value: value}}\ntargets: {t: {kind: rank, target: 10, by: 2030, figures: {KZ: {source: s}}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidInput) as refused:
        imported(HEADER.replace("unit,", "").encode() + b"t,2020,1,,KZ,,,,\n", date(2026, 1, 5))
    assert list(map(str, refused.value.problems)) == [
        "t.csv:3: t 2024 KZ: value: this is not a place in a ranking; write a whole number from 1 on"
    ]


def test_a_register_without_dates_has_lost_nothing_when_its_day_moves_on() -> None:
    Path("targets.yaml").write_text(
        "sources: {s: {files: t.csv, rows: records, key: no, as_of: 2025-11-15}}\n"
        "targets: {t: {kind: stock, unit: projects, target: 5, by: 2030, figures: {source: s, value: count, unit: projects}}}\n",
        encoding="utf-8",
    )
    Path("t.csv").write_text("no\n1\n2\n", encoding="utf-8")
    Path("observations.csv").write_text(
        HEADER + "t,2025-10-31,1,projects,,,,2025-11-01,t.csv,from s: count of 1 record\n", encoding="utf-8"
    )
    found = tracker.import_("targets.yaml", dry_run=True, today=date(2026, 1, 5)).found
    assert [str(each.figure.period) for each in found.changes] == ["2025-11-15"]
    assert found.kept == ()
