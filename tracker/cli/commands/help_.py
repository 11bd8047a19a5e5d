"""``tracker help``: the reference of the files at the terminal, a page for each topic, and the help of a command under the same name."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import completion
from tracker.cli.options import Language, known
from tracker.cli.output import emit
from tracker.values.languages.translations import localized, translatable, translated

if TYPE_CHECKING:
    from typing import Any

TOPICS = {
    "targets": translatable("targets.yaml: the targets as they were officially stated"),
    "observations": translatable("observations.csv: one row for each published figure"),
    "periods": translatable("Periods as offices write them"),
    "sources": translatable("sources and figures: where `tracker import` finds the figures"),
    "forecast": translatable("forecast: what the chance of a target rests on"),
    "scenarios": translatable("Scenarios: what assumed figures would give"),
    "languages": translatable("Answers and texts in English, Russian, Kazakh or Uzbek"),
    "warnings": translatable("Warnings of `tracker check`, by code"),
}
"""Each topic with the title of its page, which is the first line of ``topics/<topic>.txt``."""


def help_(
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(help="A topic or a command; by default the topics are listed.", metavar="TOPIC", autocompletion=completion.topics),
    ] = None,
    _language: Language = None,
) -> None:
    """Print the reference of the files, by topic.

    The pages are in English. With the name of a command, the help of that command is printed.
    """
    if topic is None:
        emit(_list_topics(), None, [])
        return
    parent: Any = context.parent
    if topic in TOPICS:
        emit(read_topic(topic), None, [])
    elif topic in parent.command.commands:
        parent.command.commands[topic].make_context(topic, ["--help"], parent=parent)  # prints it and leaves
    else:
        known(topic, (*TOPICS, *parent.command.commands), "TOPIC")


def read_topic(topic: str) -> str:
    """Read the page of a topic."""
    return resources.files("tracker.cli").joinpath("topics", f"{topic}.txt").read_text(encoding="utf-8")


def _list_topics() -> str:
    """Say which topics there are."""
    width = max(map(len, TOPICS)) + 2
    lines = [f"  {topic:{width}}{translated(title)}" for topic, title in TOPICS.items()]
    return "\n".join([localized("tracker help TOPIC prints one of these pages:"), "", *lines, ""])
