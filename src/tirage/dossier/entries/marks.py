"""Entries about the record itself: void, contested, erased, attested."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from tirage.dossier.documents.part import Part
from tirage.dossier.entries.body import AnyAct, Base64, Body, Hash, Id, Number, Reason


class Void(Body):
    """A plan is abandoned before its chance."""

    TYPE = "void"
    act: AnyAct
    plan: Hash
    reason: Reason
    """Published for ever, and names nobody."""


class Contested(Body):
    """A result is contested."""

    TYPE = "contested"
    act: AnyAct
    entry: Hash
    """Of the entry that holds the result."""
    reason: Reason
    """Published for ever, and names nobody."""


class Erase(Body):
    """Names are destroyed."""

    TYPE = "erase"
    reason: Reason
    """Published for ever, and names nobody."""


class Attested(Body):
    """The head of the journal, attested from outside; what is attested is tirage1|anchor|HEAD."""

    TYPE = "anchor"
    head: Hash
    """Of an entry before."""
    id: Id
    """Who signed or stamped, by their own account."""


class Anchor(Attested):
    """A signature of the head."""

    signature: Base64
    """Of ssh-keygen -Y sign -n tirage, base64 without its armour."""


class Stamp(Attested):
    """A time-stamp of the head."""

    stamp: Base64
    """Reply of a time-stamping authority (RFC 3161, DER), base64."""


class Cosigned(Body):
    """A checkpoint of the journal that witnesses have cosigned (C2SP)."""

    TYPE = "anchor"
    head: Hash
    """Of the last entry that the checkpoint counts."""
    note: Annotated[str, StringConstraints(min_length=1)]
    """The signed note: origin, size, root, the signature of the journal's key, cosignatures."""


class Witness(Part):
    """Who cosigns the checkpoints of a journal."""

    name: Annotated[str, StringConstraints(pattern="^[!-*,-~]{1,255}$")]
    """As the witness makes it known."""
    key: Hash
    """Its Ed25519 key, 64 hex digits."""


class Witnesses(Body):
    """The journal gets a key as a log, and witnesses."""

    TYPE = "witnesses"
    log: Hash
    """The Ed25519 key that signs its checkpoints; the secret behind it stays private."""
    witnesses: Annotated[tuple[Witness, ...], Field(min_length=1)]
    quorum: Number
    """How many of them must cosign a checkpoint."""
