"""YAML in which every plain word stays the text that was written, with the line of each entry.

YAML 1.1 would read ``NO`` as False, ``010`` as 8, ``12:30`` as 750 and ``1e9`` as text; who declares a target means none of
that. So nothing is resolved here: the reader gets mappings, lists, text and None (nothing written), and each field reads its own
text. What YAML offers beyond that (aliases, tags, several documents) is refused, and so are characters that nobody sees. The nesting and
the number of entries are bounded before the document is composed, since libyaml ends the process at some 30,000 brackets (or refuses
the 1,001st in its own words, as newer ones do) and takes a kilobyte an entry.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from tracker.values.languages.translations import localized, translatable, translated, write_number
from tracker.values.printable import quoted
from tracker.values.problems import MOST_LISTED, InvalidInput, Problem, WarningCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.values.plain_data import Written


_QUOTES = ("'", '"', "|", ">")
_EMPTY = {"", "~", "null", "Null", "NULL"}
_COMMENT = re.compile(r"(?<=[ \t])#[^\s#!]")
_REWORDED = (
    ("mapping values are not allowed", translatable("a `: ` stands inside the text; put the text in quotes")),
    ("cannot start any token", translatable("the text begins with a character that YAML reserves; put it in quotes")),
    ("expected a single document", translatable("a second document begins; keep one to a file")),
    ("could not find expected ':'", translatable("a key without `:`, or text that is not indented enough")),
    ("expected ',' or ']'", translatable("a bracket `[` is not closed")),
    ("expected ',' or '}'", translatable("a bracket `{{` is not closed")),
    ("unexpected end of stream", translatable("a quote is not closed")),
)


class _PurePython(Reader, Scanner, Parser, Composer):
    """The same parser without libyaml, for where PyYAML was built without it."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)


_Parser: Any = getattr(yaml.cyaml, "CParser", _PurePython) if yaml.__with_libyaml__ else _PurePython


