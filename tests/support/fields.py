"""Every field of every file of a dossier, changed one at a time by somebody who re-hashes all that follows.

`fields` lists what documents and tables hold, each documented field once; `variants` gives the dossier with
other values there, in which every hash of a file is that of the file as it is now; `read_by` the checks that
see it, apart from those that would see any change of what chance and tickets are computed from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from support.dossiers import Files, canon, sha
from tirage.verify import Report

_HASH = re.compile(r"[0-9a-f]{64}")
_ENTRY = re.compile(r"journal/[0-9]+-([a-z]+)\.json")
_NUMBERED = re.compile(r"-[0-9]+")
_LATER = re.compile(r"(public|guarantors)/(?:replacements|renewal)-[0-9]+-")
_RULE = re.compile(r"( paragraphs\.\*\.values)\..*")
"""Each of the rules that a regulation fixes: one field, since all are compared in one way."""
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Field:
    """A place in a file, and what it is a case of."""

    file: str
    path: Path
    kind: str
    """`public/plan.json inputs.seats`: the same for all places of one documented field."""
    value: Any


def fields(files: Mapping[str, bytes]) -> dict[str, Field]:
    """Field by kind: its last place, where it may depend on all before."""
    found: dict[str, Field] = {}
    for name in sorted(files):
        if name.endswith(".json"):
            document = json.loads(files[name])
            for path, value in _leaves(document):
                kind = kind_of(name, document, path)
                found[kind] = Field(name, path, kind, value)
        elif name.endswith(".csv"):
            header, *rows = _table(files[name], name)
            for column, title in enumerate(header):
                if rows:
                    place = len(rows) - 1
                    kind = f"{named(name)} {_column(name, column, title)}"
                    found[kind] = Field(name, (place, column), kind, rows[place][column])
    return found


def kind_of(name: str, document: Any, path: Path) -> str:
    """The documented field that a place of a document is a case of."""
    found = f"{named(name)}{_form(document)} {'.'.join(map(_generic, path))}".rstrip()
    return _RULE.sub(r"\1.*", found)


def variants(field: Field, files: Mapping[str, bytes]) -> Iterator[tuple[str, Files]]:
    """What is done to a field, and the dossier after it."""
    if field.file.endswith(".csv"):
        header, *rows = _table(files[field.file], field.file)
        row, column = field.path
        assert isinstance(row, int) and isinstance(column, int)
        others = sorted({each[column] for each in rows} - {field.value})
        for new in (*others[:1], *_others(field.value)):
            changed = [list(each) for each in rows]
            changed[row][column] = str(new)
            yield repr(new), rehashed(files, field.file, _written(header, changed, field.file))
        return
    document = json.loads(files[field.file])
    for new in _others(field.value):
        yield repr(new), rehashed(files, field.file, canon(_put(document, field.path, new)))
    if isinstance(field.path[-1], str):
        yield "gone", rehashed(files, field.file, canon(_put(document, field.path, ...)))


def unread(
    verify: Callable[[Files], Report], genuine: Mapping[str, bytes], own: Mapping[str, Field]
) -> list[str]:
    """Kinds of fields that can say something else and no check fails, and those that can be left out."""
    report = verify(dict(genuine))
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    found = []
    for kind, field in own.items():
        read = False
        for what, forged in variants(field, genuine):
            # One value that a check sees is enough.
            if what != "gone" and not read:
                read = bool(read_by(verify(forged), dict(genuine), forged, field))
            elif what == "gone" and verify(forged).ok:
                found.append(f"{kind} gone")
        found += [] if read else [kind]
    return found


def rehashed(files: Mapping[str, bytes], name: str, data: bytes) -> Files:
    """The dossier with that file, and in all others the hashes of files as they have become."""
    holder = {sha(content): path for path, content in files.items()}
    done: dict[str, bytes] = {}

    def now(path: str) -> bytes:
        if path not in done:
            text = (data if path == name else files[path]).decode("utf-8", "surrogateescape")
            done[path] = _HASH.sub(renewed, text).encode("utf-8", "surrogateescape")
        return done[path]

    def renewed(match: re.Match[str]) -> str:
        other = holder.get(match[0])
        return match[0] if other is None else sha(now(other))

    return {path: now(path) for path in files}


def read_by(report: Report, before: Files, after: Files, field: Field) -> set[str]:
    """The checks that fail for what the field says."""
    failed = {check.code for check in report.checks if check.status == "failed"} - {"life.draw"}
    return failed - set(_consequences(before, after, field))


def _consequences(before: Files, after: Files, field: Field) -> Iterator[str]:
    """Checks that would fail whatever had changed before a plan or a draw."""
    entry = _ENTRY.fullmatch(field.file)
    kind = entry[1] if entry else ""
    if field.path[:1] != ("body",):
        kind = ""
    plans = [name for name in before if name.endswith("plan.json") and before[name] != after.get(name)]
    of_chance = field.path[-1] in {"contributions", "seed", "stage_seed"}
    drawn = kind in {"letters", "panel", "replacement", "renewal", "contribution", "beacon"}
    if plans and not (drawn or of_chance):
        yield from ("seed.seed", "seed.stage-seed", "panel.number")
    if any("letters" in name for name in plans) and kind != "letters":
        if "guarantors/letters" not in field.file:
            yield "letters.drawn"
        if "strata" not in field.file:
            yield "letters.strata"
    inputs = [name for name in plans if _inputs(before[name]) != _inputs(after[name])]
    if inputs and "lottery" not in field.file:
        yield from ("tickets.panels", "tickets.rings", "tickets.derived", "lottery.derived")
    panel = next((name for name in before if name.endswith("-panel.json")), "")
    if panel and before[panel] != after.get(panel) and "alternates" not in field.file:
        yield from ("life.alternates", "life.tickets")
    if kind != "anchor":
        yield from ("anchors", "stamps")


def _inputs(plan: bytes) -> Any:
    try:
        return json.loads(plan)["inputs"]
    except (ValueError, KeyError, TypeError):
        return None


def named(name: str) -> str:
    """`public/plan.json` for the plan of any draw of seats, `journal/roll` for an entry."""
    if match := _ENTRY.fullmatch(name):
        return f"journal {match[1]}"
    return _NUMBERED.sub("-N", _LATER.sub(r"\1/later ", name))


def _form(document: Any) -> str:
    body = document.get("body") if isinstance(document, dict) else None
    if not isinstance(body, dict):
        return ""
    said = [str(body[key]) for key in ("by",) if key in body]
    return "".join(f" {each}" for each in said)


def _generic(step: str | int) -> str:
    return "*" if isinstance(step, int) else "#" if re.fullmatch(r"[0-9]+|.*/.*", step) else step


def _column(name: str, column: int, title: str) -> str:
    if name.endswith("lottery.csv"):
        return "pids"
    free = ("pool.csv", "responses")
    return "criterion" if any(each in name for each in free) and column >= 2 else title


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    empty = True
    for key, each in inside:
        empty = False
        yield from _leaves(each, (*path, key))
    if path and (empty or not isinstance(value, list)):
        yield path, value


def _put(value: Any, path: Path, new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1 and new is ...:
        del copy[path[0]]
    else:
        copy[path[0]] = _put(copy[path[0]], path[1:], new)  # type: ignore[index]
    return copy


def _others(value: Any) -> tuple[Any, ...]:
    """Values of the same kind that somebody could have wished for."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return (value + 1, *([value - 1] if value else []), 7 * value + 13)
    if value is None:
        return (0,)
    if isinstance(value, dict):
        return ({**value, "more": 1},)
    if isinstance(value, list):
        return (["more"],)
    text = str(value)
    if _HASH.fullmatch(text):
        return ("e" * 64,)
    if re.fullmatch(r"[0-9a-f]{32,}", text):
        return (text[:-1] + ("0" if text[-1] != "0" else "1"),)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return tuple((date.fromisoformat(text) + timedelta(days)).isoformat() for days in (1, -1, 400))
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z", text):
        return (f"{text[:-4]}{(int(text[-4:-1][-2:]) + 1) % 60:02}Z", text[:-1])
    if re.fullmatch(r"-?[0-9]+", text):
        return (str(int(text) + 1), str(int(text) - 1))
    if re.fullmatch(r"[0-9]+/[0-9]+", text):
        value = Fraction(text)
        return tuple(str(each) for each in (value * Fraction(96, 97), value / 3, Fraction(9, 10)))
    return (f"{text}x",)


def _table(data: bytes, name: str) -> list[list[str]]:
    lines = data.decode().splitlines()
    rows = [re.findall(r'("(?:[^"]|"")*"|[^,]*)(?:,|$)', line) for line in lines]
    rows = [
        row[:-1] if len(row) > 1 and line[-1:] != "," else row for row, line in zip(rows, lines, strict=True)
    ]
    return [["pid"] * len(rows[0]), *rows] if name.endswith("lottery.csv") else rows


def _written(header: list[str], rows: list[list[str]], name: str) -> bytes:
    lines = rows if name.endswith("lottery.csv") else [header, *rows]
    return "".join(",".join(row) + "\n" for row in lines).encode()
