"""A target in the words in which it was stated: ``at least 42.5 %``, ``40-45``, ``double``, ``+6 % a year`` (docs/methods.md §3).

One table of wordings, in English, Russian, Kazakh and Uzbek. What has two readings is refused with both of them, as an amount is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tracker.values.input.amount_spellings import SCALES, Amount, parse_amount
from tracker.values.languages.translations import localized
from tracker.values.printable import quoted


class Form(StrEnum):
    """Which form of a target the words are; ``docs/declaring.md`` has an example of each."""

    LEVEL = "level"
    RANGE = "range"
    BAND = "band"
    RELATIVE = "relative"  # a multiple of the baseline, or a change on it
    GROWTH = "growth"  # a rate a year
    POINTS = "points"  # percentage points on the baseline


CHANGES = {Form.RELATIVE, Form.GROWTH, Form.POINTS}
"""The forms that are counted from the baseline."""


class Wording(NamedTuple):
    """What a wording says of the amount: which way is wanted (0: it does not say), and whether the amount itself is not enough."""

    direction: int = 0
    strict: bool = False
    about: bool = False
    band: bool = False


class FormEntry(NamedTuple):
    """A form of a target: how it is written, and when it is met (L the latest level, T the amount, B the baseline)."""

    form: Form
    examples: tuple[str, ...]
    met: str


FORMS = (
    FormEntry(Form.LEVEL, ("10 bn", "78"), "L ≥ T where an increase is intended, L ≤ T where a decrease is"),
    FormEntry(Form.LEVEL, ("at least 42.5", "not less than 42.5"), "L ≥ T"),
    FormEntry(Form.LEVEL, ("more than 15 thousand", "over 15 thousand", "above 15 thousand"), "L > T"),
    FormEntry(Form.LEVEL, ("at most 5", "not more than 5"), "L ≤ T"),
    FormEntry(Form.LEVEL, ("below 5", "under 5", "less than 5"), "L < T"),
    FormEntry(Form.LEVEL, ("about 1.7 bn",), "L rounds to T or is better: from 1.65 bn where an increase is intended"),
    FormEntry(Form.RANGE, ("40-45", "40 to 45"), "L reaches the end that is nearer to the baseline; the other end is shown beside it"),
    FormEntry(Form.BAND, ("within 4-6", "between 4 and 6"), "L lies between the edges or on one of them"),
    FormEntry(Form.RELATIVE, ("2x", "double", "+50 %", "-55 %"), "as a level, with T the multiple of B, or B and the change on it"),
    FormEntry(Form.GROWTH, ("+6 % a year",), "as a level, with T = B × 1.06 to the power of the years from the baseline to the deadline"),
    FormEntry(Form.POINTS, ("+5 pp",), "as a level, with T = B + 5, where the unit is a percentage"),
)
"""Every form; the page docs/declaring.md and the schema for editors have them from here."""


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target as it was worded.

    ``amount`` is the level, the lower end of a range or the lower edge of a band; for a relative target the factor of the baseline or,
    in ``percent``, the change on it; for growth the rate a year (6 for ``+6 % a year``), for points their number. ``to`` is the other
    end or edge. ``direction`` is what the words say: 1 for an increase, -1 for a decrease, 0 where they do not say. ``strict`` means
    that the amount itself is not enough, ``about`` that what rounds to it is, and ``decimals`` is how many digits were written after
    its decimal mark. ``limit`` is whether words of comparison stand beside it (``at least``, ``more than``), which a change such as
    ``+50 %`` need not have to say a direction. ``verb`` is the direction that a verb or its noun says (``reduce to 5``, ``сократить
    вдвое``): what a declared direction would say beside the same words without it.
    """

    words: str
    form: Form
    amount: Amount
    to: Amount | None = None
    direction: int = 0
    strict: bool = False
    about: bool = False
    percent: bool = False
    decimals: int = 0
    limit: bool = False
    verb: int = 0

    def half_digit(self, default_power: int = 0) -> float:
        """Half a unit of the last digit that was written, in the unit without a scale: 0.05 bn of "about 1.7 bn"."""
        power = default_power if self.amount.power is None and not self.amount.unit else (self.amount.power or 0)
        return float(f"5e{power - self.decimals - 1}")

    @property
    def qualifier(self) -> str | None:
        """The word before the amount, as observations have it: about, over, under."""
        if self.about:
            return "about"
        if self.strict:
            return "over" if self.direction > 0 else "under"
        return None