class _TextComposer(_Parser):  # type: ignore[misc]  # whichever of the two parsers there is
    """Composes nodes whose tag is empty unless the file spells one out."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        """Nothing is resolved, so there is nothing to follow."""

    ascend_resolver = descend_resolver


@dataclass(frozen=True)
class Document:
    """What a YAML file says, and where: ``data`` is made of dict, list, str and None; what was refused is in ``problems``."""

    file: str
    data: Written
    root: yaml.Node | None
    problems: tuple[Problem, ...]
    cut: tuple[Problem, ...] = ()
    """Warnings: the texts that end before a sign of comment which is probably one of the text (``see #5``)."""
    known: dict[int, dict[str, tuple[yaml.Node, int]]] = field(default_factory=dict, repr=False, compare=False)
    """The entries of each mapping that was asked about: a file with many problems asks many times."""

    def part(self, key: str) -> dict[str, Written]:
        """The entries below a key of the file; none where it has no mapping there."""
        found = self.data.get(key) if isinstance(self.data, dict) else None
        return found if isinstance(found, dict) else {}

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of the entry at a path of keys and positions, or of the nearest entry above it."""
        node, line = self.root, 1
        for step in path:
            entry = self._entry(node, step)
            if entry is None:
                break
            node, line = entry
        return line

    def key_at(self, line: int, key: str) -> str:
        """The key below a key of the file under which a line stands; empty where it stands under none."""
        node, _ = self._entry(self.root, key) or (None, 0)
        entries = node.value if isinstance(node, yaml.MappingNode) else []
        begun = [(name, value.end_mark) for name, value in entries if name.start_mark.line < line]
        if not begun:
            return ""
        name, end = begun[-1]
        return str(name.value) if line <= end.line + (end.column > 0) else ""

    def _entry(self, node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
        if isinstance(node, yaml.MappingNode):
            if id(node) not in self.known:
                scalars = [(key, value) for key, value in reversed(node.value) if isinstance(key, yaml.ScalarNode)]
                self.known[id(node)] = {key.value: (value, key.start_mark.line + 1) for key, value in scalars}
            return self.known[id(node)].get(str(step))
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step].start_mark.line + 1
        return None


def read(text: str, file: str) -> Document:
    """Read one YAML document; InvalidInput where it is not YAML at all, or could not be read in bounded time."""
    problems: list[Problem] = []
    try:
        refuse(text, file)
        root = _TextComposer(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        _refuse_bomb_before(error.problem_mark, text, file)
        marks = [mark.line + 1 for mark in (error.problem_mark, error.context_mark) if mark]
        line = next((each for each in marks if each <= text.count("\n")), marks[-1] if marks else 1)
        raise InvalidInput(
            [Problem(file, line, localized("not YAML: {reason}", reason=_reworded(error, text.split(chr(10))[line - 1 :][:1])))]
        ) from None
    except yaml.YAMLError as error:
        raise InvalidInput([Problem(file, None, localized("not YAML: {reason}", reason=" ".join(str(error).split())))]) from None
    except RecursionError:  # the composer without libyaml
        _bound(text, file)
        raise InvalidInput([Problem(file, 1, localized("nested deeper than {most} levels", most=DEEPEST))]) from None
    data = None if root is None else _plain(root, file, problems)
    return Document(file, data, root, tuple(problems), tuple(_cut(text, root, file)) if root and _COMMENT.search(text) else ())


def _refuse_bomb_before(mark: yaml.Mark | None, text: str, file: str) -> None:
    """Refuse in our own words, and with its line, what the parser refuses for a limit of its own.

    Parsers have their own limits, say so in their own words, and read ahead, so that they may speak before the events that led there.
    Up to the place of the error there is nothing that they refuse.
    """
    if mark is not None:
        with suppress(yaml.YAMLError):
            _bound(text[: mark.index], file)


def _cut(text: str, root: yaml.Node, file: str) -> Iterator[Problem]:
    """What stands behind a plain text and looks as if it went on: a comment has a space behind its sign."""
    lines = text.splitlines()
    for node in _scalars(root):
        rest = lines[node.end_mark.line][node.end_mark.column :] if not node.style and node.end_mark.line < len(lines) else ""
        comment = rest.lstrip(" \t")
        if node.value and _COMMENT.match(rest, len(rest) - len(comment)):
            said = localized(
                "the text ends before {comment}, which is a comment; put the whole in quotes, or a space behind the sign #",
                comment=quoted(comment.strip()),
            )
            yield Problem(file, node.end_mark.line + 1, said, WarningCode.TEXT_CUT)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _scalars(each)
    else:
        for _, value in node.value:
            yield from _scalars(value)


def _reworded(error: yaml.MarkedYAMLError, line: list[str]) -> str:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    if any(re.match(r"[ -]*\t", each) for each in line):
        return localized("a tab indents this line; use spaces")
    return next((translated(words) for sign, words in _REWORDED if sign in said), said)


def _plain(node: yaml.Node, file: str, problems: list[Problem], depth: int = 0) -> Written:
    """Turn a node into a dict, a list, text or None, noting what is refused."""
    if node.tag or (depth >= DEEPEST and not isinstance(node, yaml.ScalarNode)):
        what = (
            localized("the tag {tag} is not supported; remove it", tag=quoted(node.tag))
            if node.tag
            else localized("nested deeper than {most} levels", most=DEEPEST)
        )
        problems.append(Problem(file, node.start_mark.line + 1, what))
    elif isinstance(node, yaml.ScalarNode):
        return None if _is_empty(node) else node.value
    elif isinstance(node, yaml.SequenceNode):
        return [_plain(each, file, problems, depth + 1) for each in node.value]
    else:
        problems.extend(_bad_keys(node, file))
        return {key.value: _plain(value, file, problems, depth + 1) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
    return None


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value in _EMPTY and node.style not in _QUOTES


def _bad_keys(node: yaml.Node, file: str) -> Iterator[Problem]:
    """Keys that are not text, stand twice, or have nothing written after them."""
    first: dict[str, int] = {}
    before: tuple[yaml.Node, yaml.Node] | None = None
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.tag:
            yield Problem(file, line, localized("a key must be plain text"))
        elif first.get(key.value) == line:
            yield Problem(file, line, localized("{key} is given twice on this line", key=quoted(key.value)))
        elif key.value in first:
            yield Problem(
                file, line, localized("{key} is given twice; it stands on line {line} too", key=quoted(key.value), line=first[key.value])
            )
        else:
            first[key.value] = line
            if _is_empty(value):
                yield Problem(file, line, _without_value(key, value, before))
        before = (key, value)


def _without_value(key: yaml.Node, value: yaml.Node, before: tuple[yaml.Node, yaml.Node] | None) -> str:
    """What is wrong with a key that has no value: within braces it may be the end of the value before it, ``{target: 1,234}``."""
    broken = before is not None and all(isinstance(each, yaml.ScalarNode) and each.style not in _QUOTES for each in before)
    if before is None or not broken or value.start_mark.index != key.end_mark.index:
        return localized("{key} is empty; write its value or leave the line out", key=quoted(key.value))
    space = " " * (key.start_mark.index - before[1].end_mark.index - 1)
    return localized(
        "{key} has no value; if the comma before it belongs to a value, put that value in quotes: {example}",
        key=quoted(key.value),
        example=f'{before[0].value}: "{before[1].value},{space}{key.value}"',
    )


DEEPEST = 20  # lists and mappings inside one another
MOST_ENTRIES = 500_000  # keys and items: a hundred thousand small targets
LARGEST = 50_000_000  # characters
_NEVER_TOO_DEEP = 5_000  # brackets and columns that any composer takes
_TRAP = re.compile(r"(?P<indent>^[ \t]*\u00a0)|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufffe\uffff])", re.MULTILINE)
_TRAPS = {
    "indent": translatable("a no-break space (U+00A0) indents this line; use plain spaces"),
    "control": translatable("the control character {character} stands in the text; remove it"),
}


def refuse(text: str, file: str) -> None:
    """Raise InvalidInput where the text cannot be composed in bounded time and memory, or holds what nobody sees."""
    problems = [
        Problem(file, text.count("\n", 0, found.start()) + 1, translated(_TRAPS[found.lastgroup or ""], character=quoted(found[0])))
        for found in islice(_TRAP.finditer(text), MOST_LISTED)
    ]
    if problems:
        raise InvalidInput(problems)
    if len(text) > LARGEST:
        raise InvalidInput(
            [Problem(file, None, localized("more than {most} characters; is this the right file?", most=write_number(LARGEST)))]
        )
    if _may_be_bomb(text):
        _bound(text, file)


def _may_be_bomb(text: str) -> bool:
    """Whether it could hold any of that; other files are parsed once and not twice."""
    brackets = text.count("[") + text.count("{")
    longest = max(map(len, text.split("\n")))
    entries = text.count("\n") + text.count("\r") + text.count(",")  # each has a line or a comma of its own
    return "*" in text or brackets + longest >= _NEVER_TOO_DEEP or entries >= MOST_ENTRIES


def _bound(text: str, file: str) -> None:
    """Refuse aliases, deep nesting and too many entries, event by event: nothing is kept of them."""
    depth = entries = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise InvalidInput(
                [Problem(file, line, localized("an alias ({alias}); write the text out instead", alias=quoted("*" + (event.anchor or ""))))]
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        entries += isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if entries > 2 * MOST_ENTRIES:
            raise InvalidInput(
                [
                    Problem(
                        file,
                        line,
                        localized("more than {most} entries; declare fewer targets in one file", most=write_number(MOST_ENTRIES)),
                    )
                ]
            )
        if depth > DEEPEST:
            raise InvalidInput([Problem(file, line, localized("nested deeper than {most} levels", most=DEEPEST))])
