"""``tracker init`` as a dialogue: the first target, asked for piece by piece, each checked when it is given."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tracker.model.observations import COLUMNS
from tracker.storage import targets as declared
from tracker.values import periods
from tracker.values.input import fields
from tracker.values.input.stated_target import CHANGES, Form, parse_target
from tracker.values.languages.translations import localized
from tracker.values.printable import printable, quoted
from tracker.words.texts import questions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.cli.dialogues.prompts import Dialogue

AWAITED = {"baseline": "1900", "by": "2100"}
"""What the words of a target may need that is asked for after them."""
NOTHING: Mapping[str, str] = {}
WITHOUT_UNIT = {"event", "rank"}
_PLAIN = re.compile(r"[^\W_](?:[\w .,/()%+–-]*[\w.)%])?")  # what YAML reads as it stands
_EMPTY = {"null", "none"}
_LONGEST = 32  # letters of an id that is proposed
_SCHEMA = "# yaml-language-server: $schema=targets.schema.json\n"


def ask_files(talk: Dialogue) -> tuple[str, str, str]:
    """Ask for a title and the first target; its id, and what stands in the files of the targets and of the observations."""
    talk.tell(questions.ASK_FIRST_TARGET)
    title = talk.ask(questions.ASK_TITLE, _text, default=questions.ASK_OUR_TARGETS)
    name = talk.ask(questions.ASK_NAME, _text)
    target = talk.ask(questions.ASK_ID, fields.target_id, default=_proposed(name))
    draft = _Draft(title, target, {"name": name})
    talk.tell(questions.ASK_KINDS)
    kind = draft.ask(talk, "kind", questions.ASK_KIND, fields.kind, default="flow")
    if kind not in WITHOUT_UNIT:
        draft.ask(talk, "unit", questions.ASK_UNIT, fields.unit)
    if kind == "cumulative":
        draft.ask(talk, "from", questions.ASK_FROM, _period)
    if kind != "event":
        words = draft.ask(talk, "target", questions.ASK_STATED[kind == "rank"], draft.tried("target", awaited=AWAITED))
        stated = parse_target(words)
        if stated.form in CHANGES:
            draft.ask(talk, "baseline", questions.ASK_BASELINE, draft.tried("baseline", _period, {"by": AWAITED["by"]}))
        if kind in {"flow", "stock"} and not (stated.direction or stated.verb) and stated.form in {Form.LEVEL, Form.RANGE}:
            draft.ask(talk, "direction", questions.ASK_DIRECTION, draft.tried("direction", fields.direction), default="increase")
    draft.ask(talk, "by", questions.ASK_DEADLINE, draft.tried("by", _period), default="")
    draft.ask(talk, "reporter", questions.ASK_WHO_COUNTS, fields.reporter_code, default="")
    draft.ask(talk, "source", questions.ASK_STATED_WHERE, _text, default="")
    return target, draft.text(), f"{','.join(COLUMNS)}\n"


class _Draft:
    """A targets file with one target, as far as it has been asked for."""

    def __init__(self, title: str, target: str, entries: dict[str, str]) -> None:
        self.title, self.target, self.entries = title, target, entries

    def ask(self, talk: Dialogue, name: str, question: str, read: Callable[[str], str], default: str | None = None) -> str:
        """Ask for a field; an answer that is left out by pressing Enter leaves the field out, where the target can do without it."""

        def read_or_leave(said: str) -> str:
            if said:
                return read(said)
            self._refuse(self.entries)
            return ""

        answer = talk.ask(question, read_or_leave, default=default)
        if answer:
            self.entries[name] = answer
        return answer

    def tried(self, name: str, read: Callable[[str], str] = str, awaited: Mapping[str, str] = NOTHING) -> Callable[[str], str]:
        """Read an answer, and refuse what the file would be refused for with it; ``awaited`` stands for what is asked for later."""

        def checked(said: str) -> str:
            answer = read(said)
            self._refuse({**awaited, **self.entries, name: answer})
            return answer

        return checked

    def _refuse(self, entries: dict[str, str]) -> None:
        """ValueError with everything that is wrong with a file of these entries."""
        _, problems = declared.read(_Draft(self.title, self.target, entries).text().encode(), "")
        if problems:
            raise ValueError(". ".join(dict.fromkeys(each.message for each in problems)))

    def text(self) -> str:
        """The file, with what else it may say in comments."""
        entries = "".join(f"    {name}: {_scalar(entry)}\n" for name, entry in self.entries.items())
        head = f"{_SCHEMA}# {questions.ASK_HEAD}\nversion: 1\ntitle: {_scalar(self.title)}\n\n"
        return f"{head}targets:\n  {self.target}:\n{entries}{_further()}"


def _scalar(text: str) -> str:
    """A text as YAML takes it: as it stands where nothing in it means anything to YAML, else in quotes."""
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _EMPTY else json.dumps(text, ensure_ascii=False)


def _text(said: str) -> str:
    """One text in which everything can be seen."""
    if printable(said) != said:
        raise ValueError(localized("{given} holds a character that nobody sees; type it again without", given=quoted(said)))
    return fields.text(said)


def _period(said: str) -> str:
    """A period or a day, in digits."""
    period = periods.parse(said)
    return said if re.fullmatch(r"\d{4}(-\d\d){0,2}", said) else str(period)


def _proposed(name: str) -> str | None:
    """An id made of the Latin words of a name; None where there are none."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    made = ""
    for word in words:
        if made and len(made) + len(word) >= _LONGEST:
            break
        made = f"{made}-{word}" if made else word[:_LONGEST]
    return made if len(made) > 1 and name.isascii() else None


def _further() -> str:
    """What else a target may say, as comments."""
    said = questions.ASK_FURTHER
    return (
        f"    # every: year               # {said['every']}\n"
        "    # milestones: {2027: 6.5 bn}\n"
        f"    # stale_after: 18           # {said['stale_after']}\n"
        f"    # owner: {said['owner']}\n"
        f"    # quote: {said['quote']}\n"
    )