AT_LEAST, MORE, AT_MOST, LESS = Wording(1), Wording(1, strict=True), Wording(-1), Wording(-1, strict=True)
ABOUT, WITHIN = Wording(about=True), Wording(band=True)
# Words before the amount, and words after it (Kazakh and Uzbek put them there, and the amount then ends in "from": 15 мыңнан астам).
BEFORE: dict[Wording, str] = {
    AT_LEAST: "at least|not less than|no less than|not fewer than|no fewer than|не менее|не меньше|не ниже|кемінде|kamida",
    MORE: "more than|over|above|greater than|exceeding|более|более чем|больше|свыше|выше",
    AT_MOST: "at most|not more than|no more than|не более|не больше|не выше|ең көбі|koʻpi bilan",
    LESS: "less than|fewer than|under|below|lower than|менее|меньше|ниже",
    ABOUT: "about|around|approximately|some|около|примерно|порядка|приблизительно|шамамен|taxminan",
    WITHIN: "within|between|в пределах|в коридоре",
}
BEHIND: dict[Wording, str] = {
    AT_LEAST: "кем емес|кем болмауы|kam emas|kam boʻlmagan",
    MORE: "астам|артық|жоғары|ortiq|koʻp|yuqori",
    AT_MOST: "аспайтын|көп емес|артық емес|жоғары емес|oshmaydigan|koʻp emas|ortiq emas|yuqori emas",
    LESS: "төмен|аз|кем|past|kam|kichik",
    ABOUT: "жуық|yaqin",
    WITHIN: "аралығында|шегінде|oraligʻida|doirasida",
}
_FROM = re.compile(
    r"(?<=[\w%\d])[-‑\s]?(?:нан|нен|дан|ден|тан|тен|ға|ге|қа|ке|dan|ga|ka|qa)$"
)  # the case that goes with words after the amount
# Verbs and their nouns: before what they change in English and Russian, behind it in Kazakh and Uzbek; 0 says no direction.
VERBS_BEFORE: dict[int, str] = {
    1: "increase|raise|grow|growth|rise|увеличить|увеличение|повысить|повышение|нарастить|наращивание|рост",
    -1: "reduce|reduction|cut|decrease|decline|fall|сократить|сокращение|снизить|снижение|уменьшить|уменьшение",
    0: "reach|achieve|bring|достичь|достижение|довести|доведение",
}
VERBS_BEHIND: dict[int, str] = {
    1: "арттыру|ұлғайту|көбейту|өсіру|oshirish|koʻpaytirish",
    -1: "азайту|төмендету|қысқарту|kamaytirish|qisqartirish|pasaytirish",
    0: "жеткізу|yetkazish",
}
MULTIPLES = {
    "double": ("2", 1),
    "triple": ("3", 1),
    "quadruple": ("4", 1),
    "halve": ("0.5", -1),
    "by half": ("0.5", -1),
    "in half": ("0.5", -1),
    "удвоить": ("2", 1),
    "удвоение": ("2", 1),
    "утроить": ("3", 1),
    "вдвое": ("2", 0),
    "в полтора раза": ("1.5", 0),
    "втрое": ("3", 0),
    "екі есе": ("2", 0),
    "үш есе": ("3", 0),
    "ikki baravar": ("2", 0),
    "uch baravar": ("3", 0),
}
_TIMES = re.compile(r"(?:в\s+)?(?P<number>[\d.,]+)\s*(?:x|×|times|fold|раза?|есе|baravar|barobar)", re.IGNORECASE)
_YEARLY = re.compile(
    r"\s*(?:,\s*)?(?:a year|per year|each year|annually|p\.\s?a\.|в год|ежегодно|жылына|жыл сайын|yiliga|har yili)\s*", re.IGNORECASE
)
_POINTS = re.compile(
    r"(?:pp|p\.\s?p\.|percentage points?|п\.\s?п\.|процентн\w+ пункт\w*|п\.\s?т\.|пайыздық тармақ\w*|f\.\s?b\.|foiz band\w*)", re.IGNORECASE
)
_PERCENT = re.compile(r"(?:%|percent|per cent|процент\w*|пайыз\w*|foiz\w*)", re.IGNORECASE)
_BETWEEN = r"(?:to|and|до|и)"
_DASH = rf"(?P<dash>\s*[-‑–—]\s*|\s+{_BETWEEN}\s+)"
_RANGE = re.compile(
    rf"(?:from\s+|от\s+)?(?P<low>[+\-−]?[\d][\d\s'’.,\u00a0\u202f]*?)(?P<scale>\s+(?!{_BETWEEN}\s)[^\W\d_]+\.?)?(?P<unit>\s*%)?{_DASH}(?P<high>[+\-−]?\d.*)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:1[89]|2[01])\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?|(?:1[89]|2[01])\d\d-(?:Q[1-4]|S[12])", re.IGNORECASE)
