"""Print how good the chances of the tracker are on real series, on which targets are set whose end is known.

python benchmarks/forecast.py series.csv.gz [series_meta.csv.gz]
python benchmarks/forecast.py folder

The file of series has the columns id, year and value; the other one has for each id its cluster (what belongs to it is scored by
frequencies of the others), its kind (``bilateral`` trade and the source ``tourism`` are flows of money and people), whether it is a
percentage (``pct``) and which way is wanted (``dirn``). Of a folder the two files are those whose names begin with ``series``.

Everything that sets a target is known in its baseline year. The tracker is told what was known in a later year, through ``assess``, and
what it says is compared with the figure for the deadline. The same files give the same numbers.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import os
import random
import statistics
import sys
import tempfile
import zlib
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import tracker
from tracker.model.forecast import code_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ORIGIN = 2000  # the year in which every history ends in the files that are written
AS_OF = f"{ORIGIN + 1}-01-01"
TARGETS_OF_SERIES, ATTEMPTS = 4, 8
FOLDS, CHUNK = 5, 2000
OPEN = ("on_track", "at_risk", "off_track")
READ_AS = {"on_track": 0.9, "at_risk": 0.5, "off_track": 0.1}
BANDS = (0.0, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
MULTIPLES = (1.05, 1.1, 1.2, 1.25, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)
CUTS = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5)
POINTS = (1.0, 2.0, 3.0, 5.0, 7.5, 10.0, 15.0, 20.0)
LEAST_BEFORE = 3  # figures up to the baseline, from which a target is set
WHOLE = 100.0  # percent


class Series(NamedTuple):
    """One series: what it is, and its values by year."""

    id: str
    cluster: str
    flow: bool
    percent: bool
    direction: int
    trending: bool  # whether its own trend says which way is wanted, for three quarters of its targets
    values: dict[int, float]


class Task(NamedTuple):
    """A target on a series: what is known of it, and how it ended; years count from the last known one."""

    series: Series
    known: dict[int, float]
    baseline: int
    ahead: int
    direction: int
    target: float
    actual: float

    @property
    def met(self) -> bool:
        """Whether the figure for the deadline meets the target."""
        return self.direction * (self.actual - self.target) >= 0


class Scored(NamedTuple):
    """A task, and what the tracker says of it."""

    task: Task
    status: str
    chance: float
    low: float
    high: float


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table, which may be compressed."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return csv.DictReader(io.StringIO(text))


def files(arguments: Sequence[str]) -> tuple[Path, Path | None]:
    """The file of series, and the one that says what they are."""
    first = Path(arguments[0])
    if not first.is_dir():
        return first, Path(arguments[1]) if len(arguments) > 1 else None
    found = sorted(first.glob("series*.csv*"))
    about = next((each for each in found if "_meta" in each.name), None)
    return next(each for each in found if each != about), about


def series_of(path: Path, about: Path | None) -> list[Series]:
    """All series in the order of their ids."""
    values: dict[str, dict[int, float]] = defaultdict(dict)
    for row in read(path):
        values[row["id"]][int(row["year"])] = float(row["value"])
    known = {row["id"]: row for row in read(about)} if about else {}
    found = []
    for each in sorted(values):
        row = known.get(each, {})
        kind, source = row.get("kind", ""), row.get("source", "")
        found.append(
            Series(
                id=each,
                cluster=row.get("cluster", each),
                flow=kind == "bilateral" or source == "tourism",
                percent=row.get("pct") == "1",
                direction=-1 if row.get("dirn") == "-1" else 1,
                trending=kind == "indicator",
                values=values[each],
            )
        )
    return found


def tasks_of(series: Series) -> Iterator[Task]:
    """Up to four targets on a series, always the same."""
    chance = random.Random(series.id)  # noqa: S311 - made-up targets
    found = 0
    for _ in range(TARGETS_OF_SERIES * ATTEMPTS):
        task = set_target(series, chance)
        if task is not None:
            found += 1
            yield task
        if found == TARGETS_OF_SERIES:
            return


def set_target(series: Series, chance: random.Random) -> Task | None:
    """One target, or None where what was drawn does not fit the series or would be out of the question."""
    years = sorted(series.values)
    back, ahead, count = chance.randint(1, 6), chance.randint(1, 8), chance.randint(2, 10)
    places = range(LEAST_BEFORE - 1 + back, len(years) - ahead)
    if not places:
        return None
    place = chance.choice(places)
    origin, start = years[place], years[place - back]
    end = origin + ahead
    if end not in series.values:
        return None
    before = [series.values[year] for year in years[: place - back + 1]]
    if min(before) < 0 or (not series.percent and min(before) <= 0):
        return None
    steps = _changes(before, series)
    direction = series.direction
    if series.trending and chance.random() < 0.75:  # noqa: PLR2004 - three quarters
        direction = 1 if sum(steps) >= 0 else -1
    target = _ambition(series, before[-1], steps, direction, end - start, chance)
    if target is None:
        return None
    known = _history(series, years[max(0, place - count + 1) : place + 1], start, chance)
    shifted = {year - origin: value for year, value in known.items()}
    return Task(series, shifted, start - origin, ahead, direction, target, series.values[end])


def _changes(values: Sequence[float], series: Series) -> list[float]:
    """The changes from year to year: in points of a percentage, else in logarithms."""
    if series.percent:
        return [later - earlier for earlier, later in pairwise(values)]
    return [math.log(later / earlier) for earlier, later in pairwise(values)]


def _ambition(series: Series, base: float, steps: Sequence[float], direction: int, years: int, chance: random.Random) -> float | None:
    """A target as people set them: a multiple, a share of the pace so far, or a rate; rounded to the ambitious side."""
    pace, spread = statistics.fmean(steps), statistics.pstdev(steps)
    match chance.choice(("multiple", "pace", "rate")):
        case "multiple":
            size = chance.choice(POINTS) if series.percent else abs(math.log(chance.choice(MULTIPLES if direction > 0 else CUTS)))
        case "pace":
            size = chance.uniform(0.5, 1.25) * abs(pace) * years
        case _:
            size = (chance.uniform(0.2, 2.0) if series.percent else math.log1p(chance.uniform(0.005, 0.07))) * years
    if not 0 < size <= 0.8 * (abs(pace) * years + spread * math.sqrt(years)):
        return None
    wanted = base + direction * size if series.percent else base * math.exp(direction * size)
    target = _rounded(wanted, direction, chance.randint(1, 3))
    sensible = 0 < target < WHOLE if series.percent else target > 0
    return target if sensible and direction * (target - base) > 0 else None


def _rounded(value: float, direction: int, digits: int) -> float:
    """So many significant digits, to the ambitious side."""
    if value <= 0:
        return value
    step = 10.0 ** (math.floor(math.log10(value)) - digits + 1)
    return float(f"{(math.ceil if direction > 0 else math.floor)(value / step - direction * 1e-9) * step:.12g}")


def _history(series: Series, years: Sequence[int], start: int, chance: random.Random) -> dict[int, float]:
    """The figures that are known: the last ones, with the baseline; in a quarter of the histories some between them are missing."""
    kept = sorted({*years, start})
    if chance.random() < 0.25:  # noqa: PLR2004 - a quarter
        inner = [year for year in kept[1:-1] if year != start]
        missing = set(chance.sample(inner, round(0.4 * len(inner))))
        kept = [year for year in kept if year not in missing]
    return {year: series.values[year] for year in kept}


def plain(value: float) -> str:
    """A number as people write it."""
    text = f"{value:.12f}" if abs(value) < 1 else f"{value:.6f}"
    return text.rstrip("0").rstrip(".")


def assess(tasks: Sequence[Task]) -> Iterator[tuple[Task, dict[str, object]]]:
    """What the tracker says of each task, by its keys."""
    with tempfile.TemporaryDirectory() as folder:
        declared, observed = Path(folder) / "targets.yaml", Path(folder) / "observations.csv"
        with declared.open("w", encoding="utf-8") as out:
            out.write("targets:\n")
            for number, task in enumerate(tasks):
                unit = '"%"' if task.series.percent else "USD" if task.series.flow else "points"
                words = f"{'at least' if task.direction > 0 else 'at most'} {plain(task.target)}"
                deadline, baseline = ORIGIN + task.ahead, ORIGIN + task.baseline
                kind = "stock" if task.series.percent else "flow"
                out.write(f"  t{number}: {{kind: {kind}, unit: {unit}, target: {words}, by: {deadline}, baseline: {baseline}}}\n")
        with observed.open("w", encoding="utf-8") as out:
            out.write("target,period,value\n")
            for number, task in enumerate(tasks):
                out.writelines(f"t{number},{ORIGIN + year},{plain(value)}\n" for year, value in sorted(task.known.items()))
        frame = tracker.assess(declared, observed, as_of=AS_OF)
    yield from zip(tasks, frame.to_dict("records"), strict=True)


def scored(tasks: Sequence[Task]) -> tuple[list[Scored], dict[str, int]]:
    """The tasks that are open and have a chance, and how many have none, by the reason."""
    found, absent = [], dict[str, int]()
    for first in range(0, len(tasks), CHUNK):
        for task, row in assess(tasks[first : first + CHUNK]):
            status, reason = str(row["status"]), row["probability_absent"]
            if status not in OPEN:
                absent[status] = absent.get(status, 0) + 1
            elif isinstance(reason, str):
                absent[reason] = absent.get(reason, 0) + 1
            else:
                chance, low, high = (float(str(row[key])) for key in ("probability", "likely_low", "likely_high"))
                found.append(Scored(task, status, chance, low, high))
    return found, absent


def frequencies(found: Sequence[Scored]) -> list[float]:
    """How often each status was met among the tasks of other clusters: the status read as well as it can be."""

    def fold(each: Scored) -> int:
        return zlib.crc32(each.task.series.cluster.encode()) % FOLDS

    counts: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for each in found:
        for other in range(FOLDS):
            if other != fold(each):
                tally = counts[other, each.status]
                tally[0], tally[1] = tally[0] + each.task.met, tally[1] + 1
    told = []
    for each in found:
        met, number = counts[fold(each), each.status]
        told.append(met / number if number else READ_AS[each.status])
    return told


def brier(chances: Iterable[float], found: Sequence[Scored]) -> float:
    """The mean squared error of chances."""
    return statistics.fmean((chance - each.task.met) ** 2 for chance, each in zip(chances, found, strict=True))


def report(name: str, found: Sequence[Scored], fitted: Sequence[float]) -> None:
    """Print the scores of some tasks as one line."""
    if not found:
        return
    own, rule = brier((each.chance for each in found), found), brier(fitted, found)
    read_as = brier((READ_AS[each.status] for each in found), found)
    met = statistics.fmean(each.task.met for each in found)
    said = statistics.fmean(each.chance for each in found)
    inside = statistics.fmean(each.low <= each.task.actual <= each.high for each in found)
    print(
        f"{name:24}{len(found):7,d}{met:8.3f}{said:8.3f}{own:9.4f}{rule:9.4f}{read_as:9.4f}{1 - own / rule:+9.3f}{inside:9.3f}",
        flush=True,
    )


def table(heading: str, found: Sequence[Scored], name: Callable[[Scored], str], order: Sequence[str]) -> None:
    """Print what was said and what happened, a line a band."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for each in found:
        groups[name(each)].append(each)
    print(f"\n{heading:24}{'n':>7}{'said':>8}{'met':>8}")
    for key in order:
        if groups[key]:
            said, met = (statistics.fmean(values) for values in zip(*((each.chance, each.task.met) for each in groups[key]), strict=True))
            print(f"{key:24}{len(groups[key]):7,d}{said:8.3f}{met:8.3f}")


