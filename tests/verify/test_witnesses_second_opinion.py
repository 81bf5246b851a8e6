"""Checkpoints and cosignatures as another implementation of C2SP has them: aics-tlog, from Python 3.12 on."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from support.commands import DICE, PETIT, draw, finish
from support.journey import run
from support.tlog_vectors import vectors
from support.witnesses import WITNESSES

from tirage.verify import read, verify

tlog: Any = pytest.importorskip("aics_tlog", reason="NOT CHECKED: aics-tlog needs Python 3.12")
NAMES = tuple(WITNESSES)


def test_the_known_answers_are_what_it_says() -> None:
    known = json.loads((Path(__file__).parents[1] / "data" / "tlog.json").read_text(encoding="utf-8"))
    assert {**vectors(), "source": known["source"]} == known


def test_another_implementation_reads_signs_and_confirms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = tmp_path / "dossier"
    assert draw(PETIT / "volontaires.csv", dossier) == 0
    keys = [tlog.cosignature_vkey(name, WITNESSES[name].public_key()) for name in NAMES]
    (tmp_path / "keys").write_text("".join(f"{tlog.format_vkey(key)}\n" for key in keys))
    capsys.readouterr()
    assert run("anchor", dossier, "--witnesses", tmp_path / "keys", "--quorum", 2) == 0
    log = tlog.parse_vkey(next(word for word in capsys.readouterr().out.split() if word.count("+") >= 2))
    seen = 0
    for turn in range(2):
        out = tmp_path / f"checkpoint-{turn}"
        assert run("anchor", dossier, "--checkpoint", out) == 0
        start, _, note = out.read_text(encoding="utf-8").partition("\n\n")
        old, *proof = start.split("\n")
        assert old == f"old {seen}"
        checkpoint, parsed = tlog.checkpoint.checkpoint_from_note(note)
        leaves = [path.read_bytes() for path in sorted((dossier / "journal").iterdir())]
        tree = tlog.MerkleTree(leaves)
        assert (checkpoint.size, checkpoint.root) == (len(leaves), tree.root())
        shown = [tlog.note.b64_decode(line) for line in proof]
        if seen:
            assert tlog.verify_consistency(seen, len(leaves), tree.root(seen), tree.root(), shown)
        lines = []
        for name in NAMES[turn:]:
            head = (checkpoint.origin, checkpoint.size, checkpoint.root)
            lines.append(tlog.sign_cosignature(WITNESSES[name], name, int(time.time()), *head)[1])
        whole = tlog.Note(text=parsed.text, signatures=(*parsed.signatures, *lines))
        assert tlog.verify_checkpoint(whole, log, keys, quorum=2).ok
        (tmp_path / f"answer-{turn}").write_text(whole.serialise(), encoding="utf-8")
        assert run("anchor", dossier, "--cosign", tmp_path / f"answer-{turn}") == 0
        seen = len(leaves)
        if not turn:
            assert finish(dossier, "--seed", DICE) == 0
    report = verify(read(dossier))
    assert report.ok
    assert [check.got for check in report.checks if check.code == "witnesses.quorum"] == ["2"]
