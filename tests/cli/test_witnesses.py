"""`tirage anchor --witnesses`, `--checkpoint` and `--cosign`, with witnesses of hand-sized code."""

from __future__ import annotations

import json
import stat
import time
from base64 import b64decode
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, draw, finish
from support.journey import run
from support.witnesses import WITNESSES, base64, cosigned, root, vkey

from tirage.verify import read, verify

NAMES = tuple(WITNESSES)


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    assert draw(PETIT / "volontaires.csv", tmp_path / "dossier") == 0
    return tmp_path / "dossier"


def named(dossier: Path, quorum: int = 2, *lines: str) -> int:
    keys = dossier.parent / f"keys-{len(list(dossier.parent.iterdir()))}.txt"
    keys.write_text("\n".join(["# who witnesses", *(lines or map(vkey, NAMES)), ""]), encoding="utf-8")
    return run("anchor", dossier, "--witnesses", keys, "--quorum", quorum)


def checkpoint(dossier: Path, *more: object) -> Path:
    out = dossier.parent / f"checkpoint-{len(list(dossier.parent.iterdir()))}.txt"
    assert run("anchor", dossier, "--checkpoint", out, *more) == 0
    return out


def answers(out: Path, *names: str) -> list[object]:
    """`--cosign FILE` of each witness."""
    note = out.read_text(encoding="utf-8").partition("\n\n")[2]
    said = note.partition("\n\n")[0] + "\n"
    words: list[object] = []
    for name in names:
        file = out.with_name(f"{out.stem}-{name}.txt")
        file.write_text(cosigned(said, name, int(time.time())), encoding="utf-8")
        words += ["--cosign", file]
    return words


def entries(dossier: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((dossier / "journal").iterdir())]


@pytest.mark.posix
def test_witnesses_cosign_and_the_draw_goes_on(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert named(planned) == 0
    secret = planned / "private/log-key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    said = capsys.readouterr().out
    out = checkpoint(planned)
    old, _, note = out.read_text(encoding="utf-8").partition("\n\n")
    assert old == "old 0"
    assert note.split("\n")[1:3] == ["6", base64(root(entries(planned)))]
    assert note.split("\n")[0] in said
    assert run("anchor", planned, *answers(out, *NAMES[:2])) == 0
    assert finish(planned, "--seed", DICE) == 0
    again = checkpoint(planned)
    assert again.read_text(encoding="utf-8").startswith("old 6\n")
    assert run("anchor", planned, *answers(again, *NAMES[1:])) == 0
    report = verify(read(planned))
    assert report.ok
    assert [(check.status, check.got) for check in report.checks if check.code.startswith("witnesses")] == [
        ("ok", "2"),
        ("ok", "2"),
    ]
    capsys.readouterr()
    assert run("history", planned) == 0
    assert "Witnesses have cosigned a checkpoint" in capsys.readouterr().out
    assert run("status", planned) == 0
    assert "cosigned by witnesses" in capsys.readouterr().out
    assert run("report", planned, "--format", "md", "--out", planned.parent / "pv.md") in {0, 2, 3}


def test_a_checkpoint_is_consistent_with_what_a_witness_saw(planned: Path) -> None:
    """By the algorithm of RFC 9162 §2.1.4.2, which is not the one that makes the proof."""
    assert named(planned) == 0
    assert run("anchor", planned, *answers(checkpoint(planned), *NAMES)) == 0
    assert finish(planned, "--seed", DICE) == 0
    leaves = entries(planned)
    for old in range(1, len(leaves)):
        lines = checkpoint(planned, "--since", old).read_text(encoding="utf-8").split("\n")
        proof = [b64decode(line) for line in lines[1 : lines.index("")]]
        assert lines[0] == f"old {old}"
        assert leads(proof, old, len(leaves), root(leaves[:old])) == (root(leaves[:old]), root(leaves))


def leads(proof: list[bytes], old: int, size: int, known: bytes) -> tuple[bytes, bytes]:
    """The two roots that a proof of consistency leads to."""
    from hashlib import sha256

    path = [known, *proof] if old & (old - 1) == 0 else list(proof)
    first, second = old - 1, size - 1
    while first & 1:
        first, second = first >> 1, second >> 1
    one = two = path[0]
    for each in path[1:]:
        if first & 1 or first == second:
            one, two = sha256(b"\1" + each + one).digest(), sha256(b"\1" + each + two).digest()
            while not first & 1 and first:
                first, second = first >> 1, second >> 1
        else:
            two = sha256(b"\1" + two + each).digest()
        first, second = first >> 1, second >> 1
    return one, two


def code(capsys: pytest.CaptureFixture[str]) -> str:
    return str(json.loads(capsys.readouterr().out)["error"]["code"])


def test_what_is_refused(planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def refused(*words: object) -> str:
        before = verify(read(planned)).head
        capsys.readouterr()
        assert run("anchor", planned, *words, "--json") == 6
        assert verify(read(planned)).head == before
        return code(capsys)

    assert refused("--checkpoint", tmp_path / "none.txt") == "witness.none"
    assert named(planned) == 0
    assert refused("--witnesses", next(tmp_path.glob("keys-*")), "--quorum", 1) == "witness.named"
    out = checkpoint(planned)
    assert refused(*answers(out, NAMES[0])) == "witness.few"
    assert refused("--cosign", out) == "witness.false"
    both = answers(out, *NAMES[:2])
    assert run("anchor", planned, *both) == 0
    assert refused(*both) == "witness.again"
    assert run("anchor", planned, "--checkpoint", tmp_path / "more.txt", "--since", 99) == 3
    assert run("anchor", planned, "--checkpoint", tmp_path / "more.txt", *both) == 2


@pytest.mark.parametrize(
    ("quorum", "lines"),
    [
        (4, ()),
        (1, ("nobody",)),
        (1, (vkey(NAMES[0]), vkey(NAMES[0]))),
        (1, (vkey(NAMES[0]).replace("witness", "Witness"),)),
        (1, ("",)),
    ],
    ids=["too many", "no key", "twice", "an id of another key", "nobody"],
)
def test_what_cannot_be_witnesses(planned: Path, quorum: int, lines: tuple[str, ...]) -> None:
    before = verify(read(planned)).head
    assert named(planned, quorum, *lines) == 3
    assert verify(read(planned)).head == before and not (planned / "private/log-key").exists()
