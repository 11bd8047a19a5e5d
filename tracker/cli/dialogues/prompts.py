"""Questions at a terminal: each answer is checked when it is given, and what will not do is asked for again."""

from __future__ import annotations

import shutil
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import typer

from tracker.values import languages
from tracker.values.input import input_words
from tracker.values.languages.translations import localized
from tracker.values.printable import printable, quoted
from tracker.values.problems import TrackerError
from tracker.words.question_wording import WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INTERRUPTED = 130

T = TypeVar("T")


class Again(ValueError):  # noqa: N818 - named for what happens
    """What was answered will not do, as has been said already."""


class Dialogue:
    """Asks and tells at a terminal; ``left`` is what somebody is told who leaves with Ctrl-C at a question."""

    def __init__(self, left: str) -> None:
        """Begin with nothing asked."""
        self._left = left

    def ask(self, question: str, read: Callable[[str], T], *, given: str | None = None, default: str | None = None) -> T:
        """Ask until ``read`` makes something of the answer; its error says what is wrong, and the question comes again.

        ``given`` is an answer from the command line, which is asked about only where it will not do. ``default`` stands in brackets and is
        the answer of who presses Enter; "" makes that an answer without being shown.
        """
        answer = given if given is not None and given.strip() else None
        while True:
            if answer is None:
                answer = self._prompt(question, default)
            try:
                return read(answer.strip())
            except (ValueError, TrackerError) as wrong:
                answer = None
                if not isinstance(wrong, Again):
                    self.tell(str(wrong), indent="  ")

    def confirm(self, question: str, *, said: str = "", default: bool = False) -> bool:
        """Ask whether something is so, below what is said about it."""
        if said:
            self.tell(said, indent="  ")
        choice = localized("[Y/n]") if default else localized("[y/N]")
        while True:
            with self._leaving():
                answer: str = typer.prompt(f"{printable(question)} {choice}", default="", show_default=False)
            if not answer.strip():
                return default
            decided = input_words.decision(answer, languages.current().code)
            if decided is not None:
                return decided
            self.tell(localized("{given} is neither y nor n", given=quoted(answer.strip())), indent="  ")

    def tell(self, said: str, *, indent: str = "") -> None:
        """Print a sentence, broken between words."""
        from tracker.render.terminal.letters import wrap

        width = min(WIDTH, shutil.get_terminal_size().columns)
        typer.echo("\n".join(wrap(printable(said), width, indent, "")))

    def show(self, lines: str) -> None:
        """Print lines as they are."""
        typer.echo(lines)

    def _prompt(self, question: str, default: str | None) -> str:
        with self._leaving():
            answer: str = typer.prompt(printable(question), default=default, show_default=bool(default))
            return answer

    @contextmanager
    def _leaving(self) -> Iterator[None]:
        """Ctrl-C while somebody is asked says that nothing was done; elsewhere it ends the process at once."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        interrupted = False

        def leave(*_: object) -> None:
            nonlocal interrupted
            interrupted = True
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGINT, leave)
        try:
            yield
        except (KeyboardInterrupt, typer.Abort):
            if not interrupted:  # the end of the input, which the error boundary has a sentence for
                typer.echo()
                raise
            typer.echo(f"\n{self._left}", err=True)
            raise typer.Exit(INTERRUPTED) from None
        finally:
            signal.signal(signal.SIGINT, before)
