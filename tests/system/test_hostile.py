"""Nothing in the data can act: what is shown is shown as it stands, and what programs read holds it whole."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from pathlib import Path

import pexpect
import pytest
from conftest import HEADER, ROOT
from markdown_it import MarkdownIt
from test_cli import DAY, Result, Run, run

from tracker.values.printable import printable

__all__ = ["run"]  # the fixture

# What acts on a terminal (C0, DEL, C1), what turns the order of text around, and what nobody sees.
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
ATTACK = (
    "\x1b[2J\x1b]52;c;ZXZpbA==\x07\x1b]8;;https://evil.example\x1b\\\x9b31m\r\x08\x7f"  # erase, clipboard, link, C1, overprint
    "\u202egnp.exe\u2066\u200b\u2028\U000e0041"  # reorder, hide
    "[red][/foo]:smile: | `x` *y* <script>alert(1)</script>\nsecond line"
)
QUOTED = '"' + "".join(f"\\U{ord(each):08x}" for each in ATTACK) + '"'  # which YAML reads as the same text
FORMULA = "=HYPERLINK(0)"

TARGETS = f"""
title: {QUOTED}
targets:
  t:
    name: {QUOTED}
    kind: stock
    unit: "\\e[2J\\u202e|[/red]"
    target: 10
    by: 2030
    baseline: 2024
    reporter: {QUOTED}
    declared: 2024
    declared_by: {QUOTED}
    source: {QUOTED}
    quote: {QUOTED}
    note: {QUOTED}
    group: {QUOTED}
    owner: {QUOTED}
    remarks: [{{date: 2024, text: {QUOTED}, kind: risk}}]
    history: [{{target: 5, by: 2025, declared: 2025-01-15, declared_by: {QUOTED}, source: {QUOTED}, quote: {QUOTED}, note: {QUOTED}}}]
"""


def rows() -> str:
    text = io.StringIO()
    text.write(HEADER.replace("note", 'note,"a\x1b[31m\u202e"'))
    for year, value, reporter in ((2024, 4, ATTACK), (2025, 5, ATTACK), (2025, 6, f"other{ATTACK}")):
        csv.writer(text, lineterminator="\n").writerow(["t", year, value, "", "", reporter, ATTACK, "", ATTACK, ATTACK, ATTACK])
    return text.getvalue()


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The two hostile files, under hostile names; what follows is how a command line names them."""
    folder = tmp_path / "\x1b[31m\u202e new\nline"
    folder.mkdir()
    monkeypatch.chdir(folder)
    names = ["=t\x1b[2J\n\u202e.yaml", "-o\x1b[2J\n\u202e.csv"]
    Path(names[0]).write_text(TARGETS, encoding="utf-8", newline="")
    Path(names[1]).write_text(rows(), encoding="utf-8", newline="")
    return ["--targets", names[0], "--observations", names[1]]


def shown(result: Result) -> str:
    text = result.out + result.err
    assert not ACTS.findall(text), result
    return text