_ON_YEAR = re.compile(
    r"(?P<change>.+?)(?:,?\s+(?:on|from|of|over|since|against|by|compared (?:with|to)|к|от|с|до|по сравнению с|по отношению к))?"
    r"(?:\s+(?:the )?(?:level|levels|уровня|уровню|уровнем)(?: of)?)?\s+(?P<year>(?:19|20)\d\d)(?:\s*(?:levels?|г\.|год\w*))?",
    re.IGNORECASE,
)
_DECIMALS = re.compile(r"[^.,]*?\d[.,](\d+)")
_SIGNED = re.compile(r"(?P<sign>[+\-−]|на\s+|by\s+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_VERB = re.compile(
    "|".join(
        [
            *(rf"(?:{verbs})\s+(?P<before{way + 1}>\S.*)" for way, verbs in VERBS_BEFORE.items()),
            *(rf"(?P<behind{way + 1}>\S.*?)\s+(?:{verbs})" for way, verbs in VERBS_BEHIND.items()),
        ]
    ),
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?P<sign>>=|≥|<=|≤|>|<)\s*(?P<rest>\d.*)")
_OF_SIGN = {">=": "at least", "≥": "at least", "<=": "at most", "≤": "at most", ">": "more than", "<": "less than"}
_UP_TO = re.compile(r"(?:up to|до)\s+(?P<amount>\d.*)", re.IGNORECASE)
_TO = re.compile(r"(?:to|до)\s+(?P<before>.+)|(?P<behind>.+?)(?:\s+дейін|gacha)", re.IGNORECASE)
_BY = re.compile(r"^(?:by|of|на)\s+", re.IGNORECASE)


def _phrases(table: dict[Wording, str]) -> list[tuple[str, Wording]]:
    """The phrases of a table, the longest first: "not more than" before "more than"."""
    found = [(phrase, wording) for wording, words in table.items() for phrase in words.split("|")]
    return sorted(found, key=lambda each: -len(each[0]))


_BEFORE = [(f"{phrase} ", wording) for phrase, wording in _phrases(BEFORE)]
_BEHIND = [(f" {phrase}", wording) for phrase, wording in _phrases(BEHIND)]
_BEGINNINGS, _ENDINGS = (tuple(phrase for phrase, _ in each) for each in (_BEFORE, _BEHIND))


