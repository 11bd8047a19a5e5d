"""Lines that a CI service would take for a command to itself: GitHub Actions, Azure Pipelines and TeamCity read them out of any log."""

from __future__ import annotations

import re

BRACKETED = re.compile(r"##(?:vso|teamcity)?(?=\[)")
"""What begins a command anywhere in a line (``##[add-mask]``), up to its bracket."""
_COMMAND = re.compile(rf"^[^\S\n]*(?=::)|{BRACKETED.pattern}", re.MULTILINE)


def disarm(text: str) -> str:
    r"""Return the text with a backslash in each command: ``\::add-mask::x``, ``##\[error]x``, which Markdown shows without it.

    Two colons make a command at the beginning of a line only.
    """
    return _COMMAND.sub(r"\g<0>\\", text)
