"""`tirage anchor --request` and `--stamp`: time-stamps by an authority that openssl plays."""

from __future__ import annotations

import json
import subprocess
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest
from support.assemblies import retold
from support.attacks import caught
from support.commands import DICE, PETIT, draw, finish
from support.journey import run

from tirage.verify import read, verify
from tirage.verify.checks.record.anchors import statement

RULES = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[leaf]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = one
[one]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    """A time-stamping authority in a folder."""

    def __init__(self, openssl: str, folder: Path) -> None:
        self._openssl, self._folder = openssl, folder
        folder.mkdir()
        (folder / "rules.cnf").write_text(RULES)
        (folder / "serial").write_text("01")
        key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -config rules.cnf"
        self._call(
            f"req -x509 {key} -keyout root.key -out root.pem -subj /CN=Root -days 36500 -extensions root"
        )
        self._call(f"req {key} -keyout leaf.key -out leaf.csr -subj /CN=Stamps")
        self._call(
            "x509 -req -in leaf.csr -CA root.pem -CAkey root.key -CAcreateserial -out leaf.pem"
            " -days 36500 -extfile rules.cnf -extensions leaf"
        )
        self.root = folder / "root.pem"

    def stamp(self, request: Path) -> Path:
        """Its reply to a request."""
        reply = self._folder / f"{request.stem}.tsr"
        self._call(
            f"ts -reply -config rules.cnf -queryfile {request} -inkey leaf.key -signer leaf.pem -out {reply}"
        )
        return reply

    def confirms(self, said: Path, reply: Path) -> bool:
        """Whether openssl finds the reply to be on what was said."""
        command = f"ts -verify -data {said} -in {reply} -CAfile root.pem".split()
        done = subprocess.run([self._openssl, *command], cwd=self._folder, capture_output=True, check=False)
        return done.returncode == 0

    def _call(self, words: str) -> None:
        subprocess.run([self._openssl, *words.split()], cwd=self._folder, check=True, capture_output=True)


@pytest.fixture
def authority(tool: Callable[[str], str], tmp_path: Path) -> Authority:
    return Authority(tool("openssl"), tmp_path / "authority")


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    assert draw(PETIT / "volontaires.csv", tmp_path / "dossier") == 0
    return tmp_path / "dossier"


def asked(dossier: Path) -> Path:
    request = dossier.parent / f"{dossier.name}-{len(list((dossier / 'journal').iterdir()))}.tsq"
    assert run("anchor", dossier, "--request", request) == 0
    return request


def record(dossier: Path, reply: Path, authority: Authority, name: str = "tsa") -> int:
    return run("anchor", dossier, "--stamp", reply, "--name", name, "--authority", authority.root)


def test_a_stamp_is_on_record_and_anyone_can_check_it(
    planned: Path, authority: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = verify(read(planned)).head
    request = asked(planned)
    again = tmp_path / "again.tsq"
    assert run("anchor", planned, "--request", again) == 0
    assert request.read_bytes() == again.read_bytes()
    assert f"Send {again} to the authority" in capsys.readouterr().out
    assert record(planned, authority.stamp(request), authority) == 0
    assert "The time-stamp of tsa is recorded: 20" in capsys.readouterr().out
    assert finish(planned, "--seed", DICE) == 0
    report = verify(read(planned))
    assert report.ok
    (check,) = (check for check in report.checks if check.code == "stamps")
    assert check.status != "ok", "the authority is not known here: never a green tick"
    body = json.loads(next((planned / "journal").glob("*-anchor.json")).read_bytes())["body"]
    assert body["head"] == head
    said, reply = tmp_path / "said", tmp_path / "reply"
    said.write_bytes(statement(body["head"]))
    reply.write_bytes(b64decode(body["stamp"]))
    assert authority.confirms(said, reply)
    said.write_bytes(statement("0" * 64))
    assert not authority.confirms(said, reply)
    capsys.readouterr()
    assert run("history", planned) == 0
    assert "tsa time-stamps the hash" in capsys.readouterr().out


def test_what_is_no_stamp_of_this_journal_is_refused(
    planned: Path, authority: Authority, tool: Callable[[str], str], tmp_path: Path
) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "another", "--rehearsal", "--seed", DICE) == 0
    reply = authority.stamp(asked(planned))
    cut = tmp_path / "cut.tsr"
    cut.write_bytes(reply.read_bytes()[:-5])
    head = verify(read(planned)).head
    assert record(tmp_path / "another", reply, authority) == 6
    assert record(planned, cut, authority) == 6
    assert record(planned, PETIT / "volontaires.csv", authority) == 6
    assert record(planned, reply, Authority(tool("openssl"), tmp_path / "impostor")) == 6
    assert verify(read(planned)).head == head
    assert record(planned, reply, authority) == 0
    assert record(planned, reply, authority) == 6


def test_what_a_stamp_needs(planned: Path, authority: Authority, tmp_path: Path) -> None:
    reply = authority.stamp(asked(planned))
    assert record(planned, reply, authority, name="Société Untel") == 3
    assert record(planned, tmp_path / "none.tsr", authority) == 3
    assert run("anchor", planned, "--stamp", reply, "--name", "tsa") == 3
    assert run("anchor", planned, "--stamp", reply, "--name", "tsa", "--authority", reply) == 3


def test_an_attack_a_stamp_of_another_head(planned: Path, authority: Authority) -> None:
    request = asked(planned)
    assert record(planned, authority.stamp(request), authority) == 0
    files = read(planned)

    def other(acts) -> None:
        acts[-1][1]["head"] = acts[-1][1]["head"][::-1]

    def garbled(acts) -> None:
        acts[-1][1]["stamp"] = acts[-1][1]["stamp"][4:]

    caught(retold(files, other), "stamps")
    caught(retold(files, garbled), "stamps")
