"""What the engine tells the page of a room: the act, what is brought to it, and the panel of a number."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from support.assemblies import Assembly
from support.ceremonies import NO_BEACON, ROUND, ROUNDS, SECRETS, Ceremony, held
from support.dice import rolled
from support.dossier_cases import BY_HAND, CROSSED, EVEN, HOMES
from support.dossiers import DICE, Files, dossier, h, sha
from support.engine import Engine, packed
from support.instances import Instance
from support.waves import sealed

from tirage.people.pool.references import references

PLANNED = dossier(replace(EVEN, drawn=False))
NUMBERS = {**EVEN.extra, "contributors": [{"id": "public", "kind": "public", "form": "4x100000"}]}


def shown(engine: Engine, files: Files) -> dict[str, Any]:
    assert engine.ask("open", given=packed(files)) is not None
    return engine.ask("ceremony")


def reckoned(engine: Engine, act: dict[str, Any], text: str, others: str = "") -> dict[str, str]:
    """The steps that the page asks for, by name."""
    given = {key: act[key] for key in ("act", "plan", "form", "stage", "panels")}
    found = engine.ask("replay", **given, text=text, others=others, pulse="")
    assert found["mistakes"] == []
    return {step["name"]: step["value"] for step in found["steps"]}


def expected(plan: str, values: dict[str, str], stage: str = "panel", m: int = EVEN.m) -> int:
    """The number, by SPEC §4 and §5."""
    contributions = sha("".join(f"{name}|{values[name]}\n" for name in sorted(values)).encode())
    seed = h("stage", h("seed", plan, contributions, "none", "0", "none"), stage)
    return int(h("int", seed, "0"), 16) % m


def test_the_number_of_many_rolls_is_that_of_the_specification(engine: Engine) -> None:
    act = shown(engine, PLANNED)
    numbers = set()
    for i in range(200):
        dice = rolled("ceremony", i)
        wanted = expected(act["plan"], {"public": dice.replace(" ", "").ljust(64, "0")})
        # As they are typed, without spaces.
        assert reckoned(engine, act, dice.replace(" ", ""))["number"] == str(wanted)
        numbers.add(wanted)
    assert len(numbers) == EVEN.m


def test_numbers_are_read_by_their_digits(engine: Engine) -> None:
    act = shown(engine, dossier(replace(EVEN, drawn=False, extra=NUMBERS)))
    assert act["shape"] == {"count": 20, "width": 5, "low": 0, "high": 9}
    typed = "00042999990000112345"
    assert reckoned(engine, act, typed)["number"] == str(
        expected(act["plan"], {"public": typed.ljust(64, "0")})
    )


def test_what_is_fixed_is_shown(engine: Engine) -> None:
    act = shown(engine, PLANNED)
    assert act["plan"] == sha(PLANNED["public/plan.json"])
    assert (act["seats"], act["people"], act["panels"]) == (EVEN.seats, len(EVEN.people), EVEN.m)
    counts = Counter(
        pid for line in PLANNED["public/lottery.csv"].decode().split() for pid in line.split(",")
    )
    assert act["chances"] == {
        "least": min(counts.values()),
        "most": max(counts.values()),
        "never": len(EVEN.people) - len(counts),
        "always": sum(count == EVEN.m for count in counts.values()),
    }
    rows = [(name, *row) for name, each in EVEN.quotas for row in each]
    assert [tuple(row.values()) for row in act["rows"]] == rows
    assert act["recorded"] is None and act["roll"] == ""
    assert act["named"] == {"name": "", "organiser": "", "city": "", "timezone": ""}


@pytest.mark.parametrize("case", [EVEN, HOMES, CROSSED])
def test_each_panel_is_counted_as_its_people_are(case: Any, engine: Engine) -> None:
    files = dossier(replace(case, drawn=False))
    act = shown(engine, files)
    features = {pid: dict(zip([n for n, _ in case.quotas], f, strict=True)) for pid, _, f in case.people}
    for number, line in enumerate(files["public/lottery.csv"].decode().split()):
        panel = engine.ask("panel", act="panel", number=number)
        assert panel["ids"] == line.split(",") and panel["different"] == case.seats and panel["known"]
        for row, seats, met in zip(act["rows"], panel["seats"], panel["met"], strict=True):
            of = dict(zip(row["criterion"].split(" × "), row["category"].split(" × "), strict=True))
            wanted = sum(all(features[pid][k] == v for k, v in of.items()) for pid in line.split(","))
            assert seats == wanted
            assert met and row["minimum"] <= seats <= row["maximum"]
        assert panel["apart"] is (True if any(home for _, home, _ in case.people) else None)
    assert engine.ask("panel", act="panel", number=case.m) is None


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize(
    "ids",
    [
        [f"p{i}" for i in range(12)],
        [sha(b"%d" % i)[:32] for i in range(12)],
        [f"01234567{i:x}{sha(b'%d' % i)[:23]}" for i in range(12)],
        [f"paris-2026-{i:02}" for i in range(12)],
    ],
)
def test_members_are_called_as_on_the_papers(ids: list[str], public: bool, engine: Engine) -> None:
    names = dict(zip([pid for pid, _, _ in EVEN.people], sorted(ids), strict=True))
    people = tuple((names[pid], home, features) for pid, home, features in EVEN.people)
    panels = tuple(tuple(names[pid] for pid in panel) for panel in EVEN.panels)
    files = dossier(replace(EVEN, people=people, panels=panels, drawn=False))
    if public:
        files = {name: data for name, data in files.items() if not name.startswith("guarantors/")}
    shown(engine, files)
    panel = engine.ask("panel", act="panel", number=0)
    assert panel["references"] == [references(ids)[pid] for pid in panel["ids"]]


def test_without_the_pool_a_panel_has_ids_and_no_seats(engine: Engine) -> None:
    shown(engine, {name: data for name, data in PLANNED.items() if not name.startswith("guarantors/")})
    panel = engine.ask("panel", act="panel", number=0)
    assert panel["ids"] == PLANNED["public/lottery.csv"].decode().split()[0].split(",")
    assert panel["seats"] is panel["met"] is panel["known"] is panel["apart"] is None


def test_a_panel_that_breaks_a_quota_is_said_to(engine: Engine) -> None:
    pool = PLANNED["guarantors/pool.csv"].replace(b",F,", b",M,")
    shown(engine, {**PLANNED, "guarantors/pool.csv": pool})
    assert not all(engine.ask("panel", act="panel", number=0)["met"])


def test_a_draw_that_is_on_record_says_its_number(engine: Engine) -> None:
    act = shown(engine, dossier(EVEN))
    assert act["roll"] == DICE
    assert reckoned(engine, act, DICE)["number"] == str(act["recorded"]["number"])
    assert shown(engine, dossier(BY_HAND))["recorded"] == {"seed": "", "number": BY_HAND.number}


def test_sealed_values_are_held_against_their_commitments(engine: Engine) -> None:
    act = shown(engine, held(NO_BEACON, upto=5))
    assert [each["id"] for each in act["sealed"]] == sorted(SECRETS) and act["beacon"] is None
    given = {"sealed": act["sealed"], "beacon": None, "signature": ""}
    values = [SECRETS["amina"], SECRETS["amina"], ""]
    assert engine.ask("judge", **given, values=values) == {
        "sealed": ["right", "wrong", "missing"],
        "beacon": "missing",
    }
    assert engine.ask("judge", **given, values=["<b>", "", SECRETS["chloe"].upper()])["sealed"] == [
        "wrong",
        "missing",
        "wrong",
    ]


def test_a_signature_is_held_against_its_round(engine: Engine) -> None:
    act = shown(engine, held(Ceremony(), upto=5))
    assert act["beacon"]["round"] == ROUND
    given = {"sealed": [], "values": [], "beacon": act["beacon"]}
    other = ROUNDS[next(each for each in ROUNDS if each != ROUND)]
    for signature, said in [(ROUNDS[ROUND], "right"), (other, "wrong"), ("zz", "wrong"), ("", "missing")]:
        assert engine.ask("judge", **given, signature=signature)["beacon"] == said


def test_letters_have_a_seed_and_no_panel(engine: Engine) -> None:
    act = shown(engine, sealed())
    assert act["act"].startswith("letters/") and act["panels"] == 0 and act["letters"] > 0
    assert "number" not in reckoned(engine, act, DICE)


def test_a_later_draw_is_that_of_its_own_lottery(engine: Engine) -> None:
    quota = (("g", (("f", 2, 3), ("h", 1, 2))),)
    assembly = Assembly(Instance((("f",),) * 6 + (("h",),) * 4, ("",) * 10, quota, 4))
    assembly.leave(assembly.life.seated[0])
    drawn = assembly.replace()
    act = shown(engine, assembly.files)
    assert (act["act"], act["seats"]) == ("replacements/1", 1)
    panel = engine.ask("panel", act=act["act"], number=act["recorded"]["number"])
    assert panel["ids"] == drawn and all(panel["met"])


@pytest.mark.parametrize("name", ["public/plan.json", "public/quotas.json", "public/lottery.csv"])
@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff,\n"])
def test_what_cannot_be_read_shows_nothing_and_stops_nothing(name: str, data: bytes, engine: Engine) -> None:
    act = shown(engine, {**PLANNED, name: data})
    # A lottery of other lines can be counted; the checklist says what is wrong with it.
    assert act is None or name == "public/lottery.csv"
    assert any(
        check["status"] == "failed"
        for check in engine.ask("open", given=packed({**PLANNED, name: data}))["report"]["checks"]
    )