ADD = [
    "add",
    "t",
    "2026-06-30",
    "7",
    "--reporter",
    ATTACK,
    "--published",
    "2026-07",
    "--note",
    ATTACK,
    "--source",
    ATTACK,
    "--status",
    ATTACK,
]
COMMANDS = [
    (0, ["status", *DAY]),
    (0, ["status", *DAY, "--reporter", "all"]),
    (0, ["status", *DAY, "-f", "markdown"]),
    (0, ["status", *DAY, "-f", "json"]),
    (0, ["show", "t", *DAY]),
    (0, ["show", "t", *DAY, "-f", "markdown"]),
    (0, ["show", "t", *DAY, "-f", "json"]),
    (0, ["explain", "t", *DAY]),
    (0, ["explain", "t", *DAY, "-f", "markdown"]),
    (0, ["explain", "t", *DAY, "-f", "json"]),
    (1, ["check", *DAY]),
    (1, ["check", *DAY, "-f", "markdown"]),
    (1, ["check", *DAY, "-f", "json"]),
    (0, ["summary", *DAY]),
    (0, ["summary", *DAY, "--since", "2025-06-30"]),
    (0, ["summary", *DAY, "--since", "2025-06-30", "-f", "markdown"]),
    (0, ["summary", *DAY, "-f", "json"]),
    (0, ["summary", *DAY, "-f", "ndjson"]),
    (0, ["summary", *DAY, "-f", "prometheus"]),
    (0, ["score", *DAY]),
    (0, ["score", *DAY, "-f", "markdown"]),
    (0, ["score", *DAY, "-f", "json"]),
    (0, ["chart", "t", *DAY]),
    (0, ["report", *DAY, "-f", "markdown"]),
    (0, ["report", *DAY, "-f", "html"]),
    (0, [*ADD, "--dry-run"]),
    (0, ADD),
    (2, ["add", "t", "2026-06-30", "7 x\x1b[2J", "--reporter", ATTACK]),
    (2, ["add", "t", "Jul\x1b[2J", "7", "--reporter", ATTACK, "--published", "2026", "--source", ""]),
    (2, ["status", "t\x1b[2J\u202e"]),
    (2, ["status", "--reporter", "\x1b[2J\u202e"]),
    (2, ["status", "--as-of", "\x1b[2J\u202e"]),
    (2, ["status", "--format", "\x1b[2J\u202e"]),
    (2, ["status", "--nope\x1b[2J\u202e"]),
    (2, ["status", "-o", "nowhere\x1b[2J\n\u202e/x"]),
    (2, ["status", "-o", "=t\x1b[2J\n\u202e.yaml"]),
    (2, ["report", "-o", "\x1b[2J\n\u202e.x"]),
    (2, ["report", "-f", "pdf", "-o", "\x1b[2J\n\u202e.md"]),
]


@pytest.mark.parametrize(("code", "command"), COMMANDS, ids=lambda each: printable(" ".join(each))[:50] if isinstance(each, list) else "")
def test_nothing_in_the_data_acts_on_a_terminal(run: Run, files: list[str], code: int, command: list[str]) -> None:
    result = run(*command, *files)
    assert result.code == code, shown(result)
    assert shown(result)
    assert code or json.dumps("\x1b")[1:-1] in result.out or r"\x1b" in result.out, "it is shown, not dropped"


