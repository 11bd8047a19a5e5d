"""Tables as programs save them: whatever the encoding, the delimiter and the line ends, the same rows, or a message."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from conftest import one
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from tables import fields_of
from test_cli import Run, run
from test_csv import parse, rows, said

from tracker.storage import journal
from tracker.storage.tabular import csv as csv_table
from tracker.storage.tabular.dialect import Dialect
from tracker.storage.tabular.encodings import CP1251, UTF8, plausible
from tracker.values.problems import InvalidInput, TrackerError

__all__ = ["run"]  # the fixture

T = TypeVar("T")
FOUR = "target;period;value;unit;note\n"
RUSSIAN = "Товарооборот за год, по данным Бюро нацстатистики"
BOMS = {"utf-8-sig": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def encoded(text: str, codec: str) -> bytes:
    return BOMS.get(codec, b"") + text.encode(codec)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_line_end_and_delimiter(codec: str, end: str, delimiter: str) -> None:
    text = f'target;period;value;note\na;2024;5.5;"{RUSSIAN}"\n\nb;2025;6;{RUSSIAN[:12]}\n'.replace(";", delimiter)
    assert rows(encoded(text.replace("\n", end), codec)) == [[2, "a", "2024", 5.5, RUSSIAN], [4, "b", "2025", 6.0, RUSSIAN[:12]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;2024;5,5;USD;\n", [5.5]),
        ("a;2024;1 234,5;USD;\n", [1234.5]),
        ("a;2024;1\u00a0234,5;USD;\nb;2024;1\u202f234\u202f567;USD;\n", [1234.5, 1234567.0]),
        ("a;2024;1'234.5;USD;\nb;2024;1’234;USD;\n", [1234.5, 1234.0]),
        ("a;2024;1,234;USD;\nb;2024;5,5;USD;\n", [1.234, 5.5]),
        ("a;2024;−0,5;USD;\nb;2024;12,3456;USD;\n", [-0.5, 12.3456]),
        ("a;2024;5,5 bn;USD;\nb;2024;1,234 bn;USD;\n", [5.5, 1.234]),
        ("a;2024;5,5;USD;\nb;2024;12.5;USD;\n", [5.5, 12.5]),
        ('a;2024;"5,5";USD;"1;2"\n', [5.5]),
        ("a;2024;5;USD;;;;\n;;;;;;\n", [5.0]),
        ('# a remark; with "quotes\na;2024;5;USD;#1\n#b;2024;5;USD;\n', [5.0]),
    ],
)
def test_numbers_as_they_are_written(text: str, expected: list[float]) -> None:
    assert [row[3] for row in rows(FOUR + text)] == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a;2024;1,234;USD;\n", "o.csv:2: value: `1,234` has two readings: write 1234 or 1.234"),
        ("a;2024;1,234;USD;\nb;2024;5.5;USD;\n", "o.csv:2: value: `1,234` has two readings"),
        ("a;2024;1,234;USD;\nb;2024;5.5;USD;\nc;2024;5,5;USD;\n", "o.csv:2: value: `1,234` has two readings"),
        ("a;2024;1.234;USD;\nb;2024;5,5;USD;\n", "o.csv:2: value: `1.234` has two readings: write 1234 or 1,234"),
        ("a;2024;1.234,5;USD;\n", "o.csv:2: value: `1.234,5` is not a number"),
        ("a;2024;5,5\n", "o.csv:2: 3 fields where the header has 5, separated by a semicolon: `a;2024;5,5`"),
        ("a;2024;5;5;USD;x\n", "o.csv:2: 6 fields where the header has 5"),
        ("a;2024;#N/A;USD;\n", "o.csv:2: value: `#N/A` is an error of the spreadsheet"),
        ("#REF!;2024;5;USD\n", "o.csv:2: 4 fields where the header has 5"),
        ("a;2024;#####;USD;\n", "o.csv:2: value: `#####` is what a spreadsheet saves of a column that is too narrow"),
    ],
)
def test_what_is_refused(text: str, problem: str) -> None:
    assert said(FOUR + text)[0].startswith(problem)


def test_a_header_anywhere_below_blank_lines_comments_and_sep() -> None:
    assert rows('sep=;\n# figures, of "both sides\n\n;;\nVALUE; Period ;Target\n5,5;2024;a\n# end\n6;2025;b') == [
        [6, 5.5, "2024", "a"],
        [8, 6.0, "2025", "b"],
    ]
    assert rows("sep=\t\r\ntarget\tperiod\tvalue\r\na\t2024\t5\r\n") == [[3, "a", "2024", 5.0]]
    assert said("sep=|\ntarget|period|value\n")[0].startswith("o.csv:1: sep=`|`; write `,`, `;`")
    assert said("# only remarks\n") == said("")
    assert said("Trade of both sides\n\ntarget;period;value\na;2024;5\n") == [
        "o.csv:1: this is not the header, which stands on line 3; remove lines 1 to 2"
    ]


def test_nameless_columns_behind_the_last_are_dropped_where_they_are_empty() -> None:
    text = "target,period,value,unit,,\na,2024,5,USD,,\nb,2024,5,USD\n"
    assert rows(text) == [[2, "a", "2024", 5.0, "USD"], [3, "b", "2024", 5.0, "USD"]]
    assert parse("target,period,value,,\na,2024,5,,\n" * 1).names == ("target", "period", "value")
    assert said("target,period,value,,\na,2024,5,5,\n")[0].startswith("o.csv:2: 4 fields where the header has 3; if `5,5`")


def test_a_comment_that_could_be_a_row_is_an_error_where_its_first_column_may_hold_anything() -> None:
    assert said("note,target,period,value\n#1 of all,a,2024,5\n") == [
        "o.csv:2: `#1 of all,a,2024,5` is a comment or a row; put its first field in quotes where it is a row, else remove it"
    ]
    assert rows('note,target,period,value\n"#1 of all",a,2024,5\n# remark\n') == [[2, "#1 of all", "a", "2024", 5.0]]
    assert said("target,period,value\n#N/A,2024,z\n") == ["o.csv:2: value: `z` is not a number"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"PK\x03\x04...", "o.csv: is an Excel workbook (or another zip archive) and no text"),
        (b"\xd0\xcf\x11\xe0\xa1", "o.csv: is an old or a protected Excel workbook and no text; save it there as .xlsx"),
        (b"\x1f\x8b\x08", "o.csv: is compressed (gzip)"),
        (codecs.BOM_UTF32_LE + FOUR.encode("utf-32-le"), "o.csv: is UTF-32; save it as UTF-8"),
        (FOUR.encode("utf-16-le"), "o.csv:1: a NUL byte; is this UTF-16"),
        (FOUR.encode() + b"a;2024;5;USD;\n" + b"\0" * 100, "o.csv:3: a NUL byte"),
        (codecs.BOM_UTF16_LE + FOUR.encode("utf-16-le") + b"\x00\xd8\x00", "o.csv:2: begins as UTF-16 and is damaged here"),
        (codecs.BOM_UTF8 + FOUR.encode() + RUSSIAN.encode("cp1251"), "o.csv:2: not UTF-8"),
        ((FOUR + "a;2024;5;USD;Société générale\n").encode("latin-1"), "o.csv:2: not UTF-8 (byte 0xe9), and no plain Windows-1251 either"),
        ((FOUR + f"a;2024;5;USD;{RUSSIAN}\n").encode("koi8-r"), "o.csv:2: not UTF-8"),
        ((FOUR + f"a;2024;5;USD;{RUSSIAN}\n").encode("cp866"), "o.csv:2: not UTF-8"),
        ((FOUR + f"a;2024;5;USD;{RUSSIAN}\n").encode("iso8859-5"), "o.csv:2: not UTF-8"),
        ((FOUR + f"a;2024;5;USD;{RUSSIAN}\n").encode() + "Ёлка ещё\n".encode("cp1251"), "o.csv:3: not UTF-8"),
        (FOUR.encode("cp037"), "o.csv:1: not UTF-8"),
    ],
)
def test_what_is_no_text_of_a_known_encoding(raw: bytes, problem: str) -> None:
    assert said(raw)[0].startswith(problem)


def test_what_is_plausible_cyrillic() -> None:
    assert plausible(RUSSIAN)
    assert plausible("«СССР» и РК — № 5, IT-кластер, ещё ўз і")
    for codec in ("koi8-r", "cp866", "iso8859-5", "mac-cyrillic"):
        assert not plausible(RUSSIAN.encode(codec).decode("cp1251", "replace"))
    for text in ("Société", "de 3 à 5", "Ürümqi", "Übung für Anfänger", "МИД"):
        assert not plausible(text.encode("latin-1" if text.isascii() or text[0] != "М" else "cp1251").decode("cp1251")), text
    assert not plausible("")


def test_check_says_what_was_assumed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(one(target=10, by=2030), encoding="utf-8")
    table = f"target;period;value;note\nt;2024;4,5;{RUSSIAN}\n"
    Path("observations.csv").write_bytes(table.encode("cp1251"))
    line = "observations.csv was read as: Windows-1251, separated by a semicolon, decimal comma"
    assert run("check").out == f"{line}\n1 target, 1 observation: no problems\n"
    assert run("check", "-f", "markdown").out == f"{line}\n\nNo problems.\n"
    assert run("check", "-f", "csv") == (0, "file,line,severity,message,code,target,accepted\n", f"{line}\n")
    assert '"read_as": {"encoding": "Windows-1251", "delimiter": ";", "decimal": ",", "sheet": null}' in run("check", "-f", "json").out
    Path("observations.csv").write_bytes(encoded(table.replace(";", "\t").replace(",", "."), "utf-16-le"))
    assert run("check").out.splitlines()[0] == "observations.csv was read as: UTF-16, separated by a tab"
    Path("observations.csv").write_bytes(encoded(table.replace(",", ".").replace(";", ","), "utf-8-sig"))
    assert run("check").out == "1 target, 1 observation: no problems\n"


def test_letters_that_were_lost_when_a_file_was_saved_are_suspicious(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(one(target=10, by=2030), encoding="utf-8")
    table = f"target;period;value;note\nt;2023;4,5;{RUSSIAN}, верно?\nt;2024;4,5;Қазақстан\n"
    Path("observations.csv").write_bytes(table.encode("cp1251", "replace"))
    code, out, _ = run("check")
    assert code == 1
    lost = "letters that Windows-1251 does not have were lost when this was saved as `?`"
    advice = "save it as UTF-8 from where they are still there"
    assert out.splitlines()[0] == f"observations.csv:3: warning: note: `?аза?стан`: {lost}; {advice} [lost-letters]"


WORDS = st.sampled_from(["", "a", RUSSIAN, "one; two, three\tfour", 'say "no"', "«да»", "x\ny", "#5", " b "])
TABLE = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["2024", "2024-Q1"]), st.integers(-(10**6), 10**6), WORDS),
    min_size=1,
    max_size=5,
)
CODECS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1251"])
GROUPS = st.sampled_from(["", " ", "\u00a0"])


def number(hundredths: int, mark: str, group: str) -> str:
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole:,}".replace(",", group) + (f"{mark}{rest:02}" if rest else "")


@st.composite
def written(draw: st.DrawFn) -> tuple[list[tuple[str, str, int, str]], bytes, str]:
    """A table in any dialect, encoding and line end, with blank lines and comments between its rows."""
    table, delimiter = draw(TABLE), draw(st.sampled_from(",;\t"))
    codec, end, group = draw(CODECS), draw(st.sampled_from(["\n", "\r\n", "\r"])), draw(GROUPS)
    mark = draw(st.sampled_from(".,")) if delimiter != "," else "."
    text = io.StringIO()
    text.write(draw(st.sampled_from(["", f"sep={delimiter}{end}", f'# a "remark{end}', end])))
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])))
    quoting = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    spare = [""] * draw(st.integers(0, 2))
    writer.writerow(["Period", " TARGET", "value", "note", *spare])
    for target, period, hundredths, note in table:
        text.write(draw(st.sampled_from(["", "", f"# x{end}", end])))
        each = quoting if "\n" in note and end == "\r" else writer  # the csv module quotes only the line end that it writes
        each.writerow([period, target, number(hundredths, mark, group), note, *spare])
    said = text.getvalue()
    return table, encoded(said[: -len(end)] if draw(st.booleans()) else said, codec), codec


def outcome(act: Callable[[], T]) -> T | str:
    """What comes of it, or the message of the refusal."""
    try:
        return act()
    except (InvalidInput, TrackerError) as refused:
        return str(refused)


@given(written())
@settings(max_examples=500)
def test_any_table_in_any_dialect_reads_as_the_same_rows(case: tuple[list[tuple[str, str, int, str]], bytes, str]) -> None:
    table, raw, codec = case
    read_back = outcome(lambda: parse(raw))
    if isinstance(read_back, str):
        assert codec == "cp1251"
        assert "no plain Windows-1251" in read_back
        assert not any(RUSSIAN in note for *_, note in table)
        return
    texts = read_back.texts
    read = zip(texts["target"], texts["period"], read_back.value.tolist(), texts["note"], strict=True)
    assert list(read) == [(target, period, n / 100, note) for target, period, n, note in table]
    assert all(earlier < later for earlier, later in pairwise(read_back.line.tolist()))


@given(written(), st.integers(-(10**9), 10**9), WORDS)
@settings(max_examples=500)
@example(([("a", "2024", 150, "")], b"target;period;value;note\r\na;2024;1,5;\r\n", "utf-8"), 1234, "x")
@example(([("a", "2024", 150, "")], b"note;target;period;value\n;a;2024;1,5", "utf-8"), 1234, "#5")
def test_what_is_added_in_any_dialect_is_read_back_and_every_byte_kept(
    case: tuple[list[tuple[str, str, int, str]], bytes, str], thousandths: int, note: str
) -> None:
    table, raw, _ = case
    fields = {"target": "b", "period": "2025", "value": f"{thousandths / 1000:.3f}", "note": note}
    before = outcome(lambda: parse(raw))
    added = before if isinstance(before, str) else outcome(lambda: journal.with_rows(raw, [fields], "o.csv", before.dialect.decimal))
    if isinstance(before, str) or isinstance(added, str):
        event("refused")
        assert "no plain Windows-1251" in str(added) or "which has no" in str(added)
        return
    content, _ = added
    assert content.startswith(raw)
    after = parse(content)
    assert after.problems == ()
    assert len(after.line) == len(table) + 1
    assert [after.texts[name][len(table)] for name in ("target", "period", "note")] == ["b", "2025", note]
    assert after.value[-1] == thousandths / 1000
    assert fields_of(after)[:-1] == fields_of(before)
    assert after.dialect == before.dialect


@pytest.mark.parametrize(
    ("before", "row"),
    [
        ("target;period;value;note\r\nt;2024;4,5;a\r\n", "t;2025;5,75;\r\n"),
        ("target;period;value;note\r\nt;2024;4;a\r\n", "t;2025;5.75;\r\n"),
        ('"target","period","value","note"\n"t","2024","4.5","a"\n', '"t","2025","5.75",""\n'),
        ('"target","period","value","note"\n"t","2024",4.5,"a"\n', '"t","2025",5.75,""\n'),
        ('target,period,value,note\nt,2024,4.5,"a, b"\n', "t,2025,5.75,\n"),
        ("target\tperiod\tvalue\tnote\t\t\rt\t2024\t4,5\ta\t\t", "\rt\t2025\t5,75\t\t\t\r"),
        ('target,period,value,note\nt,2024,4.5,"a\r\nb"\n', "t,2025,5.75,\n"),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_a_row_is_added_as_the_file_is_written(before: str, row: str, codec: str) -> None:
    raw = encoded(before, codec)
    decimal = parse(raw).dialect.decimal
    content, (text,) = journal.with_rows(raw, [{"target": "t", "period": "2025", "value": "5.75"}], "o.csv", decimal)
    assert content == raw + row.encode(codec.removesuffix("-sig"))
    assert text == row.strip("\r\n")


def test_a_letter_that_the_encoding_does_not_have_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(one(target=10, by=2030), encoding="utf-8")
    raw = f"target;period;value;note\nt;2024;4,5;{RUSSIAN}\n".encode("cp1251")
    Path("observations.csv").write_bytes(raw)
    code, out, err = run("add", "t", "2025", "5,5 USD", "--note", "Әл-Фараби")
    assert (code, out) == (2, "")
    assert err == "observations.csv: the file is Windows-1251, which has no `Ә`; save it as UTF-8 first; nothing was added\n"
    assert Path("observations.csv").read_bytes() == raw
    assert run("add", "t", "2025", "5.75 USD", "--note", "аль-Фараби").code == 0
    assert Path("observations.csv").read_bytes() == raw + "t;2025;5,75;аль-Фараби\n".encode("cp1251")


def test_the_dialect_is_kept_with_the_table() -> None:
    assert parse("target,period,value\n").dialect == Dialect(UTF8)
    assert parse(f"target;period;value;note\na;2024;5,5;{RUSSIAN}\n".encode("cp1251")).dialect == Dialect(CP1251, ";", ",")


def test_a_column_that_is_nearly_one_that_counts_is_named_on_the_line_of_the_header(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(one(target=10, by=2030), encoding="utf-8")
    Path("observations.csv").write_text("# remark\n\ntarget;period;value;reportr\nt;2024;5;UZ\n", encoding="utf-8")
    assert run("check").out.startswith(
        "observations.csv:3: warning: the column `reportr` is ignored; did you mean `reporter`? [unknown-column]\n"
    )


def test_a_large_file_with_things_that_pandas_may_misread_here_and_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "_BLOCK", 200)
    plain = [f"a;{1900 + n};{n},5;note {n}" for n in range(200)]
    odd = plain.copy()
    odd[50] += '"quoted'.replace('"', "")
    odd.insert(120, '# a "remark')
    odd.insert(100, "")
    odd[30] = 'a;1930;30,5;"over\nfour\n\n;lines"'
    expected = [[1900 + n, n + 0.5] for n in range(200)]
    read = rows("target;period;value;note\n" + "\n".join(odd))
    assert [[int(str(row[2])), row[3]] for row in read] == expected
    lines = ("target;period;value;note\n" + "\n".join(odd)).split("\n")
    assert all(lines[int(str(row[0])) - 1].startswith(f"a;{row[2]};") for row in read)
    odd[70] = "a;1967;5;5;x"
    assert [each.line for each in parse("target;period;value;note\n" + "\n".join(odd)).problems] == [75]


def test_ten_thousand_bad_lines_of_many_kinds_are_all_found_and_the_first_hundred_listed() -> None:
    bad = ["a;2024;x{};USD;", "a;2024;5;5;{};USD;", "a;2024", 'a;2024;"5"{};USD;']
    text = FOUR + "".join(bad[n % 4].format(n) + "\na;2024;5;USD;\n" for n in range(10_000))
    table = parse(text)
    assert (len(table.problems), len(table.line)) == (10_000, 10_000)
    assert [each.line for each in table.problems] == list(range(2, 20_002, 2))
    assert str(InvalidInput(table.problems)).count("\n") == 100
    assert str(InvalidInput(table.problems)).endswith("… and 9900 more")


def test_what_stands_below_a_line_that_is_no_csv_is_checked_too() -> None:
    assert said(FOUR + 'a;2024;5;"U"SD;\na;2024;z;USD;\n') == [
        "o.csv:2: not readable as CSV: ';' expected after '\"'",
        "o.csv:3: value: `z` is not a number",
    ]
    assert said(FOUR + 'a;2024;5;USD;"' + "x\n" * 600_000)[0] == (
        "o.csv:2: a field of more than 1,000,000 characters; is a quote opened here and never closed?"
    )