@lru_cache(maxsize=65536)  # every target of a large programme, which the words ask for again
def parse_target(text: str) -> StatedTarget:
    """Read a target in its own words; ValueError where they are no target, with the readings where they have two."""
    words = " ".join(text.split())
    _refuse_dates(words)
    _refuse_up_to(words)
    if found := _VERB.fullmatch(words.replace("'", "ʻ").replace("’", "ʻ").replace("‘", "ʻ")):
        return _by_verb(words, found)
    if found := _SIGN.fullmatch(words):
        return replace(parse_target(f"{_OF_SIGN[found['sign']]} {found['rest']}"), words=words)
    wording, rest = _wording(words)
    multiple = _multiple(words, rest, wording)
    if multiple:
        return multiple
    yearly = _YEARLY.search(rest)
    if yearly:
        return _growth(words, (rest[: yearly.start()] + " " + rest[yearly.end() :]).strip(), wording)
    span = _span(words, rest, wording)
    if span:
        return span
    changed = _change(words, rest, wording)
    if changed:
        return changed
    if wording is not None and wording.band:
        raise ValueError(localized("{given} names no two edges; write for example within 4-6", given=quoted(words)))
    meaning = wording or Wording()
    amount = parse_amount(rest)
    if wording is None and rest.startswith("+"):
        raise ValueError(
            localized(
                "{given} has two readings: write {level} for that level, or the level that is meant",
                given=quoted(words),
                level=rest[1:].strip(),
            )
        )
    decimals = len(found[1]) if (found := _DECIMALS.match(rest)) else 0
    return StatedTarget(
        words, Form.LEVEL, amount, None, meaning.direction, meaning.strict, meaning.about, decimals=decimals, limit=meaning.direction != 0
    )


def _by_verb(words: str, found: re.Match[str]) -> StatedTarget:
    """A target with a verb: ``increase to 10 bn`` is a level, ``сократить на 55 %`` and ``екі есе арттыру`` are changes."""
    place, rest = next((name, said) for name, said in found.groupdict().items() if said)
    way = int(place[-1]) - 1
    if _VERB.fullmatch(rest):  # a second verb; nor may any number of them nest calls
        raise _two_readings(words)
    level = _TO.fullmatch(rest)
    if level or not way:
        stated = parse_target(_FROM.sub("", level["before"] or level["behind"]) if level else _FROM.sub("", rest))
        misfits = stated.form in CHANGES
    else:
        changed = rest if place.startswith("before") else _FROM.sub("", rest)
        if _YEARLY.search(rest) or _POINTS.search(rest):
            changed = re.sub(r"(?=\d)", "+" if way > 0 else "-", _BY.sub("", changed), count=1)
        elif place.startswith("behind") and _PERCENT.search(changed):
            changed = f"by {changed}"
        stated = parse_target(re.sub(r"^of\s+", "by ", changed, flags=re.IGNORECASE))
        misfits = stated.form not in CHANGES
    if misfits or stated.verb or stated.direction * way < 0:
        raise _two_readings(words)
    return replace(stated, words=words, verb=way)


def _two_readings(words: str) -> ValueError:
    return ValueError(
        localized("{given} has two readings: write the change, such as +50 % or 2x, or the level that is meant", given=quoted(words))
    )


def _refuse_up_to(words: str) -> None:
    """``up to 10 bn`` may be where a rise is to end, or what must not be exceeded."""
    if found := _UP_TO.fullmatch(words):
        raise ValueError(
            localized(
                "{given} has two readings: write {amount} for that level, or at most {amount} for a ceiling",
                given=quoted(words),
                amount=found["amount"],
            )
        )


