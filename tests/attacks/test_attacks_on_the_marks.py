"""Times that nobody but the organiser vouches for, and journals other than those that others attested."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from support.attacks import caught, failures
from support.ceremonies import (
    BEFORE,
    DUE,
    EARLY,
    LATER,
    NO_BEACON,
    Act,
    Ceremony,
    chained,
    held,
    retold,
    told,
    witnessing,
)
from support.dossiers import Files, sha
from support.stamps import Authority
from support.witnesses import (
    FIRST,
    LOG,
    WITNESSES,
    anchor,
    base64,
    cosigned,
    guarantor,
    noted,
    origin,
    policy,
    second_key,
    seconds,
    signed,
    text,
    vkey,
)

from tirage.verify import verify

AUTHORITY = Authority()
ALONE = Ceremony(commits={}, revealed=(), dice=None)
WITNESSED = Ceremony(witnessed=EARLY)
PLANNED = 5
"""Entries up to the plan."""


def said(files: Files, code: str = "beacon.time", *trust: str) -> tuple[str, str]:
    """Status and value of the only line of a check."""
    (found,) = lines(files, code, *trust)
    return found


def lines(files: Files, code: str, *trust: str) -> list[tuple[str, str]]:
    """Status and value of each line of a check, under these keys."""
    checks = verify(files, trust=frozenset(trust)).checks
    return [(check.status, check.got) for check in checks if check.code == code]


def after_plan(files: Files, acts: list[Act]) -> Files:
    """The journal with other acts right after the plan."""
    before = told(files)
    return retold(files, [*before[:PLANNED], *acts, *before[PLANNED:]])


# --- The beacon ----------------------------------------------------------------------------------------


def test_a_plan_that_is_dated_back_to_before_a_round_that_is_known() -> None:
    report = caught(held(ALONE), "beacon.time")
    assert [check.got for check in report.checks if check.code == "beacon.time"] == ["no-mark"]


def test_the_same_with_those_who_were_to_bring_chance_dropped() -> None:
    everyone = ("amina", "bruno", "chloe", "public")
    caught(held(Ceremony(revealed=(), dice=None, dropped=everyone)), "beacon.time")


def test_the_same_with_secrets_that_the_organiser_may_know() -> None:
    caught(held(Ceremony(dice=None, dropped=("public",))), "beacon.time")


@pytest.mark.parametrize(("form", "roll"), [("1d6", "4"), ("words", "as it pleases")])
def test_the_same_with_a_roll_that_can_be_tried_out(form: str, roll: str) -> None:
    caught(held(Ceremony(commits={}, revealed=(), dice=roll, form=form)), "beacon.time")


def test_dice_beside_a_beacon_that_nobody_vouches_for_give_no_tick() -> None:
    files = held(Ceremony(commits={}, revealed=()))
    assert not failures(files)
    assert said(files) == ("not-checked", f"no-mark (< {DUE})")


def test_a_beacon_alone_under_the_eyes_of_a_witness() -> None:
    """Whoever verifies has its key from the witness itself."""
    files = held(replace(ALONE, witnessed=EARLY))
    assert said(files, "beacon.time", vkey(FIRST)) == ("ok", f"{EARLY}: {vkey(FIRST)}")
    assert said(files, "witnesses.quorum", vkey(FIRST)) == ("ok", "1 (trusted: 1)")
    assert said(files, "beyond.keys", vkey(FIRST)) == ("not-checked", "all-trusted")


def test_a_witness_whom_the_organiser_invented() -> None:
    files = held(replace(ALONE, witnessed=EARLY))
    assert not failures(files)
    assert said(files) == ("not-checked", f"untrusted: {EARLY}: {vkey(FIRST)}")
    assert said(files, "witnesses.quorum") == ("ok", "1")


def test_a_witness_whom_the_organiser_invented_beside_the_key_of_another() -> None:
    files = held(replace(ALONE, witnessed=EARLY))
    other = vkey(THREE[1])
    assert said(files, "beacon.time", other) == ("not-checked", f"untrusted: {EARLY}: {vkey(FIRST)}")
    assert lines(files, "witnesses.quorum", other) == [
        ("ok", "1 (trusted: 0)"),
        ("not-checked", "few-trusted: journal/0007-anchor.json"),
    ]
    assert said(files, "beyond.keys", other) == ("not-checked", vkey(FIRST))
    # Her key under another name is another key.
    named = vkey(FIRST).replace(FIRST, THREE[1])
    assert said(files, "beacon.time", named)[0] == "not-checked"


def test_invented_witnesses_outvote_one_that_is_trusted() -> None:
    """Two of three make the quorum of the record; of those, one alone is anybody."""
    body, trusted = policy(THREE, 2), vkey(FIRST)

    def story(names: tuple[str, ...]) -> Files:
        acts: list[Act] = [
            ("witnesses", body, BEFORE),
            ("anchor", lambda before: anchor(before, EARLY, names), EARLY),
        ]
        return after_plan(held(ALONE), acts)

    assert said(story(THREE), "beacon.time", trusted)[0] == "not-checked"
    assert lines(story(THREE), "witnesses.quorum", trusted)[1:] == [
        ("not-checked", "few-trusted: journal/0007-anchor.json")
    ]
    assert said(story(THREE), "beyond.keys", trusted)[1] == "; ".join(map(vkey, THREE[1:]))
    enough = (trusted, vkey(THREE[1]))
    assert said(story(THREE), "beacon.time", *enough) == ("ok", f"{EARLY}: {', '.join(enough)}")
    assert said(story(THREE[:2]), "beacon.time", *enough)[0] == "ok"


def test_an_invented_witness_in_time_beside_a_trusted_one_who_came_too_late() -> None:
    def late(before: list[bytes]) -> dict[str, Any]:
        said = text(before)
        return noted(before, genuine(before) + cosigned(said, THREE[1], seconds(LATER)))

    acts = told(held(ALONE))
    named: Act = ("witnesses", policy(THREE), BEFORE)
    size = PLANNED + 1
    files = retold(
        held(ALONE),
        [*acts[:PLANNED], named, ("anchor", lambda b: late(b[:size]), LATER), *acts[PLANNED:]],
    )
    assert said(files, "beacon.time", vkey(THREE[1]))[0] == "not-checked"


def test_a_trusted_witness_who_signed_when_the_round_was_due() -> None:
    acts = told(held(ALONE))
    named, cosigning = witnessing(PLANNED + 1, DUE, BEFORE)
    files = retold(held(ALONE), [*acts[:PLANNED], named, *acts[PLANNED:], ("anchor", cosigning[1], LATER)])
    assert said(files, "beacon.time", vkey(FIRST)) == ("failed", "no-mark")


def stamped(time: str, recorded: str = EARLY) -> Files:
    return after_plan(held(ALONE), [("anchor", lambda before: AUTHORITY.anchor(before, time), recorded)])


def test_a_beacon_dated_back_under_an_authority_that_the_organiser_invented() -> None:
    files = stamped(EARLY)
    assert not failures(files)
    assert said(files) == ("not-checked", f"untrusted: {EARLY}: tsa {AUTHORITY.key}")
    assert said(files, "beacon.time", f"sha256:{'0' * 64}")[0] == "not-checked"
    assert said(files, "beyond.keys", vkey(FIRST)) == ("not-checked", f"tsa {AUTHORITY.key}")
    assert said(files, "stamps", vkey(FIRST)) == ("ok", "1 (trusted: 0)")


def test_the_same_under_an_authority_that_is_trusted() -> None:
    assert said(stamped(EARLY), "beacon.time", AUTHORITY.key) == ("ok", f"{EARLY}: tsa {AUTHORITY.key}")
    assert said(stamped(EARLY), "stamps", AUTHORITY.key) == ("ok", "1 (trusted: 1)")
    # Whoever trusts no witness has nothing to say of them.
    files = held(replace(ALONE, witnessed=EARLY))
    assert lines(files, "witnesses.quorum", AUTHORITY.key) == [("ok", "1")]


def test_a_trusted_authority_that_stamped_when_the_round_was_due() -> None:
    acts = told(held(ALONE))
    late: Act = ("anchor", lambda before: AUTHORITY.anchor(before[: PLANNED + 1], DUE), LATER)
    files = retold(held(ALONE), [*acts, late])
    assert said(files, "stamps", AUTHORITY.key) == ("ok", "1 (trusted: 1)")
    assert said(files, "beacon.time", AUTHORITY.key) == ("failed", "no-mark")


def test_an_invented_mark_is_no_better_than_a_trusted_one_and_comes_after_it() -> None:
    """The invented one claims an earlier time."""
    acts: list[Act] = [
        ("anchor", lambda before: AUTHORITY.anchor(before, BEFORE), BEFORE),
        ("witnesses", policy(), BEFORE),
        ("anchor", lambda before: anchor(before, EARLY), EARLY),
    ]
    files = after_plan(held(ALONE), acts)
    assert said(files, "beacon.time", vkey(FIRST)) == ("ok", f"{EARLY}: {vkey(FIRST)}")
    assert said(files)[1].startswith(f"untrusted: {BEFORE}: tsa ")


def test_a_signature_holds_no_time_and_is_worth_the_word_of_who_signed() -> None:
    files = after_plan(held(ALONE), [("anchor", guarantor, EARLY)])
    assert not failures(files)
    status, got = said(files)
    assert status == "not-checked" and got.startswith("word-only: amina SHA256:")


def test_a_signature_beside_a_witness_who_holds_a_time() -> None:
    acts: list[Act] = [
        ("anchor", guarantor, EARLY),
        ("witnesses", policy(), EARLY),
        ("anchor", lambda before: anchor(before, EARLY), EARLY),
    ]
    files = after_plan(held(ALONE), acts)
    assert said(files) == ("not-checked", f"untrusted: {EARLY}: {vkey(FIRST)}")
    assert said(files, "beacon.time", vkey(FIRST))[0] == "ok"


def test_a_signature_that_was_recorded_when_the_round_was_due() -> None:
    acts = told(held(ALONE))
    caught(retold(held(ALONE), [*acts[:PLANNED], ("anchor", guarantor, DUE), *acts[PLANNED:]]), "beacon.time")
    before = [*acts[: PLANNED - 1], ("anchor", guarantor, BEFORE), *acts[PLANNED - 1 :]]
    caught(retold(held(ALONE), before), "beacon.time")


def ended(mark: Callable[[list[bytes]], dict[str, Any]]) -> Files:
    """A dossier that ends in an entry `anchor`."""
    files = held(NO_BEACON)
    return retold(files, [*told(files), ("anchor", mark, LATER)])


def test_a_signature_of_another_entry() -> None:
    assert not failures(ended(guarantor))
    caught(ended(lambda before: {**guarantor(before[:-1]), "head": guarantor(before)["head"]}), "anchors")


def test_a_stamp_that_was_dated_back() -> None:
    """The time that the authority gave, changed by who has no key of its."""

    def earlier(before: list[bytes]) -> dict[str, Any]:
        body = AUTHORITY.anchor(before, LATER)
        given, told = (re.sub("[-:T]", "", time).encode() for time in (LATER, EARLY))
        data = b64decode(body["stamp"])
        assert given in data
        return {**body, "stamp": base64(data.replace(given, told))}

    assert not failures(ended(lambda before: AUTHORITY.anchor(before, LATER)))
    caught(ended(earlier), "stamps")


@pytest.mark.parametrize(
    ("size", "signed_at"),
    [(PLANNED, BEFORE), (PLANNED + 1, DUE), (PLANNED + 1, LATER)],
    ids=["before the plan", "when the round was due", "afterwards"],
)
def test_a_witness_of_another_moment(size: int, signed_at: str) -> None:
    """The plan stands at place 5; a witness is named before it, or has cosigned too late."""
    files, acts = held(ALONE), told(held(ALONE))
    named, cosigning = witnessing(size, signed_at, BEFORE)
    acts.insert(1, named)
    place = PLANNED if size == PLANNED else len(acts)
    acts.insert(place, cosigning if size == PLANNED else ("anchor", cosigning[1], LATER))
    caught(retold(files, acts), "beacon.time")


# --- The journal ---------------------------------------------------------------------------------------


def test_a_journal_that_was_rewritten_after_its_witnesses_had_signed() -> None:
    """The source of the quotas is another file: nothing else refers to it, and no hash was read aloud."""
    files = held(WITNESSED)
    assert not failures(files)
    acts = told(files)
    acts[1][1]["source"] = sha(b"other quotas")
    caught(retold(files, acts), "witnesses.log")


def test_an_act_that_was_taken_out() -> None:
    files = held(WITNESSED)
    acts = told(files)
    end = [("contested", {"act": "panel", "entry": "0" * 64, "reason": "x"}, LATER)]
    whole = retold(files, acts + end)
    entries = [whole[name] for name in sorted(whole) if name.startswith("journal/")]
    late = ("anchor", lambda _: anchor(entries, LATER), LATER)
    caught(retold(files, [*acts, late]), "witnesses.log")


def with_note(note: Callable[[list[bytes]], str], body: dict[str, Any] | None = None) -> Files:
    """A drawn record with a checkpoint of an attacker's making right after the plan."""
    acts: list[Act] = [
        ("witnesses", body or policy(), BEFORE),
        ("anchor", lambda before: noted(before, note(before)), EARLY),
    ]
    return after_plan(held(Ceremony()), acts)


