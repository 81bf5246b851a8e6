"""The public beacon, drand's network quicknet: its constants, when a round is due, its signature (SPEC §4).

Checks 4.1 to 4.4. The constants are pinned: a plan that names another network, or another key, could have
been made for a key whose owner knows every round beforehand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol

from ...kernel import Inapplicable, Table, never
from ...primitives.curve import G2, GENERATOR, NotAPoint, is_one, read_g1
from ...primitives.hashing import hash_to_g1
from ...primitives.rolls import ENOUGH, outcomes
from ...reading.shapes import is_field, is_round, record
from ...report import Said, faulty, judged, skipped
from ..record.journal import Entry, first
from ..record.marks import Marks

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

BEACON = Table()
"""Checks 4.1 to 4.4 of one act: of its plan and of the entries that belong to it."""

_FIELDS = record({"chain": is_field, "public_key": is_field, "round": is_round})


class AnyPlan(Protocol):
    """What every plan says of chance."""

    @property
    def act(self) -> str: ...  # noqa: D102
    @property
    def stage(self) -> str: ...  # noqa: D102
    @property
    def rehearsal(self) -> bool: ...  # noqa: D102
    @property
    def contributors(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def form(self) -> str: ...  # noqa: D102
    @property
    def beacon(self) -> Beacon | None: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def digest(self) -> str: ...  # noqa: D102


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


@BEACON.fact()
def drawn(entries: list[Entry]) -> dict[str, Any] | None:
    """What the record says of the draw: of a panel, of letters, of a standby; None before it."""
    return first(entries, "panel") or first(entries, "letters") or first(entries, "standby")


@BEACON.fact()
def beacon(plan: AnyPlan) -> Beacon:
    """That of the plan, where it names one."""
    if plan.beacon is None:
        raise Inapplicable
    return plan.beacon


@BEACON.check("beacon", due=never)
def check_network(plan: AnyPlan, entries: list[Entry]) -> Said:
    """The pinned network and key; a beacon on record that the plan does not name is a fault."""
    if plan.beacon is None:
        found = _recorded(entries)
        if found is None:
            raise Inapplicable
        return judged(False, got=found.file)
    named = (plan.beacon.chain, CHAIN), (plan.beacon.public_key, KEY)
    return faulty([name for name, own in named if name != own], wanted=f"quicknet, {CHAIN}", file=plan.file)


@BEACON.check("beacon.time", "journal/", due=never)
def check_time(
    plan: AnyPlan, beacon: Beacon, entries: list[Entry], marks: Marks, drawn: dict[str, Any] | None
) -> Said:
    """Somebody else attests the plan before its round is due; the signature is not on record before it is.

    The journal's own times would let anyone make a plan for a round that is known, and a key of the
    organiser's making would let them attest it. Where nobody attests the plan, and no roll of 2^50 outcomes
    lies beside the beacon, the organiser alone may have drawn.
    """
    due = beacon.due
    faults = [f"{e.file} ({e.time} ≥ {due})" for e in entries if e.type == "plan" and e.time >= due]
    faults += [f"{e.file} ({e.time} < {due})" for e in entries if e.type == "beacon" and e.time < due]
    if faults:
        return faulty(faults, wanted=due)
    planned = next((entry for entry in entries if entry.type == "plan"), None)
    found = marks.over(planned, due) if planned else []
    if found and found[0].trusted:
        return judged(True, got=f"{found[0].time}: {found[0].by}", expected=f"< {due}")
    if found:
        mark = found[0]
        return skipped(f"untrusted: {mark.time}: {mark.by}" if mark.timed else f"word-only: {mark.by}")
    rolled = any(entry.type == "contribution" and "text" in entry.body for entry in entries)
    if drawn and not (rolled and outcomes(plan.form) >= ENOUGH):
        return judged(False, got="no-mark", expected=f"< {due}")
    return skipped(f"no-mark (< {due})")


@BEACON.check("beacon.round", "journal/", due=never)
def check_round(beacon: Beacon, entries: list[Entry], drawn: dict[str, Any] | None) -> Said:
    """The round on record is the plan's, and its randomness the hash of its signature."""
    recorded = _recorded(entries)
    if recorded is None:
        return judged(False, got="none", expected=beacon.round) if drawn else skipped("not-drawn", "")
    body = recorded.body
    faults = []
    if (body["chain"], body["round"]) != (beacon.chain, beacon.round):
        faults.append(f"{body['round']} ≠ {beacon.round}")
    if body["randomness"] != (own := sha256(bytes.fromhex(body["signature"])).hexdigest()):
        faults.append(f"{body['randomness']} ≠ {own}")
    return faulty(faults, wanted=str(beacon.round), file=recorded.file)


@BEACON.check("beacon.signature", due=never)
def check_signature(beacon: Beacon, entries: list[Entry]) -> Said:
    """The network's key signed this round."""
    recorded = _recorded(entries)
    if recorded is None:
        return skipped("not-drawn")
    signature = recorded.body["signature"]
    return judged(is_genuine(beacon.round, signature), got=f"{signature[:16]}…", file=recorded.file)


def _recorded(entries: list[Entry]) -> Entry | None:
    return next((entry for entry in entries if entry.type == "beacon"), None)


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
