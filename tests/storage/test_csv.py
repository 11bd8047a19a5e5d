from __future__ import annotations

import csv
import io
from unittest.mock import patch

import pytest
from conftest import HEADER
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from tables import fields_of, rows_of, texts_of

from tracker.storage.tabular import csv as csv_table
from tracker.storage.tabular import numbers
from tracker.storage.tabular.dialect import Header, header
from tracker.storage.tabular.large_csv import Lines, read_numeric, read_texts
from tracker.values.problems import InvalidInput, Problem

FOUR = "target,period,value,unit\n"


def parse(text: str | bytes) -> csv_table.Table:
    """What both readers make of a file: the strict one alone, and pandas with the strict one behind it."""
    raw = text.encode() if isinstance(text, str) else text
    with patch.object(csv_table, "SMALL", len(raw)):
        table = csv_table.parse(raw, "o.csv")
    with patch.object(csv_table, "SMALL", -1):
        large = csv_table.parse(raw, "o.csv")
    assert (rows_of(table), table.names, table.problems, table.dialect) == (rows_of(large), large.names, large.problems, large.dialect)
    return table


def said(text: str | bytes) -> list[str]:
    try:
        return [str(each) for each in parse(text).problems]
    except InvalidInput as invalid:
        return [str(each) for each in invalid.problems]


def rows(text: str | bytes) -> list[list[object]]:
    table = parse(text)
    assert table.problems == ()
    return rows_of(table)


def test_a_plain_file() -> None:
    assert rows(FOUR + "a,2023,5.5,USD\nNA,2024,6,bn USD\n") == [[2, "a", "2023", 5.5, "USD"], [3, "NA", "2024", 6.0, "bn USD"]]


def test_years_alone_stay_text() -> None:
    assert [row[2] for row in rows(FOUR + "a,2023,5,USD\na,02024,5,USD\n")] == ["2023", "02024"]


@pytest.mark.parametrize("word", ["NA", "null", "None", "nan", "N/A", "TRUE", "007"])
def test_words_that_pandas_would_drop_stay_text(word: str) -> None:
    assert rows(f"target,period,value,reporter\n{word},2024,5,{word}\n") == [[2, word, "2024", 5.0, word]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark(end: str, mark: str) -> None:
    text = mark + FOUR + "a,2023,5,USD\n\nb,2024,6,USD"
    assert [row[:2] for row in rows(text.replace("\n", end))] == [[2, "a"], [4, "b"]]


def test_quoted_fields_over_several_lines() -> None:
    text = HEADER + 'a,2023,5,USD,,,,,s,"one, two\nthree"\na,2024,6,USD,,,,,s,"say ""no"""\n'
    assert [(row[0], row[-1]) for row in rows(text)] == [(2, "one, two\nthree"), (4, 'say "no"')]


def test_columns_in_any_order_and_case_and_unknown_ones_kept() -> None:
    table = parse("Value, PERIOD ,rank,target\n5,2023,1,a\n")
    assert (table.names, fields_of(table)) == (("value", "period", "rank", "target"), [[5.0, "2023", "1", "a"]])


@pytest.mark.parametrize("value", ["4,2", "4,2 bn", "1 234,5", "4.2 bn USD"])
def test_written_amounts_in_the_value_column(value: str) -> None:
    number, unit = {"4,2": (4.2, "USD"), "4,2 bn": (4.2, "bn USD"), "1 234,5": (1234.5, "USD"), "4.2 bn USD": (4.2, "bn USD")}[value]
    beside = "" if "USD" in value else "USD"
    table = parse(FOUR + f'a,2023,"{value}",{beside}\n')
    assert table.value.tolist() == [number]
    assert table.texts["unit"][0].split() == unit.split()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (FOUR + "a,2023,5,5,USD\n", 'o.csv:2: 5 fields where the header has 4; if `5,5` is a decimal comma, write 5.5 or "5,5"'),
        (FOUR + "a,2023,5,USD\na,2024,5,5,USD\n", "o.csv:3: 5 fields where the header has 4; if `5,5`"),
        (HEADER + "a,2023,5,5,USD\n", "o.csv:2: 5 fields where the header has 10; if `5,5`"),
        ("target,period,value\na,2023,5,5\n", "o.csv:2: 4 fields where the header has 3; if `5,5`"),
        (FOUR + "a,2023\n", "o.csv:2: 2 fields where the header has 4: `a,2023`"),
        (FOUR + "a,2023,5\n", "o.csv:2: 3 fields where the header has 4"),
        (FOUR + "a,2023,TRUE,USD\n", "o.csv:2: value: `TRUE` is not a number"),
        (FOUR + "a,2023,nan,USD\n", "o.csv:2: value: `nan` is not a number"),
        (FOUR + "a,2023,inf,USD\n", "o.csv:2: value: `inf` is not a number"),
        (FOUR + "a,2023,1e400,USD\n", "o.csv:2: value: `1e400` is not a finite number"),
        (FOUR + "a,2023,,USD\n", "o.csv:2: value: no value is given"),
        (FOUR + 'a,2023,"1,234",USD\n', "o.csv:2: value: `1,234` has two readings"),
        (FOUR + "a,2023,#REF!,USD\n", "o.csv:2: value: `#REF!` is an error of the spreadsheet; correct the formula there"),
        (FOUR + "a,2023,1_000,USD\n", "o.csv:2: value: `1_000` is not a number"),
        (FOUR + "a,2023,2x,USD\n", "o.csv:2: value: `2x` is a multiple"),
        (FOUR + "a,2023,2 bn,bn USD\n", "o.csv:2: value: `2 bn` and the unit `bn USD` both name a scale"),
        ("target,period,value\na,2023,2 bn\n", "o.csv:2: value: `bn` belongs in a column `unit`"),
        ("цель;период;значение\na;2023;4,3 млрд долл.\n", "o.csv:2: value: `млрд долл.` belongs in a column `unit`"),
        (FOUR + 'a,2023,5,"USD\nb,2023,5,USD\n', "o.csv:2: a quote is opened here and never closed"),
        (FOUR + 'a,2023,5,"U"SD\n', "o.csv:2: not readable as CSV"),
        (FOUR + "a,2023,5,USD\0\n", "o.csv:2: a NUL byte"),
        (FOUR.encode() + b"a,2023,5,\xd1\n", "o.csv:2: not UTF-8 (byte 0xd1)"),
        ("", "o.csv: the file is empty; its first line must be target,period,value"),
        ("\n\n", "o.csv: the file is empty"),
        ("target,period,valu\n", "o.csv:1: the column `value` is missing; the header has `valu`; did you mean `value`?"),
        ("target,period,value,Value\n", "o.csv:1: the column `value` is given twice"),
    ],
)
def test_what_is_refused_with_its_line(text: str | bytes, problem: str) -> None:
    assert said(text)[0].startswith(problem)


