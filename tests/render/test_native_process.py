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

from tracker.render.native_process import NativeProcess, RefusedError, native_processes, need
from tracker.values.problems import TrackerError

__all__ = ["folder"]  # the fixture

GIB = 1 << 30


@pytest.mark.parametrize("size", [GIB // 3, GIB, 8 * GIB, 64 * GIB])
@pytest.mark.parametrize("name", ["x.html", "x.pdf", "x.docx", "x.md"])
def test_a_limit_on_address_space_is_one_line_and_no_report(folder: Path, name: str, size: int) -> None:
    """V8, in which the charts are drawn, asks for more than a hundred gigabytes of addresses, and aborts where it gets less."""
    before = contents()
    one_line(process(*TRACKER, "report", *DAY, "-o", name, limit=(resource.RLIMIT_AS, size)), "the charts cannot be drawn: ")
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
    report = [*TRACKER, "report", *DAY, "-o", "x.html"]
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
    with native_processes(1, "it cannot be drawn") as (worker,):
        worker.ask("svg", [{"spec": "no JSON"}])
        with pytest.raises(RefusedError):
            worker.answer()
        worker.ask("svg", [{"spec": '{"mark": "point", "data": {"values": []}}'}])
        assert worker.answer()[0].startswith(b"<svg ")
    with pytest.raises(TrackerError, match=r"^it cannot be drawn: [^\n]+$"):
        refused()


def refused() -> None:
    with native_processes(1, "it cannot be drawn") as (worker,):
        worker.ask("pdf", [{"template": "#x", "report": "{}", "timestamp": 0, "standard": None}])
        worker.answer()


def test_a_process_that_is_killed_is_noticed_before_and_after_it_is_asked() -> None:
    worker = NativeProcess("it cannot be drawn")
    worker._process.kill()  # noqa: SLF001 - as the system does where memory runs out
    worker._process.wait()  # noqa: SLF001
    worker.ask("svg", [{"spec": "x" * 1_000_000}])
    with pytest.raises(TrackerError, match=r"the process that draws has ended \(SIGKILL\)"):
        worker.answer()
    worker.end()


def test_no_process_is_started_where_there_is_nothing_to_draw() -> None:
    with native_processes(0, "") as none:
        assert none == []


def test_a_library_that_is_not_installed_is_missed_at_once() -> None:
    with pytest.raises(ModuleNotFoundError, match="nobody_has_this"):
        need("nobody_has_this")


def test_no_process_is_left_where_a_later_one_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[NativeProcess] = []
    begin = NativeProcess.__init__

    def second_fails(self: NativeProcess, failure: str, environment: dict[str, str] | None) -> None:
        monkeypatch.setattr(sys, "executable", "/nowhere/python" if started else sys.executable)
        begin(self, failure, environment)
        started.append(self)

    monkeypatch.setattr(NativeProcess, "__init__", second_fails)
    with pytest.raises(TrackerError, match="it cannot be drawn: No such file or directory"), native_processes(2, "it cannot be drawn"):
        pytest.fail("there is one process only")
    assert [each._process.returncode for each in started] == [-signal.SIGKILL]  # noqa: SLF001
