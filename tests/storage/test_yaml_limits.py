"""A file of five megabytes that means harm, or is only large: a message with its line, in bounded time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import HEADER, ROOT, Load, one
from test_cli import DAY, Run, run

__all__ = ["run"]  # the fixture

MOST_MEMORY = 1 << 30
MOST_SECONDS = 12  # of processor time, on a busy machine; most take one
MEGABYTES = 5_000_000

BOMBS = {
    "brackets": ("[" * MEGABYTES, ":1: nested deeper than 20 levels"),
    "braces": ("{a: " * (MEGABYTES // 4), ":1: nested deeper than 20 levels"),
    "dashes": ("- " * (MEGABYTES // 2), ":1: nested deeper than 20 levels"),
    "questions": ("? " * (MEGABYTES // 2), ":1: nested deeper than 20 levels"),
    "blocks": ("".join(f"{' ' * level}a{level}:\n" for level in range(3100)), ":21: nested deeper than 20 levels"),
    "a few blocks": ("".join(f"{' ' * level}a{level}:\n" for level in range(30)), ":21: nested deeper than 20 levels"),
    "a scalar": ("title: " + "x" * MEGABYTES + "\n", ":1: `targets` is missing"),
    "an open quote": ('title: "' + "x" * MEGABYTES, ":1: not YAML: a quote is not closed"),
    "an open quote of many lines": ('a: 1\ntitle: "' + "x\n" * (MEGABYTES // 2), ":2: not YAML: a quote is not closed"),
    "a key": ("x" * MEGABYTES + ": 1\n", ":1: not YAML: "),
    "a million keys": (
        "targets:\n" + "".join(f"  t{n}: 1\n" for n in range(1_000_000)),
        ": more than 500,000 entries; declare fewer targets",
    ),
    "a million keys of one line": ("targets: {" + ",".join(f"t{n}: 1" for n in range(1_000_000)) + "}", ":1: more than 500,000 entries"),
    "keys of an old Mac": ("".join(f"t{n}: 1\r" for n in range(1_000_000)), ": more than 500,000 entries"),
    "a million lists": ("targets: [" + "[]," * 1_200_000 + "]", ":1: more than 500,000 entries"),
    "unknown keys": ("".join(f"t{n}: 1\n" for n in range(60_000)), ":50: `t49` is not known here"),
    "unknown fields": ("targets:\n  t:\n" + "".join(f"    k{n}: 1\n" for n in range(60_000)), ":50: `k47` is not known here"),
    "one key": ("a: 1\n" * 60_000, ":50: `a` is given twice; it stands on line 1 too"),
    "empty keys": ("".join(f"t{n}:\n" for n in range(60_000)), ":50: `t49` is empty"),
    "tags": ("".join(f"k{n}: !x y\n" for n in range(60_000)), ":50: the tag `!x` is not supported"),
    "promises": (
        "targets:\n t: {unit: x, kind: stock, target: 1, history: [" + "{target: x}, " * 20_000 + "]}",
        ":2: target: `x` is not a number",
    ),
    "laughs": ("l0: &l0 [x]\n" + "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 40)), ":2: an alias (`*l0`)"),
    "merged laughs": ("a: &a {x: 1}\nb:\n  <<: [*a, *a]\n", ":3: an alias (`*a`)"),
    "documents": ("---\n" * 100_000, ":2: not YAML: a second document begins"),
    "comments": ("# x\n" * (MEGABYTES // 4), ":1: nothing is declared here"),
    "spaces": (" " * MEGABYTES + "\n" + " " * MEGABYTES + "#", ":1: nothing is declared here"),
    "spaces of no end": ("title:" + " " * MEGABYTES + "\u00a0", ":1: `targets` is missing"),
    "spaces that indent": (" " * MEGABYTES + "\u00a0a: 1", ":1: a no-break space (U+00A0) indents this line"),
    "lines": ("\n" * MEGABYTES, ":1: nothing is declared here"),
    "control characters": ("\x01\n" * (MEGABYTES // 2), r":50: the control character `\x01`"),
    "digits": (one(target="9" * MEGABYTES), ":5: target: `999999"),
    "an exponent": (one(target="1e" + "9" * MEGABYTES), ":5: target: `1e9999"),
    "a scale of scales": (one(unit="bn " * 1_000_000 + "USD"), ":4: unit: `bn bn "),
    "a large file": ("# " + "x" * 50_000_000, ": more than 50,000,000 characters; is this the right file?"),
}
LOADS = """
import json, resource, sys, time
from pathlib import Path
from tracker.storage import targets
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
for path in sys.argv[2:]:
    before = time.process_time()
    problems = targets.load(Path(path))[1]
    print(json.dumps([time.process_time() - before, list(map(str, problems[:100])), len(problems)]))