def test_file_names_that_are_none(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (
        ["init", "f/targets.yaml/no\x1b[2J\n\u202e"],
        ["init", "f"],
        ["st\x1b[2J\u202e"],
        ["check", "-t", "\x1b[2J\n.yaml"],
        ["status", "-d", "\udcff.csv"],
    ):
        Path("f").mkdir(exist_ok=True)
        (tmp_path / "f" / "targets.yaml").touch()
        result = run(*command)
        assert (result.code, len(shown(result).splitlines()) <= 4) == (2, True)


BROKEN_TARGETS = [
    "titl\\e[2J: x\ntargets: {}\n",
    '"titl\\e[2J\\u202e": x\ntargets: {}\n',
    'targets: {"t\\e[2J\\u202e": {kind: stock, unit: x, target: 1}}\n',
    'targets: {"t\\e[2J\\u202e": 5}\n',
    'targets: {t: {kind: "\\e[2J", unit: "\\e[2J", target: "\\e[2J", by: "\\u202e", milestones: {"\\u202e": "\\e[2J", 2027: {"\\u202e": 1}}}}\n',
    "targets: {t: !\u202e x}\n",
    'targets: {"\\u202e": 1, "\\u202e": 2, "\\e":}\n',
    "targets: {t: *\u202e}\n",
    "title: '\u202e\n",
    "\u202e\n",
]
BROKEN_ROWS = [
    "target,period,\x1b[2J\u202e\n",
    "target,period,value,\u202e\x1b,\u202e\x1b\n",
    HEADER + "\x1b[2J\u202e,2024,1\n",
    HEADER + "\x1b[2J\u202e,\x1b[2J\u202e,\x1b[2J\u202e,\x1b[2J\u202e,\x1b[2J\u202e,,,\x1b[2J\u202e,,\n",
    HEADER + '"\x1b[2J\u202e,\n',
    HEADER + '"\x1b"[2J\u202e,\n',
]


@pytest.mark.parametrize(
    ("targets", "observed"), [*((each, HEADER) for each in BROKEN_TARGETS), *((TARGETS, each) for each in BROKEN_ROWS)]
)
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_message_about_hostile_text_is_harmless(run: Run, files: list[str], targets: str, observed: str, form: str) -> None:
    Path(files[1]).write_text(targets, encoding="utf-8", newline="")
    Path(files[3]).write_text(observed, encoding="utf-8", newline="")
    result = run("check", *files, "--format", form)
    assert result.code == 2
    assert shown(result)


@pytest.mark.parametrize("command", ["status", "show t", "explain t", "check"])
def test_csv_on_a_terminal_is_for_a_person(files: list[str], command: str) -> None:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tracker", *command.split(), *DAY, "-f", "csv", *files],
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    text = child.read().replace("\r\n", "\n")
    child.close()
    assert child.exitstatus == (command == "check")
    assert r"\x1b[2J" in text
    assert not ACTS.findall(text)


def test_programs_get_the_text_whole(run: Run, files: list[str]) -> None:
    (row,) = json.loads(run("status", *DAY, *files, "-f", "json").out)["targets"]
    assert (row["name"], row["reporter"]) == (ATTACK, ATTACK)
    (fields,) = csv.DictReader(io.StringIO(run("status", *DAY, *files, "-f", "csv").out, newline=""))
    assert (fields["name"], fields["reporter"]) == (ATTACK, ATTACK)
    assert [each["file"] for each in json.loads(run("check", *DAY, *files, "-f", "json").out)["problems"]] == [files[3]]


COMMAND = re.compile(r"^\s*::|##(?:vso|teamcity)?\[", re.MULTILINE)  # what GitHub, Azure and TeamCity look for in a log
MARKS = [
    "::add-mask::t",
    "::error file=x::t",
    "##[add-mask]t",
    "x ##vso[task.setvariable]t",
    "##teamcity[x]",
    "# heading",
    "> quote",
    "- item",
    "+ item",
    "7. item",
    "7) item",
    "@everyone",
    "x@here",
    "mail @someone",
    "---",
    "===",
    "- [ ] task",
    ": definition",
    "~~~",
    "\\",
]
LISTED = [
    *(["status"], ["status", "-f", "markdown"], ["status", "-f", "json"]),
    *(["show", "t"], ["show", "t", "-f", "markdown"], ["show", "t", "-f", "json"], ["explain", "t", "-f", "markdown"], ["explain", "t"]),
    *(["summary", "--since", "2025-06-30"], ["summary", "--since", "2025-06-30", "-f", "markdown"], ["summary", "-f", "markdown"]),
    *(["summary", "-f", "ndjson"], ["summary", "-f", "prometheus"], ["report", "-f", "markdown"], ["check"], ["check", "-f", "markdown"]),
]


def declared(mark: str, rows: str = "t,2024,4,USD,,UZ,,2025-01-01,{0},{0}\nt,2025,5,USD,,UZ,,2026-01-01,{0},{0}\n") -> None:
    word = json.dumps(mark)
    fields = "".join(f"    {each}: {word}\n" for each in ("name", "note", "source", "quote", "declared_by"))
    text = f"title: {word}\ntargets:\n  t:\n{fields}    kind: stock\n    unit: USD\n    target: 10\n    by: 2030\n    baseline: 2024\n"
    Path("targets.yaml").write_text(f"{text}    reporter: UZ\n    declared: 2024\n", encoding="utf-8")
    Path("observations.csv").write_text(HEADER + rows.format(mark), encoding="utf-8")


@pytest.mark.parametrize("mark", MARKS)
def test_text_of_the_data_is_no_markdown_and_no_command_to_a_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    monkeypatch.chdir(tmp_path)
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    declared("=plain" if mark[0] in "=+-@" and mark[1:2] != " " else "plain")  # which `check` warns of alike
    plain = {" ".join(each): run(*each, *([] if each[0] == "add" else DAY)).out for each in LISTED}
    declared(mark)
    for command in LISTED:
        result = run(*command, *DAY)
        assert not COMMAND.search(result.out + result.err), result
        assert json.loads(result.out) if command[-1] == "json" else True
        if "markdown" in command:
            assert "@everyone" not in result.out
            assert "@here" not in result.out
            kinds = [[each.type for each in reader.parse(text)] for text in (plain[" ".join(command)], result.out)]
            assert kinds[0] == kinds[1], result.out
            seen = "".join(child.content for each in reader.parse(result.out) for child in each.children or ())
            assert command[0] == "check" or " ".join(mark.split()) in seen


def test_an_error_about_a_command_to_a_log_is_none(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    declared("x", "t,2024,4,##[add-mask]t,,UZ,,,,\n")
    Path("observations.csv").rename("::error::.csv")
    for command in (["status"], ["check"], ["check", "-f", "markdown"]):
        result = run(*command, "-d", "::error::.csv")
        assert result.code == 2
        assert "add-mask" in result.out + result.err
        assert not COMMAND.search(result.out + result.err), result


def test_the_folder_of_a_new_programme_is_written_out(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("new\x1b[2J\n\u202e").mkdir()
    assert r"Wrote new\x1b[2J\n\u202e/targets.yaml" in shown(run("init", "new\x1b[2J\n\u202e"))


def test_no_unit_closes_the_block_of_a_chart(run: Run, files: list[str]) -> None:
    Path(files[1]).write_text(TARGETS.replace('    unit: "', '    unit: "```'), encoding="utf-8", newline="")
    lines = run("show", "t", *DAY, *files, "-f", "markdown").out.splitlines()
    begin = next(at for at, line in enumerate(lines) if line.endswith("`text"))
    fence = lines[begin].removesuffix("text")
    assert lines[begin + 1].startswith("```")
    assert [line for line in lines[begin + 1 :] if line.startswith(fence)] == [fence]


def formulas(text: str) -> list[str]:
    """Every cell that a spreadsheet would compute, whichever sign it takes for the delimiter."""
    cells = [cell for mark in ",;\t" for line in csv.reader(io.StringIO(text, newline=""), delimiter=mark) for cell in line]
    return [each for each in cells if each[:1] in set("=+-@\t\r＝＋－＠") and not re.fullmatch(r"-?[\d.e+-]+", each)]


@pytest.mark.parametrize(
    "attack",
    [FORMULA, "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "＝1+1", "x;=1+1", 'x;"=1+1', "x\t=1", "x\n=1+1;", "; @x"],
)
def test_no_cell_of_a_csv_is_a_formula(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, attack: str) -> None:
    monkeypatch.chdir(tmp_path)
    word = json.dumps(attack)
    Path("targets.yaml").write_text(
        f"targets: {{t: {{name: {word}, kind: stock, unit: {json.dumps(''.join(attack.split()))}, target: 10, reporter: {json.dumps(attack + 'r')}}}}}\n",
        encoding="utf-8",
    )
    reporter = attack.strip().replace('"', '""')
    Path("observations.csv").write_text(f'{HEADER}t,2024,-4,,,"{reporter}r",,,,\n', encoding="utf-8", newline="")
    for command in ("status", "show t", "explain t"):
        code, out, _ = run(*command.split(), *DAY, "-f", "csv")
        assert (code, formulas(out)) == (0, [])
        (row,) = csv.DictReader(io.StringIO(out, newline=""))
        assert (row["name"].replace("'", ""), float(row["latest"])) == (attack.strip().replace("'", ""), -4), (
            "numbers below zero stay numbers"
        )
    Path("observations.csv").rename(attack.replace("/", "") + ".csv")
    code, out, _ = run("check", "-d", attack.replace("/", "") + "x.csv", "-f", "csv")
    assert (code, formulas(out)) == (2, [])


@pytest.mark.parametrize(
    "text",
    ["👩‍👩‍👧‍👦", "🏳️‍🌈", "👩🏽‍🚀", "❤️", "1️⃣", "می‌رود", "क्‍ष", "ශ්‍රී", "Қазақстан–Ўзбекистон 10 %", "中哈贸易额", "O‘zbekiston"],
)
def test_what_scripts_and_emoji_need_is_kept(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("turn\u200dover", r"turn\u200dover"),
        ("обо\u200cрот", r"обо\u200cрот"),
        ("👩\u200d", r"👩\u200d"),
        ("a\ufe0f\U000e0101", r"a\ufe0f\U000e0101"),
        ("a\u3164b\u115fc\u180ed\u034f", r"a\u3164b\u115fc\u180ed\u034f"),
        ("\U000e0068\U000e0069", r"\U000e0068\U000e0069"),
    ],
)
def test_what_only_hides_is_written_out(text: str, written: str) -> None:
    assert printable(text) == written