def test_all_bad_rows_at_once_and_the_good_ones_kept() -> None:
    table = parse(FOUR + "a,2023,x,USD\na,2024,5,USD\na,2025\na,2026,y,USD\n")
    assert ([each.line for each in table.problems], table.line.tolist()) == ([2, 4, 5], [3])


def test_header_only_and_blank_rows() -> None:
    assert rows(FOUR) == []
    assert rows(FOUR + "\n,,,\n") == []
    assert rows(FOUR + "a,2023,5,USD,\n") == [[2, "a", "2023", 5.0, "USD"]]


field = st.text(alphabet='ab5.,"\n \r\té–NA#=e-', max_size=5)
number = st.floats(-1e30, 1e30)
good = st.tuples(
    st.sampled_from(["a", "NA", "t 1"]),
    st.sampled_from(["2023", "02024", "2024-Q3"]),
    st.one_of(number.map(repr), st.just("5")),
    st.just("x"),
)
odd = st.one_of(
    field,
    st.floats(allow_nan=False).map(repr),
    st.sampled_from(["5", "TRUE", "", "nan", "1e400", "0e99999", "1_0", '"x"y', '""5', '"""x"""', '5"', '"a""b"', '"a\nb"', '"a,b"', "é"]),
)


@st.composite
def nearly_good(draw: st.DrawFn) -> str:
    """A file of good rows in which at most two fields are odd, so that the fast reader mostly has something to say."""
    rows = [list(draw(good)) for _ in range(draw(st.integers(1, 6)))]
    for _ in range(draw(st.integers(0, 2))):
        draw(st.sampled_from(rows))[draw(st.integers(0, 3))] = draw(odd)
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return end.join([",".join(row) for row in [["target", "period", "value", "note"], *rows]]) + draw(st.sampled_from(["", end]))


def head_of(text: str) -> Header:
    return header(text.encode(), "o.csv")


