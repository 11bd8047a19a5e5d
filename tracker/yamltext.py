"""YAML in which every plain word stays the text that was written, with the line of each entry.

YAML 1.1 would read ``NO`` as False, ``010`` as 8, ``12:30`` as 750 and ``1e9`` as text; who declares a target means none of
that. So nothing is resolved here: the reader gets mappings, lists, text and None (nothing written), and each field reads its own
text. What YAML offers beyond that (aliases, tags, several documents) is refused, and the nesting is bounded before libyaml
composes the document, since it ends the process at some 30,000 brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from tracker.problems import MOST_LISTED, InvalidInput, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 20
_NEVER_TOO_DEEP = 5_000  # brackets and columns that any composer takes
_QUOTES = ("'", '"', "|", ">")
_EMPTY = {"", "~", "null", "Null", "NULL"}
_TRAP = re.compile(r"(?P<indent>^[ \t]*\u00a0)|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufffe\uffff])", re.MULTILINE)
_TRAPS = {
    "indent": "a no-break space (U+00A0) indents this line; use plain spaces",
    "control": "the control character {} stands in the text; remove it",
}
_REWORDED = (
    ("mapping values are not allowed", "a `: ` stands inside the text; put the text in quotes"),
    ("cannot start any token", "the text begins with a character that YAML reserves; put it in quotes"),
    ("expected a single document", "a second document begins; keep one to a file"),
    ("could not find expected ':'", "a key without `:`, or text that is not indented enough"),
    ("expected ',' or ']'", "a bracket `[` is not closed"),
    ("expected ',' or '}'", "a bracket `{` is not closed"),
    ("unexpected end of stream", "a quote is not closed"),
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
    data: Any
    root: yaml.Node | None
    problems: tuple[Problem, ...]

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of the entry at a path of keys and positions, or of the nearest entry above it."""
        node, line = self.root, 1
        for step in path:
            entry = _entry(node, step)
            if entry is None:
                break
            node, line = entry
        return line


def _entry(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((value, key.start_mark.line + 1) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    return None


def read(text: str, file: str) -> Document:
    """Read one YAML document; InvalidInput where it is not YAML at all, or could not be read in bounded time."""
    problems = [
        Problem(file, text.count("\n", 0, found.start()) + 1, _TRAPS[found.lastgroup or ""].format(quoted(found[0])))
        for found in islice(_TRAP.finditer(text), MOST_LISTED)
    ]
    if problems:
        raise InvalidInput(problems)
    try:
        _bound(text, file)
        root = _TextComposer(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        marks = [mark.line + 1 for mark in (error.problem_mark, error.context_mark) if mark]
        line = next((each for each in marks if each <= text.count("\n")), marks[-1] if marks else 1)
        raise InvalidInput([Problem(file, line, f"not YAML: {_reworded(error, text.split(chr(10))[line - 1 :][:1])}")]) from None
    except yaml.YAMLError as error:
        raise InvalidInput([Problem(file, None, f"not YAML: {' '.join(str(error).split())}")]) from None
    except RecursionError:  # the composer without libyaml
        raise InvalidInput([Problem(file, None, f"nested deeper than {DEEPEST} levels")]) from None
    data = None if root is None else _plain(root, file, problems)
    return Document(file, data, root, tuple(problems))


def _reworded(error: yaml.MarkedYAMLError, line: list[str]) -> str:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    if any(re.match(r"[ -]*\t", each) for each in line):
        return "a tab indents this line; use spaces"
    return next((words for sign, words in _REWORDED if sign in said), said)


def _bound(text: str, file: str) -> None:
    """Refuse aliases and deep nesting; a file that can hold neither is let through without parsing it twice."""
    brackets = text.count("[") + text.count("{")
    longest = max(map(len, text.split("\n")))
    if "*" not in text and brackets + longest < _NEVER_TOO_DEEP:
        return
    depth = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise InvalidInput([Problem(file, line, f"an alias ({quoted('*' + (event.anchor or ''))}); write the text out instead")])
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise InvalidInput([Problem(file, line, f"nested deeper than {DEEPEST} levels")])


def _plain(node: yaml.Node, file: str, problems: list[Problem], depth: int = 0) -> Any:
    """Turn a node into a dict, a list, text or None, noting what is refused."""
    if node.tag or depth > DEEPEST:
        what = f"the tag {quoted(node.tag)} is not supported; remove it" if node.tag else f"nested deeper than {DEEPEST} levels"
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
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.tag:
            yield Problem(file, line, "a key must be plain text")
        elif key.value in first:
            yield Problem(file, line, f"{quoted(key.value)} is given twice; it stands on line {first[key.value]} too")
        else:
            first[key.value] = line
            if _is_empty(value):
                yield Problem(file, line, f"{quoted(key.value)} is empty; write its value or leave the line out")
