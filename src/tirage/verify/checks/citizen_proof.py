"""One citizen's proof against the published files: in the hat, and with what chance (SPEC §9). Checks 12.

A proof is a document, or the page that holds it. What of it rests on a file that is not here is not checked,
and says so; what contradicts a file that is here fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..kernel import Files, Inapplicable, Table, Unusable, never
from ..primitives.held import digest_of
from ..primitives.lines import line
from ..primitives.trees import root_by
from ..reading.acts import LETTERS, RESULTS, is_parts
from ..reading.documents import Malformed, parse_json, rows, told
from ..reading.journal import NAME, body_of, entry_names, head, kinds
from ..reading.pack import absence
from ..reading.shapes import (
    exactly,
    is_count,
    is_field,
    is_flag,
    is_hash,
    is_text,
    list_of,
    record,
    shaped,
    some,
)
from ..report import Said, compared, faulty, judged, skipped
from .aimed import AIMED
from .life.later import at
from .lottery.chances import FILE as CHANCES
from .lottery.lottery import FILE as LOTTERY
from .lottery.lottery import panels_of
from .people.blocks import blocks
from .people.columns import holds
from .people.parts import PIDS, people_files, shown_file
from .receipt import JOINED_KEYS, RECEIPT, RECEIPT_KEYS, TODAY_KEYS
from .record.journal import Entry
from .roll.frame import FILE as FRAME
from .roll.frame import read_frame
from .roll.letters import drawn_file, strata_file
from .roll.promised import COLUMNS, WEIGHED

_PLACE = Table()
LARGEST = 2**20
_SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
_SIGN = re.compile("&(amp|lt|gt);")
_BLOCK = re.compile(r'<pre id="proof">([^<]*)</pre>')
_HAT = {
    **dict.fromkeys(("root", "idc"), is_hash),
    **dict.fromkeys(("people", "index"), is_count),
    "stratum": is_field,
    "nonce": lambda value: value is None or is_hash(value),
    "siblings": list_of(is_hash),
}
_WAVE = {**dict.fromkeys(("wave", "people", "eligible", "letters"), is_count), "drawn": is_flag}
_WEIGHED = {**_WAVE, "stream": lambda value: isinstance(value, str), "weight": is_count}
"""Of a wave in which people weigh: the letters are those of the stream."""
_POOL = {"panels": is_count, "of": is_count, "chance": is_text}
_LATER = {**_POOL, "act": is_text}
"""Of a draw after the panel, where chances add up."""


def _maybe(keys: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a shape
    return lambda value: value is None or record(keys)(value)


_PROOF = {
    "spec": exactly("tirage/2"),
    "pid": is_field,
    "head": is_hash,
    "frame": _maybe(_HAT),
    "letters": list_of(lambda wave: record(_WAVE)(wave) or record(_WEIGHED)(wave)),
    "receipt": lambda value: _maybe(RECEIPT_KEYS)(value) or record(JOINED_KEYS)(value),
    "pool": _maybe(_POOL),
    "panel": _maybe({"number": is_count, "member": is_flag}),
    "today": _maybe(TODAY_KEYS),
}


@_PLACE.fact("proof.form")
def proof(proof_data: bytes) -> dict[str, Any]:
    """The document of a proof, alone or in its page."""
    try:
        document = parse_json(_document(proof_data))
        later = isinstance(document, dict) and "later" in document
        return shaped(document, {**_PROOF, "later": some(record(_LATER))} if later else _PROOF)
    except Malformed as fault:
        raise Unusable(judged(False, got=fault.shown), skipped("blocked", "")) from None


@_PLACE.check("proof.form", "{name}")
def check_form(proof: dict[str, Any]) -> Said:
    """Whose it is."""
    return judged(True, got=proof["pid"], expected=proof["pid"])


@_PLACE.check("proof.head", "journal/", due=never)
def check_head(proof: dict[str, Any], files: Files) -> Said:
    """It was made of this record."""
    entries = [digest_of(files, path) for path in files if NAME.fullmatch(path)]
    return judged(proof["head"] in entries, got=proof["head"])


@_PLACE.check("proof.hat", "journal/", due=never)
def check_frame(proof: dict[str, Any], files: Files) -> Said:
    """The path from the person's leaf to the root that the journal has."""
    hat = proof["frame"]
    if hat is None:
        return _not_in_frame(proof, files)
    leaf = line("roll", proof["pid"], hat["stratum"], hat["idc"]).encode("ascii")
    own = root_by(leaf, hat["index"], hat["people"], hat["siblings"])
    act = _body(files, "frame")
    own = own if own == hat["root"] else f"{hat['root']} ≠ {own}"
    return compared(
        f"{own}, {hat['people']}", f"{told(act.get('root', 'none'))}, {told(act.get('people', 0))}"
    )


