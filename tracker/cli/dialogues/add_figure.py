"""``tracker add`` as a dialogue: each answer is checked when it is given, and nothing is written before the last one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tracker.analysis.next_period import next_period
from tracker.cli.adding import read_both, try_out, write
from tracker.cli.dialogues.prompts import Again, Dialogue
from tracker.reports import addition
from tracker.storage.observations import unchosen
from tracker.values import periods
from tracker.values.display import dates, numbers
from tracker.values.input import fields, input_words
from tracker.values.languages.local_text import every_wording
from tracker.values.languages.translations import localized
from tracker.values.printable import join_choices, one_of, quoted
from tracker.values.problems import InvalidInput, TrackerError, WarningCode, listing
from tracker.words import question_wording
from tracker.words.texts import questions

if TYPE_CHECKING:
    from tracker.cli.adding import Destination, There, Typed
    from tracker.cli.options import Surroundings
    from tracker.model.observations import Observation
    from tracker.model.programme import Programme, Series, Target
    from tracker.reports.addition import NewFigures
    from tracker.values.periods import Period
    from tracker.values.problems import Problem


def ask_and_add(place: Destination, typed: Typed, look: Surroundings) -> None:
    """Ask for what the command line does not say of a figure, and for what will not do, and add it."""
    there = read_both(place)
    if mixed := unchosen(there.figures, there.programme):
        raise InvalidInput(mixed)
    talk = Dialogue(questions.ASK_NOTHING_ADDED)
    chosen = _ask_target(talk, there.programme, typed.target)
    reporter = _ask_reporter(talk, there, chosen, typed.reporter)
    asked = _Figure(talk, place, there, look, chosen, reporter, typed)
    figure = asked.ask_amount()
    figure |= asked.ask_published(figure)
    figure |= asked.ask_source(figure)
    asked.written(figure)


def confirm_rows(place: Destination, programme: Programme, figures: NewFigures, look: Surroundings) -> None:
    """Tell what is suspicious in the rows that are to be added, and ask whether they are; TrackerError where they are not."""
    made = try_out(place, programme, figures, look)
    warnings = [each for each in addition.compared(made, programme, look.today).warnings if not each.accepted]
    talk = Dialogue(questions.ASK_NOTHING_ADDED)
    for line in listing(warnings):
        talk.tell(line)
    if warnings and not talk.confirm(questions.ASK_ADD_ROWS.format(len(figures.rows), numbers.whole(len(figures.rows)))):
        raise TrackerError(questions.ASK_NOTHING_ADDED)


def _ask_target(talk: Dialogue, programme: Programme, given: str | None) -> Target | Series:
    """The target of the figure, by its id or its name in any language."""
    indicators = programme.indicators
    named = {name.casefold(): each for each, entry in reversed(indicators.items()) for name in every_wording(entry.name)}
    called = named | {each.casefold(): each for each in indicators}

    def read(answer: str) -> str:
        found = answer if answer in indicators else called.get(answer.casefold())
        if found:
            addition.shown_in(found, programme)
            return found
        near = dict.fromkeys(called[each] for each in get_close_matches(answer.casefold(), called, n=3, cutoff=0.5))
        if near:
            raise ValueError(
                localized("{given} is not the id of a target; did you mean {allowed}?", given=quoted(answer), allowed=one_of(near))
            )
        raise ValueError(localized("{given} is not the id of a target; write {allowed}", given=quoted(answer), allowed=one_of(indicators)))

    if given is None:
        talk.tell(questions.ASK_WHICH)
        talk.show(f"\n{question_wording.targets_to_choose(programme)}\n")
    alone = next(iter(indicators)) if len(indicators) == 1 else None
    return indicators[talk.ask(questions.ASK_TARGET, read, given=given, default=alone)]


def _ask_reporter(talk: Dialogue, there: There, chosen: Target | Series, given: str | None) -> str:
    """Who reported it: asked for where the figures of this target have reporters, and nowhere else."""
    names = addition.reporters_of(there.figures, there.programme, chosen.id)
    if not chosen.reporter and not names:
        if not given:
            return ""
        if addition.series_of(there.figures, there.programme, chosen.id, ""):
            raise TrackerError(
                localized(
                    "the figures of {target} name no reporter; leave out --reporter, or declare in {file} whose figures count, with "
                    "`reporter:`",
                    target=quoted(chosen.id),
                    file=there.programme.file,
                )
            )
    codes = list(dict.fromkeys([*([chosen.reporter] if chosen.reporter else []), *names]))
    folded = {each.casefold(): each for each in codes}

    def read(answer: str) -> str:
        code = folded.get(answer.casefold(), fields.reporter_code(answer))
        if code in codes or not codes:
            return code
        if not chosen.reporter:
            raise ValueError(
                localized(
                    "the figures of {target} are by {reporters}, and those of two reporters are never mixed; declare in {file} whose count,"
                    " with `reporter:`",
                    target=quoted(chosen.id),
                    reporters=one_of(codes),
                    file=there.programme.file,
                )
            )
        new = questions.ASK_NEW_REPORTER.format(reporter=code, reporters=question_wording.join_reporters(codes))
        if not talk.confirm(questions.ASK_RIGHT, said=new):
            raise Again
        return code

    return talk.ask(questions.ASK_REPORTER, read, given=given, default=codes[0] if codes else None)


@dataclass
class _Figure:
    """The questions about one figure of a series that is known.

    ``accepted`` are the warnings that were confirmed, ``revised`` is the vintage that the figure replaces.
    """

    talk: Dialogue
    place: Destination
    there: There
    look: Surroundings
    chosen: Target | Series
    reporter: str
    typed: Typed
    accepted: set[WarningCode] = field(default_factory=set)
    revised: Observation | None = None

    def ask_amount(self) -> dict[str, str]:
        """The period and the value, which are asked for again where they cannot be, or are not meant so."""
        rows = addition.series_of(self.there.figures, self.there.programme, self.chosen.id, self.reporter)
        last = addition.last_figure(rows)
        self.talk.tell(question_wording.last_figure(last, self.chosen.kind, self.reporter, self.there.figures.file))
        known = self.reporter in {
            "",
            self.chosen.reporter,
            *addition.reporters_of(self.there.figures, self.there.programme, self.chosen.id),
        }
        period_given, value_given, proposed = self.typed.period, self.typed.value, self._proposed(rows)
        while True:
            self.accepted = set() if known else {WarningCode.UNKNOWN_REPORTER}
            period, figure = self._ask_period(rows, period_given, proposed)
            figure |= {"target": self.chosen.id, "reporter": self.reporter, **self._ask_value(value_given, last), **self.typed.others()}
            if self._stands(figure):
                return figure
            period_given, value_given, proposed = None, None, period

    def _proposed(self, rows: list[Observation]) -> Period | None:
        """The period that comes next; one that has not ended is only told of."""
        spans = list(dict.fromkeys(row.period for row in rows))
        following = None if self.chosen.kind == "event" else next_period(spans, total=self._total)
        if following is None or following.end <= self.look.today:
            return following
        if self.typed.period is None:
            self.talk.tell(question_wording.period_to_come(following))
        return None

    @property
    def _total(self) -> bool:
        return bool(self.there.programme.flows()[list(self.there.programme.indicators).index(self.chosen.id)])

    def _ask_period(self, rows: list[Observation], given: str | None, proposed: Period | None) -> tuple[Period, dict[str, str]]:
        shown = dates.period(proposed) if proposed else None

        def read(answer: str) -> tuple[Period, str]:
            period = proposed if proposed and answer == shown else periods.parse(answer)
            if self._total and not period.whole_months:
                raise ValueError(
                    localized(
                        "{given} is not made of whole months, as the total of a flow must be; write {forms}",
                        given=quoted(answer),
                        forms=join_choices(periods.FLOW_FORMS),
                    )
                )
            self._look_for_vintages(rows, period)
            if period.end > self.look.today:
                if not self.talk.confirm(questions.ASK_RIGHT, said=question_wording.still_to_come(period)):
                    raise Again
                self.accepted.add(WarningCode.FUTURE_PERIOD)
            return period, str(period) if answer == shown else addition.written_period(answer)

        period, text = self.talk.ask(question_wording.period_question(total=self._total), read, given=given, default=shown)
        return period, {"period": text}

    def _look_for_vintages(self, rows: list[Observation], period: Period) -> None:
        """Ask whether a figure that is there is revised; ValueError where it is not, or where there is none to be revised."""
        same = [row for row in rows if row.period == period or (not self._total and row.period.end == period.end)]
        self.revised = addition.last_vintage(same) if same else None
        if self.revised:
            place = f"{self.there.figures.file}:{self.revised.line}"
            there = questions.ASK_THERE.format(place=place, figure=addition.stated(self.revised))
            if not self.place.revise and not self.talk.confirm(questions.ASK_REVISION, said=there):
                raise Again
        elif self.place.revise:
            raise ValueError(localized("there is no figure for {period} yet that could be revised", period=period))

    def _ask_value(self, given: str | None, last: Observation | None) -> dict[str, str]:
        beside = "unit" in self.there.columns

        def read(answer: str) -> dict[str, str]:
            return addition.written_with_qualifier(answer, self.chosen, self.typed.qualifier or "", beside=beside)

        return self.talk.ask(question_wording.value_question(self.chosen.kind, self.chosen.unit, last), read, given=given)

    def ask_published(self, figure: dict[str, str]) -> dict[str, str]:
        """The day on which it became known, where the file has a column for it; what is asked for again where it cannot be."""
        if "published" not in self.there.columns and not self.typed.published:
            return {}

        def read(answer: str) -> dict[str, str]:
            text = self._written_day(answer)
            published = periods.parse(text)
            if published.end > self.look.today and not self.talk.confirm(
                questions.ASK_RIGHT, said=question_wording.still_to_come(published)
            ):
                raise Again
            if not self._stands(figure | {"published": text}):
                raise Again
            return {"published": text}

        return self.talk.ask(questions.ASK_PUBLISHED, read, given=self.typed.published)

    def _written_day(self, answer: str) -> str:
        """A day, or the month of which no more is known, as it goes into the file."""
        if answer.casefold() in input_words.TODAY:
            return self.look.today.isoformat()
        if not any(map(str.isdigit, answer)):
            raise ValueError(localized("{given} is not a day; write one such as 2026-10-28, or today", given=quoted(answer)))
        return addition.written_period(answer)

    def ask_source(self, figure: dict[str, str]) -> dict[str, str]:
        """Where it stands, where the file has a column for it."""
        if "source" not in self.there.columns or self.typed.source is not None:
            return {}

        def read(answer: str) -> dict[str, str]:
            if not self._stands(figure | {"source": answer}):
                raise Again
            return {"source": answer}

        return self.talk.ask(questions.ASK_SOURCE, read, default="")

    def written(self, figure: dict[str, str]) -> None:
        """Add the figure, and say what it changed."""
        write(self._placed(), self.there.programme, addition.NewFigures([figure]), self.look, warned=True)

    def _placed(self) -> Destination:
        return self.place._replace(revise=self.revised is not None)

    def _stands(self, figure: dict[str, str]) -> bool:
        """Whether a figure can stand beside all others, and whatever ``check`` would warn of is meant so."""
        tried = figure
        if self.revised and not figure.get("published"):  # not asked for yet; the day of a revision is today, or where need be a later one
            day = max(self.look.today, self.revised.known + timedelta(days=1))
            tried = figure | {"published": day.isoformat()}
        try:
            made = try_out(self._placed(), self.there.programme, addition.NewFigures([tried]), self.look)
        except InvalidInput as invalid:
            for each in invalid.problems:
                self.talk.tell(each.message, indent="  ")
            return False
        except TrackerError as error:
            self.talk.tell(str(error), indent="  ")
            return False
        warnings = addition.compared(made, self.there.programme, self.look.today).warnings
        return self._meant([each for each in warnings if not each.accepted and each.code not in self.accepted], figure)

    def _meant(self, warnings: list[Problem], figure: dict[str, str]) -> bool:
        for each in warnings:
            self.talk.tell(questions.ASK_WARNED.format(message=each.message, code=each.code), indent="  ")
        said = f"{figure['value']} {figure.get('unit', self.chosen.unit)}".strip()
        period = dates.period(periods.parse(figure["period"]))
        if warnings and not self.talk.confirm(questions.ASK_KEEP.format(figure=said, period=period)):
            return False
        self.accepted |= {each.code for each in warnings if each.code}
        return True
