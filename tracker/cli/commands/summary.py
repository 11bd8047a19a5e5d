"""``tracker summary``: what cron mails and a monitor reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tracker.cli import completion
from tracker.cli.inputs import Files, members, observations_of, usable
from tracker.cli.options import (
    TARGETS,
    AsOf,
    Group,
    Ids,
    Language,
    ObservationsFile,
    Output,
    Reporter,
    Since,
    Surroundings,
    TargetsFile,
    day,
    earlier,
    known,
)
from tracker.cli.output import emit
from tracker.values.languages.translations import localized

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from tracker.reports.summary import Summary

FORMATS = ("text", "json", "ndjson", "markdown", "prometheus")
SO = 1

SummaryFormat = Annotated[
    str,
    typer.Option(
        "--format", "-f", help="text, json, ndjson, markdown or prometheus.", metavar="FORMAT", autocompletion=completion.words(*FORMATS)
    ),
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        help="Exit 1 if a target has one of these statuses (off_track,at_risk,…), is out of date (stale), has a chance below 1 in 5 "
        "(unlikely) or has changed (changed).",
        metavar="WORDS",
        autocompletion=completion.conditions,
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print nothing if nothing has changed (--since) and no condition of --fail-on holds.")
]


def summary(
    context: typer.Context,
    ids: Ids = None,
    targets: TargetsFile = TARGETS,
    observations: ObservationsFile = None,
    as_of: AsOf = None,
    since: Since = None,
    fail_on: FailOn = None,
    quiet: Quiet = False,
    reporter: Reporter = None,
    group: Group = None,
    form: SummaryFormat = "text",
    output: Output = None,
    _language: Language = None,
) -> None:
    """Print one line for each target, worst first.

    For e-mails, chats and monitoring.

    Exit codes: 0 success; 1 a condition of --fail-on holds; 2 the command cannot run.
    """
    look, when = context.obj, day(as_of, context.obj.today)
    known(form, FORMATS, "--format")
    before, conditions = earlier(since, when), _conditions(fail_on)
    _check(form, before, conditions, reporter, quiet=quiet)
    told = _summarised(Files(targets, observations, when, reporter), before, _Chosen(ids or (), group))
    from tracker.reports.alerts import holds

    so = holds(told, conditions)
    silent = quiet and not so and not told.news
    answer = "" if silent else _rendered(told, form, look if output is None else None)
    emit(answer, output, [targets, observations_of(targets, observations)])
    raise typer.Exit(SO if so else 0)


def _conditions(fail_on: list[str] | None) -> list[str]:
    """The words after --fail-on, apart by commas or repeated."""
    from tracker.reports.alerts import CONDITIONS

    words = [word.strip() for each in fail_on or () for word in each.split(",")]
    return [known(word, CONDITIONS, "--fail-on") for word in words]


def _check(form: str, since: date | None, conditions: list[str], reporter: str | None, *, quiet: bool) -> None:
    """Refuse what contradicts itself."""
    from tracker.values.input.fields import EVERY_REPORTER

    if "changed" in conditions and since is None:
        raise typer.BadParameter(localized("`changed` needs a day to compare with; give it with --since"), param_hint="'--fail-on'")
    if quiet and since is None and not conditions:
        raise typer.BadParameter(localized("--quiet needs --since or --fail-on"), param_hint="'--quiet'")
    if quiet and form == "prometheus":
        raise typer.BadParameter(localized("a monitoring system treats missing figures as a fault; omit --quiet"), param_hint="'--quiet'")
    if since and form == "prometheus":
        raise typer.BadParameter(
            localized("Prometheus has no place for sentences and compares days itself; omit --since"), param_hint="'--since'"
        )
    if since and reporter == EVERY_REPORTER:
        raise typer.BadParameter(
            localized("changes are listed by the figures of one reporter; name one, or omit --since"), param_hint="'--reporter'"
        )


class _Chosen(NamedTuple):
    """Which targets are asked for: by id (none: all), and of which group."""

    ids: Collection[str]
    group: str | None


def _summarised(files: Files, since: date | None, chosen: _Chosen) -> Summary:
    inputs = usable(files, chosen.ids)
    from tracker.reports.summary import summarised

    ids = members(inputs.programme, *chosen)
    return summarised(inputs.programme, inputs.observations, files.as_of, since, files.reporter, ids)


def _rendered(told: Summary, form: str, terminal: Surroundings | None) -> str:
    if form == "prometheus":
        from tracker.render import prometheus

        return prometheus.prometheus(told.table)
    from tracker.render import summary

    return {
        "text": lambda: summary.text(told, width=terminal.width, plain=terminal.plain) if terminal else summary.text(told),
        "json": lambda: summary.contract(told),
        "ndjson": lambda: summary.lines(told),
        "markdown": lambda: summary.markdown(told),
    }[form]()
