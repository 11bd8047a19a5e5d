"""How the fields of a sentence are filled in, in every language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:

    class Fields(Protocol):
        """What puts each field of a sentence into words."""

        def __getitem__(self, field: str, /) -> object:
            """The words of a field."""


_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
AS_WRITTEN = ("{name}", "{title}", "{caption}", "{group}", "{listed}", "{text}")
"""Fields that users have written: a sentence that begins with one keeps its letter."""


def fill(template: str, fields: Fields) -> str:
    """A sentence with its fields filled in.

    It begins with a capital letter where a field stands first, and ends with one full stop where a field ends with its own ("5 руб.").
    """
    sentence = _TWO_STOPS.sub(".", template.format_map(fields))
    return sentence if template.startswith(AS_WRITTEN) else sentence[:1].upper() + sentence[1:]