@given(nearly_good(), st.sampled_from(",;\t"), st.booleans())
@settings(max_examples=600)
@example('target,period,value,note\na,,5,""5\n', ",", True)
@example('target,period,value,note\na,2023,5,"b,c"\n', ",", True)
@example('target,period,value,note\na,2023,5,b"c\n', ";", True)
@example("target,period,value,note\ra,2023,5,b\r", ",", True)
@example("target,period,value,note\n,,,\n", ";", False)
@example('target,period,value,note\na,2023,5,"b,"c\n', ",", True)
@example('target,period,value,note\n"a,"b,2023,5,c\n', "\t", False)
@example("target,period,value,note\n#a,2023,5,b\n", ",", False)
@example("target,period,value,note\n a,2023,5\n a,2023,5,5,b\n", "\t", False)
def test_the_fast_reader_gives_what_the_strict_one_gives_or_nothing(text: str, delimiter: str, numeric: bool) -> None:
    raw = text.replace(",", delimiter).encode()
    head = head_of(raw.decode())
    lines = Lines(raw, head.begins, len(raw))
    problems: list[Problem] = []
    strict = csv_table.read_strictly(raw, head, "o.csv", problems)
    fast = read_numeric(lines, head) if numeric else read_texts(lines, head)
    event(f"the fast reader {'answers' if fast is not None else 'passes'}")
    if fast is not None:
        texts = fast if isinstance(fast, dict) else fast[0]
        if not isinstance(fast, dict):
            value, unit, _ = numbers.read(strict.texts, strict.line, "", "o.csv", problems)
            assert (fast[1].tolist(), unit) == (value.tolist(), None)
            strict.texts.pop("value")
        assert problems == []
        assert texts_of(csv_table.Rows(strict.line, texts)) == texts_of(strict)


def test_the_fast_reader_answers_on_plain_files() -> None:
    plain = 'target,period,value,note\nNA,2023,5,x\nb,02024,-1.5e3,"a, ""b"""\n'
    head = head_of(plain)
    fast = read_numeric(Lines(plain.encode(), head.begins, len(plain)), head)
    assert fast is not None
    assert {name: list(texts) for name, texts in fast[0].items()} == {
        "target": ["NA", "b"],
        "period": ["2023", "02024"],
        "note": ["x", 'a, "b"'],
    }
    assert fast[1].tolist() == [5.0, -1500.0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('target,period,value,"a\nt,2024,5,x"\nt,2023,4,y\n', None),
        ('target,period,value,"unit\n' + "t,2024,5,USD\n" * 20_000, "o.csv:1: the header is not readable as CSV"),
        ('target,period,value,"unit\n' + "t,2024,5,USD\n" * 100_000, "o.csv:1: the header is not readable as CSV"),
    ],
)
def test_odd_headers(text: str, problem: str | None) -> None:
    if problem is None:
        assert [row[:2] for row in rows(text)] == [[3, "t"]]
    else:
        assert said(text)[0].startswith(problem)


def test_a_column_of_any_name_is_only_a_column() -> None:
    assert rows("line,target,period,value\nx,a,2023,5\n") == [[2, "x", "a", "2023", 5.0]]
    assert said("line,target,period,value\nx,a,2023,z\n") == ["o.csv:2: value: `z` is not a number"]


def test_one_bad_value_far_down_a_large_file_names_its_line_and_says_nothing_else(recwarn: pytest.WarningsRecorder) -> None:
    text = FOUR + "a,2023,5,USD\n" * 300_000 + "a,2023,abc,USD\n"
    assert said(text) == ["o.csv:300002: value: `abc` is not a number"]
    assert list(recwarn) == []


@given(st.lists(st.tuples(field, number, field), max_size=6))
def test_a_file_that_is_written_is_read_back_equal(table: list[tuple[str, float, str]]) -> None:
    table = [(target or "x", number, note) for target, number, note in table]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [("target", "period", "value", "note"), *((t, "2024", repr(v), n) for t, v, n in table)]
    )
    read = parse(text.getvalue())
    assert list(zip(read.texts["target"], read.value.tolist(), read.texts["note"], strict=True)) == table


@pytest.mark.parametrize(
    "table", [b'target\tperiod\tvalue\nt\t2042\t""4,2taet,pe\nriod\n', b"target,period,value,unit\nt,2025,2,\x1c3,4,5\n"]
)
def test_nothing_of_a_row_that_cannot_be_read_acts_on_the_terminal(table: bytes) -> None:
    told = "\n".join(str(each) for each in csv_table.parse(table, "f.csv").problems)
    assert told
    assert all(character.isprintable() or character == "\n" for character in told)
