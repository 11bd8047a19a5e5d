"""The shapes of data that has no type of its own yet, or no longer: what stands in a file of YAML, and what is written as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Written: TypeAlias = "str | list[Written] | dict[str, Written] | None"
"""What stands in a file of YAML, every word of it as text: a text, a list, a mapping, or nothing."""
Json: TypeAlias = "str | float | bool | Sequence[Json] | Mapping[str, Json] | None"
"""A value that JSON can hold."""
JsonObject: TypeAlias = dict[str, Json]
"""An object of JSON, by its keys."""
