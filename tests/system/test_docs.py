"""README, the pages of docs/ and those of examples/ are sessions: what they type is run in order, and must print what stands below it.

Each page has a folder of its own with the two shipped files, each example one with its own. A ``yaml`` or ``csv`` block that begins with its file name (``# mine.csv``)
is written there first, a ``python`` block must print the ``text`` block that follows it, and what a ``sh`` block exports holds for the
rest of the page. After a change of the output ``TRACKER_GOLDEN=write`` puts what is printed now on the pages, to be read before it is
kept.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from markdown_it import MarkdownIt

README = ROOT / "README.md"
EXAMPLES = sorted((ROOT / "examples").glob("*/README.md"))
PAGES = [README, ROOT / "README.ru.md", *sorted((ROOT / "docs").glob("*.md")), *EXAMPLES]
LINKED = [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "SECURITY.md"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ACTIVATE = ". .venv/bin/activate"


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


# ---- sessions


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment whose ``tracker`` is the one under test, as README's first command makes it."""
    folder = tmp_path_factory.mktemp("installed") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    command = folder / "bin" / "tracker"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m tracker "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


@pytest.fixture
def folder(tmp_path: Path, environment: Path) -> Path:
    """A folder with the shipped files, the samples of the pages and the environment."""
    for name in ("targets.yaml", "observations.csv"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "docs" / "samples", tmp_path / "samples")
    (tmp_path / ".venv").symlink_to(environment)
    return tmp_path


def printed(command: list[str], folder: Path, exported: dict[str, str]) -> str:
    environment = {**os.environ, "PATH": "/usr/local/bin:/usr/bin:/bin", **exported}
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return ended.stdout + ended.stderr


def console(block: str, folder: Path, exported: dict[str, str]) -> str:
    """The block with what its commands print here and now."""
    commands = re.findall(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    assert commands, "a session without a command"
    return "".join(f"$ {each}\n{printed(['/bin/sh', '-c', f'{ACTIVATE} && {each}'], folder, exported)}" for each in commands)


def replayed(page: str, folder: Path) -> str:
    """The page with every block as it comes out in a folder."""
    answer, exported = "", dict[str, str]()

    def play(found: re.Match[str]) -> str:
        nonlocal answer
        language, block = found.groups()
        if language == "console":
            block = console(block, folder, exported)
        elif language == "sh":
            exported.update(re.findall(r"^export (\w+)=(\S+)$", block, re.MULTILINE))
        elif language == "python":
            answer = printed([sys.executable, "-c", block], folder, exported)
        elif language == "text" and answer:
            block, answer = answer, ""
        elif name := re.match(r"# ([\w-]+\.(?:yaml|csv))\n", block):
            (folder / name[1]).write_text(block, encoding="utf-8")
        return f"```{language}\n{block}```"

    return BLOCK.sub(play, page)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_each_page_prints_what_it_shows(page: Path, folder: Path) -> None:
    if page in EXAMPLES:
        shutil.copytree(page.parent, folder, dirs_exist_ok=True)
    shown = page.read_text(encoding="utf-8")
    now = replayed(shown, folder)
    if os.environ.get("TRACKER_GOLDEN") == "write":
        page.write_text(now, encoding="utf-8")
    assert now == shown


@pytest.mark.parametrize(
    "name",
    [
        "README",
        "README.ru",
        "docs/asking",
        "docs/reports",
        "docs/automation",
        "docs/forecast",
        "docs/declaring",
        "docs/observations",
        "docs/sources",
        "docs/languages",
    ],
)
def test_the_pages_for_users_have_sessions(name: str) -> None:
    assert "```console\n$ " in (ROOT / f"{name}.md").read_text(encoding="utf-8")


# ---- links


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub derives them from its headings."""
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    found = [inline.content for opening, inline in pairwise(tokens) if opening.type == "heading_open"]
    slugs = [re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in found]
    assert len(slugs) == len(set(slugs)), f"{page.name}: two headings have the same anchor"
    return set(slugs)


def links(page: Path) -> list[str]:
    """The addresses of all links and pictures of a page."""
    inline = [each for token in MarkdownIt().parse(page.read_text(encoding="utf-8")) for each in token.children or ()]
    return [str(address) for token in inline for address in (token.attrs.get("href"), token.attrs.get("src")) if address]


def leads_to(page: Path, link: str) -> tuple[Path, str]:
    path, _, anchor = link.partition("#")
    return (page.parent / path).resolve() if path else page, anchor


@pytest.mark.parametrize("page", LINKED, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        if re.match(r"https?:", link):
            continue
        file, anchor = leads_to(page, link)
        assert file.is_file(), link
        assert file.is_relative_to(ROOT), link
        assert not anchor or anchor in headings(file), link


def test_every_page_is_linked_from_readme() -> None:
    linked = {leads_to(README, link)[0] for link in links(README)}
    assert [named(page) for page in LINKED[1:] if page not in linked] == []


# ---- completeness

COMMANDS = ("status", "show", "explain", "chart", "report", "summary", "score", "check", "add", "import", "init", "schema", "help")


def tracker(*arguments: str) -> str:
    command = [sys.executable, "-m", "tracker", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_every_command_and_every_option_is_on_some_page() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    listed = re.findall(r"^  (\w+)  ", tracker("--help").partition("Commands:")[2], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)
    options = {option for command in COMMANDS for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", tracker(command, "--help"))}
    assert len(options) >= 15
    missing = [f"tracker {command}" for command in listed if f"tracker {command}" not in text]
    missing += [option for option in sorted(options - {"--help"}) if not re.search(rf"{option}\b(?!-)", text)]
    assert missing == []


def test_every_field_and_every_column_is_on_its_page() -> None:
    schema = json.loads(tracker("schema"))
    fields = {name for part in (schema, *schema["$defs"].values()) for name in part.get("properties", ())} - {"targets", "period", "value"}
    assert {"milestones", "declared_by", "on_track"} <= fields
    declaring = (ROOT / "docs" / "declaring.md").read_text(encoding="utf-8")
    assert [name for name in sorted(fields) if f"`{name}`" not in declaring] == []
    columns = (ROOT / "observations.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    observing = (ROOT / "docs" / "observations.md").read_text(encoding="utf-8")
    assert [name for name in columns if not re.search(rf"^\|[^|]*`{name}`", observing, re.MULTILINE)] == []