"""


@pytest.mark.system
def test_each_is_refused_in_bounded_time_and_memory(tmp_path: Path) -> None:
    names = [tmp_path / f"{number}.yaml" for number in range(len(BOMBS))]
    for name, (text, _) in zip(names, BOMBS.values(), strict=True):
        name.write_text(text, encoding="utf-8", newline="")
    ended = subprocess.run(
        [sys.executable, "-c", LOADS, str(MOST_MEMORY), *names],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ended.returncode == 0, ended.stderr.decode()[-500:]
    for (bomb, (_, said)), line in zip(BOMBS.items(), ended.stdout.splitlines(), strict=True):
        seconds, problems, _ = json.loads(line)
        assert any(said in problem for problem in problems), (bomb, problems[:3])
        assert seconds < MOST_SECONDS, (bomb, seconds)
        assert all(len(problem) < 1000 for problem in problems), bomb


def test_ten_thousand_good_targets_are_read(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(
        "targets:\n" + "".join(f"  t{n}: {{kind: flow, unit: USD, target: {n}}}\n" for n in range(10_000)), encoding="utf-8"
    )
    ended = subprocess.run(
        [sys.executable, "-c", LOADS, str(MOST_MEMORY), tmp_path / "t.yaml"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    seconds, problems, count = json.loads(ended.stdout)
    assert (problems, count) == ([], 0)
    assert seconds < MOST_SECONDS


FIELDS = [
    ("target", "NO", "target: `NO` is not a number"),
    ("target", "off", "target: `off` is not a number"),
    ("target", "1_000", "target: `1_000` is not a number; write digits with a point"),
    ("target", '"10,000"', "target: `10,000` has two readings: write 10000 or 10.000"),
    ("target", "12:30", "`12:30` is not a number"),
    ("target", "0x1F", "the unit `x1F` is not"),
    ("target", "0o17", "the unit `o17` is not"),
    ("target", ".nan", "target: `.nan` is not a number"),
    ("target", "-.inf", "target: `-.inf` is not a number"),
    ("target", "1e400", "target: `1e400` is not a finite number"),
    ("target", "~", "`target` is empty"),
    ("target", "null", "`target` is empty"),
    ("target", "''", "target: nothing is written here"),
    ("target", "[10]", "target: this must be one text, not a list or a mapping"),
    ("target", "{a: 1}", "target: this must be one text, not a list or a mapping"),
    ("by", "12:30", "by: `12:30` is not a period"),
    ("by", "2030-12-31T00:00:00Z", "by: `2030-12-31T00:00:00Z` is not a period"),
    ("by", "2030-13", "by: `2030-13` is not a period"),
    ("by", "1e3", "by: `1e3` is not a period"),
    ("kind", "off", "kind: `off` is not known; write `flow`, `stock`, `cumulative`, `event` or `rank`"),
    ("unit", "[USD]", "unit: this must be one text"),
    (
        "name",
        "!!python/object/apply:os.system [touch harmed]",
        "the tag `tag:yaml.org,2002:python/object/apply:os.system` is not supported; remove it",
    ),
    ("name", "!!binary aGk=", "the tag `tag:yaml.org,2002:binary` is not supported"),
    ("name", "!include other.yaml", "the tag `!include` is not supported"),
    ("<<", "{target: 5}", "`<<` is not known here"),
    ("~", "1", "`~` is not known here"),
    ("2024", "1", "`2024` is not known here"),
    ("baselin", "2024", "`baselin` is not known here"),
    ("baselin", "2024", "did you mean `baseline`?"),
]


@pytest.mark.parametrize(("field", "value", "said"), FIELDS)
def test_a_field_of_the_wrong_kind(load: Load, field: str, value: str, said: str) -> None:
    text = one(**{field: value}) if field not in {"kind", "unit", "target"} else one().replace(f"    {field}: ", f"    {field}: {value} # ")
    problems = load(text)[2]
    line = {"kind": 3, "unit": 4, "target": 5}.get(field, 6)
    assert any(str(each).startswith(f"targets.yaml:{line}: ") and said in each.message for each in problems), problems
    assert not Path("harmed").exists()


@pytest.mark.parametrize("word", ["NO", "off", "1e3", "12:30", "0o17", "2030-02-30", "null and void", "${HOME}", "=1", "<<"])
def test_a_name_is_the_text_that_was_written(load: Load, word: str) -> None:
    programme, _, problems = load(one(name=word, source=word))
    assert problems == []
    assert (programme.targets["t"].name, programme.targets["t"].source) == (word, word)


ENCODED = "title: Сауда\n" + one()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xef\xbb\xbf" + ENCODED.encode(), None),
        (ENCODED.replace("\n", "\r\n").encode(), None),
        (ENCODED.replace("\n", "\r").encode(), None),
        (ENCODED.encode("utf-16"), "UTF-8"),
        (ENCODED.encode("utf-16-le"), "UTF-8"),
        (ENCODED.encode("cp1251"), "UTF-8"),
        (ENCODED.encode("utf-32"), "UTF-8"),
        (b"PK\x03\x04" + b"\xff" * 9, "UTF-8"),
        (ENCODED.encode() + b"\0" * 9, "targets.yaml:7: a NUL byte"),
        (b"", "targets.yaml:1: nothing is declared here; the file must begin with the key `targets`"),
        (b"just words\n", "targets.yaml:1: nothing is declared here"),
        (b"5\n", "targets.yaml:1: nothing is declared here"),
        (b"targets: []\n", "targets.yaml:1: targets: this must be a mapping of keys and values"),
        (b"targets:\n", "targets.yaml:1: `targets` is empty"),
        ("a: 1\ntitle: \u0085\n".encode(), r"targets.yaml:2: the control character `\x85`"),
        (b"a: 1\ntitle: \x7f\n", r"targets.yaml:2: the control character `\x7f`"),
        (b'a: 1\ntitle: "\\ud800"\n', "targets.yaml:2: not YAML: "),
        (b'a: 1\ntitle: "\\q"\n', "targets.yaml:2: not YAML: "),
        (b"%TAG ! x\ntargets: {}\n", "targets.yaml:"),
        (b"targets: {}\n...\nmore: 1\n", "targets.yaml:"),
    ],
)
def test_bytes_that_are_no_text_of_ours(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: bytes, said: str | None) -> None:
    """UTF-16 with its mark may be read: then its title is the one that was written."""
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_bytes(raw)
    Path("observations.csv").write_text(HEADER, encoding="utf-8")
    code, out, err = run("status", *DAY)
    if said is None or (raw[:2] == b"\xff\xfe" and code == 0):
        assert (code, err, " Сауда, as of" in out.partition("\n")[0]) == (0, "", True)
    else:
        assert (code, out) == (2, "")
        assert err.startswith("targets.yaml")
        assert said in err


def test_no_target_is_no_error(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text("targets: {}\n", encoding="utf-8")
    Path("observations.csv").write_text(HEADER, encoding="utf-8")
    assert (run("status").code, "No targets are declared." in run("status").out) == (0, True)


@pytest.mark.parametrize("name", ["a b", "a/b", "../a", "a\\nb", "x" * 65, "🚀", "kz-торговля", "кz", ".a", "=a"])
def test_ids_that_are_none(load: Load, name: str) -> None:
    problems = load(f'targets:\n  "{name}": {{kind: flow, unit: USD, target: 1}}\n')[2]
    assert any(str(each).startswith("targets.yaml:2: ") and "cannot be an id" in each.message for each in problems)


def test_a_text_that_a_comment_cuts_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("observations.csv").write_text(HEADER, encoding="utf-8")
    Path("targets.yaml").write_text(
        one(note="see #5, page 3", source="x  # a comment") + "    quote: '# not' # one #2\n    name: a#b #! x\n#old\n", encoding="utf-8"
    )
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert out.startswith("targets.yaml:6: warning: the text ends before `#5, page 3`, which is a comment; put the whole in quotes")
    assert out.count("warning: the text ends") == 1
    assert run("status").code == 0


@pytest.mark.parametrize("targets", ["targets: []\n", "targets:\n", "title: Trade\n"])
def test_rows_are_not_blamed_for_targets_that_cannot_be_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, targets: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("targets.yaml").write_text(targets, encoding="utf-8")
    Path("observations.csv").write_text(f"{HEADER}t,2024,5,USD,,,,,,\n", encoding="utf-8")
    err = run("status", *DAY).err
    assert "targets.yaml" in err
    assert "observations.csv" not in err
