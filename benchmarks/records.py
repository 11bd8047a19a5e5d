"""What figures of many records cost: the import against the same aggregation written by hand in DuckDB, and in pandas.

python benchmarks/records.py [records ...]

The records are made here, in 100 files, and are removed afterwards. Measured are the processor seconds from the files to 360 figures, which
must be equal, and the most memory that the process took.
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
from measure import ROOT, print_header, print_heading, print_row, show_memory, show_pairs, show_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from tracker.model.programme import Programme

FILES, CENTS = 100, 100
ASKED = ((10_000_000, "csv"), (10_000_000, "parquet"), (100_000_000, "parquet"))
BYTES = {"csv": 60, "parquet": 30}  # a record takes less
NAMES = {"import": "`tracker import`", "query": "SQL in DuckDB", "pandas": "a pandas script"}
TODAY = date(2026, 1, 1)
TARGETS = """\
sources:
  customs: {files: customs/*.*, rows: records, where: {status: [final, provisional]}, period: day, value: value, unit: USD}
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


def make(folder: Path, records: int, form: str) -> None:
    """Write declarations of 60 months, with the days, partners, flows and products of a customs register; their amounts are made up."""
    (folder / "customs").mkdir()
    entries = (
        f"  {name}: {{kind: flow, unit: USD, target: 10 bn, by: 2030, figures: {{KZ: {{source: customs, where: {where}}}}}}}\n"
        for name, (where, _) in RULES.items()
    )
    (folder / "targets.yaml").write_text(TARGETS.replace("*.*", f"*.{form}") + "".join(entries), encoding="utf-8")
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
        path = str(folder / "customs" / f"{number:03}.{form}")
        if form == "csv":
            chosen.write_csv(path)
        else:
            chosen.write_parquet(path)


def import_them(programme: Programme) -> str:
    """The figures of the records, as the tracker imports them."""
    from tracker.imports.records.monthly_figures import records_reader  # noqa: PLC0415 - loaded before the clock starts
    from tracker.imports.run import read_sources  # noqa: PLC0415

    (reading,) = read_sources(programme.rules, programme.file, records_reader(TODAY))
    return "\n".join(sorted(f"{each.rule.target} {each.period} {each.value:.2f}" for each in reading.figures))


def query_them(form: str) -> str:
    """The same figures by a query that is written by hand: exact sums and counts by month."""
    sums = ", ".join(f"sum(value::decimal(18, 2)) FILTER ({test}), count(*) FILTER ({test})" for _, test in RULES.values())
    connection = duckdb.connect(config={"threads": min(4, os.cpu_count() or 1)})
    files = "read_csv('customs/*.csv', types = {'hs': 'VARCHAR'})" if form == "csv" else "read_parquet('customs/*.parquet')"
    rows = connection.execute(
        f"""SELECT strftime(min(day), '%Y-%m'), {sums} FROM {files}
        WHERE status IN ('final', 'provisional') GROUP BY year(day) * 12 + month(day)"""  # noqa: S608 - the text of this benchmark
    ).fetchall()
    return "\n".join(sorted(f"{name} {row[0]} {row[1 + 2 * number]:.2f}" for row in rows for number, name in enumerate(RULES)))


def add_with_pandas() -> str:
    """The same figures by pandas from CSV files, one after another, in whole cents so that they are exact."""
    import pandas as pd  # noqa: PLC0415 - loaded before the clock starts

    totals: dict[str, list[pd.Series[int]]] = {name: [] for name in RULES}
    words = dict.fromkeys(["partner", "flow", "status"], "category")
    for path in sorted(Path("customs").glob("*.csv")):
        rows = pd.read_csv(path, usecols=["day", "hs", "value", *words], dtype={**words, "day": "str", "hs": "str"})
        rows = rows[rows["status"].isin(["final", "provisional"])]
        rows["cents"], rows["month"] = (rows["value"] * CENTS).round().astype("int64"), rows["day"].str[:7]
        partner, flow, hs = rows["partner"], rows["flow"], rows["hs"].str
        chosen = {
            "trade": (partner == "UZ") & flow.isin(["IM", "EX"]),
            "exports": (partner == "KZ") & (flow == "EX"),
            "fuels": hs.startswith("27") & (flow == "EX"),
            "imports": (partner == "CN") & (flow == "IM"),
            "others": partner.isin(["RU", "DE"]) & (flow == "IM"),
            "food": hs.startswith("1") & (partner == "TR"),
        }
        for name, which in chosen.items():
            totals[name].append(rows[which].groupby("month")["cents"].sum())
    sums = {name: pd.concat(parts).groupby(level=0).sum() for name, parts in totals.items()}
    found = ((name, month, cents) for name, each in sums.items() for month, cents in each.items())
    return "\n".join(sorted(f"{name} {month} {cents // CENTS}.{cents % CENTS:02}" for name, month, cents in found))


def worker(way: str, form: str) -> None:
    """Measure one way in this process, and print its processor seconds, its memory in MiB and its figures."""
    if way == "import":
        from tracker.imports.records import engine, locked_files  # noqa: PLC0415 - what is loaded does not count
        from tracker.storage import targets  # noqa: PLC0415

        del engine, locked_files
        programme, _ = targets.load(Path("targets.yaml"))
    elif way == "pandas":
        import pandas as pd  # noqa: PLC0415

        del pd
    before = _processor()
    figures = import_them(programme) if way == "import" else add_with_pandas() if way == "pandas" else query_them(form)
    used = _processor() - before
    print(json.dumps({"seconds": used, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "figures": figures}))


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(folder: Path, way: str, form: str) -> tuple[float, float, str]:
    """What one way costs in a process of its own: processor seconds, MiB, and the figures that it found."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).resolve()), "--worker", way, form]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(ended.stdout)
    return told["seconds"], told["memory"], told["figures"]


def compare(records: int, form: str) -> float:
    """Print what all ways cost, in turn, so that a busy machine slows all of them; return the seconds of the import."""
    with tempfile.TemporaryDirectory(prefix="records-") as name:
        folder = Path(name)
        needed = records * BYTES[form]
        if shutil.disk_usage(folder).free < needed:
            raise SystemExit(f"{records:,} records need {needed >> 30} GiB in {folder.parent}")
        make(folder, records, form)
        ways = ["import", "query", *(["pandas"] if form == "csv" else [])]
        runs = [{way: measured(folder, way, form) for way in ways} for _ in range(3)]
    ours = runs[0]["import"][2]
    if any(run[way][2] != ours for run in runs for way in ways) or len(ours.splitlines()) != 60 * len(RULES):
        raise SystemExit("not all ways give the same 360 figures")
    for way in ways:
        pairs = [run["import"][0] / run[way][0] for run in runs]
        ratio = "" if way == "import" else show_pairs(pairs)
        seconds, memory = statistics.median(run[way][0] for run in runs), max(run[way][1] for run in runs)
        print_row(f"{records:,} in {form}", NAMES[way], show_seconds(seconds), show_memory(memory), ratio)
    return statistics.median(run["import"][0] for run in runs)


def main(asked: Sequence[tuple[int, str]] = ASKED) -> None:
    """Measure ever more records; the seconds of a record must not grow with their number."""
    print_heading("Records")
    print_header("records", "added up by", "processor time", "memory", "tracker / this")
    seconds = {each: compare(*each) for each in asked}
    for few, many in pairwise(seconds):
        if few[1] == many[1]:
            growth = (seconds[many] / many[0]) / (seconds[few] / few[0])
            print(f"\nThe processor time of a record, of {many[0]:,} against {few[0]:,}: {growth:.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        worker(*sys.argv[2:])
    else:
        main([(int(each), "parquet") for each in sys.argv[1:]] or ASKED)
