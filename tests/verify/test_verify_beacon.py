"""The verifier's own arithmetic of BLS12-381 against drand's vectors, and against another implementation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_arkworks_bls12381 import G1Point, Scalar
from support.ceremonies import DRAND, QUICKNET, ROUNDS

from tirage.randomness import beacon as drawing
from tirage.verify.checks.chance import beacon
from tirage.verify.primitives.curve import GENERATOR, NotAPoint, add, is_one, mul, multiply, p, r, read_g1
from tirage.verify.primitives.hashing import hash_to_g1

OTHER = DRAND["other_rfc9380_g1_key"]
FASTNET = DRAND["fastnet_wrong_dst"]


@pytest.mark.parametrize("number", ROUNDS)
def test_genuine_rounds_are_genuine_to_both(number):
    assert beacon.is_genuine(number, ROUNDS[number])
    assert drawing.verified(number, ROUNDS[number]) is True


@pytest.mark.parametrize("vector", QUICKNET["must_reject"], ids=lambda vector: vector["why"])
def test_what_is_no_signature_of_the_round_is_refused_by_both(vector):
    assert not beacon.is_genuine(vector["round"], vector["signature"])
    assert drawing.verified(vector["round"], vector["signature"]) is False


def test_the_key_decides():
    """Genuine under another network's key, it is nothing under quicknet's; and the other way round."""
    assert drawing.verified(OTHER["round"], OTHER["signature"], OTHER["public_key"]) is True
    assert not beacon.is_genuine(OTHER["round"], OTHER["signature"])
    assert drawing.verified(OTHER["round"], OTHER["signature"]) is False
    assert drawing.verified(1, ROUNDS[1], OTHER["public_key"]) is False


def test_a_network_that_hashed_otherwise_is_refused_even_under_its_own_key():
    assert drawing.verified(FASTNET["round"], FASTNET["signature"], FASTNET["public_key"]) is False
    assert not beacon.is_genuine(FASTNET["round"], FASTNET["signature"])


@pytest.mark.parametrize("each", DRAND["default_mainnet"]["rounds"][:2], ids=lambda each: each["round"])
def test_rounds_of_the_chained_network_are_no_signatures_here(each):
    assert not beacon.is_genuine(each["round"], each["signature"])
    assert drawing.verified(each["round"], each["signature"]) is False


def test_both_programs_pin_the_constants_of_the_vectors():
    for own in ((drawing.CHAIN, drawing.PUBLIC_KEY), (beacon.CHAIN, beacon.KEY)):
        assert own == (QUICKNET["chain_hash"], QUICKNET["public_key"])
    for own in ((drawing.GENESIS, drawing.PERIOD), (beacon.GENESIS, beacon.PERIOD)):
        assert own == (QUICKNET["genesis_time"], QUICKNET["period"])
    assert QUICKNET["group_hash"] == drawing.GROUP_HASH
    assert drawing.chain_hash() == QUICKNET["chain_hash"]


@pytest.mark.parametrize("each", QUICKNET["rounds"], ids=lambda each: each["round"])
def test_a_round_is_due_when_it_was_and_its_randomness_follows(each):
    assert drawing.due(each["round"]) == each["time_unix"]
    assert drawing.first_round(each["time_unix"]) == each["round"]
    assert drawing.first_round(each["time_unix"] + 1) == each["round"] + 1
    assert drawing.due_time(each["round"]) == beacon.Beacon("", "", each["round"]).due
    assert drawing.randomness(each["signature"]) == each["randomness"]


def test_the_key_is_the_point_that_its_compressed_form_means():
    (x0, x1), (y0, y1) = beacon._POINT
    square, cube = mul((y0, y1), (y0, y1)), mul((x0, x1), mul((x0, x1), (x0, x1)))
    assert square == ((cube[0] + 4) % p, (cube[1] + 4) % p)
    flags = int(beacon.KEY[:2], 16)
    assert flags & 0x80 and not flags & 0x40
    assert ((y1, y0) > ((p - y1) % p, (p - y0) % p)) == bool(flags & 0x20)


@given(st.binary(max_size=80), st.binary(min_size=1, max_size=60))
@settings(max_examples=30)
def test_a_message_is_hashed_to_the_same_point(message, domain):
    theirs = G1Point.hash_to_curve(message, domain)
    assert read_g1(bytes(theirs.to_compressed_bytes())) == hash_to_g1(message, domain)


@given(st.integers(0, r - 1), st.integers(0, r - 1))
@settings(max_examples=15)
def test_points_add_up_as_numbers_do(a, b):
    start = read_g1(bytes(G1Point().to_compressed_bytes()))
    assert add(multiply(start, a), multiply(start, b)) == multiply(start, (a + b) % r)
    theirs = G1Point() * Scalar(a)
    assert read_g1(bytes(theirs.to_compressed_bytes())) == multiply(start, a)


def test_a_pairing_is_bilinear_and_not_constant():
    start = read_g1(bytes(G1Point().to_compressed_bytes()))
    x, (y0, y1) = GENERATOR
    minus = (x, (-y0 % p, -y1 % p))
    five = (multiply(start, 5), minus)
    assert is_one(five, (multiply(start, 2), GENERATOR), (multiply(start, 3), GENERATOR))
    assert not is_one(five, (multiply(start, 4), GENERATOR))
    assert not is_one((start, GENERATOR))
    assert is_one() and is_one((None, GENERATOR))


@given(st.binary(min_size=48, max_size=48))
@settings(max_examples=60)
def test_any_bytes_are_the_same_point_to_both_or_none(data):
    # Arkworks takes infinity with anything after it; here only zeros may follow.
    data = bytes([data[0] & 0x3F | 0x80, *data[1:]])
    try:
        theirs = bytes(G1Point.from_compressed_bytes(data).to_compressed_bytes())
    except ValueError:
        with pytest.raises(NotAPoint):
            read_g1(data)
    else:
        assert theirs == data
        read_g1(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(48),
        bytes(47),
        bytes([0xE0, *bytes(47)]),
        bytes([0xC0, *bytes(46), 1]),
        (2**383 + p).to_bytes(48, "big"),
        (2**383 + 4).to_bytes(48, "big"),
    ],
    ids=["empty", "no flag", "short", "infinity with a sign", "infinity with an x", "x = p", "another group"],
)
def test_bytes_that_are_no_point(data):
    with pytest.raises(NotAPoint):
        read_g1(data)
