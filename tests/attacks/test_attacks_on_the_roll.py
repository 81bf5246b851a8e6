"""Published files that say two things: rules, strata, letters, answers and quotas, re-hashed throughout."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support.attacks import body, caught, edited, failures, retold
from support.dossiers import Files, acts_of, canon, rechained, sha, table
from support.waves import WEIGHED, Hat, answered, sealed, with_hashes

from tirage.verify import verify

ANSWERED = answered()
STRATA = "public/letters-1-strata.csv"


def test_the_hashes_alone_change_nothing() -> None:
    assert with_hashes(ANSWERED) == ANSWERED
    assert verify(ANSWERED).ok


@pytest.mark.parametrize("document", [[1, 2, 3], {}, {"spec": "tirage/2"}, None, "rules"])
def test_attack_rules_that_say_nothing(document: Any) -> None:
    caught(with_hashes({**ANSWERED, "public/rules.json": canon(document)}), "rules.form")


def criterion(rules: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = rules["criteria"][0]
    return found


@pytest.mark.parametrize(
    "edit",
    [
        lambda rules: rules.update(seats=8),
        lambda rules: rules.update(more=1),
        lambda rules: rules.update(reference_date="2027-02-30"),
        lambda rules: rules.update(household=[]),
        lambda rules: rules.update(strata=[]),
        lambda rules: rules.update(strata=["genre", "genre"]),
        lambda rules: rules.update(exclusions=["deceased", "deceased"]),
        lambda rules: rules["streams"][0].update(ages="18"),
        lambda rules: rules["streams"][0].update(sources=[]),
        lambda rules: rules["streams"][0].update(nationality="Paris"),
        lambda rules: rules["streams"][1].update(name="roll"),
        lambda rules: criterion(rules).update(geography="paris-sectors"),
        lambda rules: criterion(rules)["categories"][0].update(means="X"),
        lambda rules: criterion(rules).update({"from": "answers"}),
        lambda rules: rules["letters"].update(alpha="2"),
        lambda rules: rules["letters"].update(alpha="1/101"),
        lambda rules: rules["letters"].update(response="0.1"),
        lambda rules: rules["letters"].update(
            rates=[{"criterion": "genre", "category": "X", "response": "1/2"}]
        ),
    ],
)
def test_attack_rules_with_a_field_that_cannot_be(edit: Callable[[Any], object]) -> None:
    caught(with_hashes(edited(ANSWERED, "public/rules.json", edit)), "rules.form")


def test_attack_a_stratum_of_one_for_a_friend_whose_letter_is_certain() -> None:
    friend, *others = Hat().people
    hat = replace(Hat(), people=((friend[0], "roll/friend", ""), *((p, s, "") for p, s, _ in others)))
    # Three strata now, of which the plan gives the friend's its letter.
    with pytest.raises(KeyError):
        sealed(hat)
    plain = sealed(replace(Hat(), people=tuple((p, s, "") for p, s, _ in Hat().people)))
    people = [row.split(",") for row in plain["guarantors/frame.csv"].decode().splitlines()]
    place = next(i for i, row in enumerate(people) if row[1] == "roll/F")
    people[place][1] = "roll/friend"
    forged = {**plain, "guarantors/frame.csv": table(*map(tuple, people))}

    def split(frame: dict[str, Any]) -> None:
        frame["strata"][1]["people"] -= 1
        frame["strata"].append({"code": "roll/friend", "labels": ["roll", "friend"], "people": 1})

    forged = edited(forged, "public/frame.json", split)
    for wave, letters in ((1, 1), (2, 0)):
        name = f"public/letters-{wave}-strata.csv"
        rows = [row.split(",") for row in forged[name].decode().splitlines()]
        rows[2][1:] = [str(int(rows[2][1]) - 1), str(int(rows[2][2]) - 1), str(int(rows[2][3]) - letters)]
        rows.append(["roll/friend", "1", str(letters), str(letters)])
        forged[name] = table(*map(tuple, rows))
    caught(with_hashes(forged), "frame.strata", "letters.allocated")


def test_attack_a_stratum_under_the_name_of_another() -> None:
    def rename(frame: dict[str, Any]) -> None:
        frame["strata"][0]["labels"] = ["cards", "F"]

    caught(with_hashes(edited(ANSWERED, "public/frame.json", rename)), "frame.strata")


@pytest.mark.parametrize("wave", [1, 2])
def test_attack_letters_to_one_stratum_in_place_of_another(wave: int) -> None:
    name = f"public/letters-{wave}-strata.csv"
    rows = [row.split(",") for row in ANSWERED[name].decode().splitlines()]
    rows[1][3], rows[2][3] = str(int(rows[1][3]) - 1), str(int(rows[2][3]) + 1)
    forged = with_hashes({**ANSWERED, name: table(*map(tuple, rows))})
    caught(forged, "letters.allocated")
    public = {path: data for path, data in forged.items() if not path.startswith("guarantors/")}
    assert (wave == 1) == ("letters.allocated" in failures(public))


@pytest.mark.parametrize("change", [{"letters": 8}, {"alpha": "3"}, {"rule": "mine"}, {"more": 1}])
def test_attack_a_plan_whose_rule_gives_other_letters(change: dict[str, Any]) -> None:
    forged = edited(
        ANSWERED, "public/letters-1-plan.json", lambda plan: plan["inputs"]["allocation"].update(change)
    )
    assert failures(with_hashes(forged)) & {"letters.allocated", "order.letters"}


@pytest.mark.parametrize(
    ("wave", "changes"),
    [
        (2, {2: 1}),  # a rival of whoever had a letter may have one again
        (2, {1: 1}),  # more people than the frame has
        (1, {2: -1}),  # somebody cannot have the first letter
        (2, {3: 30}),  # more letters than people, and than were asked for
    ],
)
def test_attack_figures_of_letters_that_cannot_be(wave: int, changes: dict[int, int]) -> None:
    """By whoever has the public part alone, of later waves too."""
    name = f"public/letters-{wave}-strata.csv"
    rows = [row.split(",") for row in ANSWERED[name].decode().splitlines()]
    for column, more in changes.items():
        rows[1][column] = str(int(rows[1][column]) + more)
    forged = with_hashes({**ANSWERED, name: table(*map(tuple, rows))})
    public = {path: data for path, data in forged.items() if not path.startswith("guarantors/")}
    caught(public, "letters.counted")
    caught(forged, "letters.strata", "letters.counted")


def test_attack_more_was_expected_of_a_stratum_than_the_rules_say() -> None:
    """Response by category shifts letters: the rules were published before the frame."""

    def rate(rules: dict[str, Any]) -> None:
        rules["letters"]["rates"] = [{"criterion": "genre", "category": "M", "response": "1/1000"}]

    caught(with_hashes(edited(ANSWERED, "public/rules.json", rate)), "letters.allocated")


def answers(files: Files, edit: Callable[[list[list[str]]], None], number: int = 1) -> Files:
    """The dossier whose answers of a round are edited and counted anew."""
    name = f"guarantors/responses-{number}.csv"
    rows = [row.split(",") for row in files[name].decode().splitlines()]
    edit(rows)
    files = {**files, name: table(*map(tuple, rows))}
    stratum = dict(
        row.split(",") for n in (1, 2) for row in files[f"guarantors/letters-{n}.csv"].decode().split()[1:]
    )

    def count(document: dict[str, Any]) -> None:
        statuses = [row[1] for row in rows[1:]]
        document["answers"] = {status: statuses.count(status) for status in sorted(set(statuses))}
        for each in document["streams"]:
            own = [row for row in rows[1:] if stratum.get(row[0], "").startswith(each["stream"])]
            each["accepted"] = sum(row[1] == "accepted" for row in own)

    return with_hashes(edited(files, f"public/responses-{number}.json", count))


def test_attack_a_man_of_the_frame_is_a_woman_of_the_answers() -> None:
    def edit(rows: list[list[str]]) -> None:
        rows[1][2] = "F" if rows[1][2] == "M" else "M"

    assert failures(answers(ANSWERED, edit)) == {"responses.features"}


def again() -> Files:
    """The same answers in a second round."""
    files = dict(ANSWERED)
    files["guarantors/responses-2.csv"] = files["guarantors/responses-1.csv"]
    files["public/responses-2.json"] = canon(json.loads(files["public/responses-1.json"]) | {"round": 2})
    acts = acts_of(files)
    return with_hashes(rechained(files, [*acts, ("responses", {**acts[-1][1], "round": 2})]))


AGAIN = again()


@pytest.mark.parametrize("status", ["incomplete", "late", "refused", "refused:time", "undelivered"])
def test_attack_an_acceptance_is_forgotten_in_the_next_round(status: str) -> None:
    assert verify(AGAIN).ok

    def edit(rows: list[list[str]]) -> None:
        next(row for row in rows if row[1] == "accepted")[1] = status

    assert failures(answers(AGAIN, edit, 2)) == {"responses.kept"}


@pytest.mark.parametrize("cause", ["illness", "no-time", "m-dupont"])
def test_attack_a_refusal_tells_of_somebodys_health(cause: str) -> None:
    """By whoever has the answers, and by whoever has the public part alone."""

    def edit(rows: list[list[str]]) -> None:
        next(row for row in rows if row[1] == "refused")[1] = f"refused:{cause}"

    forged = answers(ANSWERED, edit)
    assert failures(forged) == {"responses.letters", "responses.figures"}
    assert failures({name: data for name, data in forged.items() if "guarantors" not in name}) == {
        "responses.figures"
    }


def test_attack_an_acceptance_with_other_features_in_the_next_round() -> None:
    def edit(rows: list[list[str]]) -> None:
        row = next(row for row in rows if row[1] == "accepted")
        row[2] = "F" if row[2] == "M" else "M"

    assert "responses.kept" in failures(answers(AGAIN, edit, 2))


def test_a_refusal_may_become_an_acceptance() -> None:
    def edit(rows: list[list[str]]) -> None:
        next(row for row in rows if row[1] == "refused")[1] = "accepted"

    assert verify(answers(AGAIN, edit, 2)).ok


@pytest.mark.parametrize(
    "edit",
    [
        lambda document: document.update(letters=11),
        lambda document: document.update(round=2),
        lambda document: document["streams"].reverse(),
        lambda document: document["streams"].pop(),
        lambda document: document["streams"][0].update(letters=document["streams"][0]["letters"] + 1),
        lambda document: document["streams"][0].update(accepted=document["streams"][0]["accepted"] + 1),
        lambda document: document["streams"][0].update(stream="other"),
        lambda document: document["answers"].update(accepted=document["answers"]["accepted"] + 1),
        lambda document: document["answers"].update(perhaps=1),
    ],
)
def test_attack_figures_of_answers_that_nobody_counted(edit: Callable[[Any], object]) -> None:
    """By whoever has the answers, and by whoever has the public part alone."""
    forged = with_hashes(edited(ANSWERED, "public/responses-1.json", edit))
    caught(forged, "responses.figures")
    caught({name: data for name, data in forged.items() if "guarantors" not in name}, "responses.figures")


def test_attack_quotas_announced_that_nobody_can_read() -> None:
    for junk in (b"[1,2,3]", canon({"spec": "tirage/2"}), canon({"criteria": "all", "spec": "tirage/2"})):
        caught(with_hashes({**ANSWERED, "public/quotas-announced.json": junk}), "quotas.announced")


def test_attack_somebody_is_taken_out_of_the_answers_without_evidence() -> None:
    pid = next(
        row.split(",")[0]
        for row in ANSWERED["guarantors/responses-1.csv"].decode().split()
        if "accepted" in row
    )
    said = {"pid": pid, "kind": "withdrawal", "cause": "", "date": "2026-11-23", "evidence": sha(b"letter")}
    lawful = retold(ANSWERED, lambda acts: acts.append(("unavailable", dict(said))))
    assert verify(lawful).ok
    for change in ({"evidence": ""}, {"pid": "0" * 32}, {"date": "2026-11-24"}):
        forged = retold(lawful, lambda acts, change=change: body(acts, "unavailable").update(change))
        caught(forged)
    caught(retold(lawful, lambda acts: acts.append(("unavailable", dict(said)))), "responses.kept")


def test_attack_quotas_that_were_never_announced() -> None:
    """Letters and answers, then quotas made to measure: there is nothing that they would have to be like."""
    acts = [act for act in acts_of(ANSWERED) if act[0] != "quotas"]
    forged = {name: data for name, data in ANSWERED.items() if name != "public/quotas-announced.json"}
    assert failures(rechained(forged, acts)) == {"order.types"}


def test_attack_whoever_accepted_but_a_friend_is_late() -> None:
    """No deadline is on record, and nothing shows when an answer came: the figures are said."""

    def edit(rows: list[list[str]]) -> None:
        for row in [row for row in rows if row[1] == "accepted"][1:]:
            row[1] = "late"

    report = verify(answers(ANSWERED, edit))
    assert report.ok
    (told,) = [check.got for check in report.checks if check.code == "beyond.answers"]
    assert told.startswith("accepted 1, ") and "late " in told


HEAVY = sealed(replace(WEIGHED, letters=(9,)))
"""A wave by weighted tickets."""


def test_letters_by_weighted_tickets_are_right() -> None:
    assert verify(sealed(WEIGHED)).ok
    assert verify(HEAVY).ok
    assert with_hashes(HEAVY) == HEAVY


def strata(files: Files, edit: Callable[[list[list[str]]], object]) -> Files:
    """The strata of the first wave edited, header and all, and everything hashed and drawn again."""
    rows = [row.split(",") for row in files[STRATA].decode().splitlines()]
    edit(rows)
    return with_hashes({**files, STRATA: table(*map(tuple, rows))})


def test_attack_weights_of_the_plan_that_are_not_those_of_the_rules() -> None:
    """Women of the cards weigh nine; the draw keeps to it, the rules do not say so."""
    forged = strata(HEAVY, lambda rows: rows[1].__setitem__(5, "9"))
    assert failures(forged) == {"letters.allocated"}


def test_attack_letters_of_a_stream_moved_to_another() -> None:
    def move(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            row[3] = str(int(row[3]) + (1 if row[4] == "roll" else -1))

    assert failures(strata(HEAVY, move)) == {"letters.allocated"}
    # And one stratum that tells of another number than the others of its stream.
    assert {"letters.strata", "letters.allocated"} <= failures(
        strata(HEAVY, lambda rows: rows[1].__setitem__(3, "1"))
    )


def test_attack_weights_altered_once_the_letters_are_drawn() -> None:
    """Rules, strata and plan hashed again around other weights: the dice then give other people."""

    def other(rules: dict[str, Any]) -> None:
        rules["letters"]["weights"][0]["weight"] = 1000

    forged = edited(HEAVY, "public/rules.json", other)
    forged = strata(
        forged, lambda rows: [row.__setitem__(5, "1000") for row in rows[1:] if row[0][-1] == "F"]
    )
    drawn = "guarantors/letters-1.csv"
    assert forged[drawn] != HEAVY[drawn]
    caught({**forged, drawn: HEAVY[drawn]}, "letters.drawn")


def test_attack_a_letter_moved_to_somebody_who_weighs_more() -> None:
    rows = [row.split(",") for row in HEAVY["guarantors/letters-1.csv"].decode().splitlines()]
    written = {row[0] for row in rows}
    heavy = next((p, s) for p, s, home in WEIGHED.people if s == "roll/F" and p not in written and not home)
    place = next(i for i, row in enumerate(rows) if row[1] == "roll/M")
    rows[place] = list(heavy)
    listed = table(("pid", "stratum"), *sorted(tuple(row) for row in rows[1:]))

    def tell(acts: list[tuple[str, dict[str, Any]]]) -> None:
        body(acts, "letters").update(sha256=sha(listed))

    caught(retold({**HEAVY, "guarantors/letters-1.csv": listed}, tell), "letters.drawn")


def test_attack_weights_that_the_plan_leaves_out_or_the_rules_do_not_have() -> None:
    plain = sealed(replace(WEIGHED, weights={}, letters=()))
    without = {**HEAVY, "public/rules.json": plain["public/rules.json"]}
    caught(with_hashes(without), "letters.allocated")

    def shares(plan: dict[str, Any]) -> None:
        plan["inputs"]["allocation"] = {"rule": "shares/1", "letters": 9, "alpha": "0"}

    forged = edited(HEAVY, "public/letters-1-plan.json", shares)
    caught(strata(forged, lambda rows: [row.__delitem__(slice(4, 6)) for row in rows]), "letters.allocated")


@pytest.mark.parametrize(
    "said",
    [
        {"criterion": "âge", "category": "F", "weight": 3},
        {"criterion": "genre", "category": "X", "weight": 3},
        {"criterion": "genre", "category": "F", "weight": 0},
        {"criterion": "genre", "category": "F", "weight": 1001},
        {"criterion": "genre", "category": "F", "weight": "3"},
    ],
)
def test_attack_weights_that_cannot_be(said: dict[str, Any]) -> None:
    forged = edited(HEAVY, "public/rules.json", lambda rules: rules["letters"].update(weights=[said]))
    caught(with_hashes(forged), "rules.form")
    other = {"alpha": "1/2"} if said["weight"] == 0 else {"weights": [said, said]}
    caught(
        with_hashes(edited(HEAVY, "public/rules.json", lambda r: r["letters"].update(other))), "rules.form"
    )


def recoded(value: object) -> Files:
    """The answered dossier, whose answers are said to be made by a recoding."""
    acts = [
        (kind, body | {"recoding": value} if kind == "responses" else body)
        for kind, body in acts_of(ANSWERED)
    ]
    return rechained(ANSWERED, acts)


@pytest.mark.parametrize("value", ["", "recodage-answers-1.yaml", "A" * 64, None, 7, ["0" * 64]])
def test_attack_a_recoding_of_answers_that_is_no_hash(value: object) -> None:
    caught(recoded(value), "documents.shape")


def test_the_recoding_of_answers_is_told_to_whoever_verifies() -> None:
    said = {check.code: check.got for check in verify(recoded(sha(b"recoding"))).checks}
    assert said["beyond.recoding"] == sha(b"recoding")


@pytest.mark.parametrize("labels", [[], ["roll"]])
def test_attack_a_stratum_with_a_label_too_few_stops_no_verifier(labels: list[str]) -> None:
    """Who answered is held against the labels of their stratum, of which there may be none."""

    def shorter(frame: dict[str, Any]) -> None:
        frame["strata"][1]["labels"] = labels

    files = with_hashes(edited(answered(), "public/frame.json", shorter))
    report = caught(files, "frame.strata", "responses.features")
    assert "unexpected" not in {check.got for check in report.checks}
