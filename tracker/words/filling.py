"""How the fields of a sentence are filled in, in every language."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:

    class Fields(Protocol):
        """What puts each field of a sentence into words."""

        def __getitem__(self, field: str, /) -> object:
            """The words of a field."""


AS_WRITTEN = ("{name}", "{title}", "{caption}", "{group}", "{listed}", "{text}")
"""Fields that users have written: a sentence that begins with one keeps its letter."""


def fill(template: str, fields: Fields) -> str:
    """A sentence with its fields filled in.

    It begins with a capital letter where a field stands first, and has one full stop where a field ends with its own ("5 руб."); what
    stands inside a field is left as it is.
    """
    sentence, joint = "", False
    for text, field, spec, conversion in Formatter().parse(template):
        own_stop = joint and sentence.endswith(".") and not sentence.endswith("..")
        sentence += text[1:] if own_stop and text.startswith(".") and not text.startswith("..") else text
        joint = field is not None
        if joint:
            written = f"{{{field}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}}}"
            sentence += written.format_map(fields)
    return sentence if template.startswith(AS_WRITTEN) else sentence[:1].upper() + sentence[1:]
