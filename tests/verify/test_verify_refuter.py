"""The search behind check 8.7: it never goes beyond what is true, and it finds most of what is not."""

from __future__ import annotations

from random import Random

from support.compositions import compositions
from support.dossiers import Case, contents

from tirage.verify.checks.certificate.proofs import Weights
from tirage.verify.checks.certificate.refuter import refuted
from tirage.verify.checks.lottery.pool import Pool, read_pool
from tirage.verify.checks.lottery.quotas import Quotas, read_quotas

Panels = list[tuple[int, ...]]


def _tiny(rng: Random) -> tuple[Pool, Quotas, Panels]:
    """A pool of few people, some of whom live together, and all of its panels."""
    while True:
        homes = rng.choice([0, 0, 2])
        people = tuple(
            (f"p{i}", "h1" if i < homes else "", (rng.choice("ab"), rng.choice("xyz"), rng.choice("st")))
            for i in range(rng.randint(6, 9))
        )
        ranges = tuple(
            (name, tuple((c, low := rng.randint(0, 1), low + rng.randint(0, 2)) for c in categories))
            for name, categories in (("one", "ab"), ("two", "xyz"), ("three", "st"))
        )
        case = Case(people, ranges, rng.randint(2, 4), panels=(("p0",),))
        files = contents(case)
        quotas = read_quotas(files["public/quotas.json"])
        pool = read_pool(files["guarantors/pool.csv"], quotas)
        if panels := list(compositions(pool, quotas, case.seats)):
            return pool, quotas, panels


def _lottery(pool: Pool, panels: Panels) -> bytes:
    """Each composition as a panel of the first people of its profiles, households aside."""
    members: list[list[str]] = [[] for _ in pool.sizes]
    for pid, number in pool.numbers.items():
        members[pool.profile_of[number]].append(pid)
    lines = [sorted(pid for t, seats in enumerate(x) for pid in members[t][:seats]) for x in panels]
    return "".join(",".join(line) + "\n" for line in lines).encode()


def test_what_is_true_is_never_refuted_and_most_of_what_is_not_is() -> None:
    found = tried = 0
    for seed in range(150):
        rng = Random(f"refuter/{seed}")
        pool, quotas, panels = _tiny(rng)
        weights = [rng.randint(-4, 6) for _ in pool.sizes]
        best = max(sum(w * seats for w, seats in zip(weights, x, strict=True)) for x in panels)
        lottery = _lottery(pool, [rng.choice(panels)])
        assert refuted({"0": Weights(weights, best, programmed=True)}, pool, quotas, lottery) == []
        lied = refuted({"0": Weights(weights, best - 1, programmed=True)}, pool, quotas, lottery)
        assert lied in ([], [f"0: {best - 1} < {best}"])
        found, tried = found + len(lied), tried + 1
    assert found > 0.9 * tried


def test_the_work_is_bounded_whatever_is_claimed() -> None:
    """A thousand claims of a wide pool: what is left to each is little, and the search comes to its end."""
    people = tuple((f"p{i:03}", "", (f"a{i % 20:02}", f"b{i // 20:02}")) for i in range(400))
    ranges = (
        ("a", tuple((f"a{i:02}", 0, 1) for i in range(20))),
        ("b", tuple((f"b{i:02}", 0, 1) for i in range(20))),
    )
    case = Case(people, ranges, 10, panels=(tuple(f"p{21 * i:03}" for i in range(10)),))
    files = contents(case)
    quotas = read_quotas(files["public/quotas.json"])
    pool = read_pool(files["guarantors/pool.csv"], quotas)
    weights = [1 + t * t for t in range(400)]
    claims = {str(number): Weights(weights, sum(weights), programmed=True) for number in range(200)}
    assert refuted(claims, pool, quotas, _lottery(pool, [_composition(pool, case.panels[0])])) == []


def _composition(pool: Pool, panel: tuple[str, ...]) -> tuple[int, ...]:
    seats = [0] * len(pool.sizes)
    for pid in panel:
        seats[pool.profile_of[pool.numbers[pid]]] += 1
    return tuple(seats)
