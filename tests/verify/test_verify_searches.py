"""The searches behind checks 8.7 and 10.8: never beyond what is true, and they find most of what is not."""

from __future__ import annotations

from random import Random

import pytest
from support.compositions import compositions
from support.dossiers import Case, contents
from support.instances import tight

from tirage.verify.checks.certificate.prices import Limit
from tirage.verify.checks.certificate.refuter import refuted
from tirage.verify.checks.life import fits
from tirage.verify.checks.life.fits import somebody_fits
from tirage.verify.checks.lottery.pool import Pool, read_pool
from tirage.verify.checks.lottery.quotas import Quotas, read_quotas
from tirage.verify.checks.lottery.seating import Seating, Spent, space_of

Panels = list[tuple[int, ...]]


def _possible(rng: Random) -> tuple[Pool, Quotas, Panels]:
    """A tiny pool that has a panel."""
    while True:
        pool, quotas, _, panels = _tiny(rng)
        if panels:
            return pool, quotas, panels


def _tiny(rng: Random) -> tuple[Pool, Quotas, int, Panels]:
    """A pool of few people, some of whom live together, the seats, and all of its panels."""
    homes = rng.choice([0, 0, 2])
    people = tuple(
        (f"p{i}", "h1" if i < homes else "", (rng.choice("ab"), rng.choice("xyz"), rng.choice("st")))
        for i in range(rng.randint(6, 9))
    )
    ranges = tuple(
        (name, tuple((c, low := rng.randint(0, 1), low + rng.randint(0, 2)) for c in categories))
        for name, categories in (("one", "ab"), ("two", "xyz"), ("three", "st"))
    )
    case = Case(people, ranges, rng.randint(1, 4), panels=(("p0",),))
    files = contents(case)
    quotas = read_quotas(files["public/quotas.json"])
    pool = read_pool(files["guarantors/pool.csv"], quotas)
    return pool, quotas, case.seats, list(compositions(pool, quotas, case.seats))


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
        pool, quotas, panels = _possible(rng)
        weights = [rng.randint(-4, 6) for _ in pool.sizes]
        best = max(sum(w * seats for w, seats in zip(weights, x, strict=True)) for x in panels)
        lottery = _lottery(pool, [rng.choice(panels)])
        assert refuted({"0": Limit(dict(enumerate(weights)), best, best + 1)}, pool, quotas, lottery) == []
        lied = refuted({"0": Limit(dict(enumerate(weights)), best - 1, best)}, pool, quotas, lottery)
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
    claims = {
        str(number): Limit(dict(enumerate(weights)), sum(weights), sum(weights) + 1) for number in range(200)
    }
    assert refuted(claims, pool, quotas, _lottery(pool, [_composition(pool, case.panels[0])])) == []


def _composition(pool: Pool, panel: tuple[str, ...]) -> tuple[int, ...]:
    seats = [0] * len(pool.sizes)
    for pid in panel:
        seats[pool.profile_of[pool.numbers[pid]]] += 1
    return tuple(seats)


# --- Whether somebody fits ---------------------------------------------------------------------------


@pytest.mark.parametrize("few", [fits.FEW, 0])
def test_somebody_fits_where_a_panel_exists_and_only_there(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying everyone is always right; exchanges alone find most, and never say that nobody fits."""
    monkeypatch.setattr(fits, "FEW", few)
    possible = found = 0
    for seed in range(300):
        pool, quotas, seats, panels = _tiny(Random(f"fits/{seed}"))
        possible += bool(panels)
        try:
            answer = somebody_fits(pool, quotas, seats)
        except Spent:
            assert not few
            continue
        assert answer in panels if answer or not few else not panels
        found += answer is not None
    assert 60 < possible < 240
    assert found == possible if few else found > 0.9 * possible


def test_a_panel_published_under_looser_quotas_that_meets_the_strict_ones() -> None:
    pool, quotas, panels = _possible(Random("published"))
    lottery = _lottery(pool, [panels[-1]]) + b"\xff,nobody\n"
    assert somebody_fits(pool, quotas, sum(panels[0]), lottery) == panels[-1]


@pytest.mark.parametrize("seed", range(6))
def test_exchanges_find_a_panel_of_many_seats_under_tight_quotas(seed: int) -> None:
    instance = tight(seed)
    people = tuple((f"p{i:03}", "", f) for i, f in enumerate(instance.features))
    files = contents(Case(people, instance.quotas, instance.seats, panels=(("p000",),)))
    quotas = read_quotas(files["public/quotas.json"])
    pool = read_pool(files["guarantors/pool.csv"], quotas)
    found = somebody_fits(pool, quotas, instance.seats)
    assert found is not None and sum(found) == instance.seats
    assert Seating(space_of(pool, quotas), list(found)).valid