def band(chance: float) -> str:
    """The band of a chance."""
    place = max(at for at, edge in enumerate(BANDS[:-1]) if chance >= edge)
    return f"{BANDS[place]:.2f}-{BANDS[place + 1]:.2f}"


def main(arguments: Sequence[str]) -> None:
    """Set the targets, ask the tracker, print the scores."""
    everything = series_of(*files(arguments))
    tasks = [task for each in everything for task in tasks_of(each)]
    found, absent = scored(tasks)
    fitted = frequencies(found)
    print(f"{len(everything):,d} series, {len(tasks):,d} targets, {len(found):,d} of them open and with a chance")
    print("without: " + ", ".join(f"{reason} {number:,d}" for reason, number in sorted(absent.items(), key=lambda each: -each[1])))
    heads = f"{'n':>7}{'met':>8}{'said':>8}{'Brier':>9}{'status':>9}{'90/50/10':>9}{'skill':>9}{'in range':>9}"
    print(f"\n{'':24}{heads}")
    groups: dict[str, Callable[[Scored], bool]] = {
        "all": lambda _: True,
        "flows": lambda each: each.task.series.flow,
        "others": lambda each: not each.task.series.flow,
        "percentages": lambda each: each.task.series.percent,
        "decreases": lambda each: each.task.direction < 0,
        **{f"{number} figures": lambda each, number=number: len(each.task.known) == number for number in (2, 3, 4)},  # type: ignore[misc]
        "5 figures and more": lambda each: len(each.task.known) >= 5,  # noqa: PLR2004
        **{f"{years} years ahead": lambda each, years=years: each.task.ahead == years for years in (1, 2, 3, 5, 8)},  # type: ignore[misc]
    }
    for name, belongs in groups.items():
        mine = [(each, rule) for each, rule in zip(found, fitted, strict=True) if belongs(each)]
        report(name, [each for each, _ in mine], [rule for _, rule in mine])
    table("status", found, lambda each: each.status, OPEN)
    table("chance", found, lambda each: band(each.chance), [band(edge) for edge in BANDS[:-1]])
    words = ["under_1_in_20", *(f"about_{tenths}_in_10" for tenths in range(1, 9)), "over_8_in_10"]
    table("in words", found, lambda each: code_of(each.chance), words)


if __name__ == "__main__":
    if not all(map(os.path.exists, sys.argv[1:])) or len(sys.argv) == 1:
        raise SystemExit(__doc__)
    main(sys.argv[1:])
