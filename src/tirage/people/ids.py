"""The ids of a pool, published as they stand (SPEC §3): one a person, in the grammar of SPEC §1.

Public ids: who someone is, to those who hold the key, and nothing to those who do not (SPEC §3, §9).

A plain hash of an identity is never published: names and birth dates can be tried one by one. What is
published is made with the dossier's key, 32 bytes that stay in `private/`.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from tirage.errors import Defect
from tirage.randomness.lines import H, line
from tirage.tabular.cells import quoted

FIELD = re.compile(r"[A-Za-z0-9._:+/-]+")
"""A field of a line (SPEC §1)."""

# 123.0, 1,5E+12: the leftovers of a spreadsheet that took the id for a number. Without a decimal mark or a
# sign, as in 2E10, it may as well be a hexadecimal id, and stands.
_MANGLED = re.compile(r"\d+[.,]0+|\d+E\+\d+|\d[.,]\d+E\+?\d+", re.IGNORECASE | re.ASCII)


def check_ids(ids: Iterable[tuple[int, str]], file: str, column: str) -> Iterator[Defect]:
    """The defects of (line, id) pairs: blank, mangled by a spreadsheet, outside the grammar, used twice."""
    lines: dict[str, list[int]] = {}
    # One example stands for all that are wrong in the same way: their lines are said together.
    examples: dict[str, str] = {}
    for row, pid in ids:
        lines.setdefault(pid, []).append(row)
        if not pid:
            yield Defect("pool.id.blank", file, row, column)
        elif _MANGLED.fullmatch(pid):
            example = examples.setdefault("", quoted(pid))
            yield Defect("pool.id.mangled", file, row, column, {"id": example})
        elif not FIELD.fullmatch(pid):
            bad = _outside(pid)
            example = examples.setdefault(bad, quoted(pid))
            yield Defect("pool.id.grammar", file, row, column, {"id": example, "bad": bad})
    for pid, repeated in lines.items():
        if pid and len(repeated) > 1:
            first, second, *_ = repeated
            values = {"id": quoted(pid), "first": first, "lines": ", ".join(map(str, repeated))}
            yield Defect("pool.id.duplicate", file, second, column, values)


def _outside(pid: str) -> str:
    """The characters of `pid` that the grammar does not have, each once; a space is named by its code."""
    bad = dict.fromkeys(c for c in pid if not FIELD.fullmatch(c))
    return " ".join("U+0020" if c == " " else quoted(c) for c in bad)


KEY_BYTES = 32
PID_DIGITS = 32
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""A prime number of signs: a check mod 31 then tells every slip of one sign, and every swap of two."""
_MISREAD = str.maketrans("OILZ", "0112")


def key_hash(key: bytes) -> str:
    """What the journal says of the key before anything is drawn.

    >>> key_hash(bytes(32)) == H("key", "00" * 32)
    True
    """
    return H("key", key.hex())


def uid(identity: str, number: str = "", namesake: int = 1) -> str:
    """The private id of a person: the national elector's number, else the hash of the canonical identity.

    `identity`: birth surname, first names, birth date and birth commune code in canonical form, joined by
    `|`; `namesake` 2, 3, … for those whom a person declared to be others of the same identity.
    """
    if number:
        return number
    return sha256(identity.encode("utf-8")).hexdigest() + (f"+{namesake}" if namesake > 1 else "")


def pid(key: bytes, uid: str) -> str:
    """The public id of a person, 32 hex digits.

    >>> pid(bytes.fromhex("00" * 31 + "01"), "123456789")
    '03718a452ac9d5b0fc5d7b145cac9c37'
    """
    return hmac.digest(key, line("pid", uid), "sha256").hex()[:PID_DIGITS]


def idc(key: bytes, pid: str, identity: str) -> str:
    """What binds a pid to an identity in the frame's tree, and says nothing to those without the nonce."""
    return sha256(f"tirage1|id|{nonce(key, pid)}|{identity}".encode()).hexdigest()


def nonce(key: bytes, pid: str) -> str:
    """What a citizen is told, to check their own leaf: 64 hex digits."""
    return hmac.digest(key, line("nonce", pid), "sha256").hex()


def receipt_nonce(key: bytes, pid: str) -> str:
    """What salts the receipt of a volunteer: 64 hex digits."""
    return hmac.digest(key, line("receipt", pid), "sha256").hex()


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The inner and outer key blocks of HMAC-SHA256 (RFC 2104), for where HMAC is written out.

    HMAC(key, x) = SHA-256(outer ‖ SHA-256(inner ‖ x)); the key has 64 bytes at most.
    """
    block = key.ljust(64, b"\0")
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def leaf(pid: str, stratum: str, idc: str) -> bytes:
    """A person's leaf in the frame's tree."""
    return line("roll", pid, stratum, idc)


def answer_code(key: bytes, pid: str, attempt: int = 0) -> str:
    """What a person types to answer a letter: seven signs and one that checks them.

    Without I, L, O, U and Z, which are misread; it cannot be told from the pid without the key. `attempt` 1,
    2, … gives another one, where someone else has the same.

    >>> answer_code(bytes(32), "03718a452ac9d5b0fc5d7b145cac9c37")
    'T66E-SM4N'
    """
    number = int.from_bytes(hmac.digest(key, line("code", pid, str(attempt)), "sha256"), "big")
    signs = []
    for _ in range(7):
        number, sign = divmod(number, len(_SIGNS))
        signs.append(sign)
    return _written([*signs, _check(signs)])


def read_code(text: str) -> str | None:
    """The code that somebody typed, in its one form; None where a sign is wrong or two are swapped.

    O is read as 0, I and L as 1, Z as 2; case, spaces and hyphens do not count.
    """
    typed = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_MISREAD)
    if len(typed) != 8 or any(sign not in _SIGNS for sign in typed):
        return None
    signs = [_SIGNS.index(sign) for sign in typed]
    return _written(signs) if signs[-1] == _check(signs[:-1]) else None


def _written(signs: list[int]) -> str:
    text = "".join(_SIGNS[sign] for sign in signs)
    return f"{text[:4]}-{text[4:]}"


def _check(signs: list[int]) -> int:
    # Weights from 2: the check sign itself counts as the first, so a swap with it is told too.
    return sum(weight * sign for weight, sign in enumerate(signs, 2)) % len(_SIGNS)
