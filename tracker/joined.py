"""Bytes after bytes as one file."""

from __future__ import annotations

import io
from typing import Any


class Joined(io.RawIOBase):
    """Bytes after bytes as one file, without a copy of either."""

    def __init__(self, *parts: bytes | memoryview) -> None:
        """Begin at the first part."""
        self.parts = [memoryview(part) for part in parts]

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, room: Any) -> int:
        """Fill the room as far as one part reaches; 0 at the end."""
        while self.parts and not self.parts[0]:
            del self.parts[0]
        if not self.parts:
            return 0
        size = min(len(room), len(self.parts[0]))
        room[:size], self.parts[0] = self.parts[0][:size], self.parts[0][size:]
        return size
