"""How a report ends when what draws it is not let to draw, and that nothing of it goes on afterwards."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli import DAY, TRACKER, folder
from test_faults import HERE, contents, one_line, process

from tracker.render.pictures import png
from tracker.render.pictures.native_process import NativeProcess, RefusedError, native_process, need
from tracker.values.problems import TrackerError

__all__ = ["folder"]  # the fixture

GIB = 1 << 30


@pytest.mark.parametrize("name", ["x.html", "x.pdf", "x.docx", "x.md"])
def test_a_report_needs_no_more_addresses_than_a_gibibyte(folder: Path, name: str) -> None:
    """What draws the pictures of a Word report brings V8 along, which asks for more than a hundred once it is started."""
    assert process(*TRACKER, "report", *DAY, "-o", name, limit=(resource.RLIMIT_AS, GIB)).code == 0
    assert (folder / name).exists()


@pytest.mark.parametrize(("name", "said"), [("x.pdf", "the PDF cannot be made: "), ("x.docx", "the charts cannot be drawn: ")])
def test_too_few_files_are_one_line_and_no_report(folder: Path, name: str, said: str) -> None:
    before = contents()
    one_line(process(*TRACKER, "report", *DAY, "-o", name, limit=(resource.RLIMIT_NOFILE, 6)), said)
    assert contents() == before
    assert folder.exists()


def many(folder: Path) -> None:
    targets = "".join(f"  t{each}: {{kind: stock, unit: USD, target: {10 + each}, by: 2030, baseline: 2024}}\n" for each in range(100))
    (folder / "targets.yaml").write_text(f"targets:\n{targets}", encoding="utf-8")
    rows = "".join(f"t{each},{year},{year - 2020}\n" for each in range(100) for year in (2024, 2025))
    (folder / "observations.csv").write_text(f"target,period,value\n{rows}", encoding="utf-8")


def workers_of(folder: Path) -> list[Path]:
    """The processes that draw in this folder and have not ended."""
    found = []
    for each in Path("/proc").iterdir():
        try:
            here = each.name.isdigit() and (each / "cwd").resolve() == folder.resolve()
            if here and b"native_worker.py" in (each / "cmdline").read_bytes():
                found.append(each)
        except OSError:  # it has ended meanwhile, or is another user's
            continue
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)],
    ids=lambda each: each.name if isinstance(each, signal.Signals) else "",
)
def test_an_end_in_the_middle_of_many_charts_is_an_end_at_once(folder: Path, number: signal.Signals, code: int) -> None:
    many(folder)
    before = contents()
    report = [*TRACKER, "report", *DAY, "-o", "x.docx"]
    with subprocess.Popen(report, cwd=folder, env=HERE, stderr=subprocess.PIPE) as started:
        while not workers_of(folder):
            assert started.poll() is None
            time.sleep(0.01)
        time.sleep(1)  # they draw
        assert started.poll() is None
        since = time.monotonic()
        started.send_signal(number)
        _, err = started.communicate(timeout=60)
        took = time.monotonic() - since
    assert (started.returncode, err, took < 5) == (code, b"", True)
    for _ in range(200):
        if not workers_of(folder):
            break
        time.sleep(0.01)
    assert workers_of(folder) == []
    assert contents() == before


def test_what_a_library_refuses_is_said_on_one_line_and_the_process_goes_on() -> None:
    with native_process("it cannot be drawn") as worker:
        worker.ask("png", [{"svg": "no XML", "scale": 1}])
        with pytest.raises(RefusedError):
            worker.answer()
        worker.ask("png", [{"svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>', "scale": 1}])
        assert worker.answer()[0].startswith(b"\x89PNG")
    with pytest.raises(TrackerError, match=r"^it cannot be drawn: [^\n]+$"):
        refused()


def refused() -> None:
    with native_process("it cannot be drawn") as worker:
        worker.ask("pdf", [{"template": "#x", "report": "{}", "timestamp": 0, "standard": None}])
        worker.answer()


def test_a_process_that_is_killed_is_noticed_before_and_after_it_is_asked() -> None:
    worker = NativeProcess("it cannot be drawn")
    worker._process.kill()  # noqa: SLF001 - as the system does where memory runs out
    worker._process.wait()  # noqa: SLF001
    worker.ask("png", [{"svg": "x" * 1_000_000, "scale": 1}])
    with pytest.raises(TrackerError, match=r"the process that draws has ended \(SIGKILL\)"):
        worker.answer()
    worker.end()


def test_no_process_is_started_where_there_is_nothing_to_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert png.pngs([]) == []


def test_a_process_that_cannot_start_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(TrackerError, match="it cannot be drawn: No such file or directory"), native_process("it cannot be drawn"):
        pytest.fail("it has not started")


def test_a_library_that_is_not_installed_is_missed_at_once() -> None:
    with pytest.raises(ModuleNotFoundError, match="nobody_has_this"):
        need("nobody_has_this")
