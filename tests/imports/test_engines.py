"""The same definition on every engine.

The extra ``engines`` has what most of them need, and Spark needs Java; what is not there is skipped, unless TRACKER_ENGINES is set.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import warnings
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from conftest import PYTHONPATH, ROOT
from record_sources import declared, read, taken

import tracker
from tracker.imports.records import engine

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.engines, pytest.mark.filterwarnings("default")]  # what other packages warn of is their own business

SOURCE = "table: customs, period: day, value: value, unit: USD, where: {status: [final, provisional]}"
RULES = (
    "where: {partner: UZ, flow: [IM, EX]}",
    "where: {partner: [KZ, '']}",
    'where: {hs: "27*", flow: EX}',
    'where: {hs: ["10", "0*"]}, value: quantity',
    "where: {valid: true, office: [3, 4]}, value: tax",
    "where: {office: '1*'}, value: weight",
    "where: {partner: CN}, value: count",
    "where: {}, value: large",
)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten thousand declarations in four Parquet files, with what real ones have: empty cells, spaces, many types, large amounts."""
    folder = tmp_path_factory.mktemp("customs")
    for part in range(4):
        chosen = duckdb.sql(
            f"""select
              (date '2025-01-01' + (hash(range) % 700)::int) as day,
              (date '2025-01-01' + (hash(range) % 700)::int)::timestamp + interval 13 hour as at,
              strftime(date '2025-01-01' + (hash(range) % 700)::int, '%Y%m') as month,
              ['UZ', 'UZ ', 'KZ', 'CN', '', NULL, chr(160) || 'UZ', 'UZ' || chr(12288), chr(28)][1 + (hash(range * 3) % 9)::int] as partner,
              ['IM', 'EX', 'TR'][1 + (hash(range * 5) % 3)::int] as flow,
              ['final', 'provisional', 'cancelled'][1 + (hash(range * 7) % 3)::int] as status,
              ['270900', '10', '0101', '2701', '85'][1 + (hash(range * 11) % 5)::int] as hs,
              (hash(range * 13) % 20)::int as office,
              hash(range * 17) % 2 = 0 as valid,
              (hash(range * 19) % 100000000)::double / 100 - 200000 as value,
              ((hash(range * 23) % 100000000)::double / 100)::decimal(18, 2) as tax,
              (hash(range * 29) % 1000000)::bigint as weight,
              ((hash(range * 31) % 100000)::double / 100)::decimal(9, 2)::varchar as quantity,
              8000000000000 + (hash(range * 37) % 1000) as large
            from range({part * 2500}, {part * 2500 + 2500})"""  # noqa: S608 - the text of this test
        )
        assert chosen is not None
        chosen.write_parquet(str(folder / f"{part}.parquet"))
    return folder


def needed(name: str, program: str | None = None) -> Any:
    """A package that an engine needs, and a program that must be there; the test is skipped where one of them is not."""
    if os.environ.get("TRACKER_ENGINES"):
        return import_module(name)
    if program and not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    return pytest.importorskip(name)


@contextmanager
def on_duckdb(folder: Path) -> Iterator[object]:
    yield duckdb.read_parquet(str(folder / "*.parquet"))


@contextmanager
def on_polars(folder: Path) -> Iterator[object]:
    yield needed("polars").scan_parquet(str(folder / "*.parquet"))


@contextmanager
def on_pandas(folder: Path) -> Iterator[object]:
    yield duckdb.read_parquet(str(folder / "*.parquet")).df()


@contextmanager
def on_ibis(folder: Path) -> Iterator[object]:
    yield needed("ibis").duckdb.connect().read_parquet(str(folder / "*.parquet"))


@contextmanager
def on_dask(folder: Path) -> Iterator[object]:
    dataframe, distributed = needed("dask.dataframe"), needed("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, distributed.Client(cluster):
        yield dataframe.read_parquet(str(folder / "*.parquet"))


@contextmanager
def on_spark(folder: Path) -> Iterator[object]:
    sql = needed("pyspark.sql", "java")
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.sql.session.timeZone": "UTC"}
    session = sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    try:
        yield session.read.parquet(str(folder))
    finally:
        session.stop()


ENGINES = {"duckdb": on_duckdb, "polars": on_polars, "pandas": on_pandas, "ibis": on_ibis, "dask": on_dask, "spark": on_spark}


def digest(figures: dict[str, list[tuple[str, str]]]) -> str:
    return sha256(repr(figures).encode()).hexdigest()


@pytest.mark.parametrize("name", ENGINES)
def test_the_same_definition_gives_the_same_digits_on_every_engine(
    name: str, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine, "BATCH", 5)
    with ENGINES[name](records) as frame, on_duckdb(records) as other, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for source in (SOURCE, SOURCE.replace("period: day", "period: month"), SOURCE.replace("period: day", "period: at")):
            programme = declared(source, *RULES)
            reading, expected = read(programme, {"customs": frame}), read(programme, {"customs": other})
            found = taken(reading)
            assert digest(found) == digest(taken(expected))
            assert reading.notices == expected.notices
            assert sum(map(len, found.values())) > 8 * 20
        stock = declared(f"{SOURCE}, as_of: 2026-03-15", *RULES[:2], kind="stock")
        assert digest(taken(read(stock, {"customs": frame}))) == digest(taken(read(stock, {"customs": other})))
        twice = declared(f"{SOURCE}, key: [office, hs]", RULES[0])
        assert len(read(twice, {"customs": frame}).problems) == 3
        unusable = declared(SOURCE, "where: {hs: '10'}, value: flow")
        assert "without an amount of at most 2 decimals in `flow`" in str(read(unusable, {"customs": frame}).problems[0])


@pytest.mark.parametrize("name", ENGINES)
def test_a_second_import_finds_no_revision_on_another_engine(
    name: str, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    declared(SOURCE, *RULES[:3])
    Path("observations.csv").write_text("target,period,value,unit,reporter,published,source,note\n", encoding="utf-8")
    with on_duckdb(records) as frame:
        first = tracker.import_("targets.yaml", tables={"customs": frame}, today=date(2026, 11, 27))
    assert len(first.found.changes) > 3 * 15
    before = Path("observations.csv").read_bytes()
    with ENGINES[name](records) as frame, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        second = tracker.import_("targets.yaml", tables={"customs": frame}, today=date(2026, 11, 28))
    assert second.found.changes == ()
    assert second.found.unchanged == len(first.found.changes)
    assert Path("observations.csv").read_bytes() == before


def test_the_page_about_clusters_runs_as_it_stands_on_local_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needed("pyspark.sql", "java")
    monkeypatch.chdir(tmp_path)
    place = ROOT / "docs" / "sources.md"
    page = place.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    printed = {}
    for language, block in blocks:
        if named := re.match(r"# (cluster\.(?:yaml|csv))\n", block):
            Path(named[1]).write_text(block, encoding="utf-8")
        elif language in {"py", "python"}:
            environment = {**os.environ, "PYTHONPATH": PYTHONPATH}
            ended = subprocess.run([sys.executable, "-c", block], env=environment, capture_output=True, text=True, check=False)
            assert ended.returncode == 0, ended.stderr
            printed[language] = ended.stdout
    (shown,) = (block for language, block in blocks if language == "text" and "table customs" in block)
    if os.environ.get("TRACKER_GOLDEN") == "write":
        place.write_text(page.replace(shown, printed["py"]), encoding="utf-8")
    assert shown == printed["py"]
