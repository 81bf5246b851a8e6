"""Mutants of a genuine dossier: one thing changed at random, and every hash of a file that follows made good.

Values that somebody could wish for, values that nobody foresees (numbers beyond any machine, signs that no
terminal shows, texts that are no UTF-8); lines, cells, keys, files and entries taken out, doubled, swapped
or put in. The same dossier and seed give the same mutants.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from support.dossiers import Files, acts_of, rechained, sha
from support.fields import kind_of

_HASH = re.compile(rb"[0-9a-f]{64}")
_DEEP = "[" * 3000 + "]" * 3000
_RAW = ("1e400", "1.5", "-0", "NaN", "01", '"\\ud800"', "9" * 5000, _DEEP, '"\t"', "1E2", "")
"""Texts in the place of a value that no program of ours writes."""
_MARK = "\ue000"
"""Stands where such a text will."""
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2, 7, 2**31, 2**53, 2**53 + 1, 2**64, 10**40, -(10**40)),
    *(
        "",
        " ",
        "0",
        "1",
        "-1",
        "1/2",
        "1/0",
        "0/0",
        "2/4",
        "-1/3",
        "1/" + "9" * 5000,
        "9" * 400,
        "1e9",
        "0x1",
    ),
    *(
        "a,b",
        'a"b',
        "a\rb",
        "a\nb",
        "a\0b",
        "\x1b[2J",
        "\u202eabc",
        "\u200b",
        "e\u0301",
        "\ufb01",
        "\ud83d\ude00",
    ),
    *("..", "../x", "/", "CON", "f" * 64, "F" * 64, "2026-11-23", "2026-02-30", "9999-12-31T23:59:60Z"),
    *("2026-11-23T09:00:00Z", "0000-00-00T00:00:00Z", "100d100", "1x0", "20d6", "__proto__", "constructor"),
    *([], {}, [[]], [None], [{}], {"": 0}, {"__proto__": 1}, [1, 2, 3], ["x", "x"], "x" * 70000),
)


_STRAY = (
    *("public/more.json", "a", "", "public/NUL", "public/\x1b[2J.csv", "public/plan.JSON", "__proto__"),
    *("journal/0001-x.json", "journal/9999-panel.json", "guarantors/\u202e.csv"),
)
"""Names of files that no dossier has."""


@dataclass(frozen=True)
class Mutant:
    """A dossier with one change, and what it is."""

    what: str
    """`value public/plan.json inputs.seats`: which change, of what."""
    files: Files
    changed: Mapping[str, bytes | None]
    """The files in which it differs from the genuine dossier; None: it is gone."""


def mutants(files: Files, count: int, seed: str) -> list[Mutant]:
    """So many mutants that differ from the genuine dossier."""
    rng = random.Random(seed)
    found: list[Mutant] = []
    while len(found) < count:
        what, mutant = rng.choice(_OPERATIONS)(files, rng)
        changed: dict[str, bytes | None] = {
            name: mutant.get(name) for name in {*files, *mutant} if files.get(name) != mutant.get(name)
        }
        if changed:
            found.append(Mutant(what, mutant, changed))
    return found


def rehashed(files: Files, changes: Mapping[str, bytes | None]) -> Files:
    """The dossier with these files, and in all others the hashes of files as they have become."""
    holder = {sha(data).encode(): name for name, data in files.items()}
    done: dict[str, bytes] = {}
    begun: set[str] = set()

    def now(name: str) -> bytes:
        if name not in done:
            data = changes.get(name, files.get(name)) or b""
            if name in begun:
                return data
            begun.add(name)
            done[name] = _HASH.sub(renewed, data)
        return done[name]

    def renewed(match: re.Match[bytes]) -> bytes:
        name = holder.get(match[0])
        return match[0] if name is None or changes.get(name, b"") is None else sha(now(name)).encode()

    return {name: now(name) for name in {**files, **changes} if changes.get(name, b"") is not None}


Operation = Callable[[Files, random.Random], tuple[str, Files]]


def _value(files: Files, rng: random.Random) -> tuple[str, Files]:
    """Another value somewhere in a document."""
    name, document = _document(files, rng)
    place = rng.choice(_places(document))
    others = [_at(document, each) for each in _places(document)]
    near = _near(_at(document, place), rng)
    new = rng.choice((rng.choice(VALUES), rng.choice(others), near, near))
    what = f"value {kind_of(name, document, place)}"
    return what, rehashed(files, {name: canon_of(_with(document, place, new))})


def _raw(files: Files, rng: random.Random) -> tuple[str, Files]:
    """A text that is no canonical value in the place of one."""
    name, document = _document(files, rng)
    place = rng.choice(_places(document))
    text = canon_of(_with(document, place, _MARK)).replace(canon_of(_MARK), rng.choice(_RAW).encode())
    return f"raw {kind_of(name, document, place)}", rehashed(files, {name: text})


def _key(files: Files, rng: random.Random) -> tuple[str, Files]:
    """A key or an element taken out, doubled, renamed, put in, or two that change places."""
    name, document = _document(files, rng)
    places = [each for each in ((), *_places(document)) if isinstance(_at(document, each), dict | list)]
    place = rng.choice(places)
    inside = _at(document, place)
    keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
    if not keys:
        return "key of nothing", files
    key, other = rng.choice(keys), rng.choice(keys)
    how = rng.choice(("out", "swap", "double", "rename", "more"))
    items: Any = dict(inside) if isinstance(inside, dict) else list(inside)
    if how == "out":
        del items[key]
    elif how == "swap":
        items[key], items[other] = items[other], items[key]
    elif isinstance(items, list):
        items.insert(rng.randrange(len(items) + 1), items[key] if how == "double" else rng.choice(VALUES))
    elif how == "double":
        twice = canon_of(inside)[:-1] + b"," + canon_of({key: items[other]})[1:]
        text = canon_of(_with(document, place, _MARK)).replace(canon_of(_MARK), twice)
        return f"key double {kind_of(name, document, (*place, key))}", rehashed(files, {name: text})
    else:
        items[f"{key}x" if how == "rename" else rng.choice(("more", "", "__proto__"))] = items[key]
        if how == "rename":
            del items[key]
    what = f"key {how} {kind_of(name, document, (*place, key))}"
    return what, rehashed(files, {name: canon_of(_with(document, place, items))})


def _cell(files: Files, rng: random.Random) -> tuple[str, Files]:
    """Another text in a cell."""
    name, rows = _rows(files, rng)
    row = rng.randrange(len(rows))
    column = rng.randrange(len(rows[row]))
    cells = [cell for each in rows for cell in each]
    near = str(_near(rows[row][column], rng))
    new = rng.choice((str(rng.choice(VALUES)), rng.choice(cells), near, near))
    if rng.random() < 0.3 and set(new) & set(',"\n\r'):
        new = '"' + new.replace('"', '""') + '"'
    rows[row][column] = new
    return f"cell {name}", rehashed(files, {name: _table(rows)})


def _line(files: Files, rng: random.Random) -> tuple[str, Files]:
    """A line taken out, doubled, put in, two that change places; a column out, doubled or moved."""
    name, rows = _rows(files, rng)
    one, other = rng.randrange(len(rows)), rng.randrange(len(rows))
    how = rng.choice(("out", "swap", "double", "in", "column out", "column double", "column swap", "short"))
    width = min(map(len, rows))
    first, second = rng.randrange(width), rng.randrange(width)
    if how == "out":
        del rows[one]
    elif how == "swap":
        rows[one], rows[other] = rows[other], rows[one]
    elif how == "double":
        rows.insert(other, list(rows[one]))
    elif how == "in":
        rows.insert(
            one, rng.choice(([""], ["x"], [""] * width, ["x"] * (width + 1), ['"'], ["\r"], ["#", "a"]))
        )
    elif how == "short":
        del rows[one][first]
    else:
        for row in rows:
            if how == "column out":
                del row[first]
            elif how == "column double":
                row.insert(second, row[first])
            else:
                row[first], row[second] = row[second], row[first]
    return f"line {how} {name}", rehashed(files, {name: _table(rows)})


def _bytes(files: Files, rng: random.Random) -> tuple[str, Files]:
    """Bytes changed, taken out, put in, cut off."""
    name = rng.choice(sorted(files))
    data = files[name]
    at = rng.randrange(len(data) + 1)
    new = rng.choice(
        (b"\xff", b"\0", b"\r", b"\n", b"\xef\xbb\xbf", b'"', b"{", b",", b"\xc0\x80", b" ", b"1")
    )
    how = rng.choice(("put in", "cut", "instead", "before", "after", "lines"))
    data = {
        "put in": data[:at] + new + data[at:],
        "cut": data[:at],
        "instead": data[:at] + new + data[at + 1 :],
        "before": new + data,
        "after": data + new,
        "lines": data.replace(b"\n", b"\r\n"),
    }[how]
    return f"bytes {how} {name}", rehashed(files, {name: data})


def _file(files: Files, rng: random.Random) -> tuple[str, Files]:
    """A file taken out, doubled under another name, put in; two that change places."""
    one, other = rng.choice(sorted(files)), rng.choice(sorted(files))
    how = rng.choice(("out", "swap", "copy", "in", "empty"))
    stray = rng.choice(_STRAY)
    changes: dict[str, bytes | None] = {
        "out": {one: None},
        "swap": {one: files[other], other: files[one]},
        "copy": {other: files[one]},
        "in": {stray: files[one]},
        "empty": {one: b""},
    }[how]
    return f"file {how} {', '.join(changes)}", rehashed(files, changes)


def _entry(files: Files, rng: random.Random) -> tuple[str, Files]:
    """An entry taken out, doubled, moved; the chain made good, but not the hashes that bodies name."""
    acts = acts_of(files)
    one, other = rng.randrange(len(acts)), rng.randrange(len(acts))
    how = rng.choice(("out", "swap", "double", "type", "body"))
    what = f"entry {how} {acts[one][0]}, {acts[other][0]}"
    if how == "out":
        del acts[one]
    elif how == "swap":
        acts[one], acts[other] = acts[other], acts[one]
    elif how == "double":
        acts.insert(other, acts[one])
    elif how == "type":
        acts[one] = (acts[other][0], acts[one][1])
    else:
        acts[one] = (acts[one][0], acts[other][1])
    return what, rechained(files, acts)


_OPERATIONS: tuple[Operation, ...] = (
    *[_value] * 6,
    *[_key] * 3,
    *[_cell] * 3,
    _raw,
    _line,
    _line,
    _bytes,
    _file,
    _entry,
)


def canon_of(value: Any) -> bytes:
    """Canonical JSON; what is no Unicode as its own bytes, which no reader takes."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def _document(files: Files, rng: random.Random) -> tuple[str, Any]:
    name = rng.choice([name for name in sorted(files) if name.endswith(".json")])
    return name, json.loads(files[name])


