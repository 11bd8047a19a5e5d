"""Texts by language, from targets.yaml to every answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import HEADER
from test_cli import Run, run

import tracker
from tracker.values import languages

__all__ = ["run"]  # the fixture

DAY = ["--as-of", "2026-11-22"]
TARGETS = """\
title: {en: Industry, ru: Промышленность}
units: {plants: {en: [plant, plants], ru: [завод, завода, заводов, завода]}}
reporters: {KZ: {en: Kazakhstan, ru: Казахстан}}
targets:
  plants:
    kind: stock
    unit: plants
    target: 21
    by: 2030
    reporter: KZ
    name: {ru: Новые заводы, kk: Жаңа зауыттар}
    quote: {kk: Жиырма бір зауыт, en: Twenty-one plants}
    group: {en: Heavy industry, ru: Тяжёлая промышленность}
    owner: {en: Ms Karimova, ru: Каримова}
  mills: {kind: stock, unit: plants, target: 5, by: 2030, name: Mills}
"""
ROWS = "plants,2024,2,,,KZ,,,,\nplants,2025,5,,,KZ,,,,\nmills,2025,1,,,KZ,,,,\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(TARGETS, encoding="utf-8")
    Path("observations.csv").write_text(HEADER + ROWS, encoding="utf-8")
    return tmp_path


def test_an_answer_says_names_units_and_reporters_in_its_language(run: Run, here: Path) -> None:
    assert here.exists()
    russian = run("summary", *DAY, "--language", "ru").out
    assert "Новые заводы (Казахстан): 5 заводов" in russian
    assert "Промышленность" in russian
    english = run("summary", *DAY, "--language", "en").out
    assert "Новые заводы (Kazakhstan): 5 plants" in english  # not given in English, so as it was given first
    assert "Industry" in english
    assert "Жаңа зауыттар (Kazakhstan): 5 plants" in run("summary", *DAY, "--language", "kk").out
    assert "Каримова" in run("show", "plants", *DAY, "--language", "ru").out


def test_the_file_names_the_language_unless_somebody_chooses_another(run: Run, here: Path) -> None:
    (here / "targets.yaml").write_text(f"language: ru\n{TARGETS}", encoding="utf-8")
    assert "5 заводов" in run("summary", *DAY).out
    languages.reset()
    assert "5 plants" in run("summary", *DAY, "--language", "en").out


def test_one_process_answers_in_two_languages(here: Path) -> None:
    for code, title, name in (
        ("en", "Industry", "Новые заводы"),
        ("kk", "Industry", "Жаңа зауыттар"),
        ("ru", "Промышленность", "Новые заводы"),
    ):
        languages.use(code)
        programme, _ = tracker.load(here / "targets.yaml")
        assert (programme.title, programme.targets["plants"].name) == (title, name)
    programme, _ = tracker.load(here / "targets.yaml")
    assert programme.in_language("kk").in_language("en").title == "Industry"


def test_the_names_in_json_follow_the_language_and_units_and_reporters_stay_codes(run: Run, here: Path) -> None:
    assert here.exists()
    answer = json.loads(run("status", *DAY, "-f", "json", "--language", "ru").out)
    row = next(each for each in answer["targets"] if each["id"] == "plants")
    assert answer["title"] == "Промышленность"
    assert [row[key] for key in ("name", "group", "owner", "unit", "reporter")] == [
        "Новые заводы",
        "Тяжёлая промышленность",
        "Каримова",
        "plants",
        "KZ",
    ]


def test_metrics_are_the_same_in_every_language(run: Run, here: Path) -> None:
    assert here.exists()
    metrics = {code: run("summary", *DAY, "-f", "prometheus", "--language", code).out for code in languages.LANGUAGES}
    assert len(set(metrics.values())) == 1
    assert 'name="Новые заводы"' in metrics["en"]


@pytest.mark.parametrize("name", ["Heavy industry", "Тяжёлая промышленность"])
@pytest.mark.parametrize("code", ["en", "ru", "uz"])
def test_a_group_is_found_by_its_name_in_any_language(run: Run, here: Path, name: str, code: str) -> None:
    assert here.exists()
    answer = json.loads(run("status", *DAY, "-f", "json", "--group", name, "--language", code).out)
    assert [each["id"] for each in answer["targets"]] == ["plants"]


def test_an_unknown_group_is_refused_with_those_of_the_language(run: Run, here: Path) -> None:
    assert here.exists()
    code, out, err = run("status", "--group", "Тяжелая промышленность", "--language", "ru")
    assert (code, out) == (2, "")
    assert "`Тяжёлая промышленность`" in err


def test_a_quote_in_another_language_than_the_page_says_in_which(run: Run, here: Path) -> None:
    page = here / "report.html"
    for code, marked in (("en", ""), ("kk", ""), ("ru", ' lang="en"')):
        assert run("report", *DAY, "-o", str(page), "--language", code).code == 0
        assert f'<blockquote{marked} dir="auto">' in page.read_text(encoding="utf-8")


def test_one_text_and_the_same_text_in_english_alone_give_the_same_bytes(run: Run, here: Path) -> None:
    plain = re.sub(r"\{ru: (Новые заводы), kk: Жаңа зауыттар\}|\{(?:kk: [^,]*, )?en: ([^,}\]]*)(?:, ru: [^}]*)?\}", r"\1\2", TARGETS)
    plain = "\n".join(line for line in plain.split("\n") if not line.startswith(("units", "reporters")))
    texts = ("title", "name", "quote", "group", "owner")
    mapped = re.sub(rf"\b({'|'.join(texts)}): ([^,\n}}]+)", r"\1: {en: \2}", plain)
    assert mapped.count("{en: ") == 6
    answers = []
    for declared in (plain, mapped):
        (here / "targets.yaml").write_text(declared, encoding="utf-8")
        asked = (
            *(("status", "-f", form) for form in ("text", "json", "csv", "markdown")),
            *(("summary", "-f", form) for form in ("text", "json", "ndjson", "markdown", "prometheus")),
            *((command, "plants", "-f", form) for command in ("show", "explain") for form in ("text", "json", "markdown")),
            *(("report", "-f", form) for form in ("html", "markdown")),
            *(("score", "-f", form) for form in ("text", "json", "csv", "markdown")),
            ("check",),
        )
        said = [run(*each, *DAY) for each in asked]
        assert {each.code for each in said} == {0}
        answers.append([re.sub("SHA-256 [0-9a-f]+", "", each.out) for each in said])
    assert answers[0] == answers[1]
