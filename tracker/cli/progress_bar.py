"""Somebody who watches a long command at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.values.languages.translations import localized

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Watched:
    """Shows how far a long report has come, on standard error and only to a terminal."""

    def __init__(self, watched: bool) -> None:
        """Note whether standard error is a terminal."""
        self.watched = watched

    def __call__(self, things: Iterable[str], number: int) -> Iterator[str]:
        """Hand the things on one by one, and show how many of them are done."""
        if not self.watched:
            yield from things
            return
        from rich.console import Console
        from rich.progress import track

        yield from track(things, localized("Writing the report"), number, console=Console(stderr=True), transient=True)