def genuine(before: list[bytes], names: tuple[str, ...] = (FIRST,), time: str = EARLY) -> str:
    note = anchor(before, time, names)["note"]
    assert isinstance(note, str)
    return note


def test_the_story_is_genuine() -> None:
    assert not failures(with_note(genuine))


NOTES: dict[str, Callable[[list[bytes]], str]] = {
    "no note": lambda before: "tirage",
    "nothing signed": lambda before: text(before) + "\n",
    "no signature of the journal": lambda before: text(before) + "\n" + cosigned(text(before), FIRST, 0),
    "signed by another key": lambda before: (
        text(before)
        + "\n"
        + signed(text(before), origin(before[0]), WITNESSES[FIRST])
        + cosigned(text(before), FIRST, seconds(EARLY))
    ),
    "signed twice": lambda before: genuine(before) + signed(text(before), origin(before[0])),
    "another size": lambda before: genuine(before).replace("\n6\n", "\n5\n"),
    "a size that is none": lambda before: genuine(before).replace("\n6\n", "\n06\n"),
    "another root": lambda before: genuine([*before[:-1], b"x"]),
    "another origin": lambda before: genuine(before).replace("tirage/", "tirage/0"),
    "a line more": lambda before: genuine(before).replace("\n\n", "\nmore\n\n", 1),
    "spaces": lambda before: genuine(before).replace("— ", "—  ", 1),
    "a signature cut short": lambda before: genuine(before)[:-5],
    "before its witnesses": lambda before: genuine(before[:5]),
}


