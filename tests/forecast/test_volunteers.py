"""What letters are likely to bring: beliefs after a wave, all margins at once, and whether "95 %" is 95 %."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from support.worlds import (
    ALPHA,
    BACK,
    DIPLOMAS,
    QUOTAS,
    after,
    at_first,
    letters_of,
    often,
    rules,
    world,
)

from tirage.forecast.letters import forecast, letters_needed, share_out
from tirage.forecast.outlook import rehearse
from tirage.forecast.waves.response import Sent, believe
from tirage.quotas.model import Quotas
from tirage.rules.sections import Presumed

CITY = Presumed()
FUTURES = 1000


def answered(rate: float, letters: int, strata: int = 374) -> list[Sent]:
    """`letters` in all, with the same rate in each of many strata as near as whole numbers can be."""
    found, hoped = [], 0.0
    for i in range(strata):
        own = letters // strata
        hoped += rate * own
        came = int(hoped)
        hoped -= came
        found.append(Sent(("", f"s{i % 17}", f"a{i // 17}"), 0.0755, own, 0, came))
    return found


def test_four_thousand_letters_outweigh_the_rules() -> None:
    """Rules that expect 6.9 % of letters sent, and 3.9 % who answer: the old forecast went on with 6.9 %."""
    sent = answered(0.039, 4000)
    belief = believe(sent, CITY, 0.0755, 0.0)
    rates = belief.rates(FUTURES, ("test",))
    city = rates.mean(axis=1)
    assert city.mean() == pytest.approx(0.039, rel=0.08)
    assert np.quantile(city, 0.05) < 0.039 < np.quantile(city, 0.95)
    # No stratum keeps what the rules said.
    assert rates.mean(axis=0).max() < 0.055


def test_a_stratum_learns_from_itself_its_categories_and_the_city() -> None:
    labels = [(f"s{i}", f"a{j}") for i in range(5) for j in range(4)]

    def sent(own: tuple[str, str]) -> Sent:
        rate = 0.09 if own[0] == "s0" else 0.05
        if own == ("s4", "a3"):
            return Sent(("", *own), 0.05)
        if own == ("s4", "a0"):
            return Sent(("", *own), 0.05, 4000, 0, 320)
        return Sent(("", *own), 0.05, 400, 0, round(400 * rate))

    rates = believe([sent(own) for own in labels], CITY, 0.05, 0.0).rates(FUTURES, ("test",))
    mean = dict(zip(labels, rates.mean(axis=0), strict=True))
    spread = dict(zip(labels, rates.std(axis=0), strict=True))
    # Between the city's 5 % and what its own letters say.
    assert 0.06 < mean["s0", "a1"] < 0.09
    assert mean["s4", "a0"] == pytest.approx(0.08, rel=0.1)
    # Nobody was written to here: what is like it, and less sure.
    assert 0.045 < mean["s4", "a3"] < 0.075
    assert spread["s4", "a3"] > spread["s4", "a2"] > spread["s4", "a0"]


def test_letters_that_come_back_are_read() -> None:
    """As many volunteers from letters sent, recorded or not what came back; more from each that arrived."""
    silent = answered(0.05, 8000)
    told = [replace(each, undelivered=round(0.2 * each.letters)) for each in silent]
    rates, per_letter, back = [], [], []
    for sent in (silent, told):
        belief = believe(sent, CITY, 0.0755, BACK)
        own, arrived = belief.rates(FUTURES, ("test",)), belief.delivered(FUTURES, ("test",))
        rates.append(own.mean())
        per_letter.append((own * arrived).mean())
        back.append(1 - arrived.mean())
    assert per_letter == pytest.approx([0.05, 0.05], rel=0.08)
    assert rates[1] > 1.15 * rates[0]
    assert back == pytest.approx([0.002, 0.19], abs=0.01)


def test_what_only_answers_tell_is_learnt_from_them() -> None:
    before = at_first(rules())
    city = replace(world(0.0, 1), diplomas=(0.12, 0.28, 0.6))
    sent, volunteers = city.answer(letters_of(before, 6000), random.Random(1))
    now = after(before, sent, volunteers)
    first, second = (forecast(each, share_out(each, 2000, ALPHA)) for each in (before, now))
    had = sum(features[3] == "aucun" for features in volunteers)

    def of(found: object) -> tuple[float, float]:
        rows = {(each.criterion, each.category): each.mean for each in found.expected}  # type: ignore[attr-defined]
        return rows["diplôme", "aucun"], rows["genre", "Femme"] + rows["genre", "Homme"]

    few, everyone = of(first)
    assert few / everyone == pytest.approx(DIPLOMAS["aucun"] / 100, abs=0.005)
    few, everyone = of(second)
    assert (few - had) / (everyone - len(volunteers)) == pytest.approx(had / len(volunteers), abs=0.02)


def test_all_together_is_rarer_than_the_rarest() -> None:
    now = at_first(rules())
    found = forecast(now, share_out(now, 3000, ALPHA))
    assert 0 < found.together < found.weakest.enough < 1


def test_letters_of_which_nothing_came_back_yet_are_counted() -> None:
    before = at_first(rules())
    waiting = replace(before, waiting=letters_of(before, 2000))
    few, more = (forecast(each, share_out(each, 2000, ALPHA)) for each in (before, waiting))
    whole = forecast(before, share_out(before, 4000, ALPHA))
    assert few.together < more.together == pytest.approx(whole.together, abs=0.03)


def test_who_sits_already_is_no_volunteer_any_more() -> None:
    """While an assembly sits they are what the answers tell, and nobody who can be drawn."""
    before = at_first(rules())
    sent, volunteers = world(0.0, 2).answer(letters_of(before, 3000), random.Random(2))
    now = after(before, sent, volunteers)
    seated = replace(now, ready=now.volunteers[40:])
    many, few = (forecast(each, share_out(each, 1000, ALPHA)) for each in (now, seated))
    assert few.together < many.together
    assert sum(each.mean for each in many.expected[:2]) == pytest.approx(
        sum(each.mean for each in few.expected[:2]) + 40
    )


def test_a_cell_of_a_crossing_is_counted_too() -> None:
    """By the lists alone, and with what only answers tell: what must be met too makes a panel rarer."""
    limits = {
        each.name: {b.category: (b.minimum, b.maximum) for b in each.bounds} for each in QUOTAS.criteria
    }
    cells = {"genre × âge": {"Femme × 18-34": (5, 7)}, "genre × diplôme": {"Femme × aucun": (3, 5)}}
    now = at_first(rules())
    crossed = replace(now, quotas=Quotas.of({**limits, **cells}))
    plain, both = (forecast(each, share_out(each, 3000, ALPHA)) for each in (now, crossed))
    found = {(each.criterion, each.category): each for each in both.expected}
    names = (("âge", "18-34"), ("genre", "Femme"), ("diplôme", "aucun"))
    young, women, none = (found[name].mean for name in names)
    assert found["genre × âge", "Femme × 18-34"].mean == pytest.approx(young / 2, rel=0.1)
    half = women / sum(found["genre", sex].mean for sex in ("Femme", "Homme"))
    assert found["genre × diplôme", "Femme × aucun"].mean == pytest.approx(half * none, rel=0.1)
    assert both.together < plain.together


def test_the_solver_finds_a_panel_wherever_margins_are_enough() -> None:
    now = at_first(rules())
    found = rehearse(now, forecast(now, share_out(now, 3000, ALPHA)), 6)
    assert (found.pools, found.met) == (6, 6)
    assert min(found.volunteers) >= 40


@pytest.mark.parametrize("width", [0.25, 0.4])
def test_95_percent_of_a_first_wave_is_95_percent(width: float) -> None:
    """The whole table is in bench/README.md; the forecast before promised 95 % where 57 to 86 % came."""
    before = at_first(rules())
    needed = letters_needed(before, ALPHA)
    assert 0.95 <= forecast(before, share_out(before, needed, ALPHA)).together < 0.96
    letters = letters_of(before, needed)
    seen = [often(world(width, n), letters, [], 10, n) for n in range(400)]
    assert 0.93 <= sum(seen) / len(seen) <= 0.97


def test_what_is_promised_of_a_second_wave_happens() -> None:
    """Each world is promised its own probability, from 0 to 1: on the whole they must be those that come."""
    before = at_first(rules())
    promised, seen = [], []
    for number in range(80):
        city, dice = world(0.4, number), random.Random(f"test {number}")
        sent, volunteers = city.answer(letters_of(before, 1000), dice)
        now = after(before, sent, volunteers)
        promised.append(forecast(now, share_out(now, 2500, ALPHA)).together)
        seen.append(often(city, letters_of(now, 2500), volunteers, 20, number))
    assert np.mean(seen) == pytest.approx(np.mean(promised), abs=0.06)
    # And it tells worlds apart: where much is promised, much comes.
    sure = [each for each, said in zip(seen, promised, strict=True) if said > 0.9]
    unsure = [each for each, said in zip(seen, promised, strict=True) if said < 0.5]
    assert len(sure) > 8 < len(unsure)
    assert np.mean(sure) > 0.88 and np.mean(unsure) < 0.5


def test_a_prior_that_is_too_sure_is_found_out() -> None:
    """The tests above can fail: 10,000 letters of experience, strata that are alike, shares that are sure."""
    sure = rules(response=10_000, categories=0, strata=0, answers=100_000)
    before = at_first(sure)
    letters = letters_of(before, letters_needed(before, ALPHA))
    seen = [often(world(0.4, n), letters, [], 10, n) for n in range(400)]
    assert sum(seen) / len(seen) < 0.85


def test_the_same_futures_for_everyone() -> None:
    now = at_first(rules())
    one, two = (forecast(replace(now), share_out(now, 2000, ALPHA)) for _ in range(2))
    assert one.expected == two.expected and one.together == two.together
