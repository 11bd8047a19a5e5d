"""The help and the usage errors in the language of the answer.

The texts of commands and options stand in English where these are declared, and are looked up when they are shown; the library's own
words are reworded.
"""

from __future__ import annotations

import re
from copy import copy
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, cast

from typer.core import TyperCommand, TyperGroup

from tracker.values.languages.translations import catalogue, localized, translatable, translated
from tracker.values.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from typer._click.core import Command as _Command
    from typer._click.core import Context
    from typer._click.exceptions import UsageError
    from typer._click.formatting import HelpFormatter
    from typer._click.parser import _OptionParser, _ParsingState
else:
    _Command = object  # typer keeps its name to itself

CONTEXT = "help"
"""Under which the catalogue has the texts of commands, arguments and options, as ``.ci/catalogue.py`` finds them."""
USAGE = ("[OPTIONS]", "COMMAND [ARGS]...")
OF_THE_LIBRARY = (*USAGE, "Show this message and exit.")
"""What the library puts into every help."""
_SECTIONS = {
    "Arguments": translatable("Arguments"),
    "Options": translatable("Options"),
    "Commands": translatable("Commands"),
}
_HYPHEN = "\ue000"  # for private use: nothing that is said has it
_NEGATIVE = r"-(\d|[^\w-])"
_EXTRAS = r"(?s)(?P<said>.*?)(?:(?:^|  )\[(?P<extras>[^\[\]]*)\])?"
_REWORDED = (
    (r"Invalid value for (?P<name>'.*?'(?: / '.*?')*): (?P<problem>.*)", translatable("Invalid value for {name}: {problem}")),
    (r"Invalid value: (?P<problem>.*)", translatable("Invalid value: {problem}")),
    (r"Missing argument (?P<name>'.*')\.", translatable("Missing argument {name}.")),
    (r"Missing option (?P<name>'.*')\.", translatable("Missing option {name}.")),
    (r"No such option: (?P<name>\S+)", translatable("No such option: {name}")),
    (
        r"No such option: (?P<name>\S+) \(Possible options: (?P<names>.*)\)",
        translatable("No such option: {name} (Possible options: {names})"),
    ),
    (r"No such option: (?P<name>\S+) Did you mean (?P<names>.*)\?", translatable("No such option: {name} Did you mean {names}?")),
    (r"No such command (?P<name>'.*?')\.", translatable("No such command {name}.")),
    (r"No such command (?P<name>'.*?')\. Did you mean (?P<names>.*)\?", translatable("No such command {name}. Did you mean {names}?")),
    (r"Missing command\.", translatable("Missing command.")),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<names>.*)\)", translatable("Got unexpected extra arguments ({names})")),
    (r"Option (?P<name>'.*?') requires an argument\.", translatable("Option {name} requires an argument.")),
    (r"Option (?P<name>'.*?') does not take a value\.", translatable("Option {name} does not take a value.")),
    (
        r"Input should be a valid integer, unable to parse string as an integer|'.*' is not a valid int(?:eger)?\.",
        translatable("this is not a whole number"),
    ),
    (r"env var: (?P<name>.*)", translatable("env var: {name}")),
    (r"default: (?P<given>.*)", translatable("default: {given}")),
    (r"required", translatable("required")),
)
"""What the library says, with what it names; anything else stays in its own words. Only a help or an error compiles these patterns."""


def reword(said: str) -> str:
    """A sentence of the library in the language of the answer."""
    for pattern, template in _REWORDED:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            fields = {name: reword(text) if name == "problem" else text for name, text in found.groupdict().items()}
            worded = translated(template, **fields)
            return said if worded == template.format(**fields) else worded
    return said


def say_usage_error(error: UsageError) -> str:
    """A usage error: how the command is used and where its help is, as far as the library knows which one it is, and what is wrong."""
    said = localized("Error: {problem}", problem=printable(reword(error.format_message())))
    if error.ctx is None:
        return said
    hint = localized("Try '{command} -h' for help.", command=error.ctx.command_path)
    return f"{error.ctx.get_usage()}\n{hint}\n\n{said}"


def say_help(text: str) -> str:
    """A text of the help in the language of the answer."""
    return catalogue().pgettext(CONTEXT, text) if text else text


class _Formatter:
    """What the library writes a help with, in the language of the answer, and with ``TARGET`` for its ``TARGET <list[str]>``."""

    def __init__(self, formatter: HelpFormatter) -> None:
        """Write with the library's own."""
        self._formatter = formatter

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the library has it
        """Everything else as the library has it."""
        return getattr(self._formatter, name)

    def write_usage(self, program: str, arguments: str = "", prefix: str | None = None) -> None:
        """Write how a command is used."""
        for piece in USAGE:
            arguments = arguments.replace(piece, say_help(piece))
        self._formatter.write_usage(program, arguments, localized("Usage: ") if prefix is None else prefix)

    def write_text(self, text: str) -> None:
        """Write what a command does."""
        self._formatter.write_text(_hold_options(say_help(text)))

    def section(self, name: str) -> AbstractContextManager[None]:
        """Write what follows below a heading."""
        return self._formatter.section(translated(_SECTIONS[name]) if name in _SECTIONS else name)

    def write_dl(self, rows: Iterable[tuple[str, str]]) -> None:
        """Write a list of names with what is said about each; their types are words for programmers."""
        self._formatter.write_dl([(re.sub(r" <[^<>]*>$", "", name), _hold_options(_say_entry(said))) for name, said in rows])


def _hold_options(text: str) -> str:
    """The text with the hyphens of options such as ``--fail-on`` in a form at which the library breaks no line."""
    return re.sub(r"(?<!\w)--?[a-z][\w-]*", lambda option: option[0].replace("-", _HYPHEN), text)


def _say_entry(said: str) -> str:
    """What is said about an option, and in brackets what else is known of it."""
    found = re.fullmatch(_EXTRAS, said)
    if not found or not found["extras"]:
        return say_help(said)
    extras = "; ".join(reword(each) for each in found["extras"].split("; "))
    return "  ".join(filter(None, (say_help(found["said"]), f"[{extras}]")))


class _Worded(_Command):
    """A command whose help is written in the language of the answer."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the whole help."""
        super().format_help(ctx, cast("HelpFormatter", _Formatter(formatter)))
        formatter.buffer[:] = [each.replace(_HYPHEN, "-") for each in formatter.buffer]

    def format_usage(self, ctx: Context, formatter: HelpFormatter | _Formatter) -> None:
        """Write how it is used, as usage errors repeat it."""
        worded = formatter if isinstance(formatter, _Formatter) else _Formatter(formatter)
        super().format_usage(ctx, cast("HelpFormatter", worded))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The beginning of its help, for the list of all commands."""
        told = copy(self)
        told.help = say_help(cleandoc(told.help or ""))
        return super(_Worded, told).get_short_help_str(limit)


class Command(_Worded, TyperCommand):
    """A command of the tracker."""

    def make_parser(self, ctx: Context) -> _OptionParser:
        """Read a figure that begins with a minus sign as one: the library would take the n of ``-5 bn USD`` for ``--dry-run``."""
        parser = super().make_parser(ctx)
        read_option = parser._process_opts  # noqa: SLF001 - the library has no other way to say what an option is

        def read(word: str, state: _ParsingState) -> None:
            if re.match(_NEGATIVE, word):
                state.largs.append(word)
            else:
                read_option(word, state)

        parser._process_opts = read  # type: ignore[method-assign,assignment]  # noqa: SLF001
        return parser


class Group(_Worded, TyperGroup):
    """The tracker as a whole."""
