from __future__ import annotations

from tracker.values.printable import did_you_mean, one_of, printable, quoted
from tracker.values.problems import InvalidInput, Problem, WarningCode, listing, problem_rows


def test_a_problem_is_a_line_that_editors_jump_to() -> None:
    assert str(Problem("o.csv", 17, "no")) == "o.csv:17: no"
    assert str(Problem("o.csv", None, "no")) == "o.csv: no"
    assert str(Problem("o.csv", 17, "hm", WarningCode.UNIT_SLIP)) == "o.csv:17: warning: hm [unit-slip]"
    accepted = Problem("o.csv", 17, "hm", WarningCode.UNIT_SLIP, "t", "one large contract")
    assert str(accepted) == "o.csv:17: accepted: hm [unit-slip] (one large contract)"


def test_a_problem_is_a_row_with_the_keys_of_the_contract() -> None:
    found = [Problem("o.csv", 17, "hm", WarningCode.UNIT_SLIP, "t"), Problem("o.csv", None, "no")]
    assert problem_rows(found) == [
        {"file": "o.csv", "line": None, "severity": "error", "message": "no", "code": None, "target": None, "accepted": None},
        {"file": "o.csv", "line": 17, "severity": "warning", "message": "hm", "code": "unit-slip", "target": "t", "accepted": None},
    ]
    assert problem_rows([found[0]._replace(accepted="a contract")])[0]["severity"] == "accepted"


def test_the_first_hundred_by_file_and_line_and_the_count_of_the_rest() -> None:
    lines = listing([Problem("b", line, "x") for line in range(120, 0, -1)] + [Problem("a", 7, "x")])
    assert lines[:2] == ["a:7: x", "b:1: x"]
    assert (len(lines), lines[-1]) == (101, "… and 21 more")


def test_an_exception_says_all_of_them() -> None:
    assert str(InvalidInput([Problem("b", 2, "y"), Problem("a", 1, "x")])) == "a:1: x\nb:2: y"


def test_the_nearest_name() -> None:
    assert did_you_mean("turnovr", ["turnover", "jobs"]) == "; did you mean `turnover`?"
    assert did_you_mean("TURNOVER", ["turnover"]) == "; did you mean `turnover`?"
    assert did_you_mean("zzz", ["turnover"]) == ""


def test_the_allowed_words() -> None:
    assert one_of(["a"]) == "`a`"
    assert one_of(["a", "b", "c"]) == "`a`, `b` or `c`"
    assert one_of(map(str, range(20))).endswith("and 8 more")
    assert one_of([]) == ""


def test_nothing_in_the_data_acts_on_the_terminal() -> None:
    assert printable("a\x1b[2J\u202eb\u200b\n") == r"a\x1b[2J\u202eb\u200b\n"
    assert quoted("x" * 100) == "`" + "x" * 59 + "…`"
    assert printable("Қазақстан–Ўзбекистон 10 %") == "Қазақстан–Ўзбекистон 10 %"
