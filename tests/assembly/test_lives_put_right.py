"""Lives in which much is recorded by mistake and put right: all of it verifies, and who sits is agreed on."""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
from support.assemblies import Assembly
from support.instances import Instance

from tirage.assembly.stays import roster, standing
from tirage.errors import Refused
from tirage.verify import verify

QUOTAS = (("g", (("f", 1, 3), ("h", 1, 3))), ("q", (("n", 0, 3), ("s", 1, 4))))
FEATURES = tuple((g, q) for g in "fh" for q in "nssn" for _ in range(2))
KINDS = ("withdrawal", "moved", "age-limit", "refusal", "acceptance", "absence")
ACTS = ("leave", "accept", "miss", "withhold", "term", "amend", "replace", "end", *("put right",) * 3)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_put_right_the_record_verifies_and_says_who_sits(seed: int) -> None:
    chance, done = random.Random(seed), Counter[str]()
    for _ in range(3):
        assembly = Assembly(
            Instance(FEATURES, ("",) * len(FEATURES), QUOTAS, 4), cohorts=chance.choice((1, 2))
        )
        pool = [row.split(",")[0] for row in assembly.files["guarantors/pool.csv"].decode().split()[1:]]
        for _ in range(12):
            assembly.wait_until(assembly.today + timedelta(days=chance.randrange(60)))
            act = chance.choice(ACTS)
            if assembly.life.closed is None:
                with suppress(Refused):
                    _do(assembly, act, pool, chance)
                    done[act] += 1
        assert verify(assembly.files).ok
        day, seated = assembly.today, assembly.life.seated
        assert tuple(each.pid for each in roster(assembly.files, assembly.entries, day, day)) == seated
        sits = [pid for pid in pool if standing(assembly.files, assembly.entries, pid).status == "sits"]
        assert sorted(sits) == list(seated)
    assert done["put right"] + done["amend"] > 2, done


def _do(assembly: Assembly, act: str, pool: list[str], chance: random.Random) -> None:
    """One act of somebody; Refused where it is none that may be."""
    member = chance.choice(assembly.life.seated or pool)
    match act:
        case "leave":
            assembly.leave(member, chance.choice(KINDS[:4]))
        case "accept":
            assembly.accept(member)
        case "miss":
            assembly.miss(member)
        case "withhold":
            assembly.withhold(chance.choice(pool))
        case "term":
            assembly.begin(months=12, moved=chance.choice(("at-once", "end-of-term")))
        case "amend" if assembly.life.term is not None:
            assembly.amend(
                chance.choice(("typing", "decision")), "d" * 64, months=chance.choice((12, 16, 24))
            )
        case "replace" if assembly.life.vacant:
            assembly.replace()
        case "end" if assembly.life.term is not None:
            assembly.end_term(days=chance.randrange(40))
            if assembly.life.closed is None:
                assembly.replace()
        case "put right":
            said = {str(each.body["pid"]) for each in assembly.entries if "pid" in each.body}
            right: dict[str, object] = {}
            if chance.random() < 0.7:
                right["person"] = chance.choice(pool)
            if chance.random() < 0.5:
                right["kind"] = chance.choice(KINDS)
            assembly.put_right(chance.choice(sorted(said) or pool), **right)
