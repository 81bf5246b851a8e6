"""A frame in parts, by somebody who alters, swaps, drops or mixes them, and re-hashes whatever can be."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.attacks import body, caught, edited, failures, retold
from support.dossiers import Files, canon, sha, table
from support.waves import (
    FRAME_HEADER,
    WEIGHED,
    Hat,
    answered,
    divided,
    leaves_of,
    part_file,
    people_hash,
    root,
    sealed,
    with_hashes,
)

from tirage.verify import command, verify
from tirage.verify.checklist import one_part

HAT = Hat(part=4)
GENUINE = sealed(HAT)
Row = tuple[str, ...]


def rows_of(files: Files, number: int) -> list[Row]:
    return [tuple(row.split(",")) for row in files[part_file(number)].decode().splitlines()[1:]]


def with_people(files: Files, parts: dict[int, Sequence[Row]], *, told: bool = False) -> Files:
    """The dossier with other people in some parts; every hash, and where `told` every root, is theirs."""
    files = {**files, **{part_file(n): table(FRAME_HEADER, *rows) for n, rows in parts.items()}}
    document = json.loads(files["public/frame.json"])
    for number in parts if told else ():
        said, rows = document["parts"]["files"][number - 1], rows_of(files, number)
        said.update(people=len(rows), root=root(leaves_of(rows)))  # type: ignore[arg-type]
    return with_hashes({**files, "public/frame.json": canon(document)})


@pytest.mark.parametrize("hat", [HAT, Hat(part=16), replace(WEIGHED, part=8)], ids=["4", "16", "weighed"])
def test_a_frame_in_parts_is_sound_and_has_the_root_of_one_file(hat: Hat) -> None:
    files, whole = answered(sealed(hat)), sealed(replace(hat, part=0))
    assert failures(files) == set() == failures(with_hashes(files))
    roots = {json.loads(each["public/frame.json"])["root"] for each in (files, whole)}
    assert len(roots) == 1


def test_attack_a_part_altered_swapped_or_dropped() -> None:
    one, two = GENUINE[part_file(1)], GENUINE[part_file(2)]
    last = part_file(8)
    caught({**GENUINE, part_file(1): one.replace(b"roll/F", b"cards/M", 1)}, "frame.parts", "frame.root")
    caught({**GENUINE, part_file(1): two, part_file(2): one}, "frame.parts", "frame.people")
    caught({name: data for name, data in GENUINE.items() if name != part_file(3)}, "files.present")
    caught({name: data for name, data in GENUINE.items() if name != last}, "files.present")
    caught({**GENUINE, part_file(9): GENUINE[last]}, "files.known")


def test_attack_the_roots_are_right_and_the_order_is_broken_across_parts() -> None:
    people = [row for number in range(1, 9) for row in rows_of(GENUINE, number)]
    plain = [(pid, stratum, "", idc) for pid, stratum, _, idc in people]
    turned = [*plain[4:8], *plain[:4], *plain[8:]]
    files, said = divided(turned, 4)
    document = json.loads(GENUINE["public/frame.json"]) | said | {"root": root(leaves_of(turned))}
    forged = {**GENUINE, **files, "public/frame.json": canon(document)}
    forged = retold(forged, lambda acts: body(acts, "frame").update(root=document["root"]))
    found = caught(with_hashes(forged), "frame.people")
    assert next(c for c in found.checks if c.code == "frame.people").got.startswith("not-ascending")
    assert "frame.parts" not in failures(with_hashes(forged))


def test_attack_households_that_begin_again_in_a_part() -> None:
    """A friend's number in another part: two strangers share one letter, or a household has two."""
    rows = rows_of(GENUINE, 2)
    place = next(place for place, row in enumerate(rows) if row[2])
    other = next(place for place, row in enumerate(rows) if not row[2])
    rows[other] = (*rows[other][:2], "h1", rows[other][3])
    rows[place] = (*rows[place][:2], "", rows[place][3])
    caught(with_people(GENUINE, {2: rows}), "frame.people")
    rows[place] = (*rows[place][:2], "h9", rows[place][3])
    caught(with_people(GENUINE, {2: rows}), "frame.people")


def test_attack_people_moved_from_one_part_to_another() -> None:
    """As many in all, in the same order: the tree would be another one than people can be told."""
    genuine = sealed(replace(HAT, letters=(7,)))
    one, two = rows_of(genuine, 1), rows_of(genuine, 2)
    forged = with_people(genuine, {1: one[:3], 2: [one[3], *two]}, told=True)
    caught(forged, "frame.parts")

    def as_before(document: dict[str, Any]) -> None:
        for said in document["parts"]["files"][:2]:
            said["people"] = 4
        document["root"] = root_of_parts([said["root"] for said in document["parts"]["files"]])

    silent = edited(forged, "public/frame.json", as_before)
    told = json.loads(silent["public/frame.json"])["root"]
    silent = retold(silent, lambda acts: body(acts, "frame").update(root=told))
    found = caught(with_hashes(silent), "frame.people")
    assert {check.code for check in found.checks if check.status == "failed"} == {"frame.people"}


