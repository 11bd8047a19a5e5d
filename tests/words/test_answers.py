"""The answers about the shipped files in each language: their exact texts, their numbers, and that no English is left in them.

``TRACKER_GOLDEN=write`` puts down what is there now, to be read before it is kept.
"""

from __future__ import annotations

import os
import re
from datetime import date

import pytest
from conftest import ROOT
from test_cli import DAY, SHIPPED, Run, run

from tracker.render.terminal.glance import glance
from tracker.reports.status import status_table
from tracker.storage import observations, targets
from tracker.values import languages
from tracker.words.answer_language import say_in_current_language

__all__ = ["run"]

GOLDEN = ROOT / "tests" / "golden"
LANGUAGES = ("en", "ru", "kk", "uz")
SINCE = ("--since", "2025-12-31")
COMMANDS = {
    "status.txt": ("status",),
    "status-full.txt": ("status", "--full"),
    "summary.txt": ("summary", *SINCE),
    "show.txt": ("show", "turnover"),
    "show-if.md": ("show", "turnover", "--if", "2026=5.6bn", "--if", "2027=+12 %", "--format", "markdown"),
    "explain.txt": ("explain", "turnover"),
    "score.md": ("score", "--format", "markdown"),
    "report.md": ("report", *SINCE, "--format", "markdown"),
}
FROM_THE_FILES = re.compile(
    r"<[^>]*>|https?://\S+|`[^`]*`|\(?[\w.-]+\.(?:csv|yaml)[^\s)]*\)?|    tracker .*|!\[|\]\([^)]*\)|SHA-256 \w+|\\?\[\d+\\?\]"
    r"|Trend, quoting the Uzbek statistics agency \(address not recorded\)"
)
FORMULAS = re.compile(r"(?m)^[a-z_0-9]+$|^ {4}.*$")  # the keys of measures, their formulas, and the names of publications
ALLOWED = {"tracker", "turnover", "projects", "investment", "jobs", "USD", "RSS", "Qazinform", "tL", "tB", "tT", "II", "III", "IV"}
ENGLISH = re.compile(r"\b(?:the|of|is|are|and|by|since|from|with|at|no|not|year|target|figure|growth|latest|progress|status)\b")


def answer(run: Run, name: str, code: str) -> str:
    said = run(*COMMANDS[name], *SHIPPED, *DAY, "--language", code)
    assert (said.code, said.err) == (0, "")
    return said.out


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_exact_text(run: Run, name: str, code: str) -> None:
    file, said = GOLDEN / f"{code}-{name}", answer(run, name, code)
    if os.environ.get("TRACKER_GOLDEN") == "write":
        file.write_text(said, encoding="utf-8", newline="")
    assert said == file.read_bytes().decode()


def numbers(text: str) -> set[str]:
    """Every number of a text in English notation; the number of a quarter is a Roman one elsewhere."""
    text = re.sub(r"\bQ\d", "", FROM_THE_FILES.sub(" ", text))
    text = re.sub(r"\b0?(\d{1,2})\.0?(\d{1,2})\.(\d{4})\b", r"\1 \2 \3", text)  # a day
    found = re.findall(r"\d[\d,\u00a0]*\d(?:[.,]\d+)?|\d+[.,]\d+|\d+", text)
    return {each.replace("\u00a0", "") for each in found}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("code", ["ru", "kk", "uz"])
def test_every_number_of_the_english_answer_stands_in_the_other_languages(run: Run, name: str, code: str) -> None:
    english = re.sub(r"(?<=\d),(?=\d{3}\b)", "", answer(run, name, "en"))
    other = re.sub(r"(?<=\d)\u00a0(?=\d{3}\b)", "", answer(run, name, code)).replace(",", ".")
    assert numbers(english) <= numbers(other)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("code", ["ru", "kk"])
def test_no_english_word_is_left_where_letters_are_cyrillic(run: Run, name: str, code: str) -> None:
    said = FORMULAS.sub("", FROM_THE_FILES.sub(" ", answer(run, name, code)))
    assert set(re.findall(r"\b[A-Za-z]{3,}\b", said)) <= ALLOWED


@pytest.mark.parametrize("name", COMMANDS)
def test_no_english_word_is_left_in_uzbek(run: Run, name: str) -> None:
    assert not ENGLISH.findall(FORMULAS.sub("", FROM_THE_FILES.sub(" ", answer(run, name, "uz"))))


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, 132])
def test_no_line_of_the_status_is_wider_than_the_terminal(code: str, width: int) -> None:
    languages.use(code)
    programme, _ = targets.load(ROOT / "targets.yaml")
    programme = say_in_current_language(programme)
    figures, _, _ = observations.load(ROOT / "observations.csv", programme)
    shown = glance(status_table(programme, figures, date(2026, 11, 22)), width=width)
    assert max(map(len, shown.splitlines())) <= width
