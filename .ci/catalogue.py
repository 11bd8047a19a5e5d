#!/usr/bin/env python3
"""Collects every text for people and brings the catalogues of the translations up to date.

``python .ci/catalogue.py`` writes ``tracker/locales/tracker.pot`` and merges it into each ``tracker.po``: texts that are new stand there
without a translation, those whose English has changed are marked as fuzzy, those that only moved keep theirs, those that are gone are
removed. ``--check`` writes nothing and ends with 1 where something would change. A comment beside a text says what each of its fields
stands for.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import io
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
from field_examples import explain  # noqa: E402 - it lies beside this script

LOCALES = ROOT / "tracker" / "locales"
ENGLISH = ROOT / "tracker" / "words" / "english"
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)  # catalogues carry no day: the same texts give the same file
HEADER = """\
# The texts of tracker, under its licence; docs/languages.md says how they are translated.
#"""
AUTHORS = "The tracker authors"
WIDTH = 0  # lines are not wrapped: a change of one word is then one line


def texts(value: Any, path: str) -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Each text of a table with its path, as ``translations.translate`` finds it."""
    from tracker.values.languages.translations import Counted  # noqa: PLC0415 - the checkout's own

    if isinstance(value, str):
        if any(map(str.isalpha, value)):
            yield path, value
    elif isinstance(value, Counted):
        yield path, (value.one, value.many)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from texts(each, f"{path}/{key}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from texts(each, f"{path}/{number}")


MARKS = {"localized", "translatable"}


def said(path: Path) -> Iterator[tuple[str | tuple[str, str], str]]:
    """Each text that a module says or marks for later, with its context, in the order of the source."""
    found = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    for node in sorted(found, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in MARKS:
            yield _literals(node, path, 1)[0], ""
        elif name == "Counted" and len(node.args) == len(("one", "many", "context")) and isinstance(node.args[0], ast.Constant):
            one, many, context = _literals(node, path, 3)
            yield (one, many), context


def help_texts() -> Iterator[str]:
    """What the help of each command says, as ``tracker.cli.help`` looks it up."""
    from typer.main import get_command  # noqa: PLC0415 - the checkout's own commands

    from tracker.cli.help import OF_THE_LIBRARY  # noqa: PLC0415
    from tracker.cli.main import build_app  # noqa: PLC0415

    group: Any = get_command(build_app())
    for command in (group, *group.commands.values()):
        yield inspect.cleandoc(command.help)
        yield from (each.help for each in command.params if each.help)
    yield from OF_THE_LIBRARY


def _literals(call: ast.Call, path: Path, number: int) -> list[str]:
    """The first arguments of a call, which must be written out."""
    given = [each.value for each in call.args[:number] if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if len(given) < number:
        raise SystemExit(f"{path}:{call.lineno}: {ast.unparse(call.func)}() needs its texts in full")
    return given


def template() -> Catalog:
    """All texts, in the order of the source."""
    catalogue = Catalog(project="tracker", charset="utf-8", creation_date=WRITTEN, revision_date=WRITTEN, fuzzy=False)
    for module in (importlib.import_module(f"tracker.words.english.{path.stem}") for path in sorted(ENGLISH.glob("[!_]*.py"))):
        for table in vars(module):
            if table.lstrip("_").isupper():
                for path, text in texts(getattr(module, table), table):
                    comments = explain(path, text if isinstance(text, str) else text[1])
                    flags = ["python-brace-format"] if "{" in str(text) else []
                    catalogue.add(text, context=path, flags=flags, auto_comments=comments)
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        for text, context in said(path):
            place = [(path.relative_to(ROOT).as_posix(), 0)]
            catalogue.add(text, context=context or None, locations=place, flags=["python-brace-format"] if "{" in str(text) else [])
    from tracker.cli.help import CONTEXT  # noqa: PLC0415

    for text in help_texts():
        catalogue.add(text, context=CONTEXT)
    return catalogue


def translations_of_moved(catalogue: Catalog, source: Catalog) -> dict[Any, Any]:
    """The translations of texts that stand in another place than before, by their English."""
    here = {(each.id, each.context) for each in source}
    known = (each for each in catalogue if each.id and each.string and not each.fuzzy)
    return {each.id: each.string for each in known if (each.id, each.context) not in here}


def written(catalogue: Catalog) -> bytes:
    """A catalogue as the bytes of its file."""
    for each in catalogue:
        each.flags.discard("python-format")  # which Babel takes "below 5 % of" for: no text has such a field
    catalogue.header_comment, catalogue.version, catalogue.msgid_bugs_address = HEADER, "texts", AUTHORS
    if "@ADDRESS" in catalogue.last_translator:
        catalogue.last_translator = catalogue.language_team = AUTHORS  # until an editor of PO files puts in a name
    file = io.BytesIO()
    write_po(file, catalogue, width=WIDTH, omit_header=False, sort_output=False, include_lineno=False, ignore_obsolete=True)
    return re.sub(rb'^"Generated-By: .*\n', b"", file.getvalue(), count=1, flags=re.MULTILINE)  # it names a version of Babel


def main(*options: str) -> int:
    """Write or compare every catalogue."""
    source, stale = template(), []
    files = {LOCALES / "tracker.pot": written(source)}
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/tracker.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parent.parent.name)
        moved = translations_of_moved(catalogue, source)
        catalogue.update(source, no_fuzzy_matching=False, update_header_comment=False)
        for each in catalogue:
            if each.id in moved and (each.fuzzy or not each.string or not all(each.string)):
                each.string = moved[each.id]
                each.flags.discard("fuzzy")
        files[path] = written(catalogue)
    for path, content in files.items():
        if not path.exists() or path.read_bytes() != content:
            stale.append(path)
            if "--check" not in options:
                path.write_bytes(content)
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'out of date' if '--check' in options else 'brought up to date'}")
    return 1 if stale and "--check" in options else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
