"""The public beacon, drand's network quicknet: its constants, when a round is due, its signature (SPEC §4).

Checks 4.1 to 4.4. The constants are pinned: a plan that names another network, or another key, could have
been made for a key whose owner knows every round beforehand.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from ...kernel import Check, faulty, judged, skipped
from ...primitives.curve import G2, GENERATOR, NotAPoint, is_one, read_g1
from ...primitives.hashing import hash_to_g1
from ...reading.shapes import is_field, is_round, record
from ..record.journal import Entry

CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
KEY = (
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
    "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
"""A compressed point of G2; uncompressed, `_POINT`."""
GENESIS = 1692803367
PERIOD = 3
_POINT: G2 = (
    (int(KEY[96:], 16), int(KEY[:96], 16) % 2**381),
    (
        0x0E5DB2B6BFBB01C867749CADFFCA88B36C24F3012BA09FC4D3022C5C37DCE0F977D3ADB5D183C7477C442B1F04515273,
        0x01A714F2EDB74119A2F2B0D5A7C75BA902D163700A61BC224EDEDD8E63AEF7BE1AAF8E93D7A9718B047CCDDB3EB5D68B,
    ),
)
_DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
CODES = ("beacon.time", "beacon.round", "beacon.signature")
"""Checks that only a plan with a beacon has."""

_FIELDS = record({"chain": is_field, "public_key": is_field, "round": is_round})


@dataclass(frozen=True, slots=True)
class Beacon:
    """What a plan says of its beacon."""

    chain: str
    public_key: str
    round: int

    @property
    def due(self) -> str:
        """UTC time at which the round is published, in the journal's form."""
        moment = datetime.fromtimestamp(GENESIS + (self.round - 1) * PERIOD, UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def is_beacon(value: object) -> bool:
    """The plan's `beacon`: null, or a network, its key and a round."""
    return value is None or _FIELDS(value)


def pulse(beacon: Beacon | None, entries: list[Entry]) -> tuple[str, str, str]:
    """Chain, round and signature as they go into the seed."""
    recorded = _recorded(entries)
    if beacon is None or recorded is None:
        return "none", "0", "none"
    return beacon.chain, str(beacon.round), recorded.body["signature"]


def check_beacon(
    beacon: Beacon | None, entries: list[Entry], file: str, *, drawn: bool
) -> Generator[Check, None, None]:
    """The beacon of one act, of which `entries` are; a beacon that the plan does not name is a fault."""
    recorded = _recorded(entries)
    if beacon is None:
        yield judged("beacon", recorded is None, got="none" if recorded is None else recorded.file)
        return
    strange = [name for name, own in ((beacon.chain, CHAIN), (beacon.public_key, KEY)) if name != own]
    yield faulty("beacon", strange, wanted=f"quicknet, {CHAIN}", file=file)
    yield faulty("beacon.time", _times(beacon, entries), wanted=beacon.due, file="journal/")
    if recorded is None:
        if drawn:
            yield judged("beacon.round", False, got="none", expected=beacon.round, file="journal/")
        yield from (skipped(code, "not-drawn") for code in CODES[drawn + 1 :])
        return
    body = recorded.body
    faults = []
    if (body["chain"], body["round"]) != (beacon.chain, beacon.round):
        faults.append(f"{body['round']} ≠ {beacon.round}")
    if body["randomness"] != (own := sha256(bytes.fromhex(body["signature"])).hexdigest()):
        faults.append(f"{body['randomness']} ≠ {own}")
    yield faulty("beacon.round", faults, wanted=str(beacon.round), file=recorded.file)
    genuine = is_genuine(beacon.round, body["signature"])
    yield judged("beacon.signature", genuine, got=f"{body['signature'][:16]}…", file=recorded.file)


def _recorded(entries: list[Entry]) -> Entry | None:
    return next((entry for entry in entries if entry.type == "beacon"), None)


def _times(beacon: Beacon, entries: list[Entry]) -> list[str]:
    """A plan that is no older than its round, a signature on record before there was one."""
    due = beacon.due
    faults = [f"{e.file} ({e.time} ≥ {due})" for e in entries if e.type == "plan" and e.time >= due]
    return faults + [f"{e.file} ({e.time} < {due})" for e in entries if e.type == "beacon" and e.time < due]


def is_genuine(number: int, signature: str) -> bool:
    """Whether a signature is that of a round under the pinned key: e(signature, −g2)·e(H(round), key) = 1."""
    try:
        point = read_g1(bytes.fromhex(signature))
    except NotAPoint:
        return False
    message = hash_to_g1(sha256(number.to_bytes(8, "big")).digest(), _DOMAIN)
    x, (a, b) = GENERATOR
    # At infinity there is no signature.
    return point is not None and is_one((point, (x, (-a, -b))), (message, _POINT))
