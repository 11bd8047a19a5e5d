"""Why the system refuses something, in the language of the answer."""

from __future__ import annotations

from tracker.values.languages.translations import catalogue, translatable

FREQUENT = (
    translatable("permission denied"),
    translatable("operation not permitted"),
    translatable("no such file or directory"),
    translatable("not a directory"),
    translatable("is a directory"),
    translatable("directory not empty"),
    translatable("file exists"),
    translatable("file name too long"),
    translatable("file too large"),
    translatable("no space left on device"),
    translatable("disk quota exceeded"),
    translatable("read-only file system"),
    translatable("too many levels of symbolic links"),
    translatable("too many open files"),
    translatable("cannot allocate memory"),
    translatable("input/output error"),
    translatable("device or resource busy"),
    translatable("resource temporarily unavailable"),
    translatable("broken pipe"),
    translatable("invalid argument"),
    translatable("no such device or address"),
    translatable("text file busy"),
    translatable("stale file handle"),
)
"""What systems say most often; anything else is repeated as the system says it."""


def explain(error: OSError) -> str:
    """The reason of the system, to stand within a sentence."""
    said = error.strerror or str(error)
    return catalogue().gettext(said[:1].lower() + said[1:]) if said else ""  # under the empty text a catalogue keeps its own header


def explain_alone(error: OSError) -> str:
    """The same where it stands behind a name, as a sentence of its own."""
    said = explain(error)
    return said[:1].upper() + said[1:]
