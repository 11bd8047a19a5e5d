"""What an import found and would change, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.imports.reconcile import FAR_FROM_TARGET, unlike_amounts
from tracker.model.sources import shown_digest
from tracker.values import display
from tracker.values.printable import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tracker.imports.reconcile import Change, Kept, Reconciliation
    from tracker.model.sources import ImportedFigure, MissingFigure, SourceReading

_MOST = 3  # periods without a figure, or figures that are kept, that are told one by one
_SOURCE = "{source}: {files}, sha256 {digest}"
_HANDED_OVER = "{source}: table {table}, passed by a program"
_NEW = "+ {figure}: {amount} ← {origin}"
_REVISED = "~ {figure}: {amount}, was {before} ({change}; {file}:{line}) ← {origin}"
_REVISED_TWICE = "~ {figure}: {amount}, was {before} ({change}) ← {origin}"
_PUBLISHED = "{line} (published {day})"
_MISSING = "{figure}: no figure; {reason}"
_MISSING_MORE = "{rule}: no figure for {count} either"
_KEPT = "{figure}: no longer in {source}; {file}:{line} is kept"
_KEPT_REASON = "{figure}: no figure in {source} ({reason}); {file}:{line} is kept"
_KEPT_MORE = "{rule}: {count} kept that {source} no longer has"
_LEFT_OUT = "{figure}: left out, because {reason} ({origin})"
_FAR = "{figure}: {amount} is more than {times:.0f} times the target; was a scale applied twice, or `unit` said too large? ({origin})"
_LATER = "{figure}: published on {day}, which is still to come, and not counted before that day{more}; is the date right?"
_DONE = {True: "{rows} would be added to {file}", False: "{rows} added to {file}"}
_NOTHING = "nothing to add to {file}"
_SUMMARY = "{done}{parts}; {unchanged} unchanged"
_KNOWN = "Known from {day}, the day of the import; use --published to give another date."


def say_sources(readings: Sequence[SourceReading]) -> Iterator[str]:
    """What was read, one line a source."""
    for reading in readings:
        if reading.source.table is not None:
            yield _HANDED_OVER.format(source=reading.source.name, table=reading.source.table)
            continue
        count = display.count(len(reading.files), "file")
        yield _SOURCE.format(source=reading.source.name, files=count, digest=shown_digest(reading.files))


def say_change(change: Change, file: str, default: date) -> str:
    """A row that is added: the figure, and what it was before with enough digits to show the difference."""
    figure, before = change.figure, change.before
    unit, origin = figure.rule.target_unit, figure.origin
    if before is None:
        line = _NEW.format(
            figure=figure.rule.figure_name(figure.period), amount=display.amount(change.value, unit, digits=4), origin=origin
        )
    else:
        there, here = unlike_amounts(before.value, change.value, unit)
        rate = display.percent((change.value - before.value) / abs(before.value)) if before.value else display.ABSENT
        rate = f"+{rate}" if change.value > before.value and rate[:1].isdigit() else rate
        there = f"{before.qualifier} {there}".strip()
        template = _REVISED if before.line else _REVISED_TWICE
        line = template.format(
            figure=figure.rule.figure_name(figure.period),
            amount=here,
            before=there,
            change=rate,
            file=file,
            line=before.line,
            origin=origin,
        )
    return line if change.published == default else _PUBLISHED.format(line=line, day=change.published or "with its period")


def say_missing(missing: Sequence[MissingFigure]) -> Iterator[str]:
    """The periods for which rows were found and no figure; of each rule the first few, then how many more."""
    told: dict[str, int] = {}
    for each in missing:
        rule = each.rule.name
        told[rule] = told.get(rule, 0) + 1
        if told[rule] <= _MOST:
            yield _MISSING.format(figure=each.rule.figure_name(each.period), reason=each.reason)
    for rule, count in told.items():
        if count > _MOST:
            yield _MISSING_MORE.format(rule=rule, count=display.count(count - _MOST, "more period"))


def say_kept(kept: Sequence[Kept], file: str) -> Iterator[str]:
    """The figures that their source no longer has; of each rule the first few, then how many more."""
    told: dict[tuple[str, str], int] = {}
    for each in kept:
        rule = each.rule.name, each.rule.source.name
        told[rule] = told.get(rule, 0) + 1
        if told[rule] <= _MOST:
            template = _KEPT_REASON if each.reason else _KEPT
            figure, source = each.rule.figure_name(each.period), each.rule.source.name
            yield template.format(figure=figure, source=source, file=file, line=each.line, reason=each.reason)
    for (name, source), count in told.items():
        if count > _MOST:
            yield _KEPT_MORE.format(rule=name, source=source, count=display.count(count - _MOST, "more figure"))


def say_left_out(figure: ImportedFigure, reason: str) -> str:
    """A figure that is no observation."""
    return _LEFT_OUT.format(figure=figure.rule.figure_name(figure.period), reason=reason, origin=figure.origin)


def say_later(changes: Sequence[Change], today: date) -> Iterator[str]:
    """That figures are said to become known on a day that is still to come: the first of them, and how many more."""
    later = [(each.figure, each.published) for each in changes if each.published and each.published > today]
    if later:
        (figure, day), rest = later[0], len(later) - 1
        more = f" (and {display.count(rest, 'more figure')})" if rest else ""
        yield _LATER.format(figure=figure.rule.figure_name(figure.period), day=day, more=more)


def say_far(change: Change) -> str:
    """A figure that is out of proportion to its target."""
    amount = display.amount(change.value, change.figure.rule.target_unit)
    return _FAR.format(
        figure=change.figure.rule.figure_name(change.figure.period), amount=amount, times=FAR_FROM_TARGET, origin=change.figure.origin
    )


def say_done(found: Reconciliation, file: str, today: date, *, stated: bool, dry_run: bool) -> Iterator[str]:
    """How many rows were added, and, where neither their source nor the user has ``stated`` it, from when on they are known."""
    changes = found.changes
    revised = sum(each.before is not None for each in changes)
    done = _DONE[dry_run].format(rows=display.count(len(changes), "row"), file=file) if changes else _NOTHING.format(file=file)
    parts = f" ({len(changes) - revised} new, {revised} revised)" if changes else ""
    yield _SUMMARY.format(done=done, parts=parts, unchanged=f"{found.unchanged:,d}")
    if not stated and any(each.published == today and each.figure.published is None for each in changes):
        yield _KNOWN.format(day=today)


def say_nothing_declared(names: Sequence[str]) -> str:
    """Why nothing can be imported: no target, or none of those asked for, says where its figures come from."""
    if names:
        return f"{one_of(names)} does not say where its figures come from; declare `figures`"
    return "no target says where its figures come from; declare `sources` and `figures`"