def _not_in_frame(proof: dict[str, Any], files: Files) -> Said:
    """A proof that speaks of no frame: there is none, or the person is not in it."""
    if proof["letters"]:
        return judged(False, got=len(proof["letters"]), expected="none", file="journal/")
    if "frame" not in kinds(files):
        return judged(True, got="none", file=PIDS)
    act = _body(files, "frame")
    names, pid = people_files(act if is_parts(act.get("parts")) else {}), proof["pid"].encode()
    if (missing := next((name for name in names if name not in files), None)) is not None:
        return skipped(absence(files, missing), shown_file(names))
    inside = any(holds(lines.data, pid) for lines in blocks(files, names, headed=False))
    return judged(not inside, got="none", file=shown_file(names))


@_PLACE.check("proof.stratum", FRAME, due=never)
def check_stratum(proof: dict[str, Any], files: Files) -> Said:
    """The stratum is one of the frame, with as many people."""
    hat = proof["frame"]
    if hat is None:
        raise Inapplicable
    if FRAME not in files:
        return skipped(absence(files, FRAME))
    strata = {each["code"]: each["people"] for each in read_frame(files[FRAME])["strata"]}
    said = {wave["people"] for wave in proof["letters"]}
    people = strata.get(hat["stratum"], "absent")
    wrong = people == "absent" or bool(said - {people})
    return judged(not wrong, got=hat["stratum"], expected=people)


@_PLACE.fact()
def proved_waves(proof: dict[str, Any]) -> list[dict[str, Any]]:
    """What the proof says of each wave of letters."""
    return proof["letters"] if proof["frame"] is not None else []


@_PLACE.check("proof.letters", due=never)
def check_strata(proof: dict[str, Any], proved_waves: list[dict[str, Any]], files: Files) -> list[Said]:
    """How many people of the stratum had a letter of each wave: of those drawn by then, and no other."""
    told_of = [wave["wave"] for wave in proved_waves]
    due = _drawn_waves(files, proof["head"])
    if proof["frame"] is not None and told_of != due:
        shown = [", ".join(map(str, each)) or "none" for each in (told_of, due)]
        return [judged(False, got=shown[0], expected=shown[1], file="journal/")]
    return [said for wave in proved_waves for said in _strata(proof["frame"]["stratum"], wave, files)]


@_PLACE.check("proof.drawn", due=never)
def check_drawn(proof: dict[str, Any], proved_waves: list[dict[str, Any]], files: Files) -> list[Said]:
    """Whether the person had one."""
    drawn = _drawn_waves(files)
    return [
        _drawn(proof, wave, files)
        if wave["wave"] in drawn
        else judged(False, got=wave["wave"], expected="none", file="journal/")
        for wave in proved_waves
    ]


@_PLACE.check("proof.chance", LOTTERY, due=never)
def check_chance(proof: dict[str, Any], until: list[Entry], files: Files) -> Said:
    """The number of panels that hold the person, counted in the lottery."""
    data, pid, pool = files.get(LOTTERY), proof["pid"], proof["pool"]
    if pool is None and not any(entry.type == "lottery" for entry in until):
        # There was no lottery yet when the proof was made.
        raise Inapplicable
    if data is None:
        return judged(pool is None, got="none")
    try:
        panels = list(panels_of(data))
    except UnicodeError:
        return judged(False, got="not-ascii")
    held, chances = sum(pid in panel for panel in panels), "guarantors/chances.csv"
    row = f"\n{pid},{held},".encode()
    faults = []
    if (pool["panels"], pool["of"]) != (held, len(panels)) if pool else held:
        faults.append(f"{held}/{len(panels)}")
    if chances in files:
        whole = row + pool["chance"].encode("utf-8", "replace") + b"\n" if pool else f"\n{pid},".encode()
        if (whole in files[chances]) != (pool is not None):
            faults.append(chances)
    return faulty(faults, wanted=f"{held}/{len(panels)}")