@pytest.mark.parametrize("name", NOTES)
def test_a_checkpoint_that_is_none_of_this_journal(name: str) -> None:
    caught(with_note(NOTES[name]), "witnesses.log")


def test_a_checkpoint_under_a_key_that_is_not_on_record() -> None:
    caught(with_note(genuine, second_key(policy())), "witnesses.log")
    caught(after_plan(held(Ceremony()), [("anchor", lambda b: anchor(b, EARLY), EARLY)]), "witnesses.log")


def test_a_witness_whose_key_signs_whatever_one_likes() -> None:
    """The neutral element as a key: with R the same and S = 0, every text is signed."""
    key = bytes([1, *[0] * 31])

    def note(before: list[bytes]) -> str:
        key_id = sha256(f"{FIRST}\n\4".encode() + key).digest()[:4]
        signature = seconds(EARLY).to_bytes(8, "big") + bytes([1, *[0] * 63])
        return genuine(before, ()) + f"— {FIRST} {base64(key_id + signature)}\n"

    body = {**policy(), "witnesses": [{"name": FIRST, "key": key.hex()}]}
    caught(with_note(note, body), "witnesses.quorum")


THREE = tuple(WITNESSES)


def tampered(note: str) -> str:
    """The same with one bit of the last signature turned."""
    place = note.rindex("=") - 9
    return note[:place] + ("A" if note[place] != "A" else "B") + note[place + 1 :]


