"""What several tests need: files from text, and the whole way from text to an assessment."""

from __future__ import annotations

import csv
import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import settings

import hatch_build
from tracker.analysis.assessment import assess
from tracker.render.json import target_row
from tracker.storage import observations, targets
from tracker.storage.tabular.dialect import fold
from tracker.values import languages
from tracker.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.model.result import TargetResult

settings.register_profile("tracker", settings(), deadline=None)  # a busy machine is no failure
settings.register_profile("nightly", settings.get_profile("tracker"), max_examples=5_000)  # --hypothesis-profile=nightly
settings.load_profile("tracker")

ROOT = Path(__file__).parent.parent
PUBLISHED = Path(__file__).parent / "published"
PYTHONPATH = os.pathsep.join(
    map(str, [ROOT, ROOT / "tests", *filter(Path.is_dir, (ROOT / "tests").iterdir())])
)  # of a process that imports tests
LANES = ("system", "office")
WINDOWS = os.name == "nt"
# Windows lacks the modules of Python that these import: terminals, limits and locks as Unix has them.
collect_ignore_glob = ["system/*", "cli/test_output.py", "render/test_native_process.py"] if WINDOWS else []
HEADER = "target,period,value,unit,qualifier,reporter,status,published,source,note\n"


def pytest_configure() -> None:
    """Compile the catalogues that were edited since the package was installed, so that no test reads old translations."""
    hatch_build.compile_catalogues()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Every test begins and ends in English, whatever language another one has chosen."""
    languages.reset()
    yield
    languages.reset()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests below tests/system and tests/office: ``-m "not system and not office"`` is a contributor's lane.

    Elsewhere the few tests that start processes bring the mark themselves.
    """
    tests = Path(__file__).parent
    for item in items:
        folder = item.path.relative_to(tests).parts[0]
        if folder in LANES:
            item.add_marker(folder)
        if WINDOWS and item.get_closest_marker("posix"):
            item.add_marker(pytest.mark.skip(reason="Windows has no such files"))


def published(name: str) -> list[dict[str, str]]:
    """The rows of a table of published cases; its first lines, which begin with #, name the source."""
    with (PUBLISHED / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def records(results: Iterable[TargetResult]) -> list[dict[str, Any]]:
    """Results as a program sees them: plain values under the keys of the contract."""
    return [target_row(each) for each in results]


class Load(Protocol):
    def __call__(self, declared: str, observed: str = "") -> tuple[Programme, Observations, list[Problem]]: ...


class Assess(Protocol):
    def __call__(self, declared: str, observed: str = "", as_of: str = ..., reporter: str | None = None) -> list[dict[str, Any]]: ...


class Results(Protocol):
    def __call__(self, declared: str, observed: str = "", as_of: str = ..., reporter: str | None = None) -> tuple[TargetResult, ...]: ...


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Write both files (the observations below the full header, unless they bring their own) and read them as commands do."""
    monkeypatch.chdir(tmp_path)

    def read(declared: str, observed: str = "") -> tuple[Programme, Observations, list[Problem]]:
        header = "" if "target" in {fold(name) for name in re.split("[,;]", observed.partition("\n")[0])} else HEADER
        Path("targets.yaml").write_text(declared, encoding="utf-8")
        Path("observations.csv").write_text(header + observed, encoding="utf-8")
        programme, wrong = targets.load(Path("targets.yaml"))
        figures, problems, _ = observations.load(Path("observations.csv"), programme)
        return programme, figures, [*wrong, *problems]

    return read


@pytest.fixture
def results(load: Load) -> Results:
    """Assess targets and observations given as text; they must have no problems."""

    def run(declared: str, observed: str = "", as_of: str = "2026-11-22", reporter: str | None = None) -> tuple[TargetResult, ...]:
        programme, figures, problems = load(declared, observed)
        assert problems == []
        return assess(programme, figures, date.fromisoformat(as_of), reporter)

    return run


@pytest.fixture
def assessed(results: Results) -> Assess:
    """The same as plain values under the keys of the contract."""

    def run(declared: str, observed: str = "", as_of: str = "2026-11-22", reporter: str | None = None) -> list[dict[str, Any]]:
        return records(results(declared, observed, as_of, reporter))

    return run


def one(kind: object = "flow", unit: object = "USD", **fields: object) -> str:
    """A targets.yaml with the one target ``t``."""
    lines = "".join(f"    {key}: {value}\n" for key, value in {"target": 10, **fields}.items())
    return f"targets:\n  t:\n    kind: {kind}\n    unit: {unit}\n{lines}"
