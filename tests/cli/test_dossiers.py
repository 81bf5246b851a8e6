"""Every kind of dossier that the command makes: it verifies, no byte can change, nobody is named in it."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from support import hull_gap
from support.commands import DICE, PETIT, draw, finish, on_disk
from support.instances import Instance, write
from support.two_commands import by_hand

from tirage.cli import main
from tirage.verify.checklist import verify
from tirage.verify.reading.dossier import read

POOL = PETIT / "volontaires.csv"


EVERYONE_SITS = Instance(
    (("a",),) * 2 + (("b",),) * 4, ("",) * 6, (("criterion", (("a", 0, 2), ("b", 4, 4))),), seats=6
)


def of_instance(instance: Instance, fairness: str, panels: int = 30) -> Callable[[Path], None]:
    def make(out: Path) -> None:
        pool, quotas = write(instance, out.parent / "in")
        changes = {"seats": instance.seats, "household": "address1", "fairness": fairness, "panels": panels}
        assert draw(pool, out, "--seed", DICE, quotas=quotas, **changes) == 0

    return make


def of_petit(*roll: str, **changes: object) -> Callable[[Path], None]:
    def make(out: Path) -> None:
        assert draw(POOL, out, *roll, **changes) == 0

    return make


def in_two_calls(*roll: str) -> Callable[[Path], None]:
    def make(out: Path) -> None:
        assert draw(POOL, out, *by_hand(roll)) == 0
        assert finish(out, *roll) == 0

    return make


KINDS: dict[str, Callable[[Path], None]] = {
    "leximin with households": of_petit("--seed", DICE),
    "leximin without households": of_petit("--seed", DICE, household=None),
    "maximin": of_petit("--seed", DICE, fairness="maximin"),
    "as few panels as the chances allow": of_petit("--seed", DICE, panels=7),
    "one panel": of_instance(EVERYONE_SITS, "leximin", panels=1),
    "a rehearsal": of_petit("--seed", DICE, rehearsal=True),
    "a plan": of_petit(),
    "a plan, then dice": in_two_calls("--seed", DICE),
    "a plan, then balls": in_two_calls("--number", "012"),
    "dice typed with odd spaces": in_two_calls("--seed", "  3546 3115 5611\t2163 \u00a0 6246\u2003"),
    "a gap, somebody never drawn": of_instance(hull_gap.NEVER_DRAWN[4], "leximin"),
    "a gap, a lower chance": of_instance(hull_gap.LOWER[2], "leximin"),
    "a gap, a higher level": of_instance(hull_gap.HIGHER_LEVEL[2], "leximin"),
    "a gap, maximin": of_instance(hull_gap.LOWER[3], "maximin"),
}


@pytest.fixture(scope="module", params=KINDS)
def dossier(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of each kind, made once; the tests do not write to it."""
    path = tmp_path_factory.mktemp("kind") / "d"
    KINDS[request.param](path)
    return path


