"""A word from outside as messages may show it: nothing in it acts on a terminal, and the nearest allowed word is named."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from heapq import nlargest
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.values.languages.translations import localized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# What stands between two of these joins them: Arabic, Indic and other scripts that write joined letters, and emoji.
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1800-\u18af\u2190-\u2bff\ua800-\uabff\ufe0f\U0001f000-\U0001faff"
# Control characters act on the reader's terminal; marks of direction turn text around; what nobody sees makes two words look like one.
# Kept are a joiner where letters or emoji are joined and a variation selector (FE0E, FE0F) behind a sign; XML may not hold fffe, ffff.
_UNSEEN = (
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d"
    "\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    f"|(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])|(?<![#*0-9\u00a9\u00ae\u203c-\u32ff\U0001f000-\U0001faff])[\ufe0e\ufe0f]"
)
"""Every character that acts, turns text around, or hides. Only a text that is not ordinary pays for compiling it."""

_LONGEST, _FEW = 100, 8  # letters of a word for which a near one is looked for; words that are compared letter by letter
_ORDINARY = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u0400-\u052f\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2200-\u22ff]*")


def escaped(text: str, spelled: Callable[[str], str]) -> str:
    """Return the text with every such character spelled out; one of ordinary letters and signs alone is not looked at twice."""
    return text if _ORDINARY.fullmatch(text) else re.sub(_UNSEEN, lambda found: spelled(found[0]), text)


def printable(text: str) -> str:
    r"""Return the text with every character that could act on a terminal written out (``\x1b``)."""
    return escaped(text, lambda sign: sign.encode("unicode_escape").decode("ascii"))


def quoted(text: str, most: int = 60) -> str:
    """Return a user's own word as messages show it: in backquotes, printable, cut when it is very long."""
    shown = text if len(text) <= most else text[: most - 1] + "…"
    return f"`{printable(shown)}`"


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """``; did you mean `turnover`?`` where an allowed word is near, else nothing.

    Near words are about as long. Only the few that share most pairs of letters with the word are compared letter by letter, so that many
    long words cost little; there is no hint for a word that is longer than any name.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only errors pay for it

    folded = word.casefold()
    if len(folded) > _LONGEST:
        return ""
    by_folded = {each.casefold(): each for each in allowed if abs(len(each) - len(folded)) <= 1 + max(len(each), len(folded)) // 4}
    near = get_close_matches(folded, _likely(folded, by_folded), n=1, cutoff=0.6 if len(word) > 3 else 0.5)  # noqa: PLR2004 - of a code of two letters one may be wrong
    return localized("; did you mean {word}?", word=quoted(by_folded[near[0]])) if near else ""


def _likely(word: str, allowed: Iterable[str]) -> list[str]:
    """The allowed words that share most pairs of letters with a word; all of them, where they are few."""
    listed = list(allowed)
    if len(listed) <= _FEW:
        return listed
    pairs = _pairs(word)
    return nlargest(_FEW, listed, key=lambda each: len(pairs & _pairs(each)) / (len(each) + len(word)))


@lru_cache(maxsize=65536)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(word)))


def one_of(allowed: Iterable[str], most: int = 12) -> str:
    """The allowed words, listed for a message: ```a`, `b` or `c```; a single one more than there may be is listed too."""
    listed = list(allowed)
    if len(listed) > most + 1:
        return and_more([quoted(each) for each in listed[:most]], len(listed) - most)
    return join_choices([quoted(each) for each in listed])


def join_choices(words: Sequence[str]) -> str:
    """What can be written, as it stands: ``a, b or c``."""
    return localized("{words} or {last}", words=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else "".join(words)


def join_all(words: Sequence[str]) -> str:
    """All of them: ``a, b and c``."""
    return localized("{words} and {last}", words=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else "".join(words)


def say_more(number: int) -> str:
    """How many lines of a list are not shown."""
    return localized("… and {number} more", number=number)


def join_evenly(words: Iterable[str]) -> str:
    """All of them, with the same word between each two: ``a and b and c``."""
    listed = list(words)
    return reduce(lambda joined, last: localized("{words} and {last}", words=joined, last=last), listed) if listed else ""


def and_more(words: Sequence[str], number: int) -> str:
    """The first words of a list, and how many follow: ``a, b and 3 more``."""
    return localized("{words} and {number} more", words=", ".join(words), number=number)
