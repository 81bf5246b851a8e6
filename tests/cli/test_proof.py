"""`tirage proof` and `tirage verify --proof`: what one citizen is told, and proofs that lie."""

from __future__ import annotations

import csv
import hashlib
import html
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
import segno
from support.commands import DICE, PETIT, draw, finish, number_of, on_disk
from support.journey import begun, frame, run, whole

from tirage.cli import main
from tirage.report.pages.citizen_proof import line
from tirage.verify import read, verify

Proof = dict[str, Any]
LEAVER = "V08"
"""A member of the small panel whom somebody can replace."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier from the rolls to the panel."""
    return whole(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def pack(town: Path) -> Path:
    """What its auditors have."""
    assert run("publish", town, "--for", "auditors", "--out", town.parent / "pack") == 0
    return town.parent / "pack"


@pytest.fixture(scope="module")
def public(town: Path) -> Path:
    assert run("publish", town, "--for", "public", "--out", town.parent / "public") == 0
    return town.parent / "public"


def pids(town: Path, name: str) -> list[str]:
    return [row.partition(",")[0] for row in (town / name).read_text(encoding="utf-8").splitlines()[1:]]


def prove(town: Path, person: str, out: Path) -> Proof:
    assert run("proof", person, town, "--out", out) == 0
    found: Proof = json.loads(out.read_bytes())
    return found


@pytest.fixture(scope="module")
def member(town: Path) -> Proof:
    """The proof of somebody of the panel."""
    return prove(town, pids(town, "public/panel.csv")[0], town.parent / "member.json")


def canon(proof: Proof) -> bytes:
    return json.dumps(proof, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def failing(proof: Proof | bytes, pack: Path) -> set[str]:
    data = proof if isinstance(proof, bytes) else canon(proof)
    checks = verify(read(pack), ("proof.json", data)).checks
    return {check.code for check in checks if check.status == "failed"}


def people(town: Path, columns: str, pid: str) -> tuple[str, ...]:
    query = f"select {columns} from '{town}/private/frame.parquet' where pid = '{pid}'"
    row: tuple[str, ...] = duckdb.sql(query).fetchall()[0]
    return row


# --- What is told ----------------------------------------------------------------------------------------


def test_everybody_in_the_frame_has_a_proof_that_verifies(town: Path, pack: Path, public: Path) -> None:
    everyone = pids(town, "guarantors/frame.csv")
    some = (everyone[0], everyone[-1], everyone[7], *pids(town, "guarantors/pool.csv")[:2])
    for pid in dict.fromkeys(some):
        proof = prove(town, pid, town.parent / f"{pid}.json")
        assert failing(proof, pack) == failing(proof, public) == set()
        assert proof["frame"]["people"] == len(everyone)
        assert everyone[proof["frame"]["index"]] == pid


def test_what_is_said_is_what_the_files_say(town: Path, member: Proof) -> None:
    pid = member["pid"]
    stratum = member["frame"]["stratum"]
    assert f"\n{pid},{stratum},".encode() in (town / "guarantors/frame.csv").read_bytes()
    assert [wave["wave"] for wave in member["letters"]] == [1, 2]
    assert sum(wave["drawn"] for wave in member["letters"]) == 1
    panels = (town / "public/lottery.csv").read_text(encoding="ascii").splitlines()
    held = sum(pid in panel.split(",") for panel in panels)
    assert (member["pool"]["panels"], member["pool"]["of"]) == (held, len(panels))
    assert member["panel"]["member"] is True


def test_the_nonce_opens_the_leaf_to_whoever_knows_the_identity(town: Path, member: Proof) -> None:
    (identity,) = people(town, "identity", member["pid"])
    opened = hashlib.sha256(f"tirage1|id|{member['frame']['nonce']}|{identity}".encode()).hexdigest()
    assert opened == member["frame"]["idc"]


def test_a_person_is_found_by_code_and_by_name(town: Path, member: Proof, tmp_path: Path) -> None:
    pid = member["pid"]
    with (town / "private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = {row["pid"]: row["code"] for row in csv.DictReader(file, delimiter=";")}
    with (town / "private/letters-2.csv").open(encoding="utf-8-sig", newline="") as file:
        codes |= {row["pid"]: row["code"] for row in csv.DictReader(file, delimiter=";")}
    surname, first, identity = people(town, "surname, first_names, identity", pid)
    born = identity.split("|")[2].replace(" ", "/")
    typed = (
        codes[pid],
        codes[pid].lower().replace("-", " "),
        f"{first} {surname} {born}",
        f"{surname.lower()} {born}",
    )
    for number, words in enumerate(typed):
        assert prove(town, words, tmp_path / f"{number}.json")["pid"] == pid


def test_no_name_is_said_of_anyone(
    town: Path, member: Proof, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    surname, first = people(town, "surname, first_names", member["pid"])
    capsys.readouterr()
    assert run("proof", f"{first} {surname}", town, "--out", tmp_path / "p.html") == 0
    captured = capsys.readouterr()
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert surname not in captured.out + captured.err + page


@pytest.mark.parametrize("person", ["", "  ", "nobody-at-all", "0" * 32, "T66E-SM4N", ",", "pid", "a\nb"])
def test_nobody_answers(person: str, town: Path, tmp_path: Path) -> None:
    assert run("proof", person, town, "--out", tmp_path / "p.json") == 6
    assert not (tmp_path / "p.json").exists()


def test_namesakes_are_counted_never_listed(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("proof", "Zoé", town) == 6
    captured = capsys.readouterr()
    assert "people at least" in captured.err and not captured.out
    assert not re.search(r"[0-9a-f]{32}", captured.err)


def test_the_page_is_one_file_and_says_the_same(
    town: Path, pack: Path, member: Proof, tmp_path: Path
) -> None:
    for lang in ("fr", "en"):
        out = tmp_path / f"{lang}.html"
        assert main(["proof", member["pid"], str(town), "--out", str(out), "--lang", lang]) == 0
        page = out.read_text(encoding="utf-8")
        assert f'lang="{lang}"' in page and "<title>" in page and "<svg" in page
        assert not re.search(r"<script|https?://(?!www\.w3\.org)|<link|@import|src=", page)
        blocks = re.findall(r'<pre id="proof">(.*?)</pre>', page)
        assert [json.loads(html.unescape(block)) for block in blocks] == [member]
        assert failing(out.read_bytes(), pack) == set()
        assert main(["verify", str(pack), "--proof", str(out), "--lang", lang]) == 0


def test_the_code_holds_head_root_and_id(member: Proof) -> None:
    assert line(member) == f"tirage1|proof|{member['head']}|{member['frame']['root']}|{member['pid']}"
    assert not segno.make_qr(line(member), error="m").is_micro


def test_a_proof_is_not_written_over(town: Path, member: Proof, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text("mine", encoding="ascii")
    assert run("proof", member["pid"], town, "--out", tmp_path / "p.json") == 6
    assert (tmp_path / "p.json").read_text(encoding="ascii") == "mine"


def test_a_dossier_that_began_with_a_pool_speaks_of_the_lottery_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d", "--seed", DICE) == 0
    proof = prove(tmp_path / "d", "V02", tmp_path / "p.json")
    assert (proof["frame"], proof["letters"], proof["pool"]["panels"]) == (None, [], 29)
    assert failing(proof, tmp_path / "d") == set()
    capsys.readouterr()
    assert run("proof", "Le Goff Malo", tmp_path / "d", "--json") == 0
    assert json.loads(capsys.readouterr().out)["pid"] == "V02"


def test_after_the_names_are_gone_the_path_still_proves(town: Path, tmp_path: Path, member: Proof) -> None:
    dossier = Path(shutil.copytree(town, tmp_path / "d"))
    assert run("erase", dossier, "--reason", "end of retention", "--yes") == 0
    proof = prove(dossier, member["pid"], tmp_path / "p.json")
    assert proof["frame"] == {**member["frame"], "nonce": None}
    assert failing(proof, dossier) == failing(member, dossier) == set()


def test_an_old_proof_verifies_in_a_dossier_that_went_on(town: Path, tmp_path: Path, member: Proof) -> None:
    dossier = Path(shutil.copytree(town, tmp_path / "d"))
    assert run("contest", dossier, "--reason", "the bailiff was late") == 0
    assert failing(member, dossier) == set()


# --- Attacks ---------------------------------------------------------------------------------------------


def changed(proof: Proof, change: Callable[[Proof], object]) -> Proof:
    copy: Proof = json.loads(canon(proof))
    change(copy)
    return copy


def test_attack_ghost_leaf(town: Path, public: Path, member: Proof) -> None:
    """Somebody who is in no frame, with the path of another."""
    assert "proof.hat" in failing(changed(member, lambda p: p.update(pid="0" * 32)), public)
    assert "proof.hat" in failing(changed(member, lambda p: p["frame"].update(idc="0" * 64)), public)


def test_attack_another_persons_stratum(town: Path, public: Path, pack: Path, member: Proof) -> None:
    strata = [each["code"] for each in json.loads((pack / "public/frame.json").read_bytes())["strata"]]
    other = next(code for code in strata if code != member["frame"]["stratum"])
    assert "proof.hat" in failing(changed(member, lambda p: p["frame"].update(stratum=other)), public)
    assert "proof.stratum" in failing(changed(member, lambda p: p["frame"].update(stratum="no/such")), pack)


def test_attack_wrong_path(public: Path, member: Proof) -> None:
    siblings = member["frame"]["siblings"]
    paths = [
        siblings[1:],
        siblings[:-1],
        siblings[::-1],
        [*siblings, siblings[0]],
        ["0" * 64, *siblings[1:]],
        [],
    ]
    for path in paths:
        assert "proof.hat" in failing(
            changed(member, lambda p, path=path: p["frame"].update(siblings=path)), public
        )
    index, people = member["frame"]["index"], member["frame"]["people"]
    for place in (index ^ 1, people, 2**50):
        assert "proof.hat" in failing(changed(member, lambda p, i=place: p["frame"].update(index=i)), public)
    for count in (people + 1, people - 1, 0, 2**50):
        assert "proof.hat" in failing(changed(member, lambda p, n=count: p["frame"].update(people=n)), public)


def test_attack_a_node_passed_off_as_a_leaf(public: Path, member: Proof) -> None:
    def change(proof: Proof) -> None:
        frame = proof["frame"]
        frame.update(
            index=frame["index"] // 2, people=(frame["people"] + 1) // 2, siblings=frame["siblings"][1:]
        )

    assert "proof.hat" in failing(changed(member, change), public)


def test_attack_the_root_of_another_frame(public: Path, member: Proof) -> None:
    """The root that the proof itself states convinces nobody: the one of the journal counts."""

    def change(proof: Proof) -> None:
        leaf = f"tirage1|roll|{'0' * 32}|{proof['frame']['stratum']}|{'0' * 64}".encode()
        root = hashlib.sha256(b"\0" + leaf).hexdigest()
        proof.update(pid="0" * 32)
        proof["frame"].update(idc="0" * 64, index=0, people=1, siblings=[], root=root)

    assert "proof.hat" in failing(changed(member, change), public)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda p: p["pool"].update(panels=p["pool"]["panels"] + 1), "proof.chance"),
        (lambda p: p["pool"].update(of=p["pool"]["of"] * 2), "proof.chance"),
        (lambda p: p["pool"].update(chance="1"), "proof.chance"),
        (lambda p: p.update(pool=None), "proof.chance"),
        (lambda p: p["panel"].update(member=False), "proof.seat"),
        (lambda p: p["panel"].update(number=p["panel"]["number"] + 1), "proof.seat"),
        (lambda p: p.update(panel=None), "proof.seat"),
        (lambda p: p["letters"][0].update(letters=1000), "proof.letters"),
        (lambda p: p["letters"][0].update(people=1), "proof.stratum"),
        (lambda p: p["letters"][0].update(drawn=not p["letters"][0]["drawn"]), "proof.drawn"),
        (lambda p: p["letters"].append({**p["letters"][0], "wave": 9}), "proof.drawn"),
        (lambda p: p.update(frame=None), "proof.hat"),
        (lambda p: p.update(head="0" * 64), "proof.head"),
        (lambda p: p.update(note="trust me"), "proof.form"),
        (lambda p: p["frame"].update(root=p["frame"]["root"].upper()), "proof.form"),
        (lambda p: p["frame"].update(index=0.0), "proof.form"),
        (lambda p: p.pop("letters"), "proof.form"),
        (lambda p: p.update(pid="a|b"), "proof.form"),
    ],
)
def test_attack_a_proof_that_says_something_else(
    change: Callable[[Proof], object], code: str, pack: Path, member: Proof
) -> None:
    assert code in failing(changed(member, change), pack)


def test_somebody_outside_the_pool_cannot_be_told_a_chance(town: Path, pack: Path) -> None:
    pool = set(pids(town, "guarantors/pool.csv"))
    pid = next(pid for pid in pids(town, "guarantors/frame.csv") if pid not in pool)
    proof = prove(town, pid, town.parent / "outside.json")
    assert proof["pool"] is None and proof["panel"]["member"] is False
    lie = changed(proof, lambda p: p.update(pool={"panels": 0, "of": 20, "chance": "1/2"}))
    assert "proof.chance" in failing(lie, pack)


def test_what_rests_on_a_missing_file_is_never_green(public: Path, member: Proof) -> None:
    report = verify(read(public), ("proof.json", canon(member)))
    found: dict[str, set[str]] = {}
    for check in report.checks:
        found.setdefault(check.code, set()).add(check.status)
    assert found["proof.hat"] == {"ok"}
    assert found["proof.stratum"] == found["proof.letters"] == found["proof.drawn"] == {"not-checked"}
    lie = changed(member, lambda p: p.update(frame=None, letters=[]))
    checks = {c.code: c.status for c in verify(read(public), ("proof.json", canon(lie))).checks}
    assert checks["proof.hat"] == "not-checked"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'<pre id="proof">' * 1000,
        b" " * (2**20 + 1),
        b'\xef\xbb\xbf{"spec":"tirage/2"}',
        b'{"pid":"a","pid":"b"}',
    ],
)
def test_attack_a_proof_that_is_none(data: bytes, public: Path) -> None:
    assert failing(data, public) == {"proof.form"}


def test_attack_two_proofs_in_one_page(town: Path, public: Path, member: Proof, tmp_path: Path) -> None:
    assert run("proof", member["pid"], town, "--out", tmp_path / "p.html") == 0
    page = (tmp_path / "p.html").read_bytes()
    assert failing(page, public) == set()
    start, end = page.index(b'<pre id="proof">'), page.index(b"</pre>", page.index(b'<pre id="proof">')) + 6
    assert failing(page[:end] + page[start:end] + page[end:], public) == {"proof.form"}


def test_attack_one_byte_of_a_proof(public: Path, member: Proof) -> None:
    """What the public files decide; the rest of a proof is said not to be checked."""
    data = canon(member)
    for position in range(0, len(data), 7):
        flipped = data[:position] + bytes([data[position] ^ 0x01]) + data[position + 1 :]
        try:
            proof = json.loads(flipped)
        except ValueError:
            proof = None
        assert failing(flipped, public) or _decided(proof) == _decided(member), position


def _decided(proof: Proof) -> Proof:
    """Without what only files that the public has not could tell."""
    copy: Proof = json.loads(canon(proof))
    for part, name in ((copy, "letters"), (copy["frame"], "nonce"), (copy["pool"], "chance")):
        part.pop(name, None)
    return copy


def test_a_proof_that_is_no_file(public: Path, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json"):
        assert main(["verify", str(public), "--proof", str(path), "--lang", "fr"]) == 3


def test_the_dossier_stays_as_it_is(town: Path, tmp_path: Path) -> None:
    before = on_disk(town)
    assert run("proof", pids(town, "public/panel.csv")[1], town, "--out", tmp_path / "p.html") == 0
    assert on_disk(town) == before


# --- The assembly, not the panel's draw ------------------------------------------------------------------


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier in which somebody of the panel has left and somebody else was drawn for the seat."""
    folder = tmp_path_factory.mktemp("lived") / "d"
    assert draw(PETIT / "volontaires.csv", folder, "--roll", "hand", "--later", "roll=20d6") == 0
    assert finish(folder, "--number", number_of(folder, LEAVER)) == 0
    assert run("record", "withdrawal", LEAVER, folder) == 0
    assert run("draw", "replacements", folder) == 0
    assert run("draw", "replacements", folder, "--seed", "1 2 3 4 5 6 6 5 4 3 2 1 1 1 1 2 2 2 2 3") == 0
    return folder


def told(
    pid: str, folder: Path, capsys: pytest.CaptureFixture[str], out: Path, lang: str = "en"
) -> tuple[str, str, dict[str, Any]]:
    """What is said, the page, and the seat in JSON."""
    capsys.readouterr()
    assert main(["proof", pid, str(folder), "--out", str(out), "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert main(["proof", pid, str(folder), "--json", "--lang", lang]) == 0
    return said, out.read_text(encoding="utf-8"), json.loads(capsys.readouterr().out)["today"]


def test_a_replacement_who_sits_is_said_to_sit(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pid,) = pids(lived, "public/replacements-1-panel.csv")
    said, page, seat = told(pid, lived, capsys, tmp_path / "p.html")
    for words in (said, page):
        assert "Sits since " in words and "by replacement no. 1" in words
        assert "not a member" not in words and "this person was not in it" in words
    assert (seat["act"], seat["until"]) == ("replacements/1", "")
    said, page, _ = told(pid, lived, capsys, tmp_path / "fr.html", "fr")
    assert "Siège depuis le " in said and "par le remplacement n°" in said and "Siège depuis le " in page
    assert failing((tmp_path / "p.html").read_bytes(), lived) == set()


def test_one_who_left_is_said_to_have_sat(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert LEAVER in pids(lived, "public/panel.csv")
    said, page, seat = told(LEAVER, lived, capsys, tmp_path / "p.html")
    for words in (said, page):
        assert "Sat from " in words and "sits no longer" in words and "is a member" not in words
    assert seat["act"] == "panel" and seat["until"]


def test_one_who_never_sat_and_one_who_still_does(
    lived: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members = pids(lived, "public/panel.csv")
    stayed = next(pid for pid in members if pid != LEAVER)
    said, _, seat = told(stayed, lived, capsys, tmp_path / "a.html")
    assert "Sits since " in said and "by the draw of the panel" in said and seat["until"] == ""
    drawn = {*members, *pids(lived, "public/replacements-1-panel.csv")}
    other = next(pid for pid in pids(lived, "guarantors/pool.csv") if pid not in drawn)
    said, page, nothing = told(other, lived, capsys, tmp_path / "b.html")
    assert "Has never sat" in said and "Has never sat" in page and nothing["status"] == "never"


# --- Everyone's ------------------------------------------------------------------------------------------


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "receipts.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_every_volunteer_has_a_receipt_that_verifies(town: Path, public: Path) -> None:
    assert run("proof", "--all", town) == 0
    last = max((town / "journal").iterdir()).name[:4]
    folder = town / f"private/receipts-{last}"
    rows = listed(folder)
    assert [row["id"] for row in rows] == pids(town, "guarantors/pool.csv")
    assert {path.name for path in folder.iterdir()} == {"receipts.csv", *(row["file"] for row in rows)}
    with (town / "private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = {row["pid"]: row["code"] for row in csv.DictReader(file, delimiter=";")}
    assert any(row["reference"] == codes.get(row["id"]) for row in rows)
    for row in (rows[0], rows[len(rows) // 2], rows[-1]):
        page = (folder / row["file"]).read_bytes()
        assert failing(page, public) == set()
        assert row["id"].encode() in page
        alone = prove(town, row["id"], town.parent / f"alone-{row['id']}.json")
        assert html.escape(canon(alone).decode(), quote=False).encode() in page


@pytest.mark.posix
def test_only_their_owner_reads_the_receipts(town: Path) -> None:
    assert run("proof", "--all", town) == 0
    (folder,) = (town / "private").glob("receipts-*")
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}


def test_receipts_go_to_a_new_folder_whole_or_not_at_all(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "receipts"
    assert run("proof", "--all", town, "--out", out) == 0
    assert len(listed(out)) == len(pids(town, "guarantors/pool.csv"))
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    # Once more is the same; a page that is another one is left as it is, and so are all.
    assert run("proof", "--all", town, "--out", out) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    altered = {**before, listed(out)[0]["file"]: b"altered"}
    (out / listed(out)[0]["file"]).write_bytes(b"altered")
    assert run("proof", "--all", town, "--out", out) == 6
    assert {path.name: path.read_bytes() for path in out.iterdir()} == altered


def test_other_pages_in_the_way_are_never_written_over(town: Path) -> None:
    assert run("proof", "--all", town) == 0
    (folder,) = (town / "private").glob("receipts-*")
    page = folder / listed(folder)[0]["file"]
    page.write_text("altered", encoding="utf-8")
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run("proof", "--all", town) == 6
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == kept
    shutil.rmtree(folder)


def test_own_ids_make_names_that_every_system_takes(tmp_path: Path) -> None:
    people = "".join(f"A/{i}:x,{'FH'[i % 2]}\n" for i in range(8))
    (tmp_path / "pool.csv").write_text(f"id,genre\n{people}", encoding="utf-8")
    (tmp_path / "quotas.csv").write_text("feature,value,min,max\ngenre,F,1,1\ngenre,H,1,1", encoding="utf-8")
    words = ("--quotas", tmp_path / "quotas.csv", "--seats", 2, "--ids", "published", "--out", tmp_path / "d")
    assert run("draw", "panel", tmp_path / "pool.csv", *words) == 0
    assert run("proof", "--all", tmp_path / "d", "--out", tmp_path / "r") == 0
    assert {row["file"] for row in listed(tmp_path / "r")} == {f"receipt-A%2F{i}%3Ax.html" for i in range(8)}


def test_nobody_has_volunteered_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier, files = begun(tmp_path)
    assert frame(dossier, files) == 0
    capsys.readouterr()
    assert run("proof", "--all", dossier) == 6
    assert "Nobody has volunteered yet" in capsys.readouterr().err
    assert not list((dossier / "private").glob("receipts*"))


@pytest.mark.parametrize("words", [(), ("--all", "V01", "dossier"), ("--all", "d", "--dossier", "e")])
def test_a_person_or_everyone(words: tuple[str, ...]) -> None:
    assert run("proof", *words) == 2