def test_it_verifies(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("fr", "en"):
        assert main(["verify", str(dossier), "--lang", language]) == 0
    assert main(["verify", str(dossier), "--json"]) == 0
    assert main(["replay", str(dossier), "--trials", "50"]) == 0


def test_its_public_part_verifies_alone_and_says_what_it_could_not_check(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in ("journal", "public"):
        shutil.copytree(dossier / part, tmp_path / "d" / part)
    assert main(["verify", str(tmp_path / "d"), "--json"]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert {check["status"] for check in checks} >= {"ok", "not-checked"}
    assert main(["replay", str(tmp_path / "d")]) in {0, 6}


def test_no_bit_of_it_can_be_flipped(dossier: Path) -> None:
    """Of every file the first byte, the last and one in the middle, each with another bit."""
    files = read(dossier)
    assert {name.split("/")[0] for name in files} == {"journal", "public", "guarantors"}
    bits = cycle([1, 0x20, 0x80, 4])
    for name, data in files.items():
        for place in (0, len(data) // 2, len(data) - 1):
            forged = data[:place] + bytes([data[place] ^ next(bits)]) + data[place + 1 :]
            assert not verify({**files, name: forged}).ok, (name, place)


def test_no_file_of_it_can_be_left_out_emptied_or_added(dossier: Path) -> None:
    files = read(dossier)
    for name in files:
        assert not verify({other: data for other, data in files.items() if other != name}).ok, name
        assert not verify({**files, name: b""}).ok, name
    for name in ("public/note.txt", "journal/0099-void.json", "guarantors/names.csv"):
        assert not verify({**files, name: b"{}"}).ok, name


@pytest.mark.posix
def test_only_private_has_what_identifies_people(dossier: Path) -> None:
    """The synthetic names are looked for in every byte of the rest."""
    everything = on_disk(dossier)
    published = b"\n".join(data for name, data in everything.items() if not name.startswith("private/"))
    private = everything["private/pool.csv"].decode("utf-8-sig")
    header, *rows = (line.split(";") for line in private.splitlines())
    secret = {
        cell.encode()
        for row in rows
        for name, cell in zip(header, row, strict=True)
        if name in {"nom", "prénom", "adresse", "name"} and cell
    }
    assert len(secret) > 4
    assert not {cell for cell in secret if cell in published}
    assert stat.S_IMODE((dossier / "private").stat().st_mode) == 0o700
    for path in (dossier / "private").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not [
        name
        for name in everything
        if name.split("/")[0] not in {"journal", "public", "guarantors", "private"}
    ]


def test_the_command_says_five_for_a_changed_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    KINDS["a plan, then dice"](tmp_path / "d")
    for name, data in read(tmp_path / "d").items():
        target = tmp_path / "d" / name
        target.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        assert main(["verify", str(tmp_path / "d")]) == 5, name
        assert main(["verify", str(tmp_path / "d"), "--json"]) == 5, name
        target.write_bytes(data)
    assert main(["verify", str(tmp_path / "d")]) == 0


def test_nothing_that_is_printed_names_anybody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Plan, draw, refusals, checks and replays, as text and as JSON, in both languages."""
    out, refused = tmp_path / "d", 6
    for language in ("fr", "en"):
        for more in ([], ["--json"]):
            shutil.rmtree(out, ignore_errors=True)
            assert draw(POOL, out, *more, lang=language) == 0
            assert finish(out, "--seed", DICE, *more) == 0
            assert draw(POOL, out, *more, lang=language) == refused
            assert (
                main(["chances", str(POOL), "--quotas", str(PETIT / "quotas.csv"), "--seats", "6", *more])
                == 0
            )
            assert main(["verify", str(out), "--lang", language, *more]) == 0
            assert main(["replay", str(out), "--trials", "30", "--lang", language, *more]) == 0
    said = capsys.readouterr()
    header, *rows = (line.split(",") for line in POOL.read_text(encoding="utf-8-sig").splitlines())
    private = [i for i, name in enumerate(header) if name in {"nom", "prénom", "adresse"}]
    assert len(private) == 3
    assert not {row[i] for row in rows for i in private if row[i] and row[i] in said.out + said.err}


HOSTILE = ["[/b]", "[red]X", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "<script>alert(1)</script>"]
HOSTILE += ["NA", "None", "NULL", "nan", "O'Brien", "{0}", "%s", "null", "true", "\\x00", "Ł\u202eok", "𝒜"]


def test_hostile_names_reach_the_private_panel_unharmed(tmp_path: Path) -> None:
    """Only a formula gets the apostrophe that keeps a spreadsheet from running it."""
    lines = [f"p{i:02};{name};{'Femme' if i % 2 else 'Homme'}" for i, name in enumerate(HOSTILE)]
    (tmp_path / "p.csv").write_text("\n".join(["id;nom;genre", *lines]) + "\n", encoding="utf-8")
    women = len(HOSTILE) // 2
    quotas = f"feature,value,min,max\ngenre,Femme,{women},{women}\ngenre,Homme,1,{len(HOSTILE)}\n"
    (tmp_path / "q.csv").write_text(quotas, encoding="utf-8")
    changes = {"quotas": tmp_path / "q.csv", "seats": len(HOSTILE), "household": None, "panels": 3}
    assert draw(tmp_path / "p.csv", tmp_path / "d", "--number", "0", **changes) == 0
    for name in ("panel.csv", "pool.csv"):
        rows = (tmp_path / "d/private" / name).read_text(encoding="utf-8-sig").splitlines()[1:]
        found = [row.split(";")[1] for row in rows]
        assert found == ["'" + word if word[0] in "=+-@" else word for word in HOSTILE]
    assert main(["verify", str(tmp_path / "d")]) == 0


def test_hostile_categories_are_shown_as_they_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["[/b]", "[bold]x[/bold]", "<b>", "NA", "None", ":smile:", "{0}"]
    (tmp_path / "p.csv").write_text(
        "id,groupe\n" + "".join(f"p{i:02},{words[i % len(words)]}\n" for i in range(21)), encoding="utf-8"
    )
    quotas = "feature,value,min,max\n" + "".join(f"groupe,{word},1,1\n" for word in words)
    (tmp_path / "q.csv").write_text(quotas, encoding="utf-8")
    changes = {"quotas": tmp_path / "q.csv", "seats": len(words), "household": None, "panels": 9}
    assert draw(tmp_path / "p.csv", tmp_path / "d", "--number", "0", **changes) == 0
    said = capsys.readouterr().out
    assert not {word for word in words if word not in said}
    assert main(["verify", str(tmp_path / "d")]) == 0
