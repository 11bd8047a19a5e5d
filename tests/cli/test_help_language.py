"""The help, usage errors and errors in the language of the answer, shown with a catalogue that marks what it was asked for."""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING

import pytest
from test_cli import Run, folder, run

from tracker.cli.help import reword
from tracker.cli.language import language_of_command_line
from tracker.values import languages
from tracker.values.languages import translations

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["folder", "run"]


class Marked(gettext.NullTranslations):
    """A catalogue in which every text stands between quotation marks."""

    def gettext(self, message: str) -> str:
        return message if message.startswith("«") else f"«{message}»"

    def pgettext(self, context: str, message: str) -> str:
        return message if message.startswith("«") else f"«{context}: {message}»"


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "_catalogue", lambda code: gettext.NullTranslations() if code == "en" else Marked())


@pytest.mark.parametrize(
    ("arguments", "variable", "code"),
    [
        (["status", "--language", "ru"], None, "ru"),
        (["--help", "--language=kk"], None, "kk"),
        (["--language", "uz", "--language", "ru"], None, "ru"),
        (["status"], "uz", "uz"),
        (["status", "--language", "en"], "uz", "en"),
        (["status", "--language", "fr"], "uz", "uz"),
        (["status", "--language"], "uz", "uz"),
        (["add", "--", "--language", "ru"], None, None),
        (["status"], "fr", None),
        ([], None, None),
    ],
)
def test_the_language_of_a_command_line(arguments: list[str], variable: str | None, code: str | None) -> None:
    assert language_of_command_line(arguments, {} if variable is None else {"TRACKER_LANGUAGE": variable}) == code


@pytest.mark.parametrize(
    "arguments",
    [["--help", "--language", "ru"], ["--language", "ru", "--help"], ["--language=ru", "-h"], ["-h", "--language=ru"]],
)
def test_the_help_of_the_tracker(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    assert out.startswith("«Usage: »tracker «help: [OPTIONS]» «help: COMMAND [ARGS]...»")
    assert "«help: Will the officially stated targets be met" in out
    assert "«Commands»:\n" in out
    assert "«help: Show this message and exit.»" in out
    assert "«help: Show one target in depth." in out


@pytest.mark.parametrize("arguments", [["chart", "--help", "--language", "ru"], ["--language", "ru", "chart", "-h"]])
def test_the_help_of_a_command(run: Run, arguments: list[str]) -> None:
    out = " ".join(run(*arguments).out.split())
    assert "«help: Draw the chart of one target as a picture for a slide." in out
    assert "«Arguments»: TARGET «help: The id of the target.» [«required»]" in out
    assert "«help: The file of targets (targets.yaml).» [«env var: TRACKER_TARGETS»; «default: targets.yaml»]" in out
    assert "«help: Its height in pixels.» [«default: 675»]" in out


def test_the_variable_is_enough(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    english = run("status", "--help").out
    monkeypatch.setenv("TRACKER_LANGUAGE", "ru")
    assert "«" in run("status", "--help").out
    assert run("status", "--help", "--language", "en").out == english
    assert "«" not in english


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chart"], "«Missing argument 'TARGET'.»"),
        (["status", "--zzz"], "«No such option: --zzz»"),
        (["status", "--form"], "«No such option: --form (Possible options: --format, --sort)»"),
        (["schema", "a", "b"], "«Got unexpected extra arguments (a b)»"),
        (["status", "--targets"], "«Option '--targets' requires an argument.»"),
        (["chart", "t", "--width", "q"], "«Invalid value for '--width': «this is not a whole number»»"),
        (["status", "--as-of", "2"], "«Invalid value for '--as-of': «'2' is not a date; write it as 2026-11-22»»"),
        (["summary", "--quiet"], "«Invalid value for '--quiet': «--quiet needs --since or --fail-on»»"),
        (["show", "x"], "«Invalid value for 'TARGET': «`x` is not known; write `t`»»"),
    ],
)
def test_usage_errors(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(arguments[0], "--language", "ru", *arguments[1:])
    assert (code, out) == (2, "")
    assert err.endswith(f"«Error: {said}»\n")


def test_an_option_without_its_value_is_a_usage_error_in_english(run: Run) -> None:
    assert run("status", "--targets")[::2] == (2, "Error: Option '--targets' requires an argument.\n")


def test_errors_warnings_and_their_number(run: Run, folder: Path) -> None:
    (folder / "observations.csv").write_text("target,period,value\nt,2024,4\nt,2025,1.2.3\n", encoding="utf-8")
    out = run("check", "--language", "ru").out
    assert "observations.csv:3: " in out
    assert "«`1.2.3` is not a number" in out
    (folder / "observations.csv").write_text("target,period,value\nt,2024,4\nt,2030,5\n", encoding="utf-8")
    out = run("check", "--as-of", "2026-11-22", "--language", "ru").out
    assert "«observations.csv:3: warning: «the period 2030 is in the future" in out


def test_words_of_the_library_that_nobody_knows_stay_as_they_are() -> None:
    languages.use("ru")
    assert reword("Something new.") == "Something new."


def test_english_asks_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(gettext, "translation", lambda *_, **__: pytest.fail("a catalogue was loaded"))
    assert translations.localized("{given} is not a number", given="`x`") == "`x` is not a number"


@pytest.mark.parametrize("language", ["en", "ru", "kk", "uz"])
@pytest.mark.parametrize("width", ["58", "72", "80"])
def test_no_line_ends_within_an_option(run: Run, monkeypatch: pytest.MonkeyPatch, language: str, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for command in ("status", "show", "report", "summary", "import", "add"):
        told = run(command, "--language", language, "--help").out
        assert re.findall(r"(?m)(?<!\w)--?[a-z][a-z-]*-$", told) == []
        assert "\ue000" not in told
