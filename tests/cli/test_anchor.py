"""`tirage anchor`: the head, its slip, and guarantors' signatures made by ssh-keygen itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest
from support.commands import DICE, PETIT, draw, finish
from support.journey import run

from tirage.cli import main
from tirage.dossier.canonical import canonical
from tirage.verify import read, verify
from tirage.verify.primitives.ed25519 import ORDER, is_genuine
from tirage.verify.reading.documents import Malformed
from tirage.verify.reading.sshsig import is_signed, statement

KEYGEN = shutil.which("ssh-keygen")
needs_keygen = pytest.mark.skipif(KEYGEN is None, reason="ssh-keygen is not here: no signature can be made")

HEAD = "ab" * 32
SIGNED = (
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgsZZdGyhpNrX/+0bE4TwOON+cYloZUhV+/tM2MdNevTIAAA"
    "AGdGlyYWdlAAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5AAAAQBm+xQeL6dwUIhV9UomYr/rWdTswXY/k"
    "Jzso4Y0LWZ4RY1X8bnrBCyMNa0Os5pJjZvhNaNa5xEPkrNyAGdTyHg8="
)
"""Of HEAD, by a key made for this test and thrown away: `ssh-keygen -Y sign -n tirage`, OpenSSH 9.2."""


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    assert draw(PETIT / "volontaires.csv", tmp_path / "dossier") == 0
    return tmp_path / "dossier"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return made(tmp_path / "amina", "ed25519")


def made(path: Path, kind: str) -> Path:
    subprocess.run([str(KEYGEN), "-q", "-t", kind, "-N", "", "-f", str(path)], check=True)
    return path


def sign(dossier: Path, key: Path, namespace: str = "tirage") -> Path:
    """A guarantor's signature of the head as it is now."""
    said = key.with_name(f"{key.name}-{namespace}-{len(list(key.parent.iterdir()))}.txt")
    assert run("anchor", dossier, "--statement", said) == 0
    command = [str(KEYGEN), "-Y", "sign", "-n", namespace, "-f", str(key), str(said)]
    subprocess.run(command, check=True, capture_output=True)
    return said.with_name(f"{said.name}.sig")


def found(dossier: Path, code: str) -> list[tuple[str, str]]:
    return [(check.status, check.got) for check in verify(read(dossier)).checks if check.code == code]


