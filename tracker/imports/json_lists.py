"""A list of flat objects in a JSON file as a table: its keys are the columns, and each number keeps the digits that were written."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from tracker.values.languages.translations import localized
from tracker.values.printable import one_of, printable, quoted
from tracker.values.problems import InvalidInput, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 64 << 20  # bytes: what is read of JSON takes some ten times its size
_DEPTH = 4  # how deep a list may lie: [{"data": [...]}] of a statistics office lies two deep
_USUAL = "data"


def read_objects(text: str, file: str) -> tuple[str, list[dict[str, str]]]:
    """Return where the list stands in the file (``data``, ``[0].data``) and its objects, every value as a text; null is empty.

    InvalidInput where the file is no JSON, gives a key twice, or holds no such list or several of which none is called ``data``.
    """
    if len(text) > LARGEST:
        raise InvalidInput(
            [Problem(file, None, localized("is larger than the {most} MiB that are read of JSON; download it as CSV", most=LARGEST >> 20))]
        )
    try:
        whole = json.loads(text, parse_float=str, parse_int=str, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise InvalidInput([Problem(file, error.lineno, localized("is not JSON: {reason}", reason=printable(error.msg)))]) from None
    except ValueError as error:
        raise InvalidInput([Problem(file, None, str(error))]) from None
    except RecursionError:
        raise InvalidInput([Problem(file, None, localized("is nested too deep to be a table"))]) from None
    if _is_sdmx(whole):
        raise InvalidInput(
            [Problem(file, None, localized("is SDMX-JSON, which is not a table; download the same data as SDMX-CSV (format=csv)"))]
        )
    found = dict(_lists(whole, ""))
    usual = {path: rows for path, rows in found.items() if path.rpartition(".")[2] == _USUAL} or found
    if len(usual) > 1:
        raise InvalidInput(
            [
                Problem(
                    file,
                    None,
                    localized("holds several lists ({lists}), and none of them is called `{usual}`", lists=one_of(usual), usual=_USUAL),
                )
            ]
        )
    if not usual:
        raise InvalidInput([Problem(file, None, localized("holds no list of flat objects, which would be the rows of a table"))])
    ((path, rows),) = usual.items()
    return path, [{key: _text(value) for key, value in row.items()} for row in rows]


def _lists(part: object, path: str, depth: int = 0) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Every list of flat objects, with its path."""
    if isinstance(part, dict) and depth < _DEPTH:
        for key, value in part.items():
            yield from _lists(value, f"{path}.{key}".lstrip("."), depth + 1)
    elif isinstance(part, list) and part and all(isinstance(each, dict) for each in part):
        if all(not isinstance(value, (dict, list)) for each in part for value in each.values()):
            yield path or "list", part
        elif depth < _DEPTH:
            for number, each in enumerate(part):
                yield from _lists(each, f"{path}[{number}]", depth + 1)


def _is_sdmx(whole: object) -> bool:
    names = set(whole) | set(whole["data"] if isinstance(whole.get("data"), dict) else ()) if isinstance(whole, dict) else set[str]()
    return bool({"dataSets", "structures"} & names)


def _text(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object with its keys without the spaces around them, as headers are read; ValueError where two are the same."""
    found = {name.strip(): value for name, value in pairs}
    if len(found) < len(pairs):
        twice = next(name for name, times in Counter(name.strip() for name, _ in pairs).items() if times > 1)
        raise ValueError(localized("an object gives {key} twice; which of them counts cannot be told", key=quoted(twice)))
    return found


def _refuse_constant(word: str) -> str:
    raise ValueError(localized("{given} is not a number of JSON", given=quoted(word)))
