"""What happened, and when: attacks on the journal, the plan, the seed and the files as such."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import cycle

import pytest
from support.attacks import body, caught, edited, failures, rehashed, retold
from support.dossier_cases import BY_HAND, CASES, EVEN, HOMES, PLANNED, REHEARSAL, SCARCE
from support.dossiers import DICE, acts_of, canon, contents, dossier, h, journal, rechained, seal, sha
from support.waves import sealed

from tirage.verify import main, read, verify
from tirage.verify.primitives.held import Unsafe
from tirage.verify.words import text

GENUINE = dossier(EVEN)
ENTRIES = sorted(name for name in GENUINE if name.startswith("journal/"))
DOCUMENTS = sorted(name for name in GENUINE if name.endswith(".json"))


# --- Bytes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(GENUINE))
def test_a_flipped_byte_in_any_file(name):
    data = GENUINE[name]
    for position in sorted({0, 1, len(data) // 3, len(data) // 2, len(data) - 2, len(data) - 1}):
        for mask in (0x01, 0x20, 0x80):
            flipped = bytes([data[position] ^ mask])
            files = {**GENUINE, name: data[:position] + flipped + data[position + 1 :]}
            if name == ENTRIES[-1]:
                # Nothing on the record holds the hash of the last entry: only its head does, read aloud.
                assert failures(files) or verify(files).head != verify(GENUINE).head
            else:
                assert failures(files), f"byte {position} ^ {mask}"


@pytest.mark.parametrize("name", sorted(GENUINE))
def test_a_file_cut_short_or_emptied(name):
    assert failures({**GENUINE, name: GENUINE[name][:-1]})
    assert failures({**GENUINE, name: b""})


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1] + b" }",
        lambda data: data + b"\n",
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data[:-1] + b"," + data[1:],
        lambda data: json.dumps(json.loads(data), indent=1).encode(),
        lambda data: data.replace(b":", b": ", 1),
        lambda data: b"[" * 100_000,
        lambda data: b'{"a":' * 100_000,
        lambda data: b"null",
        lambda data: b"[]",
        lambda data: b'"\xff"',
    ],
    ids=["space", "LF", "BOM", "doubled", "indented", "colon", "brackets", "braces", "null", "list", "bytes"],
)
def test_a_document_in_other_bytes_whose_hash_is_put_right(name, spoil):
    files = {**GENUINE, name: spoil(GENUINE[name])}
    if name in ("public/quotas.json", "public/certificate.json"):
        files = rehashed(files)
    elif name == "public/plan.json":
        files = retold(files, lambda acts: body(acts, "plan").update(sha256=sha(files[name])))
    assert failures(files) & {"documents.canonical", "documents.shape", "order.plan", "certificate.form"}


@pytest.mark.parametrize(
    "number", ["1000.0", "1e3", "1.5", "NaN", "Infinity", "9007199254740992", "9" * 5000, "-0"]
)
def test_a_number_that_two_programs_could_read_in_two_ways(number):
    data = GENUINE["public/plan.json"].replace(b'"people":12', b'"people":' + number.encode())
    assert data != GENUINE["public/plan.json"]
    caught({**GENUINE, "public/plan.json": data}, "documents.canonical", "order.plan")


def test_a_hash_in_upper_case():
    plan = json.loads(GENUINE["public/plan.json"])
    files = edited(GENUINE, "public/plan.json", lambda plan: plan.update(lottery=plan["lottery"].upper()))
    assert plan["lottery"].upper() != plan["lottery"]
    caught(files, "order.plan")
    caught(retold(GENUINE, lambda acts: body(acts, "panel").update(seed=body(acts, "panel")["seed"].upper())))


# --- Files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "public/plan-2.json",
        "public/panel.csv.old",
        "public/sub/plan.json",
        "public/../public/plan.json",
        "guarantors/names.csv",
        "journal/0008-note.txt",
        "journal/8-panel.json",
        "private/names.csv",
        "/etc/passwd",
    ],
)
def test_a_second_plan_or_any_file_too_many(name):
    caught({**GENUINE, name: GENUINE["public/plan.json"]}, "files.known")


@pytest.mark.parametrize("name", sorted(GENUINE))
def test_a_file_too_few(name):
    assert failures({other: data for other, data in GENUINE.items() if other != name}) or name == ENTRIES[-1]


@pytest.mark.parametrize("name", ["public/panel.csv", "public/seats.csv"])
def test_a_result_before_the_draw(name):
    caught({**dossier(PLANNED), name: dossier(SCARCE)[name]}, "files.known")


def test_nothing_at_all():
    caught({}, "documents.shape", "order.types", "order.plan")


# --- The journal -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENTRIES[:-1])
def test_a_journal_entry_removed(name):
    files = {other: data for other, data in GENUINE.items() if other != name}
    caught(files, "journal.names", "journal.chain" if name != ENTRIES[0] else "order.types")


@pytest.mark.parametrize("gone", range(6))
def test_a_journal_entry_removed_and_the_chain_mended(gone):
    # A panel without dice is lawful order, but a seed needs its contribution.
    missing = "contributions.who" if gone == 5 else "order.types"
    caught(retold(GENUINE, lambda acts: acts.__delitem__(gone)), missing)


def test_the_last_entry_removed_leaves_its_files_behind():
    caught({name: data for name, data in GENUINE.items() if name != ENTRIES[-1]}, "files.known")


@pytest.mark.parametrize("first", range(6))
def test_two_journal_entries_reordered(first):
    files = dict(GENUINE)
    one, two = ENTRIES[first : first + 2]
    files[one], files[two] = files[two], files[one]
    caught(files, "journal.names", "journal.chain")

    def swap(acts):
        acts[first], acts[first + 1] = acts[first + 1], acts[first]

    caught(retold(GENUINE, swap), "order.types")


def test_a_replaced_tail():
    other = dossier(replace(EVEN, text=DICE.replace("3", "4")))
    files = {**GENUINE, **{name: other[name] for name in ENTRIES[5:]}}
    assert (
        json.loads(other[ENTRIES[6]])["body"]["number"] != json.loads(GENUINE[ENTRIES[6]])["body"]["number"]
    )
    caught(files, "panel.line")
    tail = retold(
        GENUINE, lambda acts: body(acts, "contribution").update(text="1 2 3", value="123".ljust(64, "0"))
    )
    caught(tail, "contributions.hash", "seed.seed")


def test_a_tail_of_another_dossier():
    other = dossier(SCARCE)
    caught({**GENUINE, ENTRIES[6]: other[ENTRIES[6]]}, "journal.chain", "order.plan")


def test_two_panel_entries():
    files = retold(GENUINE, lambda acts: acts.append(acts[-1]))
    caught(files, "order.types", "order.once")


def test_two_plan_entries():
    caught(retold(GENUINE, lambda acts: acts.insert(5, acts[4])), "order.types", "order.once")


def test_a_second_plan_after_the_dice():
    caught(retold(GENUINE, lambda acts: acts.append(acts[4])), "order.types", "order.once")


def test_the_plan_after_the_dice():
    def swap(acts):
        acts[4], acts[5] = acts[5], acts[4]

    caught(retold(GENUINE, swap), "order.types")


def test_an_act_of_an_unknown_type():
    caught(retold(GENUINE, lambda acts: acts.append(("void", {}))), "documents.shape")


def test_a_panel_entry_that_hides_behind_the_inner_name_of_a_shape():
    caught(retold(GENUINE, lambda acts: acts.append(("panel by seed", acts[-1][1]))))


@pytest.mark.parametrize("name", ENTRIES)
def test_a_backdated_journal_time(name):
    changed = rechained_with(name, time="2020-01-01T00:00:00Z")
    if name == ENTRIES[0]:
        assert failures(changed) == set(), (
            "the first entry has none before it: its time is the organiser's word"
        )
    else:
        caught(changed, "journal.times")


def rechained_with(name, **changes):
    """The journal with some fields of one entry changed, and every hash after it put right."""
    files = dict(GENUINE)
    prev = "0" * 64
    for entry in ENTRIES:
        value = json.loads(files[entry]) | {"prev": prev} | (changes if entry == name else {})
        files[entry] = canon(value)
        prev = sha(files[entry])
    return files


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-23T09:07:00",
        "2026-11-23 09:07:00Z",
        "2026-13-23T09:07:00Z",
        "2026-02-30T09:07:00Z",
        "9",
        "2026-11-23T09:07:00+01:00",
    ],
)
def test_a_time_in_another_form(time):
    caught(rechained_with(ENTRIES[6], time=time), "journal.times")


@pytest.mark.parametrize(
    "changes", [{"v": 2}, {"v": True}, {"tool": ""}, {"tool": 1}, {"more": 1}, {"i": "7"}]
)
def test_an_entry_of_another_shape(changes):
    caught(rechained_with(ENTRIES[6], **changes), "documents.shape")


def test_an_entry_with_another_number():
    caught(rechained_with(ENTRIES[6], i=8), "journal.names")


@pytest.mark.parametrize(
    "change", [{"read": 14}, {"kept": 11}, {"excluded": 0}, {"causes": {}}, {"causes": {"minor": 2}}]
)
def test_counts_that_do_not_balance(change):
    caught(retold(GENUINE, lambda acts: body(acts, "pool").update(change)), "counts.balance")


SETTLED = {"decisions": "d" * 64, "same": 1, "different": 2, "lists": {}, "no_household": "", "addresses": 0}
"""What a pool says once somebody has decided who is in it twice."""


def entered(**change):
    """The genuine dossier, its pool settled, and this otherwise in its entry."""
    return retold(GENUINE, lambda acts: body(acts, "pool").update(SETTLED, **change))


def counted_out(**causes):
    excluded = sum(causes.values())
    return {"causes": causes, "excluded": excluded, "read": body(acts_of(GENUINE), "pool")["kept"] + excluded}


def test_a_pool_in_which_somebody_decided_who_is_who():
    listed = {"lists": {"staff": "e" * 64}, "no_household": "f" * 64, "addresses": 3}
    for change in ({}, counted_out(duplicate=1), {**listed, **counted_out(duplicate=1, staff=4)}):
        report = verify(entered(**change))
        assert report.ok
        assert [check.status for check in report.checks if check.code == "pool.settled"] == ["ok"]
        assert [check.code for check in report.checks if check.code == "beyond.settled"]


@pytest.mark.parametrize(
    "change",
    [
        counted_out(duplicate=2),
        {"decisions": ""},
        {"same": 0, "different": 0},
        {"addresses": 1},
        {"no_household": "f" * 64},
        {"lists": {"friends": "e" * 64}},
        counted_out(elected=5),
        {"lists": {"staff": "e" * 64}, **counted_out(elected=5)},
    ],
)
def test_people_left_out_without_a_decision_or_a_list(change):
    caught(entered(**change), "pool.settled")


def test_attack_doubts_settled_anew_in_the_pool_of_a_roll():
    """Who is on the rolls, and who lives together, is settled with the frame, before the letters."""
    said = {**SETTLED, **counted_out(duplicate=1)}
    frame = body(acts_of(sealed()), "frame")

    def framed(acts):
        acts.insert(1, ("frame", frame))
        body(acts, "pool").update(said)

    caught(retold(GENUINE, framed), "pool.settled")


@pytest.mark.parametrize("causes", [{"duplicate": 1}, {"opposition": 3}])
def test_people_left_out_of_a_pool_that_nobody_settled(causes):
    caught(retold(GENUINE, lambda acts: body(acts, "pool").update(counted_out(**causes))), "pool.settled")


@pytest.mark.parametrize("change", [{"same": -1}, {"lists": ["staff"]}, {"decisions": "d"}, {"more": 1}])
def test_a_settled_pool_of_another_shape(change):
    caught(entered(**change), "documents.shape")


# --- Plan and chance -------------------------------------------------------------------------------------


def test_a_rehearsal_passed_off_as_the_draw():
    genuine = dossier(REHEARSAL)
    plan = edited(genuine, "public/plan.json", lambda plan: plan.update(rehearsal=False, stage="panel"))
    caught(plan, "hash", "order.plan", "seed.stage")
    caught(rehashed(plan), "seed.stage", "seed.seed")
    both = retold(rehashed(plan), lambda acts: body(acts, "open").update(rehearsal=False))
    caught(both, "seed.seed", "seed.stage-seed")
    opened = retold(genuine, lambda acts: body(acts, "open").update(rehearsal=False))
    assert failures(opened) == {"seed.stage"}
    assert verify(opened).rehearsal


@pytest.mark.parametrize("extra", [{"stage": "panel"}, {"rehearsal": False}])
def test_a_rehearsal_that_is_half_a_draw(extra):
    caught(dossier(replace(REHEARSAL, extra=extra)), "seed.stage")


def test_a_draw_under_a_rehearsals_stage():
    caught(dossier(replace(EVEN, extra={"stage": "test/panel"})), "seed.stage")
    caught(dossier(replace(EVEN, extra={"stage": "panel2"})), "order.plan")


def test_a_contribution_that_is_not_worth_its_text():
    files = retold(GENUINE, lambda acts: body(acts, "contribution").update(text="1 2 3"))
    assert failures(files) == {"contributions.value"}


def test_dice_thrown_again_until_they_please():
    def twice(acts):
        acts.insert(6, acts[5])

    caught(retold(GENUINE, twice), "contributions.who", "contributions.hash")


def test_a_contributor_that_the_plan_does_not_name():
    def more(acts):
        acts.insert(6, ("contribution", {**acts[5][1], "id": "mayor"}))

    caught(retold(GENUINE, more), "contributions.who", "contributions.hash")


def test_dice_thrown_and_then_a_number_drawn_by_hand_instead():
    def by_hand(acts):
        panel = acts[-1][1]
        for key in ("contributions", "seed", "stage_seed"):
            del panel[key]
        panel["by"] = "hand"

    assert failures(retold(GENUINE, by_hand)) == {"contributions.who"}


def test_a_seed_without_anyones_chance():
    """With no contributor the plan alone decides, and whoever writes it can try plans until one pleases."""
    files = contents(EVEN)
    planned = seal(replace(EVEN, drawn=False, extra={"contributors": []}), files)
    plan = sha(planned["public/plan.json"])
    contributions = sha(b"")
    seed = h("seed", plan, contributions, "none", "0", "none")
    stage = h("stage", seed, "panel")
    number = int(h("int", stage, "0"), 16) % EVEN.m
    by_hand = seal(replace(BY_HAND, number=number, extra={"contributors": []}), files)
    keys = {"by": "seed", "contributions": contributions, "seed": seed, "stage_seed": stage}
    forged = retold(by_hand, lambda acts: body(acts, "panel").update(keys))
    assert failures(forged) == {"contributions.who", "contributions.form"}


def test_a_seed_hidden_behind_a_beacon_nobody_can_check():
    beacon = {"chain": "0" * 64, "public_key": "0" * 192, "round": 1}
    report = caught(dossier(replace(EVEN, extra={"beacon": beacon})), "beacon", "beacon.time", "beacon.round")
    assert next(check for check in report.checks if check.code == "beacon.signature").status == "not-checked"
    caught(dossier(replace(EVEN, extra={"beacon": {"chain": "0" * 64, "round": 1}})), "order.plan")


@pytest.mark.parametrize("key", ["seed", "stage_seed", "contributions", "plan"])
def test_another_seed(key):
    caught(retold(GENUINE, lambda acts: body(acts, "panel").update({key: "a" * 64})))


@pytest.mark.parametrize(
    "change",
    [
        {"spec": "tirage/1"},
        {"act": "letters"},
        {"people": 13},
        {"people": "12"},
        {"more": 1},
        {"contributors": [{}]},
    ],
)
def test_a_plan_of_another_shape(change):
    caught(dossier(replace(EVEN, extra=change)))


@pytest.mark.parametrize("seats", [0, 13, 5])
def test_a_plan_for_other_seats(seats):
    inputs = json.loads(GENUINE["public/plan.json"])["inputs"] | {"seats": seats}
    caught(dossier(replace(EVEN, extra={"inputs": inputs})), "lottery.form", "certificate.form")


# --- Whatever else it may hold -----------------------------------------------------------------------------


def leaves(value, path=()):
    """Every place of a document."""
    yield path
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield from leaves(child, (*path, key))


LANGUAGES = cycle(["fr", "en"])
"""Taken in turns: the words of a report cost as much as its checks."""


def put(value, path, new):
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = put(copy[path[0]], path[1:], new)
    return copy


@pytest.mark.one_verifier
@pytest.mark.parametrize("case", ["even", "homes", "columns"])
@pytest.mark.parametrize(
    "new", [None, True, -1, 2**53 - 1, "", "-1", "1/3", [], {}, [{}], {"": ""}], ids=repr
)
def test_any_value_of_any_document_replaced_and_re_hashed_never_stops_the_verifier(case, new):
    genuine = dossier(CASES[case])
    for name in (name for name in genuine if name.endswith(".json")):
        value = json.loads(genuine[name])
        for path in leaves(value):
            files = {**genuine, name: canon(put(value, path, new))}
            if name in ("public/certificate.json", "public/quotas.json"):
                files = rehashed(files)
            report = verify(files)
            assert text(report, next(LANGUAGES))
            if files[name] != genuine[name] and name != max(n for n in genuine if n.startswith("journal/")):
                assert not report.ok, f"{name} {path}"


@pytest.mark.one_verifier
@pytest.mark.parametrize("new", [None, True, -1, 2**53 - 1, "", "-1", "0" * 64, [], {}, [{}]], ids=repr)
def test_any_value_of_plan_or_journal_replaced_and_the_chain_mended_never_stops_the_verifier(new):
    for name in (*ENTRIES, "public/plan.json"):
        for path in leaves(json.loads(GENUINE[name])):
            spoilt = {**GENUINE, name: canon(put(json.loads(GENUINE[name]), path, new))}
            plan = {"sha256": sha(spoilt["public/plan.json"])}
            prev = "0" * 64
            for entry in ENTRIES:
                value = json.loads(spoilt[entry])
                if isinstance(value, dict) and entry != name:
                    value |= {"prev": prev, **({"body": value["body"] | plan} if entry == ENTRIES[4] else {})}
                spoilt[entry] = canon(value)
                prev = sha(spoilt[entry])
            report = verify(spoilt)
            assert text(report, next(LANGUAGES))
            harmless = {("tool",), ("time",), ("body", "source"), ("body", "encoding"), ("body", "recoding")}
            if path == ("body", "recoding") and report.ok and new:
                assert new in {check.got for check in report.checks if check.code == "beyond.recoding"}
            assert not report.ok or spoilt == GENUINE or path in harmless, f"{name} {path}"


def test_a_terminal_sequence_in_a_name_is_not_obeyed():
    files = {**GENUINE, "public/\x1b[2J\u202e.json": b"{}"}
    said = text(verify(files), "en")
    assert "\x1b" not in said and "\u202e" not in said
    assert "\\x1b[2J" in said


# --- On disk -----------------------------------------------------------------------------------------------


def save(files, folder):
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.posix
def test_a_path_out_of_the_dossier(tmp_path, capsys):
    folder = save(GENUINE, tmp_path / "dossier")
    outside = tmp_path / "plan.json"
    (folder / "public/plan.json").rename(outside)
    (folder / "public/plan.json").symlink_to(outside)
    with pytest.raises(Unsafe):
        read(folder)
    assert main([str(folder), "--lang", "en"]) == 5
    assert "public/plan.json (got link to another file)" in capsys.readouterr().out


@pytest.mark.posix
def test_a_folder_that_is_a_link(tmp_path):
    folder = save(GENUINE, tmp_path / "dossier")
    (folder / "guarantors").rename(tmp_path / "elsewhere")
    (folder / "guarantors").symlink_to(tmp_path / "elsewhere")
    assert main([str(folder)]) == 5


@pytest.mark.posix
def test_a_pipe_that_would_never_end(tmp_path):
    folder = save(GENUINE, tmp_path)
    (folder / "public/panel.csv").unlink()
    os.mkfifo(folder / "public/panel.csv")
    assert main([str(folder)]) == 5


@pytest.mark.parametrize("name", ["public/plan.json", "journal/0001-open.json", "public/lottery.csv"])
def test_a_file_of_a_gigabyte(tmp_path, name):
    folder = save(GENUINE, tmp_path)
    with (folder / name).open("r+b") as file:
        file.truncate(2**30 + 1)
    with pytest.raises(Unsafe):
        read(folder)
    assert main([str(folder), "--json"]) == 5


def test_a_folder_among_the_files(tmp_path):
    folder = save(GENUINE, tmp_path)
    (folder / "public/plan.json.d").mkdir()
    assert main([str(folder)]) == 5


# --- What no verifier can see ------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [EVEN, HOMES, BY_HAND])
def test_a_wholly_new_journal_passes_but_its_head_is_another_and_the_report_says_so(case):
    """Someone who chooses dice at leisure and rewrites every act cannot be told from an honest organiser.

    What gives them away is the head: they cannot make the new journal end on the hash that was read aloud.
    """
    honest = dossier(case)
    chosen = dossier(replace(case, text=DICE[::-1] if case.text else None, number=5))
    before, after = verify(honest), verify(chosen)
    assert after.ok
    assert before.head != after.head
    assert any(check.code == "beyond.head" and check.got == after.head for check in after.checks)
    assert "compare this hash with the one read aloud" in text(after, "en")


def test_a_journal_that_stops_before_the_draw_is_a_lawful_one_with_another_head():
    acts = acts_of(GENUINE)[:5]
    results = ("public/panel.csv", "public/seats.csv")
    files = {name: data for name, data in GENUINE.items() if name not in results}
    cut = rechained(files, acts)
    assert journal(acts).items() <= GENUINE.items()
    assert failures(cut) == set()
    assert verify(cut).head != verify(GENUINE).head
