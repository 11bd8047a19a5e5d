"""docs/architecture.md and the code: every module is on the page, and every module and file that the page names exists."""

from __future__ import annotations

import re
import tomllib

from conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def listed() -> list[str]:
    """The modules of the tables, each under the heading of its package."""
    sections = re.split(r"^### `(tracker[\w/]*)`$", PAGE, flags=re.MULTILINE)
    packages = zip(sections[1::2], sections[2::2], strict=True)
    return [f"{package}/{name}" for package, text in packages for name in re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)]


def modules() -> list[str]:
    """The modules of the code; of the packages only the first one has code of its own in its ``__init__``."""
    files = [file.relative_to(ROOT).with_suffix("").as_posix() for file in (ROOT / "tracker").rglob("*.py")]
    return [file for file in files if not file.endswith("/__init__") or file == "tracker/__init__"]


def test_every_module_is_on_the_page_once_and_every_module_of_the_page_exists() -> None:
    assert sorted(listed()) == sorted(modules())


def exists(path: str) -> bool:
    """Whether a path from the repository or from ``tracker`` leads to a file, a module without its ending, or a folder."""
    return any((folder / name).exists() for folder in (ROOT, ROOT / "tracker") for name in (path, f"{path}.py"))


def test_every_file_that_the_text_names_exists() -> None:
    words = re.findall(r"`([\w/]+(?:/[\w]+)+(?:\.py)?)`", PAGE)
    assert len(words) >= 20
    missing = [each for each in words if not exists(each)]
    assert missing == []


def test_every_package_stands_in_the_picture_in_the_order_of_the_import_contract() -> None:
    contract = re.search(r"^layers = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    picture = re.search(r"^```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert contract
    assert picture
    order = re.findall(r"tracker\.(\w+)", contract[1])
    drawn = [name for line in picture[1].splitlines() for name in re.findall(r"(?:^|\|  )(\w+)", line)]
    assert [name for name in drawn if name in order] == order


def test_every_package_that_users_get_is_said_to_be_for_something() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *(each for name in ("excel", "report", "data") for each in extras[name])]
    packages = {re.match(r"[\w-]+", each)[0].removesuffix("-python") for each in needed} - {"trade-target-tracker"}  # type: ignore[index]
    section = PAGE.partition("\n## What it stands on\n")[2].partition("\n## ")[0]
    rows = " ".join(row.split("|")[1] for row in section.splitlines() if row.startswith("| ")).casefold()
    assert [each for each in sorted(packages) if each not in rows] == []
