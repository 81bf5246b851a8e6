"""One citizen's proof against the published files: in the hat, and with what chance (SPEC §9). Checks 12.

A proof is a document, or the page that holds it. What of it rests on a file that is not here is not checked,
and says so; what contradicts a file that is here fails.
"""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Mapping
from hashlib import sha256
from typing import Any

from ..legacy import Check, compared, faulty, judged, skipped
from ..primitives.lines import hash_of, line
from ..reading.bodies import LETTERS
from ..reading.documents import Malformed, parse_json, rows
from ..reading.pack import absence
from ..reading.shapes import exactly, is_count, is_field, is_flag, is_hash, is_text, list_of, record, shaped
from .lottery.lottery import FILE as LOTTERY
from .lottery.lottery import panels_of
from .record.journal import NAME, entry_names, head, kinds
from .roll.frame import FILE as FRAME
from .roll.frame import PIDS, read_frame
from .roll.letters import drawn_file, strata_file

LARGEST = 2**20
_BLOCK = re.compile(r'<pre id="proof">([^<]*)</pre>')
_HAT = {
    **dict.fromkeys(("root", "idc"), is_hash),
    **dict.fromkeys(("people", "index"), is_count),
    "stratum": is_field,
    "nonce": lambda value: value is None or is_hash(value),
    "siblings": list_of(is_hash),
}
_WAVE = {**dict.fromkeys(("wave", "people", "eligible", "letters"), is_count), "drawn": is_flag}
_POOL = {"panels": is_count, "of": is_count, "chance": is_text}


