"""Compiles the catalogues of translations (``tracker/locales/*/LC_MESSAGES/tracker.po``) while the package is built.

Run by hand (``python hatch_build.py``) after a catalogue was edited in a checkout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # by hand, where hatchling is not installed
    BuildHookInterface = object

LOCALES = Path(__file__).parent / "tracker" / "locales"


def compile_catalogues(locales: Path = LOCALES) -> list[Path]:
    """Write each catalogue in the form that gettext reads, where it is older than its source; return all that there are."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - needed only where something is compiled
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = []
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        binary = source.with_suffix(".mo")
        compiled.append(binary)
        if binary.exists() and binary.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parent.parent.name)
        with binary.open("wb") as file:
            write_mo(file, catalogue)
    return compiled


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc,unused-ignore]
    """Adds the compiled catalogues to what is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatchling calls it
        """Compile before the files are collected."""
        build_data["artifacts"] += [f"/{path.relative_to(LOCALES.parent.parent).as_posix()}" for path in compile_catalogues()]


if __name__ == "__main__":
    compile_catalogues()
