"""A file that says that no panel exists: both verifiers follow it, and no file that lies."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support.engine import Engine, agreed
from support.hull_gap import NO_PANEL
from support.infeasible import tightened
from support.instances import Instance, write

from tirage.cli import main
from tirage.dossier.canonical import canonical
from tirage.draws.draw_up import group
from tirage.draws.impossible import explained, no_panel
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas
from tirage.verify import Check, NotADossier, command, verify

File = dict[str, Any]
HOMES = NO_PANEL[-1]
"""Of which one seat a household is part of the contradiction."""


@cache
def made(instance: Instance, folder: Path) -> File:
    people, table = write(instance, folder)
    quotas = read_quotas(table, seats=instance.seats).quotas
    pool = read_pool(people, quotas, household=["address1"]).pool
    found = explained(group(pool, quotas, instance.seats).instance, quotas)
    document = no_panel(pool, quotas, instance.seats, found)
    assert document is not None
    return document


def said(document: object, code: str = "no-panel.conflicts") -> Check:
    checks = verify({"no-panel.json": canonical(document)}).checks
    (check,) = [each for each in checks if each.code == code]
    return check


@pytest.mark.parametrize("instance", [*(tightened(seed) for seed in range(4)), NO_PANEL[0], HOMES])
def test_what_is_written_is_followed_by_whoever_has_it(instance: Instance, tmp_path: Path) -> None:
    document = made(instance, tmp_path)
    check = said(document)
    assert check.status == "ok" and check.got.startswith(f"{instance.seats}/{len(instance.features)}: ")
    assert check.got.count(";") + 1 == len(document["conflicts"])


FORGED: dict[str, Callable[[File], object]] = {
    "households that are not asked for": lambda file: file["conflicts"][0].update(households=False),
    "a demand that is left out": lambda file: file["conflicts"][0]["demands"].pop(),
    "no demand at all": lambda file: file["conflicts"][0].update(demands=[]),
    "a row that is not there": lambda file: file["conflicts"][0]["demands"][0].update(row=99),
    "no contradiction": lambda file: file.update(conflicts=[]),
    "contradictions without end": lambda file: file.update(conflicts=file["conflicts"][:1] * 33),
    "a leaf that shows nothing": lambda file: file["conflicts"][0]["tree"][-1].update(
        nu="0", quotas={}, households={}, branchings={}
    ),
    "a tree that lacks its end": lambda file: file["conflicts"][0]["tree"].pop(),
    "a key more": lambda file: file.update(note="x"),
    "another specification": lambda file: file.update(spec="tirage/1"),
    "people in no order": lambda file: file.update(pool=file["pool"].replace("v1,", "v9,", 1)),
    "one seat": lambda file: file.update(seats=1),
}


@pytest.mark.parametrize("attack", FORGED)
def test_a_file_that_shows_something_else_is_refused(attack: str, tmp_path: Path) -> None:
    file: File = json.loads(canonical(made(HOMES, tmp_path)))
    FORGED[attack](file)
    assert said(file).status == "failed", attack


def test_what_is_no_such_file_fails() -> None:
    checks = verify({"no-panel.json": b"{"}).checks
    assert [each.status for each in checks] == ["failed", "not-checked"]


def test_a_panel_that_exists_is_in_no_file(tmp_path: Path) -> None:
    """Quotas that are met as they are: whatever tree stands there."""
    file: File = json.loads(canonical(made(HOMES, tmp_path)))
    for criterion in file["quotas"]["criteria"]:
        for category in criterion["categories"]:
            category.update(minimum=0, maximum=file["seats"])
    assert said(file).status == "failed"


def test_the_command_writes_it_without_a_name_and_the_verifier_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, table = write(HOMES, tmp_path)
    target = tmp_path / "proof.json"
    asked = ["quotas", "explain", str(people), "--quotas", str(table), "--seats", str(HOMES.seats)]
    asked += ["--household", "address1", "--proof", str(target), "--lang", "en"]
    assert main(asked) == 4
    told = capsys.readouterr()
    assert "tirage verify" in told.err and "Nothing was written" not in told.out
    names = [line.split(",")[0] for line in people.read_text(encoding="utf-8").splitlines()[1:]]
    assert names and not any(f'"{name}' in target.read_text(encoding="utf-8") for name in names)
    assert main(["verify", str(target), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "no panel of these people meets these quotas" in said
    # A heading with nothing below it would be one.
    assert "NOT checked" not in said
    before = target.read_bytes()
    assert main(asked) == 6 and target.read_bytes() == before
    target.write_bytes(before.replace(b'"seats":', b'"seats":1', 1))
    assert main(["verify", str(target)]) == 5


def test_a_file_alone_is_opened_in_a_browser_as_by_the_command(tmp_path: Path, engine: Engine) -> None:
    """Whatever its name; another document is no dossier to either of them."""
    target = tmp_path / "sent by mail.json"
    target.write_bytes(canonical(made(NO_PANEL[0], tmp_path)))
    for data, wanted in ((target.read_bytes(), True), (b'{"spec":"tirage/2"}', False)):
        target.write_bytes(data)
        found = engine.ask("open", given={target.name: b64encode(data).decode()})
        if wanted:
            (report,) = command.reports(target, None)
            agreed(found["report"], report)
            continue
        assert found is None
        with pytest.raises(NotADossier):
            list(command.reports(target, None))


# --- The least change ---------------------------------------------------------------------------------

LEAST = "no-panel.least"


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> File:
    """What `quotas relax --proof` writes."""
    folder = tmp_path_factory.mktemp("relax")
    people, table = write(HOMES, folder)
    target = folder / "proof.json"
    asked = ["quotas", "relax", str(people), "--quotas", str(table), "--seats", str(HOMES.seats)]
    assert main([*asked, "--household", "address1", "--alternatives", "1", "--proof", str(target)]) == 0
    found: File = json.loads(target.read_bytes())
    return found


def test_the_least_change_is_followed_with_a_panel_that_it_makes_possible(proposed: File) -> None:
    assert said(proposed).status == "ok"
    assert (said(proposed, LEAST).status, said(proposed, LEAST).got) == (
        "ok",
        str(len(proposed["least"]["moves"])),
    )


def _wider(least: File) -> None:
    move = least["moves"][0]
    move["to"] += 1 if move["limit"] == "maximum" else -1


def _elsewhere(least: File) -> None:
    least["moves"][0]["from"] += 1


def _two_seats(least: File) -> None:
    least["panel"][next(iter(least["panel"]))] = "9"


LESSER: dict[str, Callable[[File], object]] = {
    "a move that goes further": _wider,
    "a move that begins elsewhere": _elsewhere,
    "no move": lambda least: least.update(moves=[]),
    "a panel of other seats": lambda least: least["panel"].popitem(),
    "more seats than people": _two_seats,
    "no panel": lambda least: least.update(panel={}),
    "a profile that is not there": lambda least: least["panel"].update({"99": "1"}),
    "proved for more": lambda least: least.update(proved=str(int(least["weight"]) + 1)),
    "a weight that is another": lambda least: least.update(weight=str(int(least["weight"]) + 1)),
    "a tree that shows nothing": lambda least: least.update(
        tree=[{"d": "1", "nu": "0", "quotas": {}, "households": {}, "branchings": {}}]
    ),
}


@pytest.mark.parametrize("attack", LESSER)
def test_a_change_that_is_not_the_least_or_makes_nothing_possible_is_refused(
    attack: str, proposed: File
) -> None:
    file: File = json.loads(canonical(proposed))
    LESSER[attack](file["least"])
    assert said(file, LEAST).status == "failed", attack


def test_what_is_proved_of_a_change_in_part_is_said_so(proposed: File) -> None:
    file: File = json.loads(canonical(proposed))
    file["least"]["proved"] = str(int(file["least"]["proved"]) - 1)
    assert said(file, LEAST).got.startswith("not-proved-here: ")
