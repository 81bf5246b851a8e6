"""Dossiers with one file spoilt: cut, with odd bytes in it, with a cell or a value that nobody expects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from support.dossiers import Files, canon

HUGE = b"x" * 140_000
"""More than the readers of many libraries take in one cell."""
ODD_CELLS = (b"", HUGE, b"\0", b"-1", b"9" * 400, b"1/0", "\u0661\u2028".encode(), b'"', b"a\rb", b"\x1b[2J")
ODD_VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**53 - 1, "", "-1", "1/3", "0" * 64, "\0", "\x1b[2J", "x" * 140_000),
    *("garbage", "9999-12-31", "2026-02-30T99:00:00Z", "replacements/1", "letters/" + "9" * 30),
    *([], {}, [{}], [[]], {"": ""}),
)


def spoilt(files: Files, count: int, seed: int) -> Iterator[tuple[str, Files]]:
    """As many dossiers, each with one file spoilt, and the name of the file; the same for the same seed."""
    rng = Random(seed)
    names = sorted(files)
    for place in range(count):
        name = names[place % len(names)]
        yield name, {**files, name: _spoilt(files[name], name, rng)}


def _spoilt(data: bytes, name: str, rng: Random) -> bytes:
    if rng.random() < 0.4:
        return rng.choice(list(_bytes(data)))
    return _value(data, rng) if name.endswith(".json") else _cell(data, rng)


def _bytes(data: bytes) -> Iterator[bytes]:
    half = len(data) // 2
    yield from (b"", data[:half], data[:-1], data + b"\0", b"\xef\xbb\xbf" + data, data.replace(b"\n", b"\r"))
    yield from (data[:half] + odd + data[half:] for odd in (b"\0", b"\r", b"\xff", b'"', HUGE))
    yield from (b"[" * 100 + b"]" * 100, b"[" * 100_000, b"null", b"{}", b"\n", b"\r", b",")
    first, newline, rest = data.partition(b"\n")
    yield from headers(first, newline + rest)


def headers(first: bytes, rest: bytes) -> Iterator[bytes]:
    """Headers that no reader expects, before the other lines."""
    yield from (first + b"\r" + rest, first.replace(b",", b",\r", 1) + rest, first + b"," + HUGE + rest)
    yield from (
        first + b',"' + HUGE + b'"' + rest,
        HUGE + rest,
        first + b'"' + rest,
        first + b',"a\nb"' + rest,
    )


def _cell(data: bytes, rng: Random) -> bytes:
    lines = data.split(b"\n")
    place = rng.randrange(len(lines))
    cells = lines[place].split(b",")
    cells[rng.randrange(len(cells))] = rng.choice(ODD_CELLS)
    return b"\n".join([*lines[:place], b",".join(cells), *lines[place + 1 :]])


def _value(data: bytes, rng: Random) -> bytes:
    try:
        value = json.loads(data)
    except ValueError:
        return b"{"
    path = rng.choice(list(_paths(value)))
    return canon(_put(value, path, rng.choice(ODD_VALUES)))


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from _paths(each, (*path, key))


def _put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _put(copy[path[0]], path[1:], new)
    return copy