FEW: dict[str, tuple[Callable[[list[bytes]], str], dict[str, Any]]] = {
    "one of two": (genuine, policy(THREE, 2)),
    "one of two, twice": (lambda b: genuine(b) + cosigned(text(b), FIRST, seconds(EARLY)), policy(THREE, 2)),
    "strangers": (genuine, policy(THREE[1:], 1)),
    "false": (lambda before: tampered(genuine(before, THREE)), policy(THREE, 2)),
    "nobody is asked for": (genuine, policy(THREE, 0)),
    "more than there are": (lambda before: genuine(before, THREE), policy(THREE, 4)),
    "one under two names": (
        genuine,
        {**policy(), "witnesses": [*policy()["witnesses"], {**policy()["witnesses"][0], "name": "other"}]},
    ),
    "the journal itself": (
        lambda b: genuine(b, ()) + cosigned(text(b), "self", seconds(EARLY), LOG),
        {**policy(), "witnesses": [{"name": "self", "key": policy()["log"]}]},
    ),
    "long before": (lambda before: genuine(before, time="2023-03-03T12:00:00Z"), policy()),
    "long afterwards": (lambda before: genuine(before, time="2025-03-03T12:00:00Z"), policy()),
}


@pytest.mark.parametrize("name", FEW)
def test_fewer_witnesses_than_the_record_asks_for(name: str) -> None:
    note, body = FEW[name]
    caught(with_note(note, body), "witnesses.quorum")


