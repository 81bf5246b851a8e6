"""DER, as far as a time-stamp needs it (X.690): values with a tag, a length and a content.

Only definite lengths in their shortest form are taken, and tags of one byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

SEQUENCE, SET = 0x30, 0x31
INTEGER, BITS, OCTETS, NAME, TIME = 0x02, 0x03, 0x04, 0x06, 0x18
"""Universal tags; NAME is an object identifier, TIME a GeneralizedTime."""


class Value(NamedTuple):
    """A value, and where it is."""

    tag: int
    content: bytes
    whole: bytes
    """With its tag and its length."""


def value(data: bytes) -> Value:
    """The only value of some bytes; ValueError where there is none, or more."""
    found = list(values(data))
    if len(found) != 1:
        raise ValueError(len(found))
    return found[0]


def inside(outer: Value, tag: int = SEQUENCE) -> list[Value]:
    """The values in another one, which has that tag; ValueError where they cannot be read."""
    if outer.tag != tag:
        raise ValueError(outer.tag)
    return list(values(outer.content))


def values(data: bytes) -> Iterator[Value]:
    """One value after the other; ValueError for what is none."""
    at = 0
    while at < len(data):
        length, start = _length(data, at)
        end = start + length
        if data[at] & 31 == 31 or end > len(data):
            raise ValueError(at)
        yield Value(data[at], data[start:end], data[at:end])
        at = end


def number(integer: Value) -> int:
    """A number that is not negative; ValueError for any other value."""
    if integer.tag != INTEGER or not integer.content or integer.content[0] > 127:
        raise ValueError(integer.tag)
    return int.from_bytes(integer.content, "big")


def _length(data: bytes, at: int) -> tuple[int, int]:
    """The length of the content of a value, and where that begins."""
    first = data[at + 1] if at + 1 < len(data) else 0xFF
    if first < 128:
        return first, at + 2
    size = first - 128
    length = int.from_bytes(data[at + 2 : at + 2 + size], "big")
    if not 1 <= size <= 4 or length < 128 or length < 256 ** (size - 1):
        raise ValueError(at)
    return length, at + 2 + size