def _refuse_dates(words: str) -> None:
    """A date, which is no amount, and a change that names a year: ``double 2020``, ``+50 % on 2020``, ``удвоить к 2030 году``."""
    if _DATE.fullmatch(words):
        raise ValueError(localized("{given} is a date, not an amount; the deadline belongs in `by`", given=quoted(words)))
    if not (found := _ON_YEAR.fullmatch(words)) or _ON_YEAR.fullmatch(found["change"]):
        return  # no year, or several, which nothing reads
    try:
        stated = parse_target(found["change"])
    except ValueError:
        return
    if stated.form in CHANGES:
        raise ValueError(
            localized(
                "{given} names a year; write {change}, and below it `baseline: {year}` where it is counted from that year, or `by: {year}` "
                "where that is the deadline",
                given=quoted(words),
                change=found["change"],
                year=found["year"],
            )
        )


def _wording(words: str) -> tuple[Wording | None, str]:
    """What the words say of the amount, and the amount itself."""
    folded = words.casefold().replace("'", "ʻ").replace("’", "ʻ").replace("‘", "ʻ")
    if folded.startswith(_BEGINNINGS):
        phrase, wording = next(each for each in _BEFORE if folded.startswith(each[0]))
        return wording, words[len(phrase) :].strip().removeprefix("чем ")  # не менее чем вдвое
    if folded.endswith(_ENDINGS):
        phrase, wording = next(each for each in _BEHIND if folded.endswith(each[0]))
        return wording, _FROM.sub("", words[: -len(phrase)].strip())
    return None, words


def _multiple(words: str, rest: str, wording: Wording | None) -> StatedTarget | None:
    """A multiple of the baseline: ``double``, ``2x``, ``at most 2x``; None for an amount."""
    folded = rest.casefold()
    if folded in MULTIPLES:
        digits, direction = MULTIPLES[folded]
        amount = Amount(f"{digits}e0", multiple=True)
    elif found := _TIMES.fullmatch(rest):
        amount = parse_amount(f"{found['number']}x")
        says = folded.endswith(("x", "×"))  # with an x it gives the direction too: an increase above 1, a decrease below
        direction = (1 if amount.value() > 1 else -1) if says else 0
    else:
        return None
    _refuse_nearness(words, rest, wording)
    if wording and folded in MULTIPLES and direction < 0:
        raise ValueError(
            localized(
                "{given} has two readings: write at most {multiple}x or at least {multiple}x",
                given=quoted(words),
                multiple=f"{amount.value():g}",
            )
        )
    meaning = wording or Wording()
    return StatedTarget(
        words, Form.RELATIVE, amount, direction=meaning.direction or direction, strict=meaning.strict, limit=wording is not None
    )


def _refuse_nearness(words: str, rest: str, wording: Wording | None) -> None:
    """Only an amount can be about so much: what rounds to it has met it; and only two of them are a band."""
    if wording is not None and wording.about:
        raise ValueError(
            localized(
                "{given} has no last digit to round to, as an amount has; write {amount}, or the level that is meant",
                given=quoted(words),
                amount=rest,
            )
        )
    if wording is not None and wording.band:
        raise ValueError(localized("{given} names no two edges; write for example within 4-6", given=quoted(words)))


def _growth(words: str, rest: str, wording: Wording | None) -> StatedTarget:
    """A rate a year: ``+6 % a year``; of ``at most 6 % a year`` the words say which way, and not the sign of the number."""
    found = re.fullmatch(rf"(?P<number>[+\-−]?\s*[\d.,]+)\s*(?:{_PERCENT.pattern})", rest, re.IGNORECASE)
    if not found:
        raise ValueError(
            localized("{given} is not a rate a year; write for example +6 % a year, or a level with `every: year`", given=quoted(words))
        )
    amount = parse_amount(found["number"].replace(" ", ""))
    if not amount.value():
        raise ValueError(localized("{given} is not growth; write a level instead", given=quoted(words)))
    _refuse_nearness(words, f"{rest} a year", wording)
    meaning = wording or Wording()
    direction = meaning.direction or (1 if amount.value() > 0 else -1)
    return StatedTarget(words, Form.GROWTH, amount, direction=direction, strict=meaning.strict, percent=True, limit=wording is not None)


