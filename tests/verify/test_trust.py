"""The keys that whoever verifies trusts: their file, as both verifiers read it, and a wrong one."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from support.ceremonies import EARLY, Ceremony, held
from support.engine import Engine, agreed, packed
from support.journey import run
from support.witnesses import FIRST, LOG, public, vkey

from tirage.verify import checklist, main
from tirage.verify.export import write_zipapp
from tirage.verify.reading.notes import log_key
from tirage.verify.trust import NoKey, read_trust

CERTIFICATE = f"sha256:{'0a' * 32}"
WITNESSED = replace(Ceremony(commits={}, revealed=(), dice=None), witnessed=EARLY)
KEYS = f"# whom I know\n\n {CERTIFICATE}\t\r\n#{CERTIFICATE}x\n{vkey(FIRST)}\n{vkey(FIRST)}"
WRONG = {
    "something": "x",
    "digits alone": "0a" * 32,
    "capital digits": f"sha256:{'0A' * 32}",
    "digits missing": CERTIFICATE[:-1],
    "a name before": f"tsa {CERTIFICATE}",
    "a remark after": f"{vkey(FIRST)} # mine",
    "two on a line": f"{CERTIFICATE} {CERTIFICATE}",
    "another name": vkey(FIRST).replace("witness-2", "witness-3"),
    "no name": vkey(FIRST)[len(FIRST) :],
    "a name that is none": f"é{vkey(FIRST)}",
    "no base64": vkey(FIRST)[:-1],
    "nothing after": f"{FIRST}+",
    "the key of a journal": log_key(FIRST, public(LOG).hex()),
    "an odd space": f"\u00a0{CERTIFICATE}",
}


def written(folder: Path) -> Path:
    for name, data in held(WITNESSED).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_a_file_of_keys(engine: Engine) -> None:
    keys = {CERTIFICATE, vkey(FIRST)}
    # Nothing is open in it, whatever another test has opened.
    assert engine.ask("open", given={}) is None
    assert read_trust(KEYS.encode()) == read_trust(f"\ufeff{KEYS}".encode()) == keys
    assert engine.ask("trust", text=KEYS) == engine.ask("trust", text=f"\ufeff{KEYS}") == {"report": None}
    assert read_trust(b"") == set() and engine.ask("trust", text="") == {"report": None}


@pytest.mark.parametrize("name", WRONG)
def test_a_line_that_is_no_key(name: str, engine: Engine) -> None:
    text = f"# keys\n{CERTIFICATE}\n{WRONG[name]}\nx"
    with pytest.raises(NoKey) as wrong:
        read_trust(text.encode())
    assert engine.ask("trust", text=text) == {"line": wrong.value.line} == {"line": 3}


def test_the_page_verifies_again_under_the_keys_and_keeps_them_for_the_next_dossier(engine: Engine) -> None:
    files = held(WITNESSED)
    engine.ask("open", given=packed(files))
    under = checklist.verify(files, trust={vkey(FIRST)})
    agreed(engine.ask("trust", text=vkey(FIRST))["report"], under)
    # A wrong line takes no key.
    assert engine.ask("trust", text="x") == {"line": 1}
    agreed(engine.ask("open", given=packed(files))["report"], under)
    agreed(engine.ask("trust", text="")["report"], checklist.verify(files))


def statuses(text: str) -> dict[str, str]:
    return {check["code"]: check["status"] for check in json.loads(text)["checks"]}


def test_the_command_and_the_one_file_take_several_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier, keys, other = written(tmp_path / "d"), tmp_path / "keys.txt", tmp_path / "other.txt"
    keys.write_text(vkey(FIRST))
    other.write_text(CERTIFICATE)
    trust = ["--trust", str(other), "--trust", str(keys)]
    assert run("verify", dossier, "--json") == 0
    assert statuses(capsys.readouterr().out)["beacon.time"] == "not-checked"
    assert run("verify", dossier, "--json", *trust) == 0
    said = capsys.readouterr().out
    assert statuses(said)["beacon.time"] == "ok"
    write_zipapp(tmp_path / "v.pyz")
    command = [sys.executable, "-I", str(tmp_path / "v.pyz"), str(dossier), "--json", *trust]
    alone = subprocess.run(command, capture_output=True, text=True, check=True)
    assert statuses(alone.stdout) == statuses(said)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_malformed_file_is_a_usage_error_with_its_line(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = tmp_path / "keys.txt"
    keys.write_bytes(b"# mine\n\xff\xfe\n")
    dossier = str(written(tmp_path / "d"))
    assert main([dossier, "--lang", language, "--trust", str(keys)]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert {"fr": "keys.txt, ligne 2", "en": "keys.txt, line 2: not a key"}[language] in said.err
    assert main([dossier, "--lang", language, "--trust", str(tmp_path / "none")]) == 2
    assert "none" in capsys.readouterr().err
