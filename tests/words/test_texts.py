"""Texts for people: they stand in ``tracker/words/english``, each table under a name of its own, and are translated when they are used."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import ROOT

from tracker.words import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGLISH = ROOT / "tracker" / "words" / "english"
PARTS = ("words", "reports", "render")
SENTENCE = re.compile(r"[A-Za-z][a-z]+(?:,? [A-Za-z]*[a-z]+)+")
SAID_IN_PLACE = {"localized", "translatable", "Counted"}  # which the catalogues collect where they stand
MACHINE = {
    "render/excel/formulas.py",  # the names of cells
    "render/prometheus.py",  # the help of metrics is English in every language
    "render/pictures/svg.py",
    "render/word/package.py",  # XML
}
KEYS = re.compile(
    r"(?:above|below) (?:left|right)|tracker \w+|list (?:bullet|number)|bold \w+|d? ?mmm yyyy|other end|b tb tt"
    r"|Liberation Sans, Arial, Helvetica, sans-serif|.*[<=]\"?.*"
)
"""Places of labels, styles, patterns of numbers, names of lines, fonts and markup."""


def strings(path: Path) -> Iterator[str]:
    """The texts of a module without its docstrings, its errors and what is said in place."""
    tree, left_out = ast.parse(path.read_text(encoding="utf-8")), set[int]()
    for node in ast.walk(tree):
        called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
        if isinstance(node, ast.Raise) or called in SAID_IN_PLACE or called.endswith(("Error", "Problem")):
            left_out |= set(map(id, ast.walk(node)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.value


def modules() -> Iterator[Path]:
    for part in PARTS:
        for path in sorted((ROOT / "tracker" / part).rglob("*.py")):
            if ENGLISH not in path.parents and path.relative_to(ROOT / "tracker").as_posix() not in MACHINE:
                yield path


def test_no_text_for_people_stands_outside_the_modules_of_texts() -> None:
    found = [
        (path.relative_to(ROOT).as_posix(), text)
        for path in modules()
        for text in strings(path)
        if SENTENCE.search(text) and not KEYS.fullmatch(text.strip().replace("\n", " "))
    ]
    assert found == []


def test_a_table_has_a_name_of_its_own_because_that_is_the_context_of_its_texts() -> None:
    names = Counter(
        name
        for path in ENGLISH.glob("[!_]*.py")
        for name in vars(importlib.import_module(f"tracker.words.english.{path.stem}"))
        if name.isupper()
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_every_module_of_texts_is_read_in_the_language_of_the_answer() -> None:
    assert sorted(texts.__all__) == sorted(path.stem for path in ENGLISH.glob("[!_]*.py"))


def test_no_text_is_read_when_a_module_is_imported() -> None:
    early = [
        (path.relative_to(ROOT).as_posix(), node.lineno)
        for path in (ROOT / "tracker").rglob("*.py")
        for node in at_import(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in texts.__all__ and node.attr.isupper()
    ]
    assert early == []


def at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: all but the bodies of its functions, whose defaults do."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            for each in (*node.args.defaults, *(default for default in node.args.kw_defaults if default)):
                yield from ast.walk(each)
        else:
            yield node
            yield from at_import(node)
