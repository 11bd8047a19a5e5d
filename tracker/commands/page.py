"""What ``show`` and ``explain`` have in common: one target, looked at closely, as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tracker.commands.inputs import observations_of, usable
from tracker.commands.options import (
    FORMATS,
    Surroundings,
    day,
    emit,
    known,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.closeup import CloseUp
    from tracker.pages import Page


_ONE_REPORTER = "a page is about one reporter's figures; the others stand on it too"


class Asked(NamedTuple):
    """What was asked on the command line."""

    target: str
    targets: Path
    observations: Path | None
    as_of: str | None
    reporter: str | None
    form: str
    output: Path | None


def one_page(name: str, look: Surroundings, asked: Asked) -> None:
    """Write the page of that name about the target that was asked for."""
    when = day(asked.as_of, look.today)
    known(asked.form, FORMATS, "--format")
    inputs = usable(asked.targets, asked.observations, asked.reporter, [asked.target], _ONE_REPORTER)
    from tracker import audit, pages, textfile  # noqa: PLC0415 - pandas is not for --help
    from tracker.closeup import close_up  # noqa: PLC0415

    path = observations_of(asked.targets, asked.observations)
    close = close_up(inputs.programme, inputs.observations, when, asked.target, asked.reporter)
    page = {"show": pages.show, "explain": audit.explain}[name](close, textfile.name_of(path))
    emit(_rendered(asked, look, close, page, inputs.programme.title), asked.output, [asked.targets, path])


def _rendered(asked: Asked, look: Surroundings, close: CloseUp, page: Page, title: str) -> str:
    from tracker.render import as_csv, as_json, pages  # noqa: PLC0415
    from tracker.tables import Table  # noqa: PLC0415

    here = asked.output is None
    return {
        "text": lambda: pages.text(page, colour=here and look.colour, wrap=here and look.wrap, plain=here and look.plain),
        "json": lambda: as_json.status(Table(title, close.as_of, [close.detail()])),
        "csv": lambda: (as_csv.visible if here and look.wrap else str)(
            as_csv.status(Table(title, close.as_of, [close.row]), list(close.row))
        ),
        "markdown": lambda: pages.markdown(page),
    }[asked.form]()
