"""Who takes a seat by a standby, chosen by somebody who would know better."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.assemblies import Acts, Assembly, retold
from support.attacks import caught, edited, failures
from support.dossiers import sha
from support.instances import Instance

from tirage.assembly.state import AssemblyState
from tirage.randomness.chain import head_of, succession_seed
from tirage.randomness.seeds import in_ticket_order

SECRET = "ab" * 32
EVEN = Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 2, 2), ("h", 2, 2))),), 4)
RULE = {"seats": 3, "months": 1, "order": "hidden"}


def sex(pid: str) -> int:
    return int(pid[1:]) % 2


def lived(order: str = "hidden") -> Assembly:
    """Two have left and are replaced by a standby."""
    assembly = Assembly(EVEN, standby={**RULE, "order": order})
    assembly.stand_by(SECRET)
    first, second = assembly.life.seated[:2]
    assembly.leave(first)
    assembly.leave(second)
    assembly.succeed(SECRET)
    assert not failures(assembly.files)
    return assembly


def successors(acts: Acts) -> list[dict[str, Any]]:
    return [body for kind, body in acts if kind == "successor"]


def a_friend(acts: Acts) -> None:
    body = successors(acts)[1]
    sat = {each["pid"] for each in successors(acts)} | {each["vacancy"] for each in successors(acts)}
    body["pid"] = next(
        f"p{i:03}" for i in range(16) if i % 2 == sex(body["pid"]) and f"p{i:03}" not in sat and i > 3
    )


def one_who_does_not_fit(acts: Acts) -> None:
    body = successors(acts)[1]
    body["pid"] = f"p{15 - sex(body['pid']):03}"


def another_order(acts: Acts) -> None:
    one, two = successors(acts)
    one["vacancy"], two["vacancy"] = two["vacancy"], one["vacancy"]


def another_number(acts: Acts) -> None:
    successors(acts)[1]["number"] = 1


def more_who_fitted(acts: Acts) -> None:
    successors(acts)[1]["fitting"] += 1


def no_link(acts: Acts) -> None:
    del successors(acts)[1]["link"]


def no_one(acts: Acts) -> None:
    """The seat is passed over although somebody fits."""
    place = max(i for i, (kind, _) in enumerate(acts) if kind == "successor")
    body = acts[place][1]
    acts[place] = ("passed", {"act": body["act"], "vacancy": body["vacancy"], "people": 11})


def another_standby(acts: Acts) -> None:
    successors(acts)[1]["act"] = "standby/2"


@pytest.mark.parametrize(
    "edit",
    [
        a_friend,
        one_who_does_not_fit,
        another_order,
        another_number,
        more_who_fitted,
        no_link,
        no_one,
        another_standby,
    ],
    ids=lambda each: each.__name__,
)
def test_another_succession_than_that_of_the_rule(edit: Callable[[Acts], None]) -> None:
    caught(retold(lived().files, edit), "standby.next")


def test_a_link_that_was_looked_for() -> None:
    """Links are tried until a friend comes first: none of them leads back to the head."""
    assembly = lived()
    last = assembly.life.standbys.last
    assert last is not None

    def edit(acts: Acts) -> None:
        body = successors(acts)[1]
        body["link"] = head_of("cd" * 32, 1)
        fit = [f"p{i:03}" for i in range(16) if i % 2 == sex(body["pid"])]
        free = [pid for pid in fit if pid not in assembly.life.members or pid == body["pid"]]
        body["pid"] = in_ticket_order(succession_seed(last.seed, 2, body["link"]), free)[0]

    caught(retold(assembly.files, edit), "standby.next")


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that knows of no seat that waits."""
    monkeypatch.setattr(AssemblyState, "due", property(lambda _: ()))


@pytest.mark.usefixtures("forgetful")
def test_an_ordinary_draw_of_a_seat_that_the_standby_has() -> None:
    """Whoever looked ahead and did not like what came would rather roll dice."""
    assembly = Assembly(EVEN, standby=RULE)
    assembly.stand_by(SECRET)
    assembly.leave(assembly.life.seated[0])
    assembly.replace()
    assert failures(assembly.files) == {"standby.next"}


@pytest.mark.usefixtures("forgetful")
def test_another_standby_while_one_is_in_force() -> None:
    assembly = Assembly(EVEN, standby=RULE)
    assembly.stand_by(SECRET)
    assembly.stand_by("cd" * 32)
    assert failures(assembly.files) == {"standby.next"}


def test_the_chain_of_an_earlier_standby() -> None:
    """Its links are known."""
    assembly = Assembly(EVEN, standby={**RULE, "seats": 1})
    assembly.stand_by(SECRET)
    assembly.leave(assembly.life.seated[0])
    assembly.succeed(SECRET)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tirage.acts.life.standby._check_unused", lambda *_: None)
        assembly.stand_by(SECRET)
    assert failures(assembly.files) == {"standby.next"}


def test_a_seat_that_opened_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assembly = Assembly(EVEN, standby=RULE)
    assembly.stand_by(SECRET)
    assembly.wait_until(assembly.life.standbys.last.until)  # type: ignore[union-attr]
    assembly.leave(assembly.life.seated[0])
    assert assembly.life.due == ()
    monkeypatch.setattr(AssemblyState, "due", property(lambda life: life.vacant))
    assembly.succeed(SECRET)
    assert failures(assembly.files) == {"standby.next"}


def test_a_published_order_is_not_ended_when_it_displeases() -> None:
    assembly = Assembly(EVEN, standby={**RULE, "order": "published"})
    assembly.stand_by()
    assembly.leave(assembly.life.seated[0])
    assembly.lapse("it displeases")
    assert failures(assembly.files) == {"standby.next"}


@pytest.mark.parametrize("key", ["seats", "months"])
def test_a_standby_of_other_terms_than_were_fixed_with_the_panel(key: str) -> None:
    assembly = Assembly(EVEN, standby=RULE)
    assembly.plan_standby(SECRET)
    name = "public/standby-1-plan.json"

    def longer(plan: dict[str, Any]) -> None:
        plan["inputs"][key] += 1

    files = edited(assembly.files, name, longer)

    def told(acts: Acts) -> None:
        acts[-1][1]["sha256"] = sha(files[name])

    assert failures(retold(files, told)) == {"standby.plan"}


def test_a_standby_where_the_rules_have_none() -> None:
    with_one = Assembly(EVEN, standby=RULE)
    with_one.plan_standby(SECRET)
    plan = "public/standby-1-plan.json"

    def without(document: dict[str, Any]) -> None:
        del document["later"]["standby"]

    files = edited(with_one.files, "public/plan.json", without)
    assert "standby.plan" in failures({**files, plan: files[plan]})
