"""``--language`` and ``TRACKER_LANGUAGE``: which of them wins, and what stays English."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pexpect
import pytest
from conftest import ROOT
from test_cli import DAY, SHIPPED, Run, run

from tracker.cli.language import language_of_command_line

__all__ = ["run"]


def test_the_option_wins_over_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_LANGUAGE", "kk")
    assert "2025 жыл" in run("status", *SHIPPED, *DAY).out
    assert "2025 год" in run("status", *SHIPPED, *DAY, "--language", "ru").out
    assert "(2025)" in run("status", *SHIPPED, *DAY, "--language", "en").out


@pytest.mark.parametrize("given", [["--language", "fr"], ["--language", ""]])
def test_a_language_that_there_is_not_is_refused(run: Run, given: list[str]) -> None:
    code, out, err = run("status", *SHIPPED, *DAY, *given)
    assert (code, out) == (2, "")
    assert "write `en`, `ru`, `kk` or `uz`" in err


@pytest.mark.parametrize("language", ["en", "ru", "kk", "uz"])
def test_what_programs_read_is_the_same_in_every_language(run: Run, language: str) -> None:
    english = json.loads(run("status", *SHIPPED, *DAY, "-f", "json").out)
    said = json.loads(run("status", *SHIPPED, *DAY, "-f", "json", "--language", language).out)
    assert said["language"] == language
    words = {"name", "reason", "group", "owner", "probability_words"}
    for here, there in zip(said["targets"], english["targets"], strict=True):
        assert list(here) == list(there)
        assert {key: value for key, value in here.items() if key not in words} == {
            key: value for key, value in there.items() if key not in words
        }
    rows = csv.reader(io.StringIO(run("status", *SHIPPED, *DAY, "-f", "csv", "--language", language).out))
    assert next(rows)[:4] == ["id", "name", "kind", "unit"]
    assert run("summary", *SHIPPED, *DAY, "-f", "prometheus", "--language", language) == run("summary", *SHIPPED, *DAY, "-f", "prometheus")


def test_the_command_of_a_report_makes_it_again_in_the_same_language(run: Run) -> None:
    assert "--language ru" in run("report", *SHIPPED, *DAY, "-f", "markdown", "--language", "ru").out
    assert "--language" not in run("report", *SHIPPED, *DAY, "-f", "markdown").out


@pytest.mark.system
@pytest.mark.parametrize(("language", "noted"), [("kk", True), ("uz", True), ("ru", False), ("en", False)])
def test_who_asks_for_a_language_that_nobody_reviewed_is_told_so(language: str, noted: bool) -> None:
    arguments = ["-m", "tracker", "status", "jobs", *SHIPPED, *DAY, "--language", language]
    terminal = pexpect.spawn(sys.executable, arguments, cwd=str(ROOT), encoding="utf-8")
    terminal.expect(pexpect.EOF)
    assert ("docs/languages.md" in (terminal.before or "")) is noted


def test_a_language_of_the_variable_that_there_is_not_is_named_by_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_LANGUAGE", "ru_RU.UTF-8")
    assert "Invalid value for 'TRACKER_LANGUAGE': `ru_RU.UTF-8` is not known" in run("status", *SHIPPED, *DAY).err
    assert run("status", *SHIPPED, *DAY, "--language", "ru").code == 0


@pytest.mark.parametrize("given", [["--language", "fr"], ["--language"]])
def test_a_wrong_option_is_answered_in_the_language_of_the_variable(given: list[str]) -> None:
    assert language_of_command_line(["status", *given], {"TRACKER_LANGUAGE": "ru"}) == "ru"
    assert language_of_command_line(["status", *given], {"TRACKER_LANGUAGE": "xx"}) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("language: ru\ntargets:\n  t: {kind: flow\n", "не YAML"),
        ("targets:\n  t: {kind: flow\nlanguage: 'uz'  # ours\n", "YAML emas"),
        ("targets:\n  t: {kind: flow\n  language: ru\n", "not YAML"),
        ("language: xx\ntargets:\n  t: {kind: flow\n", "not YAML"),
    ],
)
def test_a_file_that_is_not_yaml_is_refused_in_the_language_that_it_names(run: Run, tmp_path: Path, content: str, said: str) -> None:
    targets = tmp_path / "targets.yaml"
    targets.write_text(content, encoding="utf-8")
    refused = run("check", "--targets", str(targets))
    assert refused.code == 2
    assert said in refused.out + refused.err
