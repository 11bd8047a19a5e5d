"""The options that every reading command takes, and what they say."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tracker.cli import completion
from tracker.cli.language import OPTION, VARIABLE
from tracker.cli.output import say
from tracker.values import languages
from tracker.values.languages.translations import localized

if TYPE_CHECKING:
    from collections.abc import Collection


FORMATS = ("text", "json", "csv", "markdown")
_MOST_LISTED = 13  # words that a message lists: as many as --fail-on has

# Whether a file may be read is found out by reading it (readable=False: not asked before), which has one message for all that may be wrong.
TargetsFile = Annotated[
    Path,
    typer.Option("--targets", "-t", envvar="TRACKER_TARGETS", help="The file of targets (targets.yaml).", metavar="FILE", readable=False),
]
ObservationsFile = Annotated[
    Path | None,
    typer.Option(
        "--observations",
        "-d",
        envvar="TRACKER_OBSERVATIONS",
        help="The file of observations; by default the one beside the targets.",
        metavar="FILE",
        readable=False,
    ),
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Answer as of this day (YYYY-MM-DD); today by default.", metavar="DATE")]
Reporter = Annotated[
    str | None,
    typer.Option(
        "--reporter",
        help="Use the figures of this reporter, or `all` for a row for each reporter.",
        metavar="CODE",
        autocompletion=completion.reporters_or_all,
    ),
]
OneReporter = Annotated[
    str | None,
    typer.Option("--reporter", help="Use the figures of this reporter.", metavar="CODE", autocompletion=completion.reporters),
]
"""Of the commands whose answer is about the figures of one reporter."""
Format = Annotated[
    str,
    typer.Option("--format", "-f", help="text, json, csv or markdown.", metavar="FORMAT", autocompletion=completion.words(*FORMATS)),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write to this file, completely or not at all.",
        metavar="FILE",
        readable=False,
        callback=lambda path: None if path == Path("-") else path,  # which means standard output everywhere
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", help="List what has changed since this day, or within this time: 7d, 2w.", metavar="DATE")
]
Assumed = Annotated[
    list[str] | None,
    typer.Option(
        "--if",
        help="Assume a figure, 2026=5.6bn, or a growth on the year before, 2027='+12 %'. Several of them make one scenario.",
        metavar="PERIOD=FIGURE",
    ),
]
Scenarios = Annotated[
    Path | None,
    typer.Option("--scenarios", help="Set the scenarios of this file (YAML) side by side.", metavar="FILE", readable=False),
]
Group = Annotated[
    str | None,
    typer.Option("--group", help="Only the targets of this group.", metavar="NAME", autocompletion=completion.groups),
]
Ids = Annotated[
    list[str] | None, typer.Argument(help="The ids of the targets; all by default.", metavar="TARGET", autocompletion=completion.targets)
]


def _answer_in(context: typer.Context, code: str | None) -> str | None:
    """Write the answer in the language of this code from now on; a usage error for one that there is not."""
    if code is None:
        return None
    source = context.get_parameter_source("_language")
    from_variable = source is not None and source.name == "ENVIRONMENT"
    languages.use(known(code, languages.LANGUAGES, VARIABLE if from_variable else OPTION))
    if source and source.name == "COMMANDLINE" and context.obj and context.obj.watched and not languages.current().reviewed:
        note = localized("No native editor has reviewed the texts in this language yet; docs/languages.md lists the terms in doubt.")
        say(note)
    return code


Language = Annotated[
    str | None,
    typer.Option(
        OPTION,
        envvar=VARIABLE,
        help="Answer in this language: en, ru, kk or uz; by default as the targets file says, else in English.",
        metavar="CODE",
        callback=_answer_in,
        is_eager=True,
        autocompletion=completion.words(*languages.LANGUAGES),
    ),
]
"""Of every command that writes for people; it acts as soon as it is read, so that what is wrong with the others is said in it too."""

TARGETS = Path("targets.yaml")
DAYS = {"d": 1, "w": 7}


class Surroundings(NamedTuple):
    """What commands may know of the world: the day, how text may look on standard output, and whether somebody answers.

    ``width`` is how many columns the terminal of standard output has, None where it is no terminal. ``binary`` says whether standard
    output may carry bytes that are no text, ``watched`` whether somebody watches standard error.
    """

    today: date
    colour: bool
    width: int | None
    plain: bool
    interactive: bool
    binary: bool
    watched: bool

    @property
    def wrap(self) -> bool:
        """Whether standard output is a terminal, so that a person reads what is written there."""
        return self.width is not None


def day(text: str | None, today: date, option: str = "--as-of") -> date:
    """Return the day that an option names, or today; a usage error where it names none."""
    if text is None:
        return today
    try:
        if date.fromisoformat(text).isoformat() == text:
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise typer.BadParameter(localized("{given} is not a date; write it as 2026-11-22", given=f"{text!r}"), param_hint=f"'{option}'")


def earlier(text: str | None, as_of: date, option: str = "--since") -> date | None:
    """Return the earlier day that an option names: a day, or a time before the as-of date (``7d``, ``2w``); None where it is left out."""
    if text is None:
        return None
    found = re.fullmatch(r"([0-9]{1,6})([dw])", text)
    try:
        before = as_of - timedelta(days=int(found[1]) * DAYS[found[2]]) if found else date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise typer.BadParameter(
            localized("{given} is not a date; write it as 2026-11-22, 7d or 2w", given=f"{text!r}"), param_hint=f"'{option}'"
        ) from None
    if before > as_of:
        raise typer.BadParameter(
            localized("{day} is later than the as-of date, {as_of}", day=before, as_of=as_of), param_hint=f"'{option}'"
        )
    return before


def known(word: str, allowed: Collection[str], option: str) -> str:
    """Return a word that is among the allowed ones; else a usage error that lists them."""
    if word in allowed:
        return word
    from tracker.values.printable import did_you_mean, one_of, quoted  # only errors pay for it

    said = (
        localized("{given} is not known; write {allowed}", given=quoted(word), allowed=one_of(allowed, _MOST_LISTED))
        if allowed
        else localized("{given} is not known; none is declared", given=quoted(word))
    )
    raise typer.BadParameter(said + did_you_mean(word, allowed), param_hint=f"'{option}'")
