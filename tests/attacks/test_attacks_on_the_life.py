"""What happens after the panel: attacks on departures, on the open seats and on those who take them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from support.assemblies import Acts, Assembly, retold
from support.attacks import caught, failures
from support.dossiers import canon, sha
from support.instances import Instance
from support.proofs import leaf, nobody

from tirage.verify import verify

ONE = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
FEATURES = (("f", "n"), ("f", "s"), ("f", "s"), ("h", "n"), ("h", "s"), ("h", "s"), ("f", "s"), ("h", "s"))
HOMES = ("", "x", "", "", "y", "y", "", "x")
START = "replacements-1-"


def story() -> Assembly:
    """A panel of three, of whom one leaves and is replaced."""
    assembly = Assembly(Instance(FEATURES, HOMES, ONE, 3))
    assembly.leave(assembly.life.seated[0], cause="work")
    assembly.replace()
    return assembly


LIVED = story()
GENUINE = LIVED.files
PLAN, PANEL = f"public/{START}plan.json", f"public/{START}panel.csv"


def entry(files: Mapping[str, bytes], kind: str) -> dict[str, Any]:
    """Body of the last entry of a type."""
    names = sorted(name for name in files if name.startswith("journal/") and name.endswith(f"-{kind}.json"))
    found: dict[str, Any] = json.loads(files[names[-1]])["body"]
    return found


def of_act(acts: Acts, kind: str) -> dict[str, Any]:
    """Body of the last act of that type."""
    return [body for each, body in acts if each == kind][-1]


def replanned(files: Mapping[str, bytes], **inputs: object) -> dict[str, bytes]:
    """The plan of the replacement with other inputs and hashes of the files as they are, and its record.

    Seed and number stay: whoever tries this cannot roll the dice again.
    """
    plan = json.loads(files[PLAN])
    plan["inputs"] |= {
        "pool": sha(files[f"guarantors/{START}pool.csv"]),
        "quotas": sha(files[f"public/{START}quotas.json"]),
        "sitting": sha(files[f"public/{START}sitting.csv"]),
        **inputs,
    }
    whole = {**files, PLAN: canon(plan)}

    def edit(acts: Acts) -> None:
        for kind, body in acts:
            if body.get("act") == "replacements/1":
                if kind == "plan":
                    body["sha256"] = sha(whole[PLAN])
                elif "plan" in body:
                    body["plan"] = sha(whole[PLAN])
                if kind == "replacement":
                    body["panel"] = sha(whole[PANEL])

    return retold(whole, edit)


def test_the_story_is_genuine() -> None:
    assert not failures(GENUINE)
    assert retold(GENUINE, lambda _: None) == GENUINE
    assert not failures({name: data for name, data in GENUINE.items() if not name.startswith("guarantors/")})


@pytest.mark.parametrize("name", sorted(name for name in GENUINE if START in name))
def test_a_flipped_byte_or_a_missing_file(name: str) -> None:
    data = GENUINE[name]
    for place in (0, len(data) // 2, len(data) - 1):
        assert failures({**GENUINE, name: data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]}), place
    without = {other: content for other, content in GENUINE.items() if other != name}
    caught(without, "files.present")
    caught({**GENUINE, name.replace("-1-", "-2-"): data}, "files.known")


def test_a_member_swapped_for_a_friend() -> None:
    """The friend is in the pool of the draw and fits the quotas; the number points at somebody else."""
    seated = set(LIVED.life.members)
    lottery = GENUINE[f"public/{START}lottery.csv"].decode().split()
    drawn = GENUINE[PANEL].decode().split()[1]
    friend = next(pid for pid in lottery if pid != drawn and pid not in seated)
    files = {**GENUINE, PANEL: f"pid\n{friend}\n".encode()}

    def edit(acts: Acts) -> None:
        of_act(acts, "replacement")["panel"] = sha(files[PANEL])

    caught(retold(files, edit), "panel.line", "life.draw")


def test_someone_who_sits_already_is_drawn() -> None:
    sits = (
        LIVED.life.seated[-1]
        if LIVED.life.seated[-1] != GENUINE[PANEL].decode().split()[1]
        else LIVED.life.seated[0]
    )
    files = {**GENUINE, PANEL: f"pid\n{sits}\n".encode()}
    caught(replanned(files), "life.once")


def test_quotas_of_the_open_seats_swapped() -> None:
    name = f"public/{START}quotas.json"
    document = json.loads(GENUINE[name])
    document["criteria"][0]["categories"][0]["maximum"] += 1
    caught(replanned({**GENUINE, name: canon(document)}), "life.quotas")


def test_the_seats_of_those_who_stay_are_told_otherwise() -> None:
    """And the quotas follow from what is told: only the pool shows it."""
    name = f"public/{START}sitting.csv"
    rows = GENUINE[name].decode().splitlines()
    fields = rows[1].split(",")
    rows[1] = ",".join([*fields[:3], str(int(fields[3]) + 1), fields[4]])
    caught(replanned({**GENUINE, name: ("\n".join(rows) + "\n").encode()}), "life.sitting", "life.quotas")


def test_a_volunteer_left_out_of_the_pool() -> None:
    name = f"guarantors/{START}pool.csv"
    lines = GENUINE[name].splitlines(keepends=True)
    caught(replanned({**GENUINE, name: b"".join(lines[:-1])}), "life.pool")


def test_an_excluded_person_put_back_into_the_pool() -> None:
    """The one who left, in the pool of the seat that they left."""
    name = f"guarantors/{START}pool.csv"
    header, *rows = GENUINE["guarantors/pool.csv"].decode().splitlines()
    gone = LIVED.life.former_members[0]
    there = set(GENUINE[name].decode().splitlines()[1:])
    back = sorted(there | {row for row in rows if row.startswith(gone)})
    caught(replanned({**GENUINE, name: ("\n".join([header, *back]) + "\n").encode()}), "life.pool")


def test_a_vacancy_backdated_or_dated_ahead() -> None:
    for day in ("2026-11-01", "2026-11-22", "2026-11-27", "2027-11-01"):

        def edit(acts: Acts, day: str = day) -> None:
            of_act(acts, "vacancy")["date"] = day

        caught(retold(GENUINE, edit), "life.members")


@pytest.mark.parametrize(
    "change", [{"date": "2026-02-30"}, {"cause": "A story"}, {"kind": "bored"}, {"evidence": "x"}]
)
def test_a_vacancy_that_says_what_it_must_not(change: dict[str, str]) -> None:
    def edit(acts: Acts) -> None:
        of_act(acts, "vacancy").update(change)

    caught(retold(GENUINE, edit), "documents.shape")


@pytest.mark.parametrize("cause", ["illness", "burn-out", "work-and-family", "m-dupont"])
def test_a_cause_of_departure_that_is_a_story(cause: str) -> None:
    def edit(acts: Acts) -> None:
        of_act(acts, "vacancy")["cause"] = cause

    caught(retold(GENUINE, edit), "causes.form")


@pytest.mark.parametrize("kind", ["death", "removal"])
def test_a_kind_of_departure_that_tells_more_than_the_seat_needs(kind: str) -> None:
    def edit(acts: Acts) -> None:
        of_act(acts, "vacancy")["kind"] = kind

    caught(retold(GENUINE, edit), "documents.shape")


def test_a_vacancy_of_someone_who_never_sat() -> None:
    stranger = next(
        pid for pid in ("p000", "p001", "p002", "p003", "p004", "p005") if pid not in LIVED.life.members
    )

    def edit(acts: Acts) -> None:
        of_act(acts, "vacancy")["pid"] = stranger

    caught(retold(GENUINE, edit), "life.members", "life.vacancies")


def test_a_vacancy_recorded_after_its_draw() -> None:
    def edit(acts: Acts) -> None:
        place = next(i for i, (kind, _) in enumerate(acts) if kind == "vacancy")
        acts.append(acts.pop(place))

    caught(retold(GENUINE, edit), "life.vacancies")


def test_a_vacancy_after_the_plan_and_before_its_dice() -> None:
    def edit(acts: Acts) -> None:
        place = next(i for i, (kind, _) in enumerate(acts) if kind == "vacancy")
        acts.insert(place + 1, acts.pop(place))

    caught(retold(GENUINE, edit), "order.types", "life.vacancies")


def test_a_second_replacement_for_one_vacancy() -> None:
    """The same files once more under the next number, with dice of their own."""
    again = {name.replace("-1-", "-2-"): data for name, data in GENUINE.items() if START in name}

    def edit(acts: Acts) -> None:
        copied = [
            (kind, {**body, "act": "replacements/2"})
            for kind, body in acts
            if body.get("act") == "replacements/1"
        ]
        acts += copied

    caught(retold({**GENUINE, **again}, edit), "life.vacancies", "life.once", "contributions.fresh")


def test_a_draw_numbered_to_hide_another() -> None:
    renamed = {name.replace("-1-", "-2-"): data for name, data in GENUINE.items()}

    def edit(acts: Acts) -> None:
        for _, body in acts:
            if body.get("act") == "replacements/1":
                body["act"] = "replacements/2"

    caught(retold(renamed, edit), "order.types")


def test_the_dice_of_the_panel_rolled_for_the_replacement() -> None:
    first = next(
        json.loads(data)["body"]
        for name, data in sorted(GENUINE.items())
        if name.endswith("-contribution.json")
    )

    def edit(acts: Acts) -> None:
        of_act(acts, "contribution").update(text=first["text"], value=first["value"])

    caught(retold(GENUINE, edit), "contributions.fresh", "life.draw")


def test_quotas_relaxed_without_need() -> None:
    """The plan says that a maximum gave way, with an addition that does not come out."""
    name = f"public/{START}quotas.json"
    document = json.loads(GENUINE[name])
    row = document["criteria"][1]["categories"][1]
    move = {
        "criterion": "q",
        "category": "s",
        "limit": "maximum",
        "from": row["maximum"],
        "to": row["maximum"] + 1,
    }
    row["maximum"] += 1
    proof = nobody(leaf(0, -1))
    files = {**GENUINE, name: canon(document)}
    caught(replanned(files, relaxed={"moves": [move], "proof": proof}), "life.nobody")
    tightened = {**move, "to": 0}
    caught(replanned(files, relaxed={"moves": [tightened], "proof": proof}), "life.quotas")


def test_nobody_is_said_to_fit_when_somebody_does() -> None:
    assembly = Assembly(Instance(FEATURES, HOMES, ONE, 3))
    assembly.leave(assembly.life.seated[0])
    opening = assembly.open_seats()
    from tirage.dossier.canonical import canonical, sha256
    from tirage.people.pool.files import pool_csv

    body = {
        "vacancies": list(opening.vacancies),
        "people": len(opening.pool.people),
        "pool": sha256(pool_csv(opening.pool)),
        "quotas": sha256(canonical(opening.quotas.document())),
        "proof": nobody(leaf(0, -1, quotas={0: -1})),
    }
    lied = retold(assembly.files, lambda acts: acts.append(("unfilled", body)))
    caught(lied, "life.nobody")
    unproved = retold(assembly.files, lambda acts: acts.append(("unfilled", {**body, "proof": None})))
    report = caught(unproved, "life.nobody")
    assert [each.got[:6] for each in report.checks if each.code == "life.nobody"] == ["fits: "]
    fewer = retold(
        assembly.files, lambda acts: acts.append(("unfilled", {**body, "proof": None, "people": 0}))
    )
    caught(fewer, "life.nobody")


@pytest.mark.parametrize("among", ["alike/0", "alike/1"])
def test_a_pool_narrowed_without_saying_whom(among: str) -> None:
    left = json.loads(GENUINE[PLAN])["inputs"]["vacancies"]
    assert left
    # The pool stays everyone's: it is not that of the nearest.
    changed = replanned(GENUINE, among=among)
    assert "life.draw" in failures(changed)


def test_a_rehearsed_replacement_in_a_real_dossier() -> None:
    plan = json.loads(GENUINE[PLAN])
    plan |= {"rehearsal": True, "stage": "test/replacements/1"}
    caught(replanned({**GENUINE, PLAN: canon(plan)}), "seed.stage")


# --- One vacancy of several, void plans, alternates ----------------------------------------------------


def two_open() -> Assembly:
    """Two have left; one seat a draw, as fixed with the panel."""
    assembly = Assembly(Instance(FEATURES, HOMES, ONE, 3), batch=1)
    first, second, _ = assembly.life.seated
    assembly.leave(first)
    assembly.leave(second)
    assembly.replace()
    return assembly


def test_a_plan_that_fills_other_seats_than_it_says() -> None:
    assembly = two_open()
    files = assembly.files
    assert not failures(files)
    first, second = assembly.life.former_members
    caught(replanned(files, vacancies=[second]), "life.sitting", "life.vacancies")
    caught(replanned(files, vacancies=[first, second]), "life.vacancies")
    caught(replanned(files, vacancies=[second, second]), "life.vacancies")
    caught(replanned(files, vacancies=["p999"]), "life.vacancies")


def test_a_vacancy_drawn_twice_while_another_stays_open() -> None:
    assembly = two_open()
    files = assembly.files
    again = {name.replace("-1-", "-2-"): data for name, data in files.items() if START in name}
    name = PLAN.replace("-1-", "-2-")
    plan = canon({**json.loads(again[name]), "act": "replacements/2", "stage": "replacements/2"})
    digests = {"plan": sha(plan)}

    def edit(acts: Acts) -> None:
        copied = [(kind, dict(body)) for kind, body in acts if body.get("act") == "replacements/1"]
        for kind, body in copied:
            body |= {"act": "replacements/2"} | ({"sha256": sha(plan)} if kind == "plan" else digests)
        acts += copied

    caught(retold({**files, **again, name: plan}, edit), "life.vacancies", "life.once")


def planned() -> Assembly:
    """A plan of replacements that waits for its dice."""
    assembly = Assembly(Instance(FEATURES, HOMES, ONE, 3))
    assembly.leave(assembly.life.seated[0])
    assembly.plan(assembly.open_seats())
    return assembly


def test_two_live_plans_for_one_vacancy() -> None:
    """Drawn from either, as it pleases: the first would have to be void, and on record as such."""
    assembly = planned()
    assembly.void()
    assembly.replace()
    assert not failures(assembly.files)
    unsaid = retold(
        assembly.files,
        lambda acts: acts.remove(next(act for act in acts if act[0] == "void")),
    )
    caught(unsaid, "order.types")


def test_void_once_the_dice_are_known() -> None:
    assembly = planned()
    plan = assembly.entries[-1].body["sha256"]
    assembly.roll()

    def edit(acts: Acts) -> None:
        acts[-1] = ("void", {"act": "replacements/1", "plan": plan, "reason": "not the one we hoped for"})

    told = {name: data for name, data in assembly.files.items() if f"{START}panel" not in name}
    told = {name: data for name, data in told.items() if f"{START}seats" not in name}
    caught(retold(told, edit), "order.end")


def test_void_of_another_plan() -> None:
    assembly = planned()
    assembly.void()
    for change in ({"plan": "0" * 64}, {"act": "replacements/2"}):
        told = retold(assembly.files, lambda acts, change=change: of_act(acts, "void").update(change))
        assert failures(told)


def test_a_contested_replacement_stays_contested_while_another_is_planned() -> None:
    assembly = planned()
    assembly.roll()
    result = assembly.entries[-1]
    assembly.leave(assembly.life.seated[0])
    assembly.plan(assembly.open_seats())
    body = {"act": "replacements/1", "entry": sha(result.data), "reason": "the dice fell off the table"}
    assert not failures(retold(assembly.files, lambda acts: acts.append(("contested", body))))


def listed(count: int = 3, features: tuple[tuple[str, str], ...] = FEATURES) -> Assembly:
    assembly = Assembly(Instance(features, ("",) * len(features), ONE, 3))
    assembly.list_alternates(count)
    assembly.leave(assembly.life.seated[0])
    assembly.replace(assembly.first_alternates())
    return assembly


LISTED = listed()
LIST = "public/alternates-1.csv"


def relisted(pids: list[str], of: Assembly = LISTED, **said: object) -> dict[str, bytes]:
    """Another list in its place, its hash and count as they are."""
    data = "".join(f"{pid},{i}\n" for i, pid in enumerate(pids, 1))
    files = {**of.files, LIST: f"pid,order\n{data}".encode()}

    def edit(acts: Acts) -> None:
        of_act(acts, "alternates").update({"sha256": sha(files[LIST]), "count": len(pids), **said})

    return retold(files, edit)


def test_the_list_of_alternates_is_genuine() -> None:
    assert not failures(LISTED.files)
    assert relisted(list(LISTED.life.alternates)) == LISTED.files


def test_alternates_reordered_repeated_or_invented() -> None:
    pids = list(LISTED.life.alternates)
    caught(relisted(pids[::-1]), "life.alternates")
    caught(relisted([*pids, pids[-1]]), "life.alternates")
    caught(relisted([*pids, "p999"]), "life.tickets")


def test_a_member_or_one_who_is_out_among_the_alternates() -> None:
    pids = list(LISTED.life.alternates)
    sits = json.loads(json.dumps(sorted(set(LISTED.life.seated) - set(pids))))[0]
    caught(relisted(sorted([*pids, sits], key=LISTED.tickets)), "life.alternates")

    def edit(acts: Acts) -> None:
        day = LISTED.entries[-1].time[:10]
        out = {"pid": pids[0], "kind": "withdrawal", "cause": "", "date": "2026-11-23", "evidence": ""}
        assert day >= out["date"]
        place = next(i for i, (kind, _) in enumerate(acts) if kind == "alternates")
        acts.insert(place, ("unavailable", out))

    caught(retold(LISTED.files, edit), "life.alternates")


def test_a_friend_on_the_list_in_the_place_of_one_with_a_smaller_ticket() -> None:
    # Five of each profile, of whom four at most sit, sat or are listed: somebody is left to be put in.
    shorter = listed(2, (("f", "s"),) * 5 + (("h", "s"),) * 5)
    pids = shorter.life.alternates
    rows = dict(line.split(",", 1) for line in shorter.files["guarantors/pool.csv"].decode().split()[1:])
    free = set(rows) - set(pids) - set(shorter.life.members)
    swaps = [(pid, friend) for pid in pids for friend in free if rows[pid] == rows[friend]]
    assert swaps
    for pid, friend in swaps:
        told = relisted(sorted({*pids, friend} - {pid}, key=shorter.tickets), shorter)
        caught(told, "life.tickets")


def test_a_list_told_otherwise() -> None:
    pids = list(LISTED.life.alternates)
    caught(relisted(pids, count=2), "life.alternates")
    caught(relisted(pids, sha256="0" * 64), "life.alternates")
    caught(relisted(pids, list=2), "life.alternates")
    caught(relisted(pids, people=99), "life.tickets")
    caught(relisted(pids, tried=0), "life.alternates")
    caught(relisted(pids, confidence="0.95"), "documents.shape")
    caught(relisted(pids, dropout={"flat": "0.12", "learnt": []}), "documents.shape")


def test_a_draw_among_a_list_that_is_none() -> None:
    among = json.loads(LISTED.files[PLAN])["inputs"]["among"]
    assert among == "alternates/1"
    caught(replanned(LISTED.files, among="alternates/2"), "life.pool")
    caught(replanned(LISTED.files, among="everyone"), "life.pool")
    unlisted = retold(
        {name: data for name, data in LISTED.files.items() if name != LIST},
        lambda acts: acts.remove(next(act for act in acts if act[0] == "alternates")),
    )
    caught(unlisted, "life.pool")


@pytest.mark.parametrize(
    "change", [{"pid": "p999"}, {"date": "2026-11-01"}, {"date": "2027-11-01"}, {"allowed": 0}]
)
def test_an_absence_that_cannot_be(change: dict[str, object]) -> None:
    assembly = Assembly(Instance(FEATURES, HOMES, ONE, 3))
    assembly.miss(assembly.life.seated[0])
    assert not failures(assembly.files)
    caught(retold(assembly.files, lambda acts: of_act(acts, "absence").update(change)), "life.members")
    caught(retold(assembly.files, lambda acts: acts.append(acts[-1])), "life.members")


def rivals_struck_off(assembly: Assembly, **said: str) -> dict[str, bytes]:
    """The record with every volunteer but one made unavailable before the seat is drawn again."""
    rows = assembly.files["guarantors/pool.csv"].decode().split()[1:]
    pids = [row.partition(",")[0] for row in rows]
    known = {*assembly.life.seated, *assembly.life.former_members}
    rivals = [pid for pid in pids if pid not in known][1:]
    out = {"kind": "refusal", "cause": "", "date": "2026-11-23", "evidence": "", **said}

    def edit(acts: Acts) -> None:
        place = next(i for i, (kind, _) in enumerate(acts) if kind == "vacancy") + 1
        of = {pid: sha(pid.encode()) if out["evidence"] == "own" else out["evidence"] for pid in rivals}
        acts[place:place] = [("unavailable", {"pid": pid, **out, "evidence": of[pid]}) for pid in rivals]

    return retold(assembly.files, edit)


@pytest.mark.parametrize("said", [{}, {"kind": "withdrawal"}, {"evidence": "own"}])
def test_rivals_of_a_friend_are_struck_off_without_evidence(said: dict[str, str]) -> None:
    assembly = Assembly(Instance(FEATURES, HOMES, ONE, 3))
    assembly.leave(assembly.life.seated[0])
    files = rivals_struck_off(assembly, **said)
    report = caught(files, "life.evidence")
    if "evidence" not in said:
        name = f"unavailable {said.get('kind', 'refusal')}"
        counted = [check.got for check in report.checks if check.code == "beyond.evidence"]
        assert name in counted[0] and "vacancy withdrawal 1/1" in counted[0]


def test_rivals_who_left_evidence_are_no_attack() -> None:
    assembly = Assembly(Instance(FEATURES, HOMES, ONE, 3))
    assembly.leave(assembly.life.seated[0])
    files = rivals_struck_off(assembly, kind="withdrawal", evidence="own")
    assert not failures(files)
    # A hash may be of anything: what is said of them is no less the organiser's word.
    counted = [check.got for check in verify(files).checks if check.code == "beyond.evidence"]
    assert len(counted) == 1 and "unavailable withdrawal 0/" in counted[0]


def test_one_letter_is_the_evidence_against_all_rivals_of_a_friend() -> None:
    """A hash is salted by the person, so one for several is of no letter of theirs."""
    assembly = Assembly(Instance(FEATURES, HOMES, ONE, 3))
    assembly.leave(assembly.life.seated[0])
    assert failures(rivals_struck_off(assembly, kind="withdrawal", evidence="e" * 64)) == {"evidence.once"}


def test_alternates_are_passed_over_for_a_friend_who_is_none() -> None:
    """They come first by the plan of the panel, and there is one who fits."""
    assembly = Assembly(Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 2, 2), ("h", 2, 2))),), 4))
    assembly.list_alternates(4)
    assembly.leave(assembly.life.seated[0])
    assembly.replace(assembly.open_seats())
    assert failures(assembly.files) == {"life.nobody"}
    assembly.leave(assembly.life.seated[0])
    assembly.replace(assembly.first_alternates())
    assert failures(assembly.files) == {"life.nobody"}


@pytest.mark.parametrize("spoilt", [PLAN, "public/plan.json", "entry"])
@pytest.mark.parametrize("data", [b"", b"{", b"[]"])
def test_a_plan_is_spoilt_so_that_nobody_sees_alternates_passed_over(spoilt: str, data: bytes) -> None:
    """What cannot be read any more fails or is not checked: no line is lost."""
    assembly = Assembly(Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 2, 2), ("h", 2, 2))),), 4))
    assembly.list_alternates(4)
    assembly.leave(assembly.life.seated[0])
    assembly.replace(assembly.open_seats())
    files = assembly.files
    entry = max(name for name in files if name.endswith("-plan.json") and name.startswith("journal/"))
    spoiled = {**files, entry if spoilt == "entry" else spoilt: data}
    assert "life.nobody" in {check.code for check in caught(spoiled).checks}


def test_everyone_is_drawn_from_where_no_alternate_fits() -> None:
    assembly = Assembly(Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 2, 2), ("h", 2, 2))),), 4))
    assembly.list_alternates(1)
    listed = assembly.life.alternates[0]
    sex = {pid: number % 2 for number, pid in enumerate(f"p{i:03}" for i in range(16))}
    assembly.leave(next(pid for pid in assembly.life.seated if sex[pid] != sex[listed]))
    assembly.replace(assembly.first_alternates())
    said = [
        (check.status, check.got) for check in verify(assembly.files).checks if check.code == "life.nobody"
    ]
    assert [status for status, _ in said] == ["ok"]


def test_rivals_given_one_address_are_seen_by_their_number() -> None:
    homes = ("x",) * 4 + ("", "y", "y", "")
    assembly = Assembly(Instance(FEATURES, homes, ONE, 3))
    assembly.leave(assembly.life.seated[0])
    said = [check.got for check in verify(assembly.files).checks if check.code == "beyond.households"]
    assert said == ["4 × 1; 2 × 1"]
