"""What an import found and would change, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.imports.reconcile import FAR_FROM_TARGET, unlike_amounts
from tracker.model.imported import shown_digest
from tracker.values import languages
from tracker.values.display import ABSENT, numbers
from tracker.values.printable import one_of
from tracker.words.texts import import_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tracker.imports.reconcile import Change, Kept, Reconciliation
    from tracker.model.imported import ImportedFigure, MissingFigure, SourceReading

_MOST = 3  # periods without a figure, or figures that are kept, that are told one by one


def say_sources(readings: Sequence[SourceReading]) -> Iterator[str]:
    """What was read, one line a source."""
    for reading in readings:
        if reading.source.table is not None:
            yield import_report.IMPORT_HANDED_OVER.format(source=reading.source.name, table=reading.source.table)
            continue
        count, digest = len(reading.files), shown_digest(reading.files)
        yield import_report.IMPORT_SOURCE.format(count, numbers.whole(count), source=reading.source.name, digest=digest)


def say_change(change: Change, file: str, default: date) -> str:
    """A row that is added: the figure, and what it was before with enough digits to show the difference."""
    figure, before = change.figure, change.before
    unit, origin = figure.rule.target_unit, figure.origin
    if before is None:
        line = import_report.IMPORT_NEW.format(
            figure=figure.rule.figure_name(figure.period), amount=numbers.amount(change.value, unit, digits=4), origin=origin
        )
    else:
        there, here = unlike_amounts(before.value, change.value, unit)
        rate = numbers.percent((change.value - before.value) / abs(before.value)) if before.value else ABSENT
        rate = f"+{rate}" if change.value > before.value and rate[:1].isdigit() else rate
        there = languages.current().qualified(before.qualifier, there, "")
        template = import_report.IMPORT_REVISED if before.line else import_report.IMPORT_REVISED_TWICE
        line = template.format(
            figure=figure.rule.figure_name(figure.period),
            amount=here,
            before=there,
            change=rate,
            file=file,
            line=before.line,
            origin=origin,
        )
    if change.published == default:
        return line
    return import_report.IMPORT_PUBLISHED[bool(change.published)].format(line=line, day=change.published)


def say_missing(missing: Sequence[MissingFigure]) -> Iterator[str]:
    """The periods for which rows were found and no figure; of each rule the first few, then how many more."""
    told: dict[str, int] = {}
    for each in missing:
        rule = each.rule.name
        told[rule] = told.get(rule, 0) + 1
        if told[rule] <= _MOST:
            yield import_report.IMPORT_MISSING.format(figure=each.rule.figure_name(each.period), reason=each.reason)
    for rule, count in told.items():
        if count > _MOST:
            yield import_report.IMPORT_MISSING_MORE.format(count - _MOST, numbers.whole(count - _MOST), rule=rule)


def say_kept(kept: Sequence[Kept], file: str) -> Iterator[str]:
    """The figures that their source no longer has; of each rule the first few, then how many more."""
    told: dict[tuple[str, str], int] = {}
    for each in kept:
        rule = each.rule.name, each.rule.source.name
        told[rule] = told.get(rule, 0) + 1
        if told[rule] <= _MOST:
            template = import_report.IMPORT_KEPT_REASON if each.reason else import_report.IMPORT_KEPT
            figure, source = each.rule.figure_name(each.period), each.rule.source.name
            yield template.format(figure=figure, source=source, file=file, line=each.line, reason=each.reason)
    for (name, source), count in told.items():
        if count > _MOST:
            yield import_report.IMPORT_KEPT_MORE.format(count - _MOST, numbers.whole(count - _MOST), rule=name, source=source)


def say_left_out(figure: ImportedFigure, reason: str) -> str:
    """A figure that is no observation."""
    return import_report.IMPORT_LEFT_OUT.format(figure=figure.rule.figure_name(figure.period), reason=reason, origin=figure.origin)


def say_later(changes: Sequence[Change], today: date) -> Iterator[str]:
    """That figures are said to become known on a day that is still to come: the first of them, and how many more."""
    later = [(each.figure, each.published) for each in changes if each.published and each.published > today]
    if later:
        (figure, day), rest = later[0], len(later) - 1
        fields = {"figure": figure.rule.figure_name(figure.period), "day": str(day)}
        more = import_report.IMPORT_LATER_MORE
        yield more.format(rest, numbers.whole(rest), **fields) if rest else import_report.IMPORT_LATER.format_map(fields)


def say_far(change: Change) -> str:
    """A figure that is out of proportion to its target."""
    amount = numbers.amount(change.value, change.figure.rule.target_unit)
    return import_report.IMPORT_FAR.format(
        figure=change.figure.rule.figure_name(change.figure.period),
        amount=amount,
        times=f"{FAR_FROM_TARGET:.0f}",
        origin=change.figure.origin,
    )


def say_done(found: Reconciliation, file: str, today: date, *, stated: bool, dry_run: bool) -> Iterator[str]:
    """How many rows were added, and, where neither their source nor the user has ``stated`` it, from when on they are known."""
    changes = found.changes
    revised, unchanged = sum(each.before is not None for each in changes), numbers.whole(found.unchanged)
    if changes:
        parts = {"new": str(len(changes) - revised), "revised": str(revised), "unchanged": unchanged}
        yield import_report.IMPORT_DONE[dry_run].format(len(changes), numbers.whole(len(changes)), file=file, **parts)
    else:
        yield import_report.IMPORT_NOTHING.format(file=file, unchanged=unchanged)
    if not stated and any(each.published == today and each.figure.published is None for each in changes):
        yield import_report.IMPORT_KNOWN.format(day=today)


def say_nothing_declared(names: Sequence[str]) -> str:
    """Why nothing can be imported: no target, or none of those asked for, says where its figures come from."""
    return import_report.IMPORT_UNDECLARED[bool(names)].format(names=one_of(names) if names else "")