def _rows(files: Files, rng: random.Random) -> tuple[str, list[list[str]]]:
    names = [name for name in sorted(files) if name.endswith(".csv") and files[name].strip()]
    name = rng.choice(names)
    return name, [line.split(",") for line in files[name].decode().splitlines()]


def _table(rows: list[list[str]]) -> bytes:
    return "".join(",".join(row) + "\n" for row in rows).encode("utf-8", "surrogatepass")


Place = tuple[str | int, ...]


def _places(value: Any, path: Place = ()) -> list[Place]:
    """Of every value inside, outer ones before inner ones."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, each in inside for place in ((*path, key), *_places(each, (*path, key)))]


def _at(value: Any, place: Place) -> Any:
    for key in place:
        value = value[key]
    return value


def _with(value: Any, place: Place, new: Any) -> Any:
    if not place:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = _with(copy[place[0]], place[1:], new)  # type: ignore[index]
    return copy


def _near(value: Any, rng: random.Random) -> Any:
    """What somebody could have wished for in its place."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + rng.choice((-1, 1, 10))
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"-?[0-9]{1,15}", value):
        return str(int(value) + rng.choice((-1, 1)))
    digits = [i for i, sign in enumerate(value) if sign.isdigit()]
    if digits and rng.random() < 0.7:
        at = rng.choice(digits)
        return value[:at] + str((int(value[at], 36) + 1) % 10) + value[at + 1 :]
    return value + "x" if rng.random() < 0.5 else value[:-1]