def test_two_of_three_are_enough_and_their_time_is_that_of_the_second() -> None:
    def note(before: list[bytes]) -> str:
        late = cosigned(text(before), THREE[2], seconds("2024-03-03T12:34:00Z"))
        return genuine(before) + late

    files = with_note(note, policy(THREE, 2))
    assert not failures(files)
    both = (vkey(FIRST), vkey(THREE[2]))
    assert said(files, "beacon.time", *both)[1].startswith("2024-03-03T12:34:00Z: ")
    assert said(files)[1].startswith("untrusted: 2024-03-03T12:34:00Z: ")


def test_witnesses_are_named_once() -> None:
    again: list[Act] = [("witnesses", policy(), BEFORE), ("witnesses", policy(THREE[1:]), BEFORE)]
    caught(after_plan(held(Ceremony()), again), "order.once")


def test_the_keys_of_witnesses_are_said() -> None:
    report = verify(with_note(genuine))
    (keys,) = [check.got for check in report.checks if check.code == "beyond.keys"]
    assert keys.startswith(f"{FIRST}+")


def test_witnesses_who_were_chosen_when_there_was_a_plan() -> None:
    assert said(held(WITNESSED), "beyond.witnesses") == (
        "not-checked",
        "journal/0005-plan.json < journal/0006-witnesses.json",
    )
    acts = told(held(ALONE))
    early = retold(held(ALONE), [acts[0], ("witnesses", policy(), BEFORE), *acts[1:]])
    assert "beyond.witnesses" not in {check.code for check in verify(early).checks}


def test_an_entry_in_another_form_is_no_mark() -> None:
    files = held(WITNESSED)
    (name,) = [each for each in files if each.endswith("-anchor.json")]
    entry = json.loads(files[name])
    assert sorted(entry["body"]) == ["head", "note"]
    acts = told(files)
    acts[6][1]["id"] = "amina"
    caught(retold(files, acts), "documents.shape")
    assert chained(told(files)) == {n: d for n, d in files.items() if n.startswith("journal/")}
