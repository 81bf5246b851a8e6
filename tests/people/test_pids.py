"""Public ids against the known answer and the commands that anyone can type."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirage.people.ids import answer_code, idc, key_hash, leaf, nonce, pid, read_code, uid

VECTORS = json.loads(
    (Path(__file__).parents[2] / "src/tirage/spec/vectors/tirage-vectors.json").read_text(encoding="utf-8")
)
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


@given(st.integers(0, 10**6))
def test_a_code_is_read_back_however_it_is_typed(i: int) -> None:
    code = answer_code(KEY, f"{i:032x}")
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l").replace("2", "z")
    assert read_code(code) == read_code(typed) == code


@given(st.integers(0, 10**6), st.integers(0, 7), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXY"))
def test_a_slip_of_one_sign_or_a_swap_of_two_is_no_code(i: int, place: int, sign: str) -> None:
    signs = list(answer_code(KEY, f"{i:032x}").replace("-", ""))
    slipped = [*signs[:place], sign, *signs[place + 1 :]]
    assert read_code("".join(slipped)) is None or slipped == signs
    swapped = [*signs[:place], *reversed(signs[place : place + 2]), *signs[place + 2 :]]
    assert read_code("".join(swapped)) is None or swapped == signs


@pytest.mark.parametrize("text", ["", "ABC", "ÀÉÎÕ-1234", "12345678901234567890", "é" * 8, "UUUU-UUUU"])
def test_what_is_no_code(text: str) -> None:
    assert read_code(text) is None


def test_another_attempt_is_another_code() -> None:
    codes = {answer_code(KEY, "ab" * 16, attempt) for attempt in range(50)}
    assert len(codes) == 50