@_PLACE.check("proof.chance", due=never)
def check_later_chances(proof: dict[str, Any], until: list[Entry], files: Files) -> list[Said]:
    """The same of the draws after the panel, where a proof speaks of them: of all that held the person."""
    if "later" not in proof:
        raise Inapplicable
    done = [entry.act for entry in until if entry.type in RESULTS.values()]
    said = {each["act"]: each for each in proof["later"]}
    found = []
    for act in dict.fromkeys((*said, *done)):
        file = at(LOTTERY, act) if act in done else "journal/"
        if act not in done:
            found.append(judged(False, got=act, expected="none", file=file))
            continue
        panels = [line.split(b",") for line in files.get(file, b"").splitlines()]
        held = sum(proof["pid"].encode() in panel for panel in panels)
        own = f"{held}/{len(panels)}"
        if act in said:
            each = said[act]
            found.append(compared(f"{each['panels']}/{each['of']}", own, file))
            found += _as_aimed(proof["pid"], each, files, at(CHANCES, act))
        elif held:
            found.append(judged(False, got="none", expected=own, file=file))
    return found


def _as_aimed(pid: str, said: Mapping[str, Any], files: Files, file: str) -> list[Said]:
    """Whether the chances of a draw, where they are here, have the one that is said."""
    if file not in files:
        return []
    row = f"\n{pid},{said['panels']},{said['chance']},".encode("utf-8", "replace")
    return [] if row in files[file] else [judged(False, got=said["chance"], file=file)]


@_PLACE.check("proof.seat", "public/panel.csv", due=never)
def check_seat(proof: dict[str, Any], files: Files) -> Said:
    """Whether the person is in the panel drawn; a proof made before the draw says nothing of it."""
    said = proof["panel"]
    drawn = _body(files, "panel")
    if said is None and proof["head"] != head(files):
        raise Inapplicable
    if said is None or not drawn:
        got, expected = said["number"] if said else "none", drawn.get("number", "none")
        return compared(told(got), told(expected), "journal/")
    member = f"\n{proof['pid']}\n".encode() in files.get("public/panel.csv", b"")
    own = f"{told(drawn.get('number'))}, {told(member)}"
    return compared(f"{said['number']}, {told(said['member'])}", own)


@_PLACE.check("proof.identity", due=never)
def say_identity(proof: dict[str, Any]) -> Said:
    """Who the person is, no published file says."""
    return skipped("not-published")


PROOF = Table(_PLACE, RECEIPT, AIMED)


def _document(data: bytes) -> bytes:
    """The canonical document that a page holds, or the data itself."""
    if len(data) > LARGEST:
        raise Malformed("too-large", len(data))
    if not data.lstrip().startswith(b"<"):
        return data
    blocks = _BLOCK.findall(data.decode("utf-8", "replace"))
    if len(blocks) != 1:
        raise Malformed("not-json", len(blocks))
    return _SIGN.sub(lambda match: _SIGNS[match[1]], blocks[0]).encode("utf-8", "replace")


def _strata(stratum: str, wave: dict[str, Any], files: Files) -> Iterator[Said]:
    table = strata_file(wave["wave"])
    if table not in files:
        yield skipped(absence(files, table), table)
        return
    try:
        header = list(WEIGHED if "weight" in wave else COLUMNS)
        found = {row[0]: row[1:] for row in rows(files[table], header)}
    except Malformed as fault:
        found = {}
        yield judged(False, got=fault.shown, file=table)
    said = [str(wave[key]) for key in header[1:]]
    yield compared(", ".join(said), ", ".join(found.get(stratum, [])), table)


def _drawn(proof: dict[str, Any], wave: dict[str, Any], files: Files) -> Said:
    listed = drawn_file(wave["wave"])
    if listed not in files:
        return skipped(absence(files, listed), listed)
    drawn = f"\n{proof['pid']},{proof['frame']['stratum']}\n".encode() in files[listed]
    return compared(told(wave["drawn"]), told(drawn), listed)


def _drawn_waves(files: Mapping[str, bytes], head: str = "") -> list[int]:
    """The waves that were drawn, in order; up to the entry of this hash, where there is one."""
    found = []
    for kind, path in zip(kinds(files), entry_names(files), strict=True):
        body = body_of(files[path]) if kind == "letters" else None
        match = LETTERS.fullmatch(told(body.get("act"))) if body is not None else None
        found += [int(match[1])] if match else []
        if digest_of(files, path) == head:
            break
    return found


def _body(files: Files, wanted: str) -> Mapping[str, Any]:
    """The body of the first entry of a type; nothing where there is none that can be read."""
    return next((body for kind, body in _acts(files) if kind == wanted), {})


def _acts(files: Files) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Type and body of the entries that can be read, in order."""
    for kind, path in zip(kinds(files), entry_names(files), strict=True):
        if (body := body_of(files[path])) is not None:
            yield kind, body
