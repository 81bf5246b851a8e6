"""A wave written by tirage is the one that hand-sized code writes, and the verifier accepts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.ceremonies import BEFORE, DUE, EARLY, ROUND, ROUNDS, SECRETS, retold, told
from support.dice import rolled
from support.dossiers import DICE, TOOL, Files
from support.waves import SEATS, Hat, by_hand, could_get, sealed, strata_of
from support.witnesses import anchor, policy

from tirage.acts.letters.waves import draw, plan
from tirage.assembly.letters import Basis
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import append, read_chain
from tirage.dossier.documents.plans import Allocation
from tirage.draws.chance import ChanceSources, Pulse, beacon, proceed, read_ceremony, reveal
from tirage.errors import InputInvalid
from tirage.forecast.allocation import Stratum, allocate
from tirage.forecast.planned import StratumLetters
from tirage.randomness.seeds import commit
from tirage.verify import verify
from tirage.verify.checks.chance.beacon import is_genuine


def asked(letters: int) -> Allocation:
    return Allocation(rule="shares/1", letters=letters, alpha="0")


def with_wave(files: Files, hat: Hat, total: int, text: str, *, rehearsal: bool) -> Files:
    """The dossier with one more wave, by tirage."""
    before = sorted(name for name in files if name.startswith("guarantors/letters-"))
    written = {line.split(",")[0] for name in before for line in files[name].decode().splitlines()[1:]}
    could = could_get(hat, written)
    stratum = {pid: code for pid, code, _ in hat.people}
    sent = Counter(stratum[pid] for pid in written)
    # Nobody answers: what is expected goes down with every letter (prior 100, response 1/10, 9 % come back).
    hoped = {code: floor(Fraction(91 * 100 * 1000, 100 + sent[code])) for code in could}
    own = [Stratum(s, s.split("/")[0], (s[-1:],), count, hoped[s]) for s, count in could.items()]
    letters = allocate(own, total, Fraction(0), SEATS)
    strata = [StratumLetters(s, n, could[s], letters[s]) for s, n in strata_of(hat).items()]
    frame, rules = sha256(files["guarantors/frame.csv"]), sha256(files["public/rules.json"])
    planned = plan(
        Basis(frame, rules, tuple(sha256(files[name]) for name in before)),
        strata,
        asked(total),
        rehearsal=rehearsal,
    )
    first, second = (planned.files[name] for name in sorted(planned.files))
    rolled, chance = proceed(read_ceremony(first, ()), text, "2026-11-24T09:00:00Z")
    assert chance
    outcome, drawn = draw(
        first, second, chance, lambda asked, stage: by_hand(hat.people, asked.letters, written, stage)
    )
    assert len(drawn) <= total
    entries = list(read_chain(files))
    for act, body in (*planned.acts, *rolled, *outcome.acts):
        entries.append(append(entries, act, body, f"2026-11-24T09:{len(entries):02}:00Z", TOOL))
    return {**files, **planned.files, **outcome.files, **{entry.name: entry.data for entry in entries}}


def test_the_same_bytes_as_by_hand() -> None:
    hat = Hat()
    files = sealed(hat, drop=6)
    for wave, total in enumerate(hat.letters, 1):
        files = with_wave(files, hat, total, f"{wave} {DICE[2:]}", rehearsal=False)
    whole = sealed(hat)
    own = {name: data for name, data in files.items() if not name.startswith("journal/")}
    assert own == {name: data for name, data in whole.items() if not name.startswith("journal/")}
    assert verify(files).ok


@given(
    st.lists(st.integers(0, 24), min_size=1, max_size=4),
    st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip())),
    st.booleans(),
)
def test_any_waves_verify(waves: list[int], text: str, rehearsal: bool) -> None:
    hat = Hat(letters=(), rehearsal=rehearsal)
    files = sealed(hat)
    for wave, total in enumerate(waves, 1):
        files = with_wave(files, hat, total, rolled(text, wave), rehearsal=rehearsal)
    report = verify(files)
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    drawn = [
        line.split(",")[0]
        for name in files
        if name.startswith("guarantors/letters-")
        for line in files[name].decode().splitlines()[1:]
    ]
    assert len(drawn) == len(set(drawn))


def test_a_wave_with_guarantors_and_a_beacon_verifies() -> None:
    """In 2024, as the beacon's genuine round asks for."""
    hat = Hat(letters=())
    files = sealed(hat)
    files = retold(files, [(kind, body, BEFORE) for kind, body, _ in told(files)])
    terms = ChanceSources({name: commit(name, value) for name, value in SECRETS.items()}, ROUND)
    strata = [StratumLetters(code, n, n, SEATS[code.split("/")[0]]) for code, n in strata_of(hat).items()]
    frame, rules = sha256(files["guarantors/frame.csv"]), sha256(files["public/rules.json"])
    planned = plan(Basis(frame, rules, ()), strata, asked(7), rehearsal=False, sources=terms)
    document, counts = (
        planned.files["public/letters-1-plan.json"],
        planned.files["public/letters-1-strata.csv"],
    )
    brought = [*planned.acts]
    for name in ("amina", "bruno"):
        brought.append(reveal(read_ceremony(document, brought), name, SECRETS[name], EARLY))
    state = read_ceremony(document, brought)
    assert state.missing == ("chloe", "public") and not state.complete
    with pytest.raises(ValueError, match="before all"):
        state.chance()
    closing = beacon(state, Pulse(ROUND, ROUNDS[ROUND], "-"), DUE, is_genuine)
    done = read_ceremony(document, [*brought, *closing])
    assert done.dropped == {"chloe", "public"}
    outcome, drawn = draw(
        document, counts, done.chance(), lambda c, ss: by_hand(hat.people, c.letters, set(), ss)
    )
    entries = list(read_chain(files))

    def say(time: str, *acts: tuple[str, Mapping[str, object]]) -> None:
        for act, body in acts:
            entries.append(append(entries, act, body, time, TOOL))

    say(BEFORE, *planned.acts, ("witnesses", policy()))
    say(BEFORE, ("anchor", anchor([entry.data for entry in entries], BEFORE)))
    say(EARLY, *brought[len(planned.acts) :])
    say(DUE, *closing, *outcome.acts)
    whole = {**files, **planned.files, **outcome.files, **{entry.name: entry.data for entry in entries}}
    report = verify(whole)
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    assert len(drawn) == 7
    assert {c.status for c in report.checks if c.code == "beacon.signature"} == {"ok"}


def test_more_letters_than_people_is_no_plan() -> None:
    with pytest.raises(ValueError, match="more letters"):
        plan(Basis("a" * 64, "b" * 64, ()), [StratumLetters("s", 5, 3, 4)], asked(4), rehearsal=False)


def test_a_blank_roll_is_no_chance() -> None:
    planned = plan(Basis("a" * 64, "b" * 64, ()), [StratumLetters("s", 5, 3, 1)], asked(1), rehearsal=False)
    with pytest.raises(InputInvalid):
        proceed(read_ceremony(min(planned.files.items())[1], ()), " \t", "2026-11-24T09:00:00Z")