def test_the_head_is_said_in_eight_groups(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = verify(read(planned)).head
    capsys.readouterr()
    assert run("anchor", planned) == 0
    assert " ".join(head[i : i + 8] for i in range(0, 64, 8)) in capsys.readouterr().out
    assert run("anchor", planned, "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["journal_head"] == head and document["statement"] == f"tirage1|anchor|{head}"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_slip_is_one_page(lang: str, planned: Path, tmp_path: Path) -> None:
    out = tmp_path / "slip.html"
    assert main(["anchor", str(planned), "--out", str(out), "--lang", lang]) == 0
    page = out.read_text(encoding="utf-8")
    head = verify(read(planned)).head
    assert " ".join(head[i : i + 8] for i in range(0, 64, 8)) in page
    assert f"tirage1|anchor|{head}" in page and "<svg" in page and "<script" not in page
    assert f'lang="{lang}"' in page
    # The same again is no other file; another is never overwritten.
    assert main(["anchor", str(planned), "--out", str(out), "--lang", lang]) == 0
    out.write_text("mine", encoding="utf-8")
    assert main(["anchor", str(planned), "--out", str(out), "--lang", lang]) == 6
    assert out.read_text(encoding="utf-8") == "mine"


def test_a_rehearsals_slip_says_so(tmp_path: Path) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d", "--rehearsal") == 0
    assert run("anchor", tmp_path / "d", "--out", tmp_path / "slip.html") == 0
    assert "TEST" in (tmp_path / "slip.html").read_text(encoding="utf-8")


@needs_keygen
def test_guarantors_sign_one_head_one_after_the_other_and_the_draw_goes_on(
    planned: Path, key: Path, tmp_path: Path
) -> None:
    other = made(tmp_path / "bruno", "ed25519")
    first, second = sign(planned, key), sign(planned, other)
    assert run("anchor", planned, "--signature", first, "--name", "amina") == 0
    assert run("anchor", planned, "--signature", second, "--name", "bruno") == 0
    assert finish(planned, "--seed", DICE) == 0
    assert run("anchor", planned, "--signature", sign(planned, key), "--name", "amina") == 0
    assert verify(read(planned)).ok
    assert found(planned, "anchors") == [("ok", "3")]
    shown = subprocess.run([str(KEYGEN), "-lf", f"{key}.pub"], check=True, capture_output=True, text=True)
    assert found(planned, "beyond.keys")[0][1].count(f"amina {shown.stdout.split()[1]}") == 1


@needs_keygen
def test_what_is_no_signature_of_this_journal_is_refused(planned: Path, key: Path, tmp_path: Path) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "another", "--seed", DICE) == 0
    before = verify(read(planned)).head
    for signature in (sign(tmp_path / "another", key), sign(planned, key, "git")):
        assert run("anchor", planned, "--signature", signature, "--name", "amina") == 6
    rsa = made(tmp_path / "rsa", "ecdsa")
    assert run("anchor", planned, "--signature", sign(planned, rsa), "--name", "amina") == 6
    assert verify(read(planned)).head == before


@needs_keygen
def test_one_guarantor_signs_a_head_once(planned: Path, key: Path) -> None:
    signature = sign(planned, key)
    assert run("anchor", planned, "--signature", signature, "--name", "amina") == 0
    assert run("anchor", planned, "--signature", signature, "--name", "amina") == 6


@pytest.mark.parametrize(
    "options",
    [
        ["--name", "amina"],
        ["--signature", "none.sig", "--name", "amina"],
        ["--signature", "pool"],
        ["--signature", "pool", "--name", "Amina Benali"],
        ["--signature", "pool", "--name", "amina"],
    ],
)
def test_what_cannot_be_a_signature(options: list[str], planned: Path) -> None:
    typed = [str(PETIT / "quotas.csv") if word == "pool" else word for word in options]
    assert run("anchor", planned, *typed) == 3


# --- The verifier ----------------------------------------------------------------------------------------


def anchored(planned: Path, **changes: Any) -> list[tuple[str, str]]:
    """What the verifier says of a dossier to which an attacker added an anchor."""
    files = read(planned)
    report = verify(files)
    entries = [name for name in files if name.startswith("journal/")]
    last = json.loads(files[max(entries)])
    entry = {**last, "i": last["i"] + 1, "prev": report.head, "type": "anchor"}
    entry["body"] = {"head": report.head, "id": "amina", "signature": SIGNED, **changes}
    name = f"journal/{entry['i']:04}-anchor.json"
    checks = verify({**files, name: canonical(entry)}).checks
    return [
        (check.code, check.status) for check in checks if check.status == "failed" or check.code == "anchors"
    ]


def test_the_signature_that_ssh_keygen_made_once() -> None:
    assert statement(HEAD) == b"tirage1|anchor|" + HEAD.encode()
    assert is_signed(SIGNED, HEAD) is True
    assert is_signed(SIGNED, "cd" * 32) is False


def test_attack_a_signature_of_another_head(planned: Path) -> None:
    assert anchored(planned) == [("anchors", "failed")]
    assert anchored(planned, head=HEAD) == [("anchors", "failed")]


def test_attack_any_bit_of_a_signature() -> None:
    data = b64decode(SIGNED)
    for position in range(0, len(data), 3):
        flipped = b64encode(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :]).decode()
        try:
            signed = is_signed(flipped, HEAD)
        except Malformed:
            continue
        assert not signed, position


@pytest.mark.parametrize(
    "signature", ["", "AAAA", "U1NIU0lH", "é", SIGNED[:-4], SIGNED + "AAAA", " " + SIGNED]
)
def test_attack_what_is_no_signature(signature: str, planned: Path) -> None:
    with pytest.raises(Malformed):
        is_signed(signature, HEAD)
    assert anchored(planned, signature=signature)[0] == ("anchors", "failed")


def test_a_key_of_another_kind_is_never_green(planned: Path) -> None:
    data = b64decode(SIGNED).replace(b"ssh-ed25519", b"ssh-ed25518")
    assert anchored(planned, signature=b64encode(data).decode()) == [("anchors", "not-checked")]


def test_attack_a_signature_that_was_made_larger_by_the_order_of_the_group() -> None:
    """The same signature in a second form, as some programs take it."""
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    made_of = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    larger = int.from_bytes(made_of[32:], "little") + ORDER
    assert is_genuine(public, b"", made_of)
    assert not is_genuine(public, b"", made_of[:32] + larger.to_bytes(32, "little"))
    assert not is_genuine(b"\xff" * 32, b"", made_of)
    assert not is_genuine(public[:31], b"", made_of) and not is_genuine(public, b"", made_of[:63])
