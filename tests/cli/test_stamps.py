"""`tirage anchor --request` and `--stamp`: time-stamps by an authority that openssl plays."""

from __future__ import annotations

import json
import re
import ssl
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from support.assemblies import retold
from support.attacks import caught
from support.commands import DICE, PETIT, draw, finish
from support.journey import run

from tirage.acts.records.anchor import sorted_certificates
from tirage.verify import read, verify
from tirage.verify.reading.sshsig import statement
from tirage.verify.reading.stamps import read_stamp

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


EC, LARGER = (
    "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1",
    "-newkey ec -pkeyopt ec_paramgen_curve:secp384r1",
)
RSA = "-newkey rsa:2048"


class Authority:
    """A time-stamping authority in a folder."""

    def __init__(self, openssl: str, folder: Path, keys: str = EC, digest: str = "sha256") -> None:
        self._openssl, self._folder, self._digest = openssl, folder, digest
        folder.mkdir()
        (folder / "rules.cnf").write_text(RULES)
        (folder / "serial").write_text("01")
        key = f"{keys} -nodes -config rules.cnf"
        self._call(
            f"req -x509 {key} -keyout root.key -out root.pem -subj /CN=Root -days 36500 -extensions root"
        )
        self._call(f"req {key} -keyout leaf.key -out leaf.csr -subj /CN=Stamps")
        self._call(
            "x509 -req -in leaf.csr -CA root.pem -CAkey root.key -CAcreateserial -out leaf.pem"
            " -days 36500 -extfile rules.cnf -extensions leaf"
        )
        self.root = folder / "root.pem"
        # What openssl sends beside its own certificate, in this order: no order of a SET.
        others = [self._other(key, name) for name in ("one", "two", "three")]
        (folder / "chain.pem").write_text("".join(map(Path.read_text, [*others, self.root])))

    def _other(self, key: str, name: str) -> Path:
        """The certificate of somebody else."""
        file = self._folder / f"{name}.pem"
        self._call(
            f"req -x509 {key} -keyout {name}.key -out {file} -subj /CN={name} -days 36500 -extensions root"
        )
        return file

    @property
    def fingerprint(self) -> str:
        """SHA-256 of its certificate."""
        return sha256(ssl.PEM_cert_to_DER_cert((self._folder / "leaf.pem").read_text())).hexdigest()

    def stamp(self, request: Path, *, chain: bool = False) -> Path:
        """Its reply to a request."""
        reply = self._folder / f"{request.stem}.tsr"
        beside = " -chain chain.pem" if chain else ""
        self._call(
            f"ts -reply -config rules.cnf -queryfile {request} -inkey leaf.key -signer leaf.pem"
            f" -{self._digest} -out {reply}{beside}"
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
    assert re.search(
        r"The time-stamp of tsa is recorded: .* 20[0-9]{2}, [0-9:]{5} \(UTC\)", capsys.readouterr().out
    )
    assert finish(planned, "--seed", DICE) == 0
    report = verify(read(planned))
    assert report.ok
    (check,) = (check for check in report.checks if check.code == "stamps")
    assert (check.status, check.got) == ("ok", "1")
    (keys,) = (check.got for check in report.checks if check.code == "beyond.keys")
    assert keys == f"tsa sha256:{authority.fingerprint}", "whose certificate it is, no file can tell"
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


@pytest.mark.parametrize(("keys", "digest"), [(EC, "sha256"), (LARGER, "sha384"), (RSA, "sha512")])
def test_a_reply_with_several_certificates_in_any_order(
    keys: str, digest: str, planned: Path, tool: Callable[[str], str], tmp_path: Path
) -> None:
    """As real authorities send them: the order is not signed, and rfc3161-client wants that of a SET."""
    authority = Authority(tool("openssl"), tmp_path / "several", keys, digest)
    reply = authority.stamp(asked(planned), chain=True)
    assert sorted_certificates(reply.read_bytes()) != reply.read_bytes()
    assert record(planned, reply, authority) == 0
    report = verify(read(planned))
    assert [check.status for check in report.checks if check.code == "stamps"] == ["ok"]
    body = json.loads(next((planned / "journal").glob("*-anchor.json")).read_bytes())["body"]
    assert b64decode(body["stamp"]) == reply.read_bytes(), "it is on record as it came"


def test_an_attack_any_byte_of_a_stamp(planned: Path, authority: Authority) -> None:
    """Nothing that both verifiers read of it can be changed; the rest is certificates."""
    assert record(planned, authority.stamp(asked(planned)), authority) == 0
    files = read(planned)
    data = b64decode(json.loads(files[max(name for name in files if "anchor" in name)])["body"]["stamp"])
    genuine = read_stamp(data)
    for place in range(0, len(data), 1 + len(data) // 40):
        turned = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

        def edit(acts, turned: bytes = turned) -> None:
            acts[-1][1]["stamp"] = b64encode(turned).decode()

        report = verify(retold(files, edit))
        (check,) = (check for check in report.checks if check.code == "stamps")
        if check.status == "ok":
            assert replace(read_stamp(turned), key=genuine.key) == genuine


def test_an_attack_a_stamp_that_is_dated_back(planned: Path, authority: Authority) -> None:
    """The time that the authority gave, changed by who has no key of its."""
    assert record(planned, authority.stamp(asked(planned)), authority) == 0

    def earlier(acts) -> None:
        data = b64decode(acts[-1][1]["stamp"])
        time = re.search(rb"20[0-9]{12}Z", data)
        assert time is not None
        acts[-1][1]["stamp"] = b64encode(data.replace(time[0], b"2020" + time[0][4:])).decode()

    caught(retold(read(planned), earlier), "stamps")


def test_a_clock_that_runs_ahead_is_seen_when_the_stamp_is_recorded(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the authority's time, the entry was attested before it was there."""
    monkeypatch.setattr("tirage.cli.clock.now", lambda *, rehearsal: "2999-01-01T00:00:00Z")
    assert draw(PETIT / "volontaires.csv", tmp_path / "ahead") == 0
    head = verify(read(tmp_path / "ahead")).head
    capsys.readouterr()
    assert record(tmp_path / "ahead", authority.stamp(asked(tmp_path / "ahead")), authority) == 6
    assert "Compare the clock" in capsys.readouterr().err
    assert verify(read(tmp_path / "ahead")).head == head


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
