"""The recipes of docs/automation.md, run as they stand there but for the names of places, and the conditions that they meet."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import pexpect
import pytest
import yaml
from conftest import HEADER, ROOT, one
from cronsim import CronSim

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (ROOT / "docs" / "automation.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SYSTEM = "/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {"LANG": "C", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
"""What is left after ``env -i``, as cron sets it: no HOME here, no terminal, no locale."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cron, systemd and node_exporter are Linux's")


def needed(*tools: str) -> None:
    """Skip where a tool is not installed; in CI they all are."""
    missing = [tool for tool in tools if not shutil.which(tool, path=SYSTEM)]
    if missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"not installed: {', '.join(missing)}")


def recipes(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


class Place(NamedTuple):
    """Where a recipe is run: the two files, the command, and the names that stand for others on the page."""

    srv: Path
    tracker: Path
    collector: Path

    def here(self, recipe: str) -> str:
        """The recipe with the places of this test."""
        for name, path in (
            ("/srv/targets", self.srv),
            ("/usr/local/bin/tracker", self.tracker),
            ("/var/lib/prometheus/node-exporter", self.collector),
        ):
            recipe = recipe.replace(name, str(path))
        return recipe


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A target that is off track and had a figure yesterday, and ``tracker`` as a command that needs no environment."""
    made = Place(tmp_path / "srv", tmp_path / "bin" / "tracker", tmp_path / "collector")
    for each in (made.srv, made.tracker.parent, made.collector):
        each.mkdir()
    declared = one(target="10 bn", by=2090, name='Товарооборот – "оборот"', stale_after=1200)
    (made.srv / "targets.yaml").write_text(declared, encoding="utf-8")
    observed(made, today() - timedelta(days=1))
    made.tracker.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m tracker "$@"\n', encoding="utf-8")
    made.tracker.chmod(0o755)
    return made


def observed(place: Place, day: date) -> None:
    """Two years of figures, the second published on a day."""
    rows = f"t,2021,4,USD,,,,2022-01-31,,\nt,2022,4.5,USD,,,,{day},,\n"
    (place.srv / "observations.csv").write_text(HEADER + rows, encoding="utf-8")


def today() -> date:
    return date.today()  # noqa: DTZ011 - as the tracker has it


OF_OLD = date(2023, 1, 31)


def asked(place: Place, *arguments: str) -> bytes:
    """What the tracker prints here and now."""
    return subprocess.run([place.tracker, "summary", *arguments], cwd=place.srv, capture_output=True, check=True).stdout


# ---- cron


def jobs(crontab: str) -> list[tuple[str, str]]:
    """The lines of a crontab that are jobs, as schedule and command."""
    lines = [line for line in crontab.splitlines() if line and not line.startswith("#") and not re.match(r"\w+=", line)]
    return [(" ".join(parts[:5]), parts[5]) for parts in (line.split(None, 5) for line in lines)]


def test_the_crontabs_are_as_cron_reads_them(tmp_path: Path) -> None:
    needed("crontab")
    for recipe in recipes("crontab"):
        (tmp_path / "crontab").write_text(recipe, encoding="utf-8")
        ended = subprocess.run(["crontab", "-n", tmp_path / "crontab"], capture_output=True, check=False, encoding="utf-8")  # noqa: S607
        assert ended.returncode == 0, ended.stderr
        assert all("%" not in command for _, command in jobs(recipe))  # to cron that is the end of the line


def test_the_crontabs_fire_when_the_page_says() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    (weekly, monthly), (quarterly,) = ([CronSim(schedule, now) for schedule, _ in jobs(each)] for each in recipes("crontab"))
    assert [f"{next(weekly):%F %R}" for _ in range(2)] == ["2026-11-23 07:07", "2026-11-30 07:07"]
    assert [f"{next(monthly):%F %R}" for _ in range(2)] == ["2026-12-01 07:07", "2027-01-01 07:07"]
    assert f"{next(quarterly):%F %R}" == "2026-11-22 00:15"


def at_a_terminal(place: Place, columns: int, *arguments: str) -> str:
    environment = {**os.environ, "TERM": "xterm"}
    child = pexpect.spawn(
        str(place.tracker),
        ["summary", *arguments],
        cwd=str(place.srv),
        env=environment,
        encoding="utf-8",
        dimensions=(60, columns),
    )
    said: str = child.read()
    child.close()
    return said.replace("\r\n", "\n")


def test_under_the_conditions_of_cron_the_bytes_are_those_of_a_terminal_but_for_its_line_breaks(place: Place) -> None:
    weekly, monthly = (command for _, command in jobs(place.here(recipes("crontab")[0])))
    for command, arguments in ((weekly, ["--since", "8d"]), (monthly, [])):
        ended = as_cron(command)
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert ended.stdout == asked(place, *arguments)
        assert at_a_terminal(place, 1000, *arguments) == ended.stdout.decode()
        narrow = at_a_terminal(place, 80, *arguments)
        assert max(map(len, narrow.splitlines())) <= 80
        assert narrow.split() == ended.stdout.decode().split()
        assert 'off track: Товарооборот – "оборот": 4.5 USD (2022)' in ended.stdout.decode()
    observed(place, OF_OLD)
    assert as_cron(weekly).stdout == b""
    (place.srv / "observations.csv").write_text(HEADER + "t,2021,four,USD,,,,,,\n", encoding="utf-8")
    ended = as_cron(weekly)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert b"observations.csv:2: value: `four` is not a number" in ended.stderr


def as_cron(command: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as cron does, in a folder in which nobody can write, not even root."""
    return subprocess.run(
        ["/bin/sh", "-c", command],
        env=ENVIRONMENT,
        cwd="/proc",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        start_new_session=True,
        check=False,
    )


CRON = """
set -e
mount --bind "$1/sbin" /usr/sbin
mount --bind "$1/none" /etc/cron.d
mount --bind "$1/empty" /etc/crontab
mount --bind "$1/spool" /var/spool/cron/crontabs
mount --bind -o ro "$1/srv" "$1/srv"
mount -t tmpfs tmpfs /run
exec /usr/sbin/cron -f
"""


@pytest.mark.skipif(
    not (os.environ.get("CI") or os.environ.get("TRACKER_CRON")), reason="waits for the next minute; TRACKER_CRON=1 runs it"
)
def test_under_cron_itself(place: Place, tmp_path: Path) -> None:
    """In a namespace of its own, in which cron finds our crontab and a sendmail that keeps the mails, and nothing of the machine."""
    needed("cron", "unshare", "mount")
    if subprocess.run(["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/run"], capture_output=True, check=False).returncode:  # noqa: S607
        pytest.skip("this machine allows no namespace; the conditions of cron are tested without it")
    still = place._replace(srv=tmp_path / "srv" / "still")
    shutil.copytree(place.srv, still.srv)
    observed(still, OF_OLD)
    mails = cron_folder(tmp_path)
    log_runs(place.tracker, tmp_path / "runs")
    crontab = [
        re.sub(r"^[0-9*]\S*( +\S+){4} +", "* * * * * ", each.here(recipes("crontab")[0]), flags=re.MULTILINE) for each in (place, still)
    ]
    (tmp_path / "spool" / "root").write_text("\n".join(crontab), encoding="utf-8")
    (tmp_path / "spool" / "root").chmod(0o600)
    command = ["unshare", "--mount", "/bin/sh", "-c", CRON, "sh", str(tmp_path)]
    with subprocess.Popen(command, env={"PATH": SYSTEM, "LANG": "C"}, start_new_session=True) as cron:
        try:
            wait_for(tmp_path / "runs", lines=4)
            time.sleep(2)  # to mail what the last of them said
        finally:
            cron.terminate()
    received = [each.read_bytes().partition(b"\n\n") for each in mails.iterdir()]
    expected = [asked(place, "--since", "8d"), asked(place), asked(still)]
    assert sorted(body for _, _, body in received) == sorted(expected)
    for head, _, _ in received:
        assert b"To: staff@example.org" in head
        assert b"Content-Type: text/plain; charset=UTF-8" in head


def cron_folder(folder: Path) -> Path:
    """What cron finds instead of the machine's own; returns where its mails go."""
    for name in ("sbin", "none", "spool", "mails"):
        (folder / name).mkdir()
    (folder / "empty").touch()
    shutil.copy2("/usr/sbin/cron", folder / "sbin")
    sendmail = folder / "sbin" / "sendmail"
    sendmail.write_text(f"#!/bin/sh\nexec cat > {folder}/mails/$$\n", encoding="utf-8")
    sendmail.chmod(0o755)
    return folder / "mails"


def log_runs(tracker: Path, log: Path) -> None:
    """Have each run leave a line when it ends."""
    script = tracker.read_text(encoding="utf-8").replace("exec ", "") + f"code=$?\necho >> {log}\nexit $code\n"
    tracker.write_text(script, encoding="utf-8")


def wait_for(file: Path, lines: int, seconds: int = 150) -> None:
    end = time.monotonic() + seconds
    while not (file.exists() and file.read_bytes().count(b"\n") >= lines):
        assert time.monotonic() < end, "cron did not run the jobs"
        time.sleep(0.5)


# ---- systemd


def test_the_systemd_units(place: Place, tmp_path: Path) -> None:
    needed("systemd-analyze")
    units = {}
    for recipe in recipes("ini"):
        name = recipe.splitlines()[0].removeprefix("# /etc/systemd/system/")
        units[name] = tmp_path / name
        units[name].write_text(place.here(recipe), encoding="utf-8")
    assert list(units) == ["tracker-summary.service", "tracker-summary.timer"]
    verify = ["systemd-analyze", "verify", "--man=no", *map(str, units.values())]
    ended = subprocess.run(verify, capture_output=True, check=False, encoding="utf-8")
    told = [line for line in ended.stderr.splitlines() if str(tmp_path) in line or "tracker-summary" in line]
    assert (ended.returncode, told) == (0, [])
    service, timer = (configparser.RawConfigParser() for _ in units)
    service.read(units["tracker-summary.service"])
    timer.read(units["tracker-summary.timer"])
    when = ["systemd-analyze", "calendar", "--base-time=2026-11-22", timer["Timer"]["OnCalendar"]]
    assert "Next elapse: Mon 2026-11-23 07:07:00" in subprocess.run(when, capture_output=True, check=True, encoding="utf-8").stdout
    start = service["Service"]["ExecStart"].split()
    ended = subprocess.run(start, env={}, cwd=service["Service"]["WorkingDirectory"], capture_output=True, check=False, encoding="utf-8")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "1 target: 1 off track." in ended.stdout


# ---- Prometheus


@pytest.fixture
def metrics(place: Place) -> str:
    """What the job of the page leaves for node_exporter."""
    ((_, command),) = jobs(place.here(recipes("crontab")[1]))
    ended = as_cron(command)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert [each.name for each in place.collector.iterdir()] == ["targets.prom"]
    return (place.collector / "targets.prom").read_text(encoding="utf-8")


def promtool(*arguments: str | Path, given: str = "") -> str:
    needed("promtool")
    ended = subprocess.run(["promtool", *arguments], input=given, capture_output=True, check=False, encoding="utf-8")  # noqa: S607
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def test_promtool_accepts_the_metrics(metrics: str) -> None:
    assert promtool("check", "metrics", given=metrics) == ""
    for golden in (ROOT / "tests" / "golden").glob("*.prom"):
        assert promtool("check", "metrics", given=golden.read_text(encoding="utf-8")) == "", golden.name
    assert r'name="Товарооборот – \"оборот\""' in metrics


def test_the_alert_rules(metrics: str, tmp_path: Path) -> None:
    rules = next(each for each in recipes("yaml") if "alert:" in each)
    (tmp_path / "targets.yml").write_text(rules, encoding="utf-8")
    assert "3 rules found" in promtool("check", "rules", tmp_path / "targets.yml")
    name = 'Товарооборот – "оборот"'
    metrics = re.sub(
        r"^(trade_target_as_of_timestamp_seconds\S*) .*", r"\1 86399", metrics, flags=re.MULTILINE
    )  # tests of rules begin in 1970
    stale = re.sub(r"^(trade_target_stale\S*) 0$", r"\1 1", metrics, flags=re.MULTILINE)
    on_target = {"instance": "node", "id": "t", "unit": "USD"}
    off_track = alert("warning", f"{name} is off_track", on_target | {"name": name, "status": "off_track"})
    out_of_date = alert("info", f"The latest figure of {name} is out of date", on_target | {"name": name})
    stopped = alert("warning", "tracker summary has not run for more than a day", on_target)
    absent = alert("warning", "tracker summary has not run for more than a day", {})
    cases = [
        case(metrics, "1h", TargetOffTrack=[off_track], TargetFigureStale=[], TargetsNotAssessed=[]),
        case(stale, "1h", TargetOffTrack=[off_track], TargetFigureStale=[out_of_date]),
        case(metrics.replace("off_track", "on_track"), "1h", TargetOffTrack=[]),
        case(metrics, "47h", TargetsNotAssessed=[]),
        case(metrics, "50h", TargetsNotAssessed=[stopped]),
        case("", "30m", TargetsNotAssessed=[]),
        case("", "2h", TargetsNotAssessed=[absent]),
    ]
    suite = {"rule_files": ["targets.yml"], "evaluation_interval": "10m", "tests": cases}
    (tmp_path / "test.yml").write_text(json.dumps(suite), encoding="utf-8")
    assert "SUCCESS" in promtool("test", "rules", tmp_path / "test.yml")


def alert(severity: str, said: str, labels: dict[str, str]) -> dict[str, Any]:
    return {"exp_labels": {"severity": severity, **labels}, "exp_annotations": {"summary": said}}


def case(metrics: str, when: str, **alerts: list[dict[str, Any]]) -> dict[str, Any]:
    """Which alerts there are at a time, where the file of metrics is scraped every five minutes as it is."""
    samples = [line.rsplit(" ", 1) for line in metrics.splitlines() if not line.startswith("#")]
    return {
        "interval": "5m",
        "input_series": [{"series": name.replace("{", '{instance="node",', 1), "values": f"{value}x700"} for name, value in samples],
        "alert_rule_test": [{"eval_time": when, "alertname": name, "exp_alerts": expected} for name, expected in alerts.items()],
    }


# ---- GitHub


def test_the_workflow_comments_what_the_summary_says(place: Place, tmp_path: Path) -> None:
    workflow = yaml.safe_load(next(each for each in recipes("yaml") if "runs-on" in each))
    assert list(workflow) == ["name", True, "permissions", "jobs"]  # to YAML `on` is a yes
    assert workflow["permissions"] == {"contents": "read", "pull-requests": "write"}
    commands = [step for step in workflow["jobs"]["summary"]["steps"] if "run" in step]
    assert not any("${{" in step["run"] for step in commands)  # what others write into a pull request is never part of a command
    for name in ("pip", "gh"):
        stub(place.tracker.with_name(name), f'echo {name} "$@" >> {tmp_path}/called')
    environment = {"PATH": f"{place.tracker.parent}:/usr/bin:/bin", "GITHUB_STEP_SUMMARY": str(tmp_path / "step"), "NUMBER": "7"}
    for step in commands:
        subprocess.run(["bash", "-e", "-c", step["run"]], cwd=place.srv, env=environment, check=True)  # noqa: S607 - as GitHub runs it
    assert (tmp_path / "called").read_text().splitlines() == ["pip install .", "gh pr comment 7 --body-file summary.md"]
    said = (place.srv / "summary.md").read_bytes()
    assert said == (tmp_path / "step").read_bytes() == asked(place, "--since", "30d", "--format", "markdown")
    assert "- ▼ **off track**: Товарооборот" in said.decode()


def stub(path: Path, command: str) -> None:
    path.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    path.chmod(0o755)


# ---- a chat


class Chat(HTTPServer):
    """Keeps what was sent to it."""

    received: list[tuple[str, Any]]


class Received(BaseHTTPRequestHandler):
    server: Chat

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.headers["Content-Type"], json.loads(body)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def chat() -> Iterator[Chat]:
    with Chat(("127.0.0.1", 0), Received) as server:
        server.received = []
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_message_is_sent_when_something_changed_and_only_then(place: Place, chat: Chat) -> None:
    needed("curl", "jq")
    script = place.srv / "tell"
    script.write_text(place.here(recipes("sh")[0]), encoding="utf-8")
    script.chmod(0o755)
    observed(place, today())
    environment = {**ENVIRONMENT, "WEBHOOK": f"http://127.0.0.1:{chat.server_port}/hook"}

    def tell() -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([script], env=environment, cwd="/", capture_output=True, check=False)

    ended = tell()
    assert (ended.returncode, ended.stderr) == (0, b"")
    said = asked(place, "--since", "1d", "--format", "markdown").decode().rstrip("\n")
    assert chat.received == [("application/json", {"text": said})]
    observed(place, OF_OLD)
    assert (tell().returncode, len(chat.received)) == (0, 1)
    (place.srv / "observations.csv").unlink()
    ended = tell()
    assert (
        ended.returncode,
        ended.stderr.endswith(b"observations.csv: not found; `tracker add` begins it with the first figure\n"),
        len(chat.received),
    ) == (2, True, 1)


def test_the_line_with_ndjson(place: Place) -> None:
    needed("jq")
    command = place.here(recipes("sh")[1])
    assert as_cron(command).stdout == b"t\n"
    observed(place, OF_OLD)
    assert as_cron(command).stdout == b""


def test_every_recipe_of_the_page_is_run() -> None:
    assert [name for name, _ in BLOCKS if name != "console"] == ["crontab", "ini", "ini", "crontab", "yaml", "yaml", "sh", "sh"]