def _maybe(keys: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a shape
    return lambda value: value is None or record(keys)(value)


_PROOF = {
    "spec": exactly("tirage/1"),
    "pid": is_field,
    "head": is_hash,
    "frame": _maybe(_HAT),
    "letters": list_of(record(_WAVE)),
    "pool": _maybe(_POOL),
    "panel": _maybe({"number": is_count, "member": is_flag}),
}


def check_proof(data: bytes, files: Mapping[str, bytes], name: str) -> Generator[Check, None, None]:
    """Every claim of a proof, a document or a page, against the files of a dossier or a pack."""
    try:
        proof = shaped(parse_json(_document(data)), _PROOF)
    except Malformed as fault:
        yield judged("proof.form", False, got=fault.shown, file=name)
        return
    yield judged("proof.form", True, got=proof["pid"], expected=proof["pid"], file=name)
    entries = [hash_of(data) for path, data in files.items() if NAME.fullmatch(path)]
    yield judged("proof.head", proof["head"] in entries, got=proof["head"], file="journal/")
    if proof["frame"] is None:
        yield _not_in_hat(proof, files)
    else:
        yield from _check_hat(proof, files)
        for wave in proof["letters"]:
            yield from _check_wave(proof, wave, files)
    yield _check_pool(proof, files)
    yield from _check_panel(proof, files)
    yield skipped("proof.identity", "not-published")


def _not_in_hat(proof: dict[str, Any], files: Mapping[str, bytes]) -> Check:
    """A proof that speaks of no frame: there is none, or the person is not in it."""
    if "frame" in kinds(files) and PIDS not in files:
        return skipped("proof.hat", absence(files, PIDS), PIDS)
    inside = f"\n{proof['pid']},".encode() in files.get(PIDS, b"")
    return judged("proof.hat", not inside and not proof["letters"], got="none", file=PIDS)


def _document(data: bytes) -> bytes:
    """The canonical document that a page holds, or the data itself."""
    if len(data) > LARGEST:
        raise Malformed("too-large", len(data))
    if not data.lstrip().startswith(b"<"):
        return data
    blocks = _BLOCK.findall(data.decode("utf-8", "replace"))
    if len(blocks) != 1:
        raise Malformed("not-json", len(blocks))
    return html.unescape(blocks[0]).encode("utf-8", "replace")


def _check_hat(proof: dict[str, Any], files: Mapping[str, bytes]) -> Generator[Check, None, None]:
    """The path from the person's leaf to the root that the journal has, and the stratum."""
    hat = proof["frame"]
    leaf = line("roll", proof["pid"], hat["stratum"], hat["idc"]).encode("ascii")
    own = _root_by(leaf, hat["index"], hat["people"], hat["siblings"])
    act = _body(files, "frame")
    wanted = act.get("root", "none"), act.get("people", 0)
    own = own if own == hat["root"] else f"{hat['root']} ≠ {own}"
    yield compared("proof.hat", f"{own}, {hat['people']}", f"{wanted[0]}, {wanted[1]}", "journal/")
    if FRAME not in files:
        yield skipped("proof.stratum", absence(files, FRAME), FRAME)
        return
    try:
        strata = {each["code"]: each["people"] for each in read_frame(files[FRAME])["strata"]}
    except Malformed as fault:
        yield judged("proof.stratum", False, got=fault.shown, file=FRAME)
        return
    said = {wave["people"] for wave in proof["letters"]}
    people = strata.get(hat["stratum"], "absent")
    wrong = people == "absent" or bool(said - {people})
    yield judged("proof.stratum", not wrong, got=hat["stratum"], expected=people, file=FRAME)


def _root_by(leaf: bytes, index: int, count: int, siblings: list[str]) -> str:
    """The root of RFC 6962 that a path leads to; empty for a path of another length than the tree has."""
    if index >= count:
        return ""
    digest = sha256(b"\0" + leaf).digest()
    left = [bytes.fromhex(each) for each in siblings]
    place, last = index, count - 1
    while last:
        # The last node of a level that is alone there rises as it is.
        if place < last or place % 2:
            if not left:
                return ""
            beside = left.pop(0)
            pair = beside + digest if place % 2 else digest + beside
            digest = sha256(b"\1" + pair).digest()
        place, last = place // 2, last // 2
    return "" if left else digest.hex()


def _check_wave(
    proof: dict[str, Any], wave: dict[str, Any], files: Mapping[str, bytes]
) -> Generator[Check, None, None]:
    stratum, number = proof["frame"]["stratum"], wave["wave"]
    table, listed = strata_file(number), drawn_file(number)
    if number not in _drawn_waves(files):
        yield judged("proof.drawn", False, got=number, expected="none", file="journal/")
        return
    if table not in files:
        yield skipped("proof.letters", absence(files, table), table)
    else:
        try:
            lines = {
                row[0]: row[1:] for row in rows(files[table], ["stratum", "people", "eligible", "letters"])
            }
        except Malformed as fault:
            lines = {}
            yield judged("proof.letters", False, got=fault.shown, file=table)
        said = [str(wave[key]) for key in ("people", "eligible", "letters")]
        yield compared("proof.letters", ", ".join(said), ", ".join(lines.get(stratum, [])), table)
    if listed not in files:
        yield skipped("proof.drawn", absence(files, listed), listed)
    else:
        drawn = f"\n{proof['pid']},{stratum}\n".encode() in files[listed]
        yield compared("proof.drawn", str(wave["drawn"]).lower(), str(drawn).lower(), listed)


def _drawn_waves(files: Mapping[str, bytes]) -> set[int]:
    acts = (str(body.get("act")) for kind, body in _acts(files) if kind == "letters")
    return {int(match[1]) for act in acts if (match := LETTERS.fullmatch(act))}


def _check_pool(proof: dict[str, Any], files: Mapping[str, bytes]) -> Check:
    """The number of panels that hold the person, counted in the lottery."""
    data, pid, pool = files.get(LOTTERY), proof["pid"], proof["pool"]
    if data is None:
        return judged("proof.chance", pool is None, got="none", file=LOTTERY)
    try:
        panels = list(panels_of(data))
    except UnicodeError:
        return judged("proof.chance", False, got="not-ascii", file=LOTTERY)
    held, chances = sum(pid in panel for panel in panels), "guarantors/chances.csv"
    row = f"\n{pid},{held},".encode()
    faults = []
    if (pool["panels"], pool["of"]) != (held, len(panels)) if pool else held:
        faults.append(f"{held}/{len(panels)}")
    if chances in files:
        whole = row + pool["chance"].encode("utf-8", "replace") + b"\n" if pool else f"\n{pid},".encode()
        if (whole in files[chances]) != (pool is not None):
            faults.append(chances)
    return faulty("proof.chance", faults, wanted=f"{held}/{len(panels)}", file=LOTTERY)


def _check_panel(proof: dict[str, Any], files: Mapping[str, bytes]) -> Generator[Check, None, None]:
    said = proof["panel"]
    drawn = _body(files, "panel")
    if said is None and proof["head"] != head(files):
        # A proof made before the draw says nothing of it.
        return
    if said is None or not drawn:
        got, expected = said["number"] if said else "none", drawn.get("number", "none")
        yield compared("proof.seat", str(got), str(expected), "journal/")
        return
    member = f"\n{proof['pid']}\n".encode() in files.get("public/panel.csv", b"")
    own = f"{drawn.get('number')}, {member}".lower()
    yield compared("proof.seat", f"{said['number']}, {said['member']}".lower(), own, "public/panel.csv")


def _body(files: Mapping[str, bytes], wanted: str) -> dict[str, Any]:
    """The body of the first entry of a type; nothing where there is none that can be read."""
    return next((body for kind, body in _acts(files) if kind == wanted), {})


def _acts(files: Mapping[str, bytes]) -> Generator[tuple[str, dict[str, Any]], None, None]:
    """Type and body of the entries that can be read, in order."""
    for kind, path in zip(kinds(files), entry_names(files), strict=True):
        try:
            entry = parse_json(files[path])
        except Malformed:
            continue
        if isinstance(entry, dict) and isinstance(entry.get("body"), dict):
            yield kind, entry["body"]
