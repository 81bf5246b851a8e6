"""Who is drawn, with what chance: attacks on pool, quotas, lottery, chances, certificate and panel.

Each comes naive, with one file changed, and where it can in full: everything re-hashed by somebody who owns
the machine. Then no hash is wrong any more, and only what the files say can give it away.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from support.attacks import body, caught, edited, failures, rehashed, retold
from support.dossier_cases import BY_HAND, CASES, COLUMNS, EVEN, FY, HOMES, MAXIMIN, MAXIMIN_NEVER, SCARCE
from support.dossiers import (
    acts_of,
    canon,
    contents,
    dossier,
    numbered,
    promises,
    rechained,
    ring_seed,
    seal,
    sha,
    table,
)
from support.proofs import by_cut


def lottery_of(files):
    return [tuple(line.split(",")) for line in files["public/lottery.csv"].decode().splitlines()]


def with_lottery(case, panels, **changes):
    """All re-hashed and re-drawn around another lottery, its counts and certificate told truthfully."""
    files = contents(case)
    files["public/lottery.csv"] = numbered(panels, ring_seed(case, files))
    files |= promises(case, files["public/lottery.csv"])
    return seal(replace(case, **changes), files)


def alike(case, pid):
    features = {person: (home, f) for person, home, f in case.people}
    return [other for other in features if features[other] == features[pid] and other != pid]


# --- The panel ---------------------------------------------------------------------------------------


def test_a_swapped_member_in_panel_csv():
    files = dossier(EVEN)
    pids = files["public/panel.csv"].decode().split()[1:]
    swapped = sorted([alike(EVEN, pids[0])[0], *pids[1:]])
    files["public/panel.csv"] = table(("pid",), *((pid,) for pid in swapped))
    caught(files, "hash", "panel.line")
    assert failures(rehashed(files)) >= {"panel.line"}


def test_a_swapped_member_whose_hash_is_put_right_in_the_journal():
    files = dossier(EVEN)
    pids = files["public/panel.csv"].decode().split()[1:]
    swapped = sorted([alike(EVEN, pids[0])[0], *pids[1:]])
    files["public/panel.csv"] = table(("pid",), *((pid,) for pid in swapped))
    files = retold(files, lambda acts: body(acts, "panel").update(panel=sha(files["public/panel.csv"])))
    assert failures(files) == {"panel.line"}


def test_another_panel_of_the_lottery_with_its_number():
    files = dossier(EVEN)
    other = (json.loads(files["journal/0007-panel.json"])["body"]["number"] + 1) % EVEN.m
    panel = table(("pid",), *((pid,) for pid in lottery_of(files)[other]))
    files["public/panel.csv"] = panel
    files = retold(files, lambda acts: body(acts, "panel").update(panel=sha(panel), number=other))
    assert failures(files) == {"panel.number"}


@pytest.mark.parametrize("number", [10, 11, 10**6, 2**53 - 1])
def test_a_number_out_of_range(number):
    files = retold(dossier(BY_HAND), lambda acts: body(acts, "panel").update(number=number))
    caught(files, "panel.number", "panel.line")


@pytest.mark.parametrize("number", [-1, True, "3", None, [3]])
def test_a_number_that_is_none(number):
    caught(
        retold(dossier(BY_HAND), lambda acts: body(acts, "panel").update(number=number)), "documents.shape"
    )


def test_seats_that_flatter():
    files = dossier(SCARCE)
    row = next(
        line for line in files["public/seats.csv"].decode().splitlines() if line.startswith("gender,F")
    )
    seats = int(row.split(",")[3])
    other = f"gender,F,0,{4 - seats if seats != 2 else 3},4"
    files["public/seats.csv"] = files["public/seats.csv"].replace(row.encode(), other.encode())
    assert failures(rehashed(files)) >= {"panel.seats", "panel.counted"}


# --- The lottery -------------------------------------------------------------------------------------


def test_an_edited_lottery():
    files = dossier(EVEN)
    files["public/lottery.csv"] = files["public/lottery.csv"].replace(b"p00", b"p04", 1)
    caught(files, "hash")


def test_an_edited_lottery_with_every_hash_put_right():
    files = dossier(EVEN)
    panels = lottery_of(files)
    pid = panels[0][0]
    panels[0] = tuple(sorted([alike(EVEN, pid)[0], *panels[0][1:]]))
    files["public/lottery.csv"] = numbered(panels, ring_seed(EVEN, files))
    caught(rehashed(files), "chances.panels")


def test_a_lottery_that_favours_someone_all_of_it_redone():
    favourite = "p00"
    others = alike(EVEN, favourite)
    panels = [
        tuple(favourite if pid in others else pid for pid in panel) for panel in lottery_of(dossier(EVEN))
    ]
    assert sum(favourite in panel for panel in panels) == EVEN.m
    caught(with_lottery(EVEN, panels), "chances.profile", "chances.slot", "tickets.rings")


def test_a_lottery_that_gives_someone_the_extra_panel():
    panels = lottery_of(dossier(EVEN))
    count = {pid: sum(pid in panel for panel in panels) for pid, _, _ in EVEN.people}
    group = ["p00", *alike(EVEN, "p00")]
    lucky = max(group, key=count.__getitem__)
    favourite = min(group, key=count.__getitem__)
    exchange = {lucky: favourite, favourite: lucky}
    panels = [tuple(exchange.get(pid, pid) for pid in panel) for panel in panels]
    assert failures(with_lottery(EVEN, panels)) == {"tickets.rings"}


def test_a_lottery_that_favours_a_profile_all_of_it_redone():
    turns = ({("a", "F"): 1, ("b", "F"): 1, ("b", "M"): 2},) * 4 + (
        {("a", "F"): 1, ("b", "F"): 2, ("b", "M"): 1},
    ) * 4
    caught(dossier(replace(SCARCE, turns=turns)), "chances.slot")
    # And with levels that own up to it: no integers prove that women can have more and men nothing.
    for price in ("1", "-1", "5"):
        levels = (
            {
                "value": "0",
                "profiles": [1],
                "people": 4,
                "proof": {"nu": "0", "quotas": {"3": price}, "households": {}},
            },
            {"value": "1/4", "profiles": [0], "people": 4, "proof": SCARCE.levels[0]["proof"]},
            SCARCE.levels[1],
        )
        caught(dossier(replace(SCARCE, turns=turns, levels=levels)), "certificate.proof")


def test_levels_in_an_order_that_hides_who_is_worst_off():
    levels = (
        {**SCARCE.levels[1], "proof": {"nu": "0", "quotas": {"1": "1"}, "households": {}}},
        SCARCE.levels[0],
    )
    assert failures(dossier(replace(SCARCE, levels=levels))) == {"certificate.levels"}


def test_a_renumbered_lottery():
    files = contents(EVEN)
    lines = files["public/lottery.csv"].splitlines(keepends=True)
    files["public/lottery.csv"] = b"".join([lines[-1], *lines[1:-1], lines[0]])
    assert failures(seal(EVEN, files)) == {"tickets.panels", "tickets.rings"}


def test_a_panel_that_breaks_a_quota():
    panels = lottery_of(dossier(EVEN))
    women = next(i for i, panel in enumerate(panels) if "p02" in panel)
    stranger = next(pid for pid, _, f in EVEN.people if f[0] == "F" and pid not in panels[women])
    panels[women] = tuple(sorted(stranger if pid == "p02" else pid for pid in panels[women]))
    caught(with_lottery(EVEN, panels), "lottery.quotas")


def test_a_panel_with_a_stranger_to_the_pool():
    panels = lottery_of(dossier(EVEN))
    panels[0] = ("a00", *panels[0][1:])
    caught(with_lottery(EVEN, panels), "lottery.pool", "lottery.quotas")


def test_a_panel_with_two_people_of_a_household():
    panels = [("p1", "p3", "p5"), ("p2", "p4", "p6"), ("p1", "p3", "p5"), ("p2", "p4", "p6")]
    caught(with_lottery(HOMES, panels), "lottery.households")


def test_a_panel_with_someone_twice():
    files = contents(EVEN)
    files["public/lottery.csv"] = files["public/lottery.csv"].replace(b"p", b"p00,p", 1)
    caught(seal(EVEN, files), "lottery.form")


def test_a_lottery_with_a_panel_too_few():
    files = contents(EVEN)
    files["public/lottery.csv"] = files["public/lottery.csv"].split(b"\n", 1)[1]
    caught(seal(replace(BY_HAND, number=0), files), "lottery.form")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data[:-1],
        lambda data: data + b"\n",
        lambda data: data.replace(b",", b", "),
        lambda data: data.replace(b",", b";"),
        lambda data: data.replace(b"p00", "pé0".encode(), 1),
        lambda data: b"",
    ],
    ids=["BOM", "CRLF", "no last LF", "empty line", "spaces", "semicolons", "not ASCII", "empty"],
)
def test_a_lottery_in_other_bytes_all_re_hashed(spoil):
    files = dossier(EVEN)
    files["public/lottery.csv"] = spoil(files["public/lottery.csv"])
    caught(rehashed(files), "lottery.form")


# --- Pool, quotas, chances ---------------------------------------------------------------------------


def test_a_changed_quota():
    files = dossier(EVEN)
    files["public/quotas.json"] = files["public/quotas.json"].replace(b'"maximum":2', b'"maximum":3', 1)
    caught(files, "hash")
    caught(
        retold(files, lambda acts: body(acts, "quotas").update(sha256=sha(files["public/quotas.json"]))),
        "hash",
    )
    caught(rehashed(files), "pool.counts", "seed.seed")


def test_swapped_quotas_after_the_pool():
    """Quotas that were chosen once the volunteers were known stand after them on the record."""
    files = dossier(EVEN)
    acts = acts_of(files)
    quotas, pool = ([kind for kind, _ in acts].index(kind) for kind in ("quotas", "pool"))
    acts[quotas], acts[pool] = acts[pool], acts[quotas]
    caught(rechained(files, acts), "order.types")
    caught(
        rechained(files, [*acts_of(files)[: pool + 1], acts[pool], *acts_of(files)[pool + 1 :]]),
        "order.types",
    )


def test_a_quota_changed_after_the_plan_in_the_journal_only():
    files = retold(dossier(EVEN), lambda acts: body(acts, "quotas").update(sha256="0" * 64))
    caught(files, "order.agree", "hash")


def test_a_household_split_so_that_both_may_sit():
    people = tuple((pid, "" if home == "h1" else "h1" if home else "", f) for pid, home, f in HOMES.people)
    caught(dossier(replace(HOMES, people=people)), "certificate.levels")


def test_a_household_of_one():
    people = tuple((pid, "" if pid == "p3" else home, f) for pid, home, f in HOMES.people)
    caught(dossier(replace(HOMES, people=people)), "pool.form")


def test_households_where_the_plan_has_no_household_key():
    case = replace(HOMES, extra={})
    files = contents(case)
    plan = json.loads(seal(case, files)["public/plan.json"])
    plan["inputs"]["household"] = []
    caught(seal(replace(case, extra={"inputs": plan["inputs"]}), files), "pool.form")


def test_a_person_put_into_the_pool_after_the_lottery():
    files = dossier(EVEN)
    files["guarantors/pool.csv"] += b"p99,,F,Y\n"
    caught(rehashed(files), "pool.form", "pool.volunteers", "chances.panels")


@pytest.mark.parametrize(
    "old, new", [(b"p00,4", b"p00,5"), (b"p00,3", b"p00,4"), (b",1/3\n", b",1/2\n"), (b"1/3", b"2/6")]
)
def test_edited_chances_all_re_hashed(old, new):
    files = dossier(EVEN)
    if old not in files["guarantors/chances.csv"]:
        old, new = b"p01,", b"p01,1"
    files["guarantors/chances.csv"] = files["guarantors/chances.csv"].replace(old, new, 1)
    caught(rehashed(files), "chances.panels")


def test_chances_that_promise_more_than_there_are_seats():
    files = contents(EVEN)
    files["guarantors/chances.csv"] = files["guarantors/chances.csv"].replace(b"1/3", b"1/2")
    caught(seal(EVEN, files), "chances.sum", "chances.quotas", "certificate.chances", "chances.slot")


# --- The certificate ---------------------------------------------------------------------------------


def forged(case, **changes):
    return dossier(replace(case, levels=({**case.levels[0], **changes}, *case.levels[1:])))


PROOF = {"nu": "1", "quotas": {}, "households": {}}


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "1/4", "bound": "1/4"},
        {"value": "1/4", "bound": "1/3"},
        {"bound": "2/5"},
        {"proof": {**PROOF, "nu": "0"}},
        {"proof": {**PROOF, "nu": "-1"}},
        {"proof": {**PROOF, "quotas": {"0": "-2"}}},
        {"proof": {**PROOF, "quotas": {"4": "1"}}},
        {"proof": {**PROOF, "households": {"0": "1"}}},
    ],
)
def test_a_proof_that_does_not_hold(changes):
    caught(forged(EVEN, **changes), "certificate.proof")


@pytest.mark.parametrize(
    "proof",
    [
        {"nu": "0", "quotas": {}, "households": {"0": "-1"}},
        {"nu": "0", "quotas": {"0": "-0"}, "households": {}},
        {"nu": "0", "quotas": {"0": "0"}, "households": {}},
        {"nu": "0", "quotas": {"00": "1"}, "households": {}},
        {"nu": "1.5", "quotas": {}, "households": {}},
        {"nu": 1, "quotas": {}, "households": {}},
        {"nu": "1", "quotas": []},
        {"nu": "9" * 4000, "quotas": {}, "households": {}},
        by_cut({"0": "1"}, "4"),
        None,
    ],
)
def test_a_proof_in_another_form(proof):
    caught(forged(HOMES, proof=proof), "certificate.form")


def test_a_negative_price_of_a_household():
    caught(forged(HOMES, proof={"nu": "1", "quotas": {}, "households": {"0": "-1"}}), "certificate.form")


@pytest.mark.parametrize(
    "changes", [{"people": 11}, {"profiles": [0, 1, 2]}, {"profiles": [0, 1, 2, 4]}, {"profiles": []}]
)
def test_a_level_that_forgets_someone(changes):
    if changes.get("profiles") == []:
        files = contents(EVEN)
        certificate = json.loads(files["public/certificate.json"])
        certificate["levels"][0]["profiles"] = []
        files["public/certificate.json"] = canon(certificate)
        caught(seal(EVEN, files), "certificate.levels")
        return
    files = edited(contents(EVEN), "public/certificate.json", lambda c: c["levels"][0].update(changes))
    caught(seal(EVEN, files), "certificate.levels")


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"never": 1}, "certificate.ends"),
        ({"always": 1}, "certificate.ends"),
        ({"seats": 5}, "certificate.form"),
        ({"panels": 11}, "certificate.form"),
        ({"fairness": "maximin"}, "certificate.form"),
        ({"levels": []}, "certificate.levels"),
    ],
)
def test_a_certificate_about_something_else(changes, code):
    files = edited(contents(EVEN), "public/certificate.json", lambda certificate: certificate.update(changes))
    caught(seal(EVEN, files), code)


@pytest.mark.parametrize("achieved", ["4/10", "3/9", "1/3", "03/10", ""])
def test_an_achievement_that_is_not_one(achieved):
    files = edited(
        contents(EVEN), "public/certificate.json", lambda c: c["levels"][0].update(achieved=achieved)
    )
    assert failures(seal(EVEN, files)) == {"certificate.achieved", "lottery.levels"}


@pytest.mark.parametrize(
    "proof, code",
    [
        (by_cut({"0": "-1"}, "4"), "certificate.proof"),
        (by_cut({"0": "1", "1": "1", "2": "1", "3": "1"}, "5"), "certificate.proof"),
        (by_cut({"0": "1", "1": "1", "2": "1"}, "3"), "certificate.proof"),
        (by_cut({"0": "1", "1": "1", "2": "1", "9": "1"}, "4"), "certificate.best"),
    ],
)
def test_a_columns_proof_that_does_not_hold(proof, code):
    caught(forged(COLUMNS, proof=proof), code)


def test_columns_that_promise_more_than_there_are_seats():
    y = {str(t): "1" for t in range(4)}
    caught(forged(COLUMNS, value="1/2", bound="1/2", proof=by_cut(y, "6")), "chances.sum")


def test_maximin_that_promises_something_to_people_whom_it_says_nobody_can_draw():
    files = contents(MAXIMIN_NEVER)
    files["guarantors/chances.csv"] = files["guarantors/chances.csv"].replace(b"p12,0,0", b"p12,0,1/99")
    files["guarantors/chances.csv"] = files["guarantors/chances.csv"].replace(b"p13,0,0", b"p13,0,1/99")
    caught(seal(MAXIMIN_NEVER, files), "certificate.chances")


def test_maximin_with_a_level_too_many():
    caught(dossier(replace(MAXIMIN, levels=SCARCE.levels)), "certificate.levels")


def test_a_best_that_the_lottery_itself_beats():
    y = {str(t): "1" for t in range(4)}
    files = forged(COLUMNS, value="1/4", bound="1/4", proof=by_cut(y, "3"))
    caught(files, "certificate.best")


def test_a_value_above_its_bound():
    caught(forged(COLUMNS, value="1/2", bound="1/3"), "certificate.proof")


def test_a_maximin_level_that_leaves_out_whom_it_binds():
    level = {**MAXIMIN.levels[0], "profiles": [0], "people": 4}
    caught(dossier(replace(MAXIMIN, levels=(level,))), "certificate.proof")


def test_a_maximin_chance_below_the_promised_minimum():
    files = contents(MAXIMIN)
    files["guarantors/chances.csv"] = files["guarantors/chances.csv"].replace(b"1/8", b"1/9")
    caught(seal(MAXIMIN, files), "certificate.chances")


def test_the_attacks_start_from_genuine_dossiers():
    assert all(failures(dossier(case)) == set() for case in CASES.values())
    assert failures(rehashed(dossier(BY_HAND))) == set()
    assert FY in {features for _, _, features in EVEN.people}
