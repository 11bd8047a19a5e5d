"""The command line: the one error boundary, and the only place that knows the clock, the terminal and the environment."""

from __future__ import annotations

import io
import os
import signal
import sys
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from tracker import __version__
from tracker.cli.completion import complete_at_first_tab, name_the_command
from tracker.cli.help import Command, Group, say_usage_error
from tracker.cli.language import language_of_command_line, leading_language, split_language
from tracker.cli.options import Surroundings
from tracker.cli.output import say, width_of_terminal
from tracker.values import languages
from tracker.values.languages.translations import localized
from tracker.values.log_commands import disarm
from tracker.values.printable import printable
from tracker.values.problems import TrackerError
from tracker.values.system_errors import explain_alone

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

CANNOT_RUN = 2
OWN_OPTIONS = {"--help", "-h", "--version", "--install-completion", "--show-completion"}
UsageError: Any = typer.BadParameter.__base__  # what every wrong word on the command line raises; typer keeps its name to itself
HELP = """Will the officially stated targets be met, and what must happen from now on?

targets.yaml declares the targets and observations.csv holds the figures. `tracker` alone is `tracker status`.

Exit codes: 0 success; 1 a condition of summary --fail-on holds, or check found warnings that are not accepted; 2 the command cannot run.
"""


def surroundings() -> Surroundings:
    """Look at the clock, the terminal and the environment."""
    terminal = sys.stdout is not None and sys.stdout.isatty()
    encoding = (sys.stdout.encoding if sys.stdout else None) or "ascii"
    return Surroundings(
        today=date.today(),  # noqa: DTZ011 - the user's own day is meant
        colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        width=width_of_terminal(sys.stdout),
        plain=not encoding.lower().startswith("utf"),
        interactive=terminal and sys.stdin is not None and sys.stdin.isatty(),
        binary=sys.stdout is not None and not terminal,
        watched=sys.stderr is not None and sys.stderr.isatty(),
    )


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"tracker {__version__}")
        raise typer.Exit


def _begin(
    context: typer.Context,
    _version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    context.obj = surroundings()


COMMANDS = {
    "status": "status.status",
    "show": "show.show",
    "explain": "show.explain",
    "chart": "chart.chart",
    "report": "report.report",
    "summary": "summary.summary",
    "score": "score.score",
    "check": "check.check",
    "add": "add.add",
    "import": "import_.import_",
    "init": "setup.init",
    "schema": "setup.schema",
    "help": "help_.help_",
}
"""Each command with its module of ``cli/commands`` and its function there, in the order of the help."""


def build_app(names: Collection[str] = tuple(COMMANDS)) -> typer.Typer:
    """The command line with these commands; the library takes longer to prepare all of them than some take to answer."""
    settings = {"help_option_names": ["-h", "--help"]}
    app = typer.Typer(cls=Group, help=HELP, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=settings)
    app.callback()(_begin)
    for name in names:
        module, function = COMMANDS[name].split(".")
        app.command(name, cls=Command)(getattr(import_module(f"tracker.cli.commands.{module}"), function))
    return app


def _commands_for(arguments: Sequence[str]) -> Collection[str]:
    """The commands that must be known to read a command line: its own, or all where it asks about them or names none that there is."""
    if "_TRACKER_COMPLETE" in os.environ or arguments[0] == "help":
        return tuple(COMMANDS)
    if arguments == ["--version"]:
        return ()
    return (arguments[0],) if arguments[0] in COMMANDS else tuple(COMMANDS)


def main() -> NoReturn:
    """Run the tracker: every error that the user can mend is one clear line (or a list of them) and exit code 2."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing multiplies matrices, and with little memory its threads end the process
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plug-ins reads every installed package's metadata
    _prepare_streams()
    sys.unraisablehook = _unraisable
    for name in ("SIGTERM", "SIGHUP"):  # as they end a process, once what it has begun beside a file is cleared away
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # and not ignored, as after nohup
            signal.signal(number, lambda number, _: sys.exit(128 + number))
    if "_TRACKER_COMPLETE" in os.environ:
        name_the_command(os.environ, OWN_OPTIONS)
    elif "--install-completion" in sys.argv:
        complete_at_first_tab()
    if language := language_of_command_line(sys.argv[1:], os.environ):
        languages.propose(language)
    try:
        arguments = _with_command(sys.argv[1:])
        code = build_app(_commands_for(arguments))(arguments, standalone_mode=False) or 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0
    except (UsageError, TrackerError, typer.Abort, MemoryError, ImportError, OSError) as error:
        code = _failed(_said(error))
    except Exception:  # noqa: BLE001 - a fault of ours is shown whole, and its exit code is never that of a condition that holds
        import traceback

        code = _failed(traceback.format_exc().rstrip())
    sys.exit(code)


def _prepare_streams() -> None:
    """Write what can be written: a terminal of another encoding shows what it can, and files and pipes have the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")  # a terminal of another encoding still shows what it can
            else:
                stream.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")  # the same bytes for every locale


def _unraisable(about: sys.UnraisableHookArgs) -> None:
    """Where memory runs out what is cleaned up fails too, and that is no news."""
    if not issubclass(about.exc_type, MemoryError):
        sys.__unraisablehook__(about)


def _said(error: BaseException) -> str:
    """What the user is told of an error: nothing in it can act on the terminal, and it is one line unless it lists problems."""
    match error:
        case UsageError():
            return say_usage_error(error)
        case TrackerError():
            return error.shown()
        case typer.Abort():
            return localized("the input ended before every question was answered; nothing was written")
        case MemoryError():
            return localized("there is not enough memory for these files")
        case ImportError():
            return not_loaded(error)
        case OSError(filename=str() | bytes() as name):
            return printable(f"{os.fsdecode(name)}: {explain_alone(error)}")
        case OSError():
            return printable(explain_alone(error))
    return printable(str(error))


def not_loaded(error: BaseException) -> str:
    """Why a library could not be loaded, in the words of whoever failed first: numpy has a page to say about it."""
    while error.__context__:
        error = error.__context__
    said = next(iter(str(error).strip().splitlines()), "")
    if not said or said.endswith("failed to map segment from shared object"):  # the loader's words for a lack of memory
        said = localized("there is not enough memory")
    return printable(localized("the tracker cannot be loaded: {reason}", reason=said))


def _with_command(arguments: list[str]) -> list[str]:
    """``tracker`` and ``tracker --as-of …`` mean ``tracker status …``; a language may be named in front of everything."""
    language, rest = leading_language(arguments)
    if rest and rest[0] in OWN_OPTIONS:
        return split_language(rest)[1]
    if not rest or rest[0].startswith("-"):
        return ["status", *arguments]
    return [rest[0], *language, *rest[1:]]


def _failed(message: str) -> int:
    say(disarm(message))
    return CANNOT_RUN
