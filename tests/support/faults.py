"""What hands, editors, programs and disks do to files that were good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from world import World

Spoil = Callable[[bytes], st.SearchStrategy[bytes]]  # of one file
Fault = Callable[[bytes, bytes], st.SearchStrategy[tuple[bytes, bytes]]]  # of the pair

WORDS = (
    "2024-13|2024-02-30|2024/25|1,234|1 234,5|nan|inf|1e400|-|2x|x|EUR|bn bn USD|over 5|=1+1|[bold]|\"|''|<b>|9999-12-31|0001|t1|all|NULL|UZ|"
    "1e308|1e-400|2024-W53|2999-12/P12M|31.12.2024|1/2/2024|Sep-24|45657|#REF!|ｔ０|0x10|1_000|٣|²|💶|\x00|\x1b[31m|\u202e|\ud7ff| ||UZ\n"
)
HOSTILE = st.sampled_from([*WORDS.split("|"), "9" * 400, "é" * 70])
SIGNS = "{ } [ ] : - \t &a *a !!int --- ... ' \" # | > ? %YAML \x85 targets: <<:"
TOKENS = st.sampled_from([*SIGNS.split(" "), "- ", "&a ", ": ", "\n---\n"])


@st.composite
def broken(draw: st.DrawFn, world: World) -> tuple[bytes, bytes]:
    """The pair of files of a world, with some faults in one or both: what hands, editors, programs and disks do."""
    declared, observed = world.declared.encode(), world.observed()
    faults = [_cell, _observed(shuffled), _observed(damaged), _token, _declared(shuffled), _declared(damaged), _yaml_value]
    for fault in draw(st.lists(st.sampled_from(faults), min_size=1, max_size=4)):
        declared, observed = draw(fault(declared, observed))
    return declared, observed


def _observed(fault: Spoil) -> Fault:
    return lambda declared, observed: fault(observed).map(lambda text: (declared, text))


def _declared(fault: Spoil) -> Fault:
    return lambda declared, observed: fault(declared).map(lambda text: (text, observed))


@st.composite
def _cell(draw: st.DrawFn, declared: bytes, observed: bytes) -> tuple[bytes, bytes]:
    rows: list[list[Any]] = [line.split(b",") for line in observed.split(b"\n")]
    row = draw(st.sampled_from(rows))
    row[draw(st.integers(0, len(row) - 1))] = draw(HOSTILE).encode()
    return declared, b"\n".join(b",".join(cells) for cells in rows)


@st.composite
def _token(draw: st.DrawFn, declared: bytes, observed: bytes) -> tuple[bytes, bytes]:
    at = draw(st.integers(0, len(declared)))
    return declared[:at] + draw(TOKENS).encode() + declared[at:], observed


@st.composite
def _yaml_value(draw: st.DrawFn, declared: bytes, observed: bytes) -> tuple[bytes, bytes]:
    lines = declared.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = lines[at].partition(b":")[0] + b": " + draw(HOSTILE).encode()
    return b"\n".join(lines), observed


@st.composite
def shuffled(draw: st.DrawFn, text: bytes) -> bytes:
    """A line cut short, left out, given twice, or in the place of another one."""
    lines = text.split(b"\n")
    one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(["cut", "drop", "double", "swap"])):
        case "cut":
            lines[one] = lines[one][: draw(st.integers(0, len(lines[one])))]
        case "drop":
            del lines[one]
        case "double":
            lines.insert(other, lines[one])
        case _:
            lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


@st.composite
def damaged(draw: st.DrawFn, text: bytes) -> bytes:
    """A byte flipped, the end missing, or a stretch of anything in the middle."""
    at = draw(st.integers(0, len(text)))
    match draw(st.sampled_from(["flip", "cut", "insert"])):
        case "flip":
            return text[:at] + bytes(each ^ (1 << draw(st.integers(0, 7))) for each in text[at : at + 1]) + text[at + 1 :]
        case "cut":
            return text[:at]
        case _:
            return text[:at] + draw(st.binary(max_size=8)) + text[at:]