def root_of_parts(roots: Sequence[str]) -> str:
    """Two by two, an odd one as it is."""
    level = [bytes.fromhex(each) for each in roots]
    while len(level) > 1:
        pairs = [level[i : i + 2] for i in range(0, len(level), 2)]
        level = [bytes.fromhex(sha(b"\1" + b"".join(pair))) if len(pair) > 1 else pair[0] for pair in pairs]
    return level[0].hex()


@pytest.mark.parametrize(
    "edit",
    [
        lambda parts: parts.update(size=6),
        lambda parts: parts.update(size=2**21),
        lambda parts: parts.update(size=8),
        lambda parts: parts["files"].pop(),
        lambda parts: parts["files"][7].update(people=5),
        lambda parts: parts["files"][0].update(root=parts["files"][1]["root"]),
        lambda parts: parts["files"].reverse(),
    ],
    ids=["no power of two", "too large", "another size", "one less", "too many", "a root", "the order"],
)
def test_attack_parts_that_are_not_those_named(edit: Callable[[Any], object]) -> None:
    forged = edited(GENUINE, "public/frame.json", lambda document: edit(document["parts"]))
    caught(with_hashes(forged), "frame.parts")


@pytest.mark.parametrize(
    "edit",
    [
        lambda parts: parts.update(size=0),
        lambda parts: parts.update(size="4"),
        lambda parts: parts.update(more=1),
        lambda parts: parts.update(files=parts["files"][:1]),
        lambda parts: parts["files"][0].pop("root"),
        lambda parts: parts["files"][0].update(people=0),
    ],
)
def test_attack_parts_in_no_form_at_all(edit: Callable[[Any], object]) -> None:
    forged = edited(GENUINE, "public/frame.json", lambda document: edit(document["parts"]))
    caught(with_hashes(forged), "frame.counts")


@pytest.mark.parametrize("parts", [1, 0, -1, 65_537, 10**15, "8", True, None])
def test_attack_a_number_of_parts_that_cannot_be(parts: object) -> None:
    caught(retold(GENUINE, lambda acts: body(acts, "frame").update(parts=parts)), "documents.shape")


def test_attack_one_file_and_parts_together() -> None:
    one = sealed(replace(HAT, part=0))
    caught({**GENUINE, "guarantors/frame.csv": one["guarantors/frame.csv"]}, "files.known")
    caught({**one, part_file(1): GENUINE[part_file(1)]}, "files.known")
    # An entry that speaks of one file, beside a frame.json of parts; and the other way round.
    entry = retold(GENUINE, lambda acts: body(acts, "frame").pop("parts"))
    caught(entry, "frame.parts", "files.known")
    caught(with_hashes(edited(GENUINE, "public/frame.json", lambda found: found.pop("parts"))), "frame.parts")


def test_attack_letters_of_another_list_of_parts() -> None:
    other = people_hash({part_file(1): GENUINE[part_file(1)]})
    forged = edited(GENUINE, "public/letters-1-plan.json", lambda plan: plan["inputs"].update(frame=other))
    caught(retold(forged, lambda acts: None), "order.letters")


def test_a_part_that_is_not_here_is_not_passed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor is the dossier found false for a number too high, or for a frame of one file."""
    for name, data in GENUINE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert command.main([str(tmp_path), "--part", "3"]) == 0
    (tmp_path / part_file(3)).unlink()
    capsys.readouterr()
    for number in ("3", "99"):
        assert command.main([str(tmp_path), "--part", number, "--lang", "en"]) == 3
        said = capsys.readouterr()
        assert (
            said.out == "" and f"guarantors/frame-{number}.csv is not here: nothing was checked" in said.err
        )


def test_one_part_is_checked_alone() -> None:
    """What it proves, and what it does not; with that part at hand and no other."""
    public = {name: data for name, data in GENUINE.items() if not name.startswith("guarantors/")}
    files = {**public, part_file(3): GENUINE[part_file(3)]}
    report = one_part(files, 3)
    status = {check.code: check.status for check in report.checks}
    assert report.ok
    assert status["frame.part"] == status["frame.parts"] == status["journal.chain"] == "ok"
    assert status["frame.people"] == status["frame.root"] == "not-checked"
    rows = rows_of(GENUINE, 3)
    for forged in (
        {**files, part_file(3): GENUINE[part_file(2)]},
        {**files, part_file(3): table(FRAME_HEADER, *reversed(rows))},
        {**files, part_file(3): b"pid\n"},
        {**files, "public/frame.json": files["public/frame.json"].replace(b'"size":4', b'"size":8')},
    ):
        assert not one_part(forged, 3).ok
    assert [each.status for each in one_part(public, 3).checks if each.code == "frame.part"] == [
        "not-checked"
    ]
    assert not one_part(files, 9).ok
    assert verify(files).ok is False
