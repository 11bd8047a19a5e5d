"""The templates that the code says: filled in completely, and free of what a translator could not write."""

from __future__ import annotations

import ast
from string import Formatter
from typing import TYPE_CHECKING

from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def calls(*names: str) -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted((ROOT / "tracker").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield path, node


def text_of(call: ast.Call) -> str:
    argument = call.args[0]
    assert isinstance(argument, ast.Constant)
    assert isinstance(argument.value, str)
    return argument.value


def test_every_field_of_a_template_is_given_and_no_other() -> None:
    wrong = []
    for path, call in calls("localized"):
        if path.name != "translations.py":
            named = {name for _, name, _, _ in Formatter().parse(text_of(call)) if name is not None}
            if named != {each.arg for each in call.keywords}:
                wrong.append(f"{path.name}:{call.lineno}")
    assert not wrong


def test_a_field_is_a_plain_name() -> None:
    """Translators' tools know no format specifications (``{day:%Y}``)."""
    plain = (
        name.isidentifier() and not spec and not conversion
        for _, call in calls("localized", "translatable")
        for _, name, spec, conversion in Formatter().parse(text_of(call))
        if name is not None
    )
    assert all(plain)
