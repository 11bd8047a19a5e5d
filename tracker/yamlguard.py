"""What of YAML is refused before it is composed: characters that nobody sees, aliases, deep nesting, more than memory holds."""

from __future__ import annotations

import re
from itertools import islice

import yaml

from tracker.problems import MOST_LISTED, InvalidInput, Problem, quoted

DEEPEST = 20
MOST_ENTRIES = 500_000  # keys and items: a hundred thousand small targets
LARGEST = 50_000_000  # characters
_NEVER_TOO_DEEP = 5_000  # brackets and columns that any composer takes
_TRAP = re.compile(r"(?P<indent>^[ \t]*\u00a0)|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufffe\uffff])", re.MULTILINE)
_TRAPS = {
    "indent": "a no-break space (U+00A0) indents this line; use plain spaces",
    "control": "the control character {} stands in the text; remove it",
}


def refuse(text: str, file: str) -> None:
    """Raise InvalidInput where the text cannot be composed in bounded time and memory, or holds what nobody sees."""
    problems = [
        Problem(file, text.count("\n", 0, found.start()) + 1, _TRAPS[found.lastgroup or ""].format(quoted(found[0])))
        for found in islice(_TRAP.finditer(text), MOST_LISTED)
    ]
    if problems:
        raise InvalidInput(problems)
    if len(text) > LARGEST:
        raise InvalidInput([Problem(file, None, f"more than {LARGEST:,} characters; is this the right file?")])
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
            raise InvalidInput([Problem(file, line, f"an alias ({quoted('*' + (event.anchor or ''))}); write the text out instead")])
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        entries += isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if entries > 2 * MOST_ENTRIES:
            raise InvalidInput([Problem(file, line, f"more than {MOST_ENTRIES:,} entries; declare fewer targets in one file")])
        if depth > DEEPEST:
            raise InvalidInput([Problem(file, line, f"nested deeper than {DEEPEST} levels")])
