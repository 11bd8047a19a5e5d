"""``tracker help``: the pages name every field, column and code, and what they show as an example is read."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, one
from test_cli import Run, run

from tracker.cli.commands.help_ import TOPICS, read_topic
from tracker.render.terminal.letters import width_of
from tracker.storage import scenarios, targets
from tracker.storage.schema import json_schema
from tracker.values import periods
from tracker.values.languages import LANGUAGES
from tracker.values.problems import WarningCode

__all__ = ["run"]  # the fixture

COLUMNS, LINES = 80, 80
SCHEMA: Any = json_schema()
PARTS = {"targets": ("Declaration", "Series", "EarlierTarget", "Remark", "Ratio", "Cutoffs"), "sources": ("SourceEntry", "FigureEntry")}


def names(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_alone_it_lists_the_topics(run: Run, language: str) -> None:
    code, out, err = run("help", "--language", language)
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()[2:]] == list(TOPICS)
    assert max(map(width_of, out.splitlines())) <= COLUMNS


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_has_the_title_of_the_list_and_fits_a_terminal(run: Run, topic: str) -> None:
    code, out, err = run("help", topic)
    assert (code, err) == (0, "")
    assert out == read_topic(topic)
    assert out.splitlines()[0] == TOPICS[topic]
    assert max(map(width_of, out.splitlines())) <= COLUMNS
    assert len(out.splitlines()) <= LINES
    assert not re.search(r"[ \t]$", out, re.MULTILINE)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_leads_to_pages_and_topics_that_there_are(topic: str) -> None:
    page = read_topic(topic)
    assert all((ROOT / each).is_file() for each in re.findall(r"docs/\w+\.md", page))
    assert set(re.findall(r"`tracker help (\w+)`", page)) <= set(TOPICS)


def test_there_is_a_file_for_each_topic() -> None:
    there = {each.stem for each in (ROOT / "tracker" / "cli" / "topics").iterdir()}
    assert there == set(TOPICS)


@pytest.mark.parametrize("topic", PARTS)
def test_every_field_of_the_schema_is_on_its_page(topic: str) -> None:
    fields = {name for part in PARTS[topic] for name in SCHEMA["$defs"][part]["properties"]}
    if topic == "targets":
        fields |= set(SCHEMA["properties"])
    assert sorted(fields - names(read_topic(topic))) == []


def test_every_word_of_a_field_with_few_words_is_on_its_page() -> None:
    properties = SCHEMA["$defs"]["Declaration"]["properties"]
    words = {word for name in ("kind", "direction", "every") for word in properties[name]["enum"]}
    assert sorted(words - names(read_topic("targets"))) == []
    source = SCHEMA["$defs"]["SourceEntry"]["properties"]
    assert sorted({word for name in ("encoding", "rows") for word in source[name]["enum"]} - names(read_topic("sources"))) == []


def test_every_column_every_code_and_every_language_is_on_its_page() -> None:
    with (ROOT / "observations.csv").open(encoding="utf-8") as file:
        columns = next(csv.reader(file))
    page = read_topic("observations")
    assert [name for name in columns if not re.search(rf"^  {name}  ", page, re.MULTILINE)] == []
    assert f"  {','.join(columns)}\n" in page
    codes = re.findall(r"^  ([a-z]+(?:-[a-z]+)+)  ", read_topic("warnings"), re.MULTILINE)
    assert sorted(codes) == sorted(WarningCode)
    assert names(read_topic("languages")) >= set(LANGUAGES)
    assert names(read_topic("forecast")) >= {"off", *SCHEMA["properties"]["forecast"]["anyOf"][1]["properties"]}


def test_the_periods_are_read() -> None:
    shown = [re.split(r" {3,}", line.strip())[:-1] for line in read_topic("periods").splitlines() if re.match(r"  \S", line)]
    assert len(shown) == len(["year", "half", "quarter", "month", "months", "words", "date", "fiscal", "SDMX"])
    assert all(periods.parse(each) for line in shown for each in line)
    also = re.search(r"In Kazakh and Uzbek too: (.*), (.*)\.", read_topic("periods"))
    assert also
    assert {periods.parse(each) for each in also.groups()} == {periods.parse("2024-Q3")}
    for given in ("01/02/2024", "Sep-24", "2000/01"):
        with pytest.raises(ValueError, match=r"."):
            periods.parse(given)


def test_the_examples_are_read(tmp_path: Path) -> None:
    declared = tmp_path / "targets.yaml"
    example = re.search(r"\n\n((?:  .*\n)+)", read_topic("targets"))
    assert example
    declared.write_text(re.sub("^  ", "", example[1], flags=re.MULTILINE), encoding="utf-8")
    programme, problems = targets.load(declared)
    assert (list(programme.targets), problems) == (["turnover"], [])
    assumed = re.search(r"# scenarios.yaml\n((?:  .*\n)+)", read_topic("scenarios"))
    assert assumed
    found = scenarios.read(re.sub("^  ", "", assumed[1], flags=re.MULTILINE).encode(), "scenarios.yaml", programme)
    assert [each.name for each in found["turnover"]] == ["steady", "slow"]


def test_the_words_of_a_target_are_read(tmp_path: Path) -> None:
    section = read_topic("targets").partition("THE WORDS OF A TARGET\n")[2].partition("\n\n")[0]
    words = [each for line in section.splitlines() for each in re.split(r" {3,}", line.strip()) if re.search(r"\d|double", each)]
    assert len(words) >= 14
    for each in words:
        kind, unit = ("stock", '"%"') if each == "+5 pp" else ("flow", "USD")
        path = tmp_path / "targets.yaml"
        path.write_text(one(kind, unit, target=f'"{each}"', by=2030, baseline="{period: 2024, value: 4}"), encoding="utf-8")
        assert targets.load(path)[1] == [], each


def test_the_help_of_a_command(run: Run) -> None:
    assert run("help", "add") == run("add", "--help")
    assert run("help", "help").out.startswith("Usage: tracker help [OPTIONS] [TOPIC]\n")


def test_what_is_neither_is_named(run: Run) -> None:
    code, out, err = run("help", "targes")
    assert (code, out) == (2, "")
    assert err.endswith("did you mean `targets`?\n")
