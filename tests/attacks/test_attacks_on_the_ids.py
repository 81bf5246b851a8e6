"""Who stands in the published files: own ids passed off as aliases, and aliases without a key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.assemblies import retold
from support.attacks import caught, failures
from support.commands import PETIT, draw, finish

from tirage.cli import main
from tirage.people.ids import key_hash, pid
from tirage.verify import read, verify

KEY = bytes.fromhex("ab" * 32)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small example under aliases, drawn."""
    folder = tmp_path_factory.mktemp("ids")
    (folder / "key").write_text(KEY.hex(), encoding="ascii")
    words = ("--key", str(folder / "key"), "--seed", "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6")
    assert draw(PETIT / "volontaires.csv", folder / "d", *words, ids="alias") == 0
    return folder / "d"


@pytest.fixture(scope="module")
def genuine(out: Path) -> dict[str, bytes]:
    return dict(read(out))


def test_aliases_are_of_the_key_and_no_own_id_is_public(out: Path, genuine: dict[str, bytes]) -> None:
    assert failures(genuine) == set()
    assert json.loads(genuine["journal/0002-key.json"])["body"] == {"hash": key_hash(KEY)}
    listed = genuine["guarantors/pool.csv"].decode().splitlines()[1:]
    assert [line.split(",")[0] for line in listed] == sorted(pid(KEY, f"V{n:02}") for n in range(1, 21))
    assert not [name for name, data in genuine.items() if b"V01" in data or b"V20" in data]
    rows = (out / "private/pool.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert rows[0].startswith("alias;identifiant;")
    assert all(pid(KEY, row.split(";")[1]) == row.split(";")[0] for row in rows[1:])


def test_own_ids_passed_off_as_aliases(tmp_path: Path) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d", "--number", "3") == 0
    files = dict(read(tmp_path / "d"))
    assert [c.code for c in verify(files).checks if c.code == "beyond.own-ids"] == ["beyond.own-ids"]
    forged = retold(files, lambda acts: (acts.insert(1, ("key", {"hash": "0" * 64})), _said(acts, "alias")))
    report = caught(forged, "ids.form")
    assert not [check for check in report.checks if check.code == "beyond.own-ids"]
    # The report names files, and never what stands there.
    (line,) = [check for check in report.checks if check.code == "ids.form"]
    assert "public/lottery.csv" in line.got or "public/panel.csv" in line.got
    assert "V0" not in line.got + line.expected


def test_aliases_without_a_key(genuine: dict[str, bytes]) -> None:
    caught(retold(genuine, lambda acts: acts.pop(1)), "ids.form")


def test_a_key_beside_ids_that_are_said_to_be_published(genuine: dict[str, bytes]) -> None:
    caught(retold(genuine, lambda acts: _said(acts, "published")), "ids.form")


def test_somebody_recorded_under_a_card_number(out: Path, genuine: dict[str, bytes]) -> None:
    body = {"pid": "V99", "date": "2026-11-27", "evidence": ""}
    caught(retold(genuine, lambda acts: acts.append(("acceptance", body))), "ids.form")


def test_a_person_is_named_by_own_id_by_alias_or_by_its_beginning(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for own in ("V01", "V20"):
        assert main(["proof", own, str(out), "--json"]) == 0
        whole = json.loads(capsys.readouterr().out)
        alias = pid(KEY, own)
        for text in (alias, alias[:6]):
            assert main(["proof", text, str(out), "--json"]) == 0
            assert json.loads(capsys.readouterr().out) == whole
        assert whole["pid"] == alias
    # A beginning too short to mean one person is nobody's.
    assert main(["proof", pid(KEY, "V01")[:3], str(out), "--lang", "en"]) == 6
    seated = (out / "public/panel.csv").read_text().split()[1]
    own = next(f"V{n:02}" for n in range(1, 21) if pid(KEY, f"V{n:02}") == seated)
    assert main(["record", "acceptance", own, str(out), "--json"]) == 0
    assert json.loads(max((out / "journal").iterdir()).read_bytes())["body"]["pid"] == seated


def test_the_same_key_and_dice_give_the_same_bytes(tmp_path: Path, genuine: dict[str, bytes]) -> None:
    (tmp_path / "key").write_text(KEY.hex(), encoding="ascii")
    again = tmp_path / "d"
    assert (
        draw(PETIT / "volontaires.csv", again, "--key", str(tmp_path / "key"), ids="alias") == 0
        and finish(again, "--seed", "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6") == 0
    )
    found = read(again)
    public = [name for name in genuine if not name.startswith("journal/")]
    assert {name: found[name] for name in public} == {name: genuine[name] for name in public}


def test_an_own_id_in_a_reason_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`contest` and `publish` look for the ids of the file, once they are private."""
    text = (PETIT / "volontaires.csv").read_text(encoding="utf-8-sig").replace("V01", "CARTE-0001")
    (tmp_path / "p.csv").write_text(text, encoding="utf-8")
    assert draw(tmp_path / "p.csv", tmp_path / "d", "--number", "3", ids="alias") == 0
    words = ["contest", str(tmp_path / "d"), "--lang", "en", "--reason"]
    assert main([*words, "the holder of carte 0001 came late"]) == 6
    assert main([*words, "somebody came late"]) == 0


def test_erase_says_what_it_cannot_reach(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ids in ("alias", "published"):
        assert draw(PETIT / "volontaires.csv", tmp_path / ids, "--number", "3", ids=ids) == 0
        capsys.readouterr()
        assert main(["erase", str(tmp_path / ids), "--reason", "the end", "--yes", "--lang", "en"]) == 0
        said = capsys.readouterr().out
        assert "packs sent" in said and "backups" in said
        assert ("cannot be taken back" in said) == (ids == "published")
        left = b"".join(path.read_bytes() for path in (tmp_path / ids).rglob("*") if path.is_file())
        assert (b"V01" in left) == (ids == "published")
    # Nothing that is left makes an alias of an own id.
    assert main(["proof", "V01", str(tmp_path / "alias"), "--lang", "en"]) == 6


def _said(acts: list[tuple[str, dict[str, object]]], ids: str) -> None:
    next(body for kind, body in acts if kind == "pool")["ids"] = ids
