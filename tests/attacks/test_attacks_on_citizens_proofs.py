"""Proofs of a citizen that leave something out, or that two programs could read in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.dossiers import canon, sha
from support.journey import whole

from tirage.acts.records.citizen_proof import make_proof
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