def _span(words: str, rest: str, wording: Wording | None) -> StatedTarget | None:
    """A range or a band: two numbers; the first may take its scale and unit from the second."""
    found = _RANGE.fullmatch(rest)
    if not found:
        return None
    high = parse_amount(found["high"])
    scale = (found["scale"] or "").strip().casefold()
    if scale and scale not in SCALES:
        return None
    low = replace(parse_amount(found["low"].strip()), power=SCALES[scale] if scale else high.power, unit=high.unit)
    if wording is not None and not wording.band:
        raise ValueError(
            localized("{given} has two readings: write {amount}, or the one amount that is meant", given=quoted(words), amount=rest)
        )
    if found["dash"].strip() == "-" and found["dash"][0] == " " and found["dash"][-1] == "-" and low.value() < -high.value():
        edge = found["high"].strip()
        raise ValueError(
            localized(
                "{given} has two readings: write {low} to {high} or {low} to -{high}",
                given=quoted(words),
                low=found["low"].strip(),
                high=edge,
            )
        )
    band = wording is not None and wording.band
    if not low.value() < high.value():
        raise ValueError(localized("{given} begins above its end; write the smaller amount first", given=quoted(words)))
    return StatedTarget(words, Form.BAND if band else Form.RANGE, low, high)


def _change(words: str, rest: str, wording: Wording | None) -> StatedTarget | None:
    """A change on the baseline: ``+50 %``, ``-55 %``, ``на 50 %``, ``+5 pp``, ``by at least 50 %``; None for an amount."""
    found = _SIGNED.fullmatch(rest)
    if not found:
        return None
    sign, size = found["sign"].strip().casefold(), found["rest"].strip()
    direction = {"+": 1, "-": -1, "−": -1}.get(sign, 0)
    if not direction and wording is None:
        wording, size = _wording(size)
    number = re.match(r"[\d.,]+(?:[\s\u00a0]\d{3})*", size)
    unit = size[number.end() :].strip() if number else ""
    if not number or not (_POINTS.fullmatch(unit) or _PERCENT.fullmatch(unit)):
        return None
    if wording is not None and not _worded_change(words, f"{found['sign']}{size}", direction, wording):
        return None
    said = wording or Wording()
    if _POINTS.fullmatch(unit):
        if not direction:
            raise ValueError(
                localized(
                    "{given} does not say whether an increase or a decrease is intended; write +{points} pp or -{points} pp",
                    given=quoted(words),
                    points=number[0],
                )
            )
        points = parse_amount(f"{'-' if direction < 0 else ''}{number[0]}")
        return StatedTarget(
            words, Form.POINTS, points, direction=said.direction or direction, strict=said.strict, percent=True, limit=wording is not None
        )
    share = parse_amount(number[0]).value()
    if not share:
        raise ValueError(localized("{given} is not a change; write the level instead", given=quoted(words)))
    if direction < 0 and share >= 100:  # noqa: PLR2004 - nothing can fall by more than all of it
        raise ValueError(localized("{given} is a fall by all of it or more; write the level, such as 0", given=quoted(words)))
    signed = parse_amount(f"{'-' if direction < 0 else ''}{number[0]}")
    direction = direction and (said.direction or direction)  # a rise or a fall "by at least 50 %" goes whichever way is declared
    return StatedTarget(words, Form.RELATIVE, signed, direction=direction, strict=said.strict, percent=True, limit=wording is not None)


def _worded_change(words: str, rest: str, direction: int, wording: Wording) -> bool:
    """Whether what stands behind words that compare is a change: ``at least +50 %``; ``at least -3 %`` is a level below zero."""
    if direction < 0:
        return False
    _refuse_nearness(words, rest, wording)
    if not direction and wording != AT_LEAST:
        raise ValueError(
            localized("{given} does not say what it limits; write by at least 50 %, or at most 1.5x for a ceiling", given=quoted(words))
        )
    return True
