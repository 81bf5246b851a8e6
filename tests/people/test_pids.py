"""Public ids against the known answer and the commands that anyone can type."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from pathlib import Path

import pytest

from tirage.people.pids import idc, key_hash, leaf, nonce, pid, uid

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "tirage-vectors.json").read_text(encoding="utf-8"))
KEY = bytes(range(32))


def test_known_pid() -> None:
    known = VECTORS["pid_hmac"]
    assert pid(bytes.fromhex(known["key"]), known["uid"]) == known["pid"]


def test_by_hand() -> None:
    identity = "LEFEVRE|ZOE MARIE|1990-02-28|75114"
    someone = pid(KEY, uid(identity))
    own = sha256(identity.encode()).hexdigest()
    assert someone == hmac.new(KEY, f"tirage1|pid|{own}".encode(), "sha256").hexdigest()[:32]
    secret = hmac.new(KEY, f"tirage1|nonce|{someone}".encode(), "sha256").hexdigest()
    assert nonce(KEY, someone) == secret
    assert idc(KEY, someone, identity) == sha256(f"tirage1|id|{secret}|{identity}".encode()).hexdigest()
    assert leaf(someone, "liste/14", "ab") == f"tirage1|roll|{someone}|liste/14|ab".encode()
    assert key_hash(KEY) == sha256(f"tirage1|key|{KEY.hex()}".encode()).hexdigest()


def test_namesakes_are_others_and_an_electors_number_is_the_person() -> None:
    assert (
        len({uid("A|B|1990-01-01|75101"), uid("A|B|1990-01-01|75101", namesake=2), uid("", "12345678")}) == 3
    )
    assert uid("A|B|1990-01-01|75101", namesake=3).endswith("+3")
    assert uid("A|B|1990-01-01|75101", "12345678", 2) == "12345678"


def test_a_stratum_that_could_pass_for_two_fields_is_refused() -> None:
    with pytest.raises(ValueError, match="field"):
        leaf("ab", "liste|14", "cd")
