"""Tells whether officially stated targets will be met, and what must happen from now on.

In a notebook: ``tracker.assess("targets.yaml", "observations.csv", as_of="2026-11-22")``. Figures from a cluster:
``tracker.import_("targets.yaml", tables={"customs": spark.table("trade.declarations")})``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from tracker.model.observations import Observations
    from tracker.model.programme import Programme
    from tracker.model.result import TargetResult
    from tracker.reports.import_report import ImportReport

__version__ = "0.2.0"
__all__ = ["assess", "import_", "load"]


def load(targets: str | Path, observations: str | Path | None = None) -> tuple[Programme, Observations]:
    """Return what the two files say; the observations stand beside the targets unless they are named.

    ``observations.to_frame()`` is a DataFrame with one row an observation. Raises ``tracker.values.problems.InvalidInput``, whose text
    lists every problem of both files with its line.
    """
    from pathlib import Path  # noqa: PLC0415 - nothing that the command line does not need is imported at its start

    from tracker.storage import observations as observed  # noqa: PLC0415
    from tracker.storage import targets as declared  # noqa: PLC0415
    from tracker.values.problems import InvalidInput  # noqa: PLC0415
    from tracker.words.answer_language import propose_language, say_in_current_language  # noqa: PLC0415

    programme, problems = declared.load(Path(targets), propose_language)
    programme = say_in_current_language(programme)
    figures, more, _ = observed.load(Path(observations or Path(targets).parent / "observations.csv"), programme)
    if problems + more:
        raise InvalidInput(problems + more)
    return programme, figures


def assess(targets: str | Path, observations: str | Path | None = None, *, as_of: str | date, reporter: str | None = None) -> pd.DataFrame:
    """Return where each target stands on a day: one row a target, with the keys of ``tracker status --format json`` as columns.

    ``reporter`` counts another reporter's figures, or those of each beside the others with ``"all"``. Amounts are in the target's own
    unit; what is undefined is NaN, None or NaT. Raises as ``load``, and where a target must say whose figures count or which way is wanted;
    ValueError for a reporter whom the observations do not name.
    """
    from datetime import date  # noqa: PLC0415

    from tracker.analysis.assessment import assess as assessed  # noqa: PLC0415
    from tracker.analysis.checks.undecided_targets import undecided  # noqa: PLC0415
    from tracker.storage.observations import unchosen  # noqa: PLC0415
    from tracker.values.input.fields import EVERY_REPORTER  # noqa: PLC0415
    from tracker.values.languages.translations import localized  # noqa: PLC0415
    from tracker.values.printable import one_of, quoted  # noqa: PLC0415
    from tracker.values.problems import InvalidInput  # noqa: PLC0415

    programme, figures = load(targets, observations)
    named = [EVERY_REPORTER, *filter(None, figures.reporters)]
    if reporter and reporter not in named:
        raise ValueError(localized("{given} is not known; write {allowed}", given=quoted(reporter), allowed=one_of(named)))
    mixed = [] if reporter else unchosen(figures, programme)
    if mixed:
        raise InvalidInput(mixed)
    try:
        day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    except ValueError:
        raise ValueError(localized("{given} is not a date; write it as 2026-11-22", given=repr(as_of))) from None
    open_ways = undecided(programme, figures, day, reporter)
    if open_ways:
        raise InvalidInput(open_ways)
    return _frame(assessed(programme, figures, day, reporter))


def import_(
    targets: str | Path,
    observations: str | Path | None = None,
    *,
    tables: Mapping[str, object] | None = None,
    published: str | date | None = None,
    dry_run: bool = False,
    today: date | None = None,
) -> ImportReport:
    """Take the figures of targets from the tables that targets.yaml names, as ``tracker import`` does, and return what is told of it.

    ``tables`` are frames that the program hands over (of Spark, Dask, Polars, Ibis, DuckDB or pandas), by the name that a source
    has as its ``table``: ``tracker.import_("targets.yaml", tables={"customs": spark.table("trade.declarations")})``. ``published`` is the
    day on which figures became known whose source does not say it, ``today`` unless it is given. With ``dry_run`` nothing is written.
    ``print`` the report to read it. Raises ``tracker.values.problems.InvalidInput``, whose text lists every problem of the sources and
    of both files, and nothing is then written.
    """
    from datetime import date as day  # noqa: PLC0415 - nothing that the command line does not need is imported at its start
    from pathlib import Path  # noqa: PLC0415

    from tracker.imports.records.monthly_figures import records_reader  # noqa: PLC0415
    from tracker.imports.run import read_sources  # noqa: PLC0415
    from tracker.reports.import_report import write_import  # noqa: PLC0415
    from tracker.storage import targets as declared  # noqa: PLC0415
    from tracker.values.languages.translations import localized  # noqa: PLC0415
    from tracker.values.problems import InvalidInput  # noqa: PLC0415
    from tracker.words.answer_language import propose_language, say_in_current_language  # noqa: PLC0415

    now = today or day.today()  # noqa: DTZ011 - the day that the user's calendar shows
    programme, problems = declared.load(Path(targets), propose_language)
    if problems:
        raise InvalidInput(problems)
    programme = say_in_current_language(programme)
    if not programme.rules:
        said = localized("{file} does not say where figures come from; declare it with `sources` and `figures`", file=programme.file)
        raise ValueError(said)
    readings = read_sources(programme.rules, programme.file, records_reader(now, tables))
    stated = day.fromisoformat(published) if isinstance(published, str) else published
    path = Path(observations or Path(targets).parent / "observations.csv")
    return write_import(path, programme, readings, now, stated, dry_run=dry_run)


def _frame(results: Sequence[TargetResult]) -> pd.DataFrame:
    """Results as columns of the contract: days as datetimes, numbers as floats, what is undefined as NaN, None or NaT."""
    import pandas as pd  # noqa: PLC0415

    from tracker.model.forecast import FORECAST_KEYS, FORECAST_TEXTS  # noqa: PLC0415
    from tracker.model.result import MEASURES, Kind  # noqa: PLC0415
    from tracker.render.json import KEYS, target_row  # noqa: PLC0415

    dates = {key for key in KEYS if key.endswith("_date")} | {"deadline", "latest_published"}
    dates |= {"pace_since"}
    dates |= {key for key, kind in MEASURES.items() if kind is Kind.DATE}
    numbers = {"target", "target_to", "baseline", "latest", "judged_periods", "met_periods", "missed_periods", *MEASURES} - dates
    numbers |= {*FORECAST_KEYS} - FORECAST_TEXTS
    rows = [target_row(each) for each in results]
    columns = {key: [row[key] for row in rows] for key in KEYS}
    return pd.DataFrame(
        {
            key: pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[s]")
            if key in dates
            else pd.Series(values, dtype="float64" if key in numbers else None)
            for key, values in columns.items()
        }
    )
