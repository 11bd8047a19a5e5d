"""Print what figures of many records cost, as ratios measured in one run: against the same aggregation written by hand in DuckDB.

python benchmarks/records.py [records ...]

The records are made here, in 100 Parquet files, and are removed afterwards. Of each count of records are printed the processor seconds
of the import from the files to 360 figures, those of the query by hand, and the most memory that a process took.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.model.programme import Programme

FILES = 100
COUNTS = (10_000_000, 100_000_000)
AIM, AIM_MEMORY = 1.3, 400  # times the query by hand; MiB
TODAY = date(2026, 1, 1)
TARGETS = """\
sources:
  customs: {files: customs/*.parquet, rows: records, where: {status: [final, provisional]}, period: day, value: value, unit: USD}
targets:
"""
RULES = {
    "trade": ("{partner: UZ, flow: [IM, EX]}", "partner = 'UZ' AND flow IN ('IM', 'EX')"),
    "exports": ("{partner: KZ, flow: EX}", "partner = 'KZ' AND flow = 'EX'"),
    "fuels": ("{hs: '27*', flow: EX}", "starts_with(hs, '27') AND flow = 'EX'"),
    "imports": ("{partner: CN, flow: IM}", "partner = 'CN' AND flow = 'IM'"),
    "others": ("{partner: [RU, DE], flow: IM}", "partner IN ('RU', 'DE') AND flow = 'IM'"),
    "food": ("{hs: '1*', partner: TR}", "starts_with(hs, '1') AND partner = 'TR'"),
}


def make(folder: Path, records: int) -> None:
    """Write declarations of 60 months, with the days, partners, flows and products of a customs register; their amounts are made up."""
    (folder / "customs").mkdir()
    entries = (
        f"  {name}: {{kind: flow, unit: USD, target: 10 bn, by: 2030, figures: {{KZ: {{source: customs, where: {where}}}}}}}\n"
        for name, (where, _) in RULES.items()
    )
    (folder / "targets.yaml").write_text(TARGETS + "".join(entries), encoding="utf-8")
    connection = duckdb.connect(config={"threads": 2})
    each = records // FILES
    for number in range(FILES):
        chosen = connection.sql(
            f"""SELECT range AS id, date '2021-01-01' + (hash(range * 7) % 1826)::int AS day,
            ['KZ', 'UZ', 'CN', 'RU', 'DE', 'TR'][1 + (hash(range * 11) % 6)::int] AS partner,
            ['IM', 'EX', 'TR'][1 + (hash(range * 13) % 3)::int] AS flow,
            ['final', 'provisional', 'cancelled'][1 + (least(hash(range * 17) % 20, 2))::int] AS status,
            lpad((100 + hash(range * 19) % 9900)::varchar, 4, '0') AS hs, (hash(range * 23) % 100000000)::double / 100 AS value
            FROM range({number * each}, {number * each + each})"""  # noqa: S608 - the text of this benchmark
        )
        assert chosen is not None  # noqa: S101 - a SELECT is a relation
        chosen.write_parquet(str(folder / "customs" / f"{number:03}.parquet"))


def import_them(programme: Programme) -> str:
    """The figures of the records, as the tracker imports them."""
    from tracker.imports.records.monthly_figures import records_reader  # noqa: PLC0415 - loaded before the clock starts
    from tracker.imports.run import read_sources  # noqa: PLC0415

    (reading,) = read_sources(programme.rules, programme.file, records_reader(TODAY))
    return "\n".join(sorted(f"{each.rule.target} {each.period} {each.value:.2f}" for each in reading.figures))


def query_them() -> str:
    """The same figures by a query that is written by hand: exact sums and counts by month."""
    sums = ", ".join(f"sum(value::decimal(18, 2)) FILTER ({test}), count(*) FILTER ({test})" for _, test in RULES.values())
    connection = duckdb.connect(config={"threads": min(4, os.cpu_count() or 1)})
    rows = connection.execute(
        f"""SELECT strftime(min(day), '%Y-%m'), {sums} FROM read_parquet('customs/*.parquet')
        WHERE status IN ('final', 'provisional') GROUP BY year(day) * 12 + month(day)"""  # noqa: S608 - the text of this benchmark
    ).fetchall()
    return "\n".join(sorted(f"{name} {row[0]} {row[1 + 2 * number]:.2f}" for row in rows for number, name in enumerate(RULES)))


def worker(way: str) -> None:
    """Measure one way in this process, and print its processor seconds, its memory in MiB and its figures."""
    from tracker.imports.records import engine, locked_files  # noqa: PLC0415 - what is loaded does not count
    from tracker.storage import targets  # noqa: PLC0415

    del engine, locked_files
    programme, _ = targets.load(Path("targets.yaml"))
    work: Callable[[], str] = (lambda: import_them(programme)) if way == "import" else query_them
    before = _processor()
    figures = work()
    used = _processor() - before
    print(json.dumps({"seconds": used, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "figures": figures}))


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(folder: Path, way: str) -> tuple[float, float, str]:
    """What one way costs in a process of its own: processor seconds, MiB, and the figures that it found."""
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, str(Path(__file__).resolve()), "--worker", way]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(ended.stdout)
    return told["seconds"], told["memory"], told["figures"]


def compare(records: int, times: int) -> float:
    """Print what both ways cost, in turn, so that a busy machine slows both; return the seconds of the import."""
    with tempfile.TemporaryDirectory(prefix="records-") as name:
        folder = Path(name)
        if shutil.disk_usage(folder).free < records * 30:
            raise SystemExit(f"{records:,} records need {records * 30 >> 30} GiB in {folder.parent}")
        make(folder, records)
        runs = [(measured(folder, "import"), measured(folder, "query")) for _ in range(times)]
    (_, _, ours), (_, _, theirs) = runs[0]
    if ours != theirs or len(ours.splitlines()) != 60 * len(RULES):
        raise SystemExit("the import and the query do not give the same 360 figures")
    own, other = (statistics.median(run[way][0] for run in runs) for way in (0, 1))
    memory = max(run[0][1] for run in runs)
    print(
        f"{records:14,} {own:9.2f} s {other:9.2f} s   ratio {own / other:4.2f}   aim {AIM:4.2f}   {memory:5.0f} MiB   aim {AIM_MEMORY}",
        flush=True,
    )
    return own


def main(counts: Sequence[int]) -> None:
    """Measure ever more records; the seconds of a record must not grow with their number."""
    print(f"{'records':>14} {'tracker':>11} {'by hand':>11}")
    seconds = {count: compare(count, 5 if count <= COUNTS[0] else 3) for count in counts}
    for few, many in pairwise(counts):
        ratio = (seconds[many] / many) / (seconds[few] / few)
        print(f"processor time of a record, of {many:,} against {few:,}:   ratio {ratio:4.2f}   aim 1.20")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        worker(sys.argv[2])
    else:
        main([int(each) for each in sys.argv[1:]] or COUNTS)
