"""Proofs of a citizen that leave something out, or that two programs could read in two ways."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.dossiers import canon, sha
from support.journey import whole
from support.waves import WEIGHED, root, sealed

from tirage.acts.proofs.citizen_proof import make_proof
from tirage.verify import read, verify

Proof = dict[str, Any]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole(tmp_path_factory.mktemp("proofs"))


@pytest.fixture(scope="module")
def files(folder: Path) -> Files:
    return {name: data for name, data in read(folder).items() if not name.startswith("private/")}


@pytest.fixture(scope="module")
def member(folder: Path) -> Proof:
    return make_proof(folder, (folder / "public/panel.csv").read_text().split()[1]).document


def both(files: Files) -> Iterator[Files]:
    """With the guarantors' part and without."""
    yield files
    yield {name: data for name, data in files.items() if not name.startswith("guarantors/")}


def failing(proof: Proof | bytes, files: Files) -> set[str]:
    data = proof if isinstance(proof, bytes) else canon(proof)
    checks = verify(files, ("proof.html", data)).checks
    return {check.code for check in checks if check.status == "failed"}


def test_the_proof_is_genuine(files: Files, member: Proof) -> None:
    assert [wave["wave"] for wave in member["letters"]] == [1, 2]
    assert [failing(member, each) for each in both(files)] == [set(), set()]


def test_a_proof_that_hides_a_letter_or_tells_one_twice(files: Files, member: Proof) -> None:
    """Somebody to whom a letter was drawn is told of no wave, of the other one, of a wave twice."""
    first, second = member["letters"]
    for told in ([], [first], [second], [first, first], [second, first], [first, second, second]):
        for each in both(files):
            assert failing({**member, "letters": told}, each) == {"proof.letters"}, told


def test_a_proof_of_nobody_in_the_frame_that_tells_of_letters(files: Files, member: Proof) -> None:
    for each in both(files):
        assert "proof.hat" in failing({**member, "frame": None}, each)


def made_at(files: Files, member: Proof, kind: str) -> Proof:
    """The proof as it was made at the first entry of a type, of somebody of whom nothing was known then."""
    entry = next(name for name in sorted(files) if name.endswith(f"-{kind}.json"))
    head = sha(files[entry])
    return {**member, "head": head, **dict.fromkeys(("receipt", "pool", "panel", "today"))}


def test_a_proof_made_before_the_draw_is_not_accused_of_hiding_it(files: Files, member: Proof) -> None:
    early = made_at(files, member, "letters")
    assert failing(early, files) == {"proof.letters"}
    early["letters"] = early["letters"][:1]
    for each in both(files):
        assert failing(early, each) == set()
    late = made_at(files, member, "lottery")
    assert "proof.chance" in failing(late, files)


@pytest.mark.parametrize(
    "sign", ["&lbrace;", "&#123;", "&#x7b;", "&quot;", "&apos;", "&#34;", "&#39;", "&lt"]
)
def test_a_page_whose_signs_two_programs_could_read_in_two_ways(
    sign: str, files: Files, member: Proof
) -> None:
    """A page stands for `&`, `<` and `>` alone by names; whatever else looks like one is its own letters."""
    text = canon(member).decode()
    page = f'<pre id="proof">{text}</pre>'.encode()
    assert failing(page, files) == set()
    character = {"&lbrace;": "{", "&#123;": "{", "&#x7b;": "{"}.get(sign, '"')
    assert "proof.form" in failing(page.replace(character.encode(), sign.encode(), 1), files)


def siblings(leaves: list[bytes], index: int) -> list[str]:
    """PATH of RFC 6962 §2.1.1, the nearest first."""
    if len(leaves) < 2:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:split], leaves[split:]
    if index < split:
        return [*siblings(left, index), root(right)]
    return [*siblings(right, index - split), root(left)]


def of_who_weighs(dossier: Files, place: int) -> Proof:
    """The proof of somebody of a frame in which people weigh, made by hand once the letters are drawn."""
    frame = [row.split(",") for row in dossier["guarantors/frame.csv"].decode().split()[1:]]
    pid, stratum, _, idc = frame[place]
    leaves = [f"tirage1|roll|{pid}|{code}|{one}".encode() for pid, code, _, one in frame]
    rows = csv.DictReader(io.StringIO(dossier["public/letters-1-strata.csv"].decode()))
    row = next(each for each in rows if each["stratum"] == stratum)
    wave = {key: int(row[key]) for key in ("people", "eligible", "letters", "weight")}
    drawn = f"\n{pid},{stratum}\n".encode() in dossier["guarantors/letters-1.csv"]
    last = max(name for name in dossier if name.startswith("journal/"))
    hat = {"root": root(leaves), "idc": idc, "people": len(frame), "index": place, "nonce": None}
    return {
        "spec": "tirage/2",
        "pid": pid,
        "head": sha(dossier[last]),
        "frame": {**hat, "stratum": stratum, "siblings": siblings(leaves, place)},
        "letters": [{"wave": 1, "drawn": drawn, "stream": row["stream"], **wave}],
        **dict.fromkeys(("receipt", "pool", "panel", "today")),
    }


def test_attack_a_proof_of_another_weight_than_that_of_the_stratum() -> None:
    dossier = sealed(replace(WEIGHED, letters=(9,)))
    for place in (0, 7, 29):
        proof = of_who_weighs(dossier, place)
        wave = proof["letters"][0]
        assert [failing(proof, each) for each in both(dossier)] == [set(), set()]
        others = {"weight": wave["weight"] + 1, "stream": "x", "letters": wave["letters"] + 1, "eligible": 0}
        for key, value in others.items():
            for each in both(dossier):
                assert failing({**proof, "letters": [{**wave, key: value}]}, each) == {"proof.letters"}
        bare = {key: value for key, value in wave.items() if key not in ("weight", "stream")}
        for each in both(dossier):
            assert failing({**proof, "letters": [bare]}, each) == {"proof.letters"}
        told = {**wave, "drawn": not wave["drawn"]}
        assert failing({**proof, "letters": [told]}, dossier) == {"proof.drawn"}
