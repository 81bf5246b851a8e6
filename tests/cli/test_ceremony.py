"""A ceremony as those who hold it meet it: commit, plan, reveal, dice, beacon, draw; and what is refused."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from support.commands import DICE, PETIT, draw, on_disk
from support.witnesses import FIRST, cosigned, seconds, vkey

from tirage.cli import clock, main
from tirage.randomness.seeds import commit
from tirage.verify import read, verify

VECTORS = json.loads(
    (Path(__file__).parents[2] / "src/tirage/spec/vectors/drand-vectors.json").read_text(encoding="utf-8")
)
(PULSE,) = [each for each in VECTORS["quicknet"]["rounds"] if each["round"] == 5555555]
ROUND, SIGNATURE = PULSE["round"], PULSE["signature"]
DUE = "2024-03-03T12:47:09Z"
SECRETS = {"amina": "a1" * 32, "bruno": "b2" * 32}
NAMED = [f"--contributor={name}={commit(name, value)}" for name, value in SECRETS.items()]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the computer's clock: `at("12:40:00")` on the day of round 5555555."""

    def set_clock(time: str) -> None:
        monkeypatch.setattr(clock, "system_clock", lambda *, rehearsal: f"2024-03-03T{time}Z")

    set_clock("12:40:00")
    return set_clock


def seed(command: str, out: Path, *more: str) -> int:
    return main(["seed", command, str(out), "--lang", "en", *more])


def reveal(out: Path, name: str, text: str) -> int:
    return seed("reveal", out, "--name", name, "--text", text)


def plan(pool: Path, out: Path, *more: str) -> int:
    return draw(pool, out, *more)


def finish(out: Path, *more: str) -> int:
    return main(["draw", "panel", "--out", str(out), "--lang", "en", *more])


def state(out: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert seed("show", out, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def drand(folder: Path, **changes: object) -> Path:
    """What the API returns."""
    keys = ("round", "randomness", "signature")
    path = folder / "drand.json"
    path.write_text(json.dumps({key: PULSE[key] for key in keys} | changes), encoding="utf-8")
    return path


@pytest.mark.posix
def test_a_whole_ceremony(pool: Path, tmp_path: Path, at: Any, capsys: pytest.CaptureFixture[str]) -> None:
    named = []
    for name in SECRETS:
        assert seed("commit", tmp_path / name, "--name", name, "--json") == 0
        said = json.loads(capsys.readouterr().out)
        kept = Path(said["file"])
        assert (
            stat.S_IMODE(kept.stat().st_mode) == 0o600 and stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
        )
        assert said["commit"] == commit(name, kept.read_text().strip())
        named.append(f"--contributor={name}={said['commit']}")
    out = tmp_path / "d"
    assert plan(pool, out, *named, "--beacon-round", str(ROUND)) == 0
    assert "tirage seed show" in capsys.readouterr().out
    at("12:41:00")
    for name in SECRETS:
        file = tmp_path / name / "private" / f"secret-{name}.txt"
        assert seed("reveal", out, "--name", name, "--file", str(file)) == 0
        assert file.read_text().strip() not in (out / "public/plan.json").read_text()
    assert reveal(out, "public", DICE) == 0
    assert [each["status"] for each in state(out, capsys)["contributors"]] == ["given"] * 3
    assert state(out, capsys)["seed"] is None
    at("12:47:10")
    assert seed("beacon", out, "--file", str(drand(tmp_path))) == 0
    assert "signature verified" in capsys.readouterr().out
    complete = state(out, capsys)
    assert complete["beacon"]["checked"] is True and len(complete["seed"]) == 64
    assert finish(out) == 0
    assert state(out, capsys)["drawn"]
    report = verify(read(out))
    assert report.ok and report.drawn and not report.rehearsal
    (drawn,) = [json.loads(data)["body"] for name, data in read(out).items() if name.endswith("-panel.json")]
    assert drawn["seed"] == complete["seed"]
    assert main(["replay", str(out), "--lang", "en"]) == 0
    assert main(["status", str(out), "--lang", "en"]) == 0
    assert "beacon recorded: round 5555555" in capsys.readouterr().out


def test_without_a_beacon_the_dice_come_last_and_go_through(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "d"
    assert plan(pool, out, *NAMED) == 0
    assert reveal(out, "amina", SECRETS["amina"]) == 0
    before = on_disk(out)
    assert finish(out, "--seed", DICE) == 6
    assert "bruno" in capsys.readouterr().err
    assert reveal(out, "public", DICE) == 6
    assert on_disk(out) == before
    assert seed("drop", out, "--name", "bruno") == 0
    assert finish(out, "--seed", DICE) == 0
    report = verify(read(out))
    assert report.ok and report.drawn
    assert [check.got for check in report.checks if check.code == "beyond.dropped"] == ["bruno (panel)"]


def test_who_is_missing_when_the_round_is_due_is_dropped_by_rule(
    pool: Path, tmp_path: Path, at: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "d"
    plan(pool, out, *NAMED, "--beacon-at", "2024-03-03T13:47:07+01:00")
    assert state(out, capsys)["beacon"]["round"] == ROUND
    at("12:41:00")
    assert reveal(out, "amina", SECRETS["amina"]) == 0
    assert seed("drop", out, "--name", "bruno") == 6
    at("12:47:09")
    assert reveal(out, "bruno", SECRETS["bruno"]) == 6
    assert finish(out, "--seed", DICE) == 6
    assert seed("beacon", out, "--signature", SIGNATURE, "--round", str(ROUND)) == 0
    assert [each["status"] for each in state(out, capsys)["contributors"]] == ["given", "dropped", "dropped"]
    capsys.readouterr()
    assert finish(out, "--json") == 6
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "ceremony.unmarked"
    assert main(["void", str(out), "--reason", "the roll was not brought in time", "--lang", "en"]) == 0
    assert verify(read(out)).ok


def test_a_beacon_without_dice_draws_once_somebody_else_attests_the_plan(
    pool: Path, tmp_path: Path, at: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    out, keys = tmp_path / "d", tmp_path / "keys"
    assert plan(pool, out, "--beacon-round", str(ROUND)) == 0
    assert "3 March 2024, 12:47 (UTC)" in capsys.readouterr().err
    keys.write_text(vkey(FIRST), encoding="utf-8")
    at("12:41:00")
    assert main(["anchor", str(out), "--witnesses", str(keys), "--quorum", "1"]) == 0
    assert main(["anchor", str(out), "--checkpoint", str(tmp_path / "checkpoint")]) == 0
    note = (tmp_path / "checkpoint").read_text(encoding="utf-8").split("\n\n")[1]
    answer = tmp_path / "answer"
    answer.write_text(cosigned(f"{note}\n", FIRST, seconds("2024-03-03T12:42:00Z")), encoding="utf-8")
    at("12:50:00")
    assert seed("beacon", out, "--signature", SIGNATURE, "--round", str(ROUND)) == 0
    assert finish(out) == 6
    # What was signed in time may be recorded later.
    assert main(["anchor", str(out), "--cosign", str(answer)]) == 0
    assert finish(out) == 0
    report = verify(read(out))
    assert report.ok
    (check,) = (check for check in report.checks if check.code == "beacon.time")
    assert check.status == "not-checked" and check.got.startswith("untrusted: 2024-03-03T12:42:00Z: ")
    assert capsys.readouterr()
    assert main(["verify", str(out), "--json", "--trust", str(keys)]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    (found,) = (check for check in checks if check["code"] == "beacon.time")
    assert found["status"] == "ok" and found["got"].startswith("2024-03-03T12:42:00Z: ")


def test_with_dice_only_the_plan_has_the_bytes_that_it_always_had(pool: Path, tmp_path: Path) -> None:
    draw(pool, tmp_path / "d")
    written = json.loads((tmp_path / "d/public/plan.json").read_bytes())
    assert written["contributors"] == [{"id": "public", "kind": "public", "form": "20d6"}]
    assert written["beacon"] is None


def test_dice_may_be_recorded_first_and_the_draw_goes_on(pool: Path, tmp_path: Path) -> None:
    draw(pool, tmp_path / "one")
    assert reveal(tmp_path / "one", "public", DICE) == 0
    assert finish(tmp_path / "one") == 0
    draw(pool, tmp_path / "two", "--seed", DICE)
    one, two = on_disk(tmp_path / "one"), on_disk(tmp_path / "two")
    assert one["public/panel.csv"] == two["public/panel.csv"]
    assert reveal(tmp_path / "one", "public", DICE) == 6


# --- Refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("time", ["12:47:09", "12:50:00"])
def test_a_round_that_is_known_already_is_refused_with_nothing_written(
    pool: Path, tmp_path: Path, at: Any, time: str
) -> None:
    at(time)
    assert plan(pool, tmp_path / "d", "--beacon-round", str(ROUND)) == 6
    assert not (tmp_path / "d").exists()


def test_a_changed_reveal_is_refused_and_the_true_one_is_taken(pool: Path, tmp_path: Path) -> None:
    out = tmp_path / "d"
    plan(pool, out, *NAMED)
    before = on_disk(out)
    assert reveal(out, "amina", SECRETS["bruno"]) == 6
    assert reveal(out, "denis", SECRETS["amina"]) == 6
    assert reveal(out, "amina", "a1" * 31) == 3
    assert on_disk(out) == before
    assert reveal(out, "amina", " ".join(SECRETS["amina"].upper())) == 0
    assert reveal(out, "amina", SECRETS["amina"]) == 6
    assert seed("drop", out, "--name", "amina") == 6
    assert seed("drop", out, "--name", "public") == 6


def test_a_number_by_hand_does_not_pass_over_what_others_bring(pool: Path, tmp_path: Path, at: Any) -> None:
    for i, ways in enumerate([NAMED, ["--beacon-round", str(ROUND)]]):
        plan(pool, tmp_path / f"{i}", *ways)
        assert finish(tmp_path / f"{i}", "--number", "7") == 6
    draw(pool, tmp_path / "dice")
    reveal(tmp_path / "dice", "public", DICE)
    assert finish(tmp_path / "dice", "--number", "7") == 6


def test_a_beacon_too_early_or_unplanned_or_twice(pool: Path, tmp_path: Path, at: Any) -> None:
    out = tmp_path / "d"
    plan(pool, out, "--beacon-round", str(ROUND))
    assert seed("beacon", out, "--file", str(drand(tmp_path))) == 6
    at("12:47:09")
    assert seed("beacon", out, "--file", str(drand(tmp_path))) == 0
    assert seed("beacon", out, "--file", str(drand(tmp_path))) == 6
    draw(pool, tmp_path / "dice")
    assert seed("beacon", tmp_path / "dice", "--file", str(drand(tmp_path))) == 6


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"round": ROUND + 1}, "beacon.round"),
        ({"signature": SIGNATURE[:-2]}, "beacon.signature"),
        ({"signature": SIGNATURE.upper()}, "beacon.signature"),
        ({"randomness": "a" * 64}, "beacon.randomness"),
        ({"randomness": []}, "beacon.randomness"),
        ({"round": str(ROUND)}, "beacon.form"),
        ({"round": True}, "beacon.form"),
        ({"signature": None}, "beacon.form"),
        *(
            ({"signature": each["signature"], "randomness": ""}, "beacon.false")
            for each in VECTORS["quicknet"]["must_reject"]
            if len(each["signature"]) == 96
        ),
    ],
)
def test_a_wrong_answer_of_the_beacon_is_not_recorded(
    pool: Path,
    tmp_path: Path,
    at: Any,
    changes: dict[str, object],
    code: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "d"
    plan(pool, out, "--beacon-round", str(ROUND))
    at("12:48:00")
    before = on_disk(out)
    capsys.readouterr()
    assert seed("beacon", out, "--file", str(drand(tmp_path, **changes)), "--json") == 3
    assert [each["code"] for each in json.loads(capsys.readouterr().out)["error"]["defects"]] == [code]
    assert on_disk(out) == before


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 9000, b" " * 20_000, b"null"])
def test_a_file_that_is_no_answer(pool: Path, tmp_path: Path, at: Any, content: bytes) -> None:
    plan(pool, tmp_path / "d", "--beacon-round", str(ROUND))
    at("12:48:00")
    (tmp_path / "x.json").write_bytes(content)
    assert seed("beacon", tmp_path / "d", "--file", str(tmp_path / "x.json")) == 3


def test_without_the_extra_the_verifiers_own_arithmetic_decides(
    pool: Path, tmp_path: Path, at: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "py_arkworks_bls12381", None)
    out = tmp_path / "d"
    plan(pool, out, "--beacon-round", str(ROUND))
    at("12:48:00")
    flipped = f"{int(SIGNATURE[0], 16) ^ 2:x}{SIGNATURE[1:]}"
    assert seed("beacon", out, "--signature", flipped, "--round", str(ROUND)) == 3
    assert seed("beacon", out, "--signature", SIGNATURE, "--round", str(ROUND)) == 0
    assert state(out, capsys)["beacon"]["checked"] is True


@pytest.mark.parametrize(
    ("ways", "code"),
    [
        (["--contributor", "amina"], "ceremony.contributor"),
        (["--contributor", f"amina={'A' * 64}"], "ceremony.contributor"),
        (["--contributor", f"public={'a' * 64}"], "ceremony.name"),
        (["--contributor", f"Anne Marie={'a' * 64}"], "ceremony.name"),
        ([NAMED[0], NAMED[0]], "ceremony.twice"),
        (["--beacon-at", "2026-11-23 18:00"], "ceremony.moment"),
        (["--beacon-at", "tomorrow"], "ceremony.moment"),
        (["--beacon-at", "9999-01-01T00:00Z"], "ceremony.moment"),
        (["--beacon-at", "2999-01-01T00:00Z", "--beacon-round", "9"], "ceremony.two_rounds"),
        (["--beacon-round", "0"], "option.range"),
    ],
)
def test_options_that_are_none(
    pool: Path, tmp_path: Path, ways: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(pool, tmp_path / "d", *ways, "--json") == 3
    assert [each["code"] for each in json.loads(capsys.readouterr().out)["error"]["defects"]] == [code]
    assert not (tmp_path / "d").exists()


def test_every_defect_of_the_ways_is_said_at_once(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ways = ["--contributor", "public=x", "--contributor", "a", "--beacon-at", "x", "--panels", "0"]
    assert plan(pool, tmp_path / "d", *ways, "--json") == 3
    assert len(json.loads(capsys.readouterr().out)["error"]["defects"]) == 5


def test_a_fixed_plan_heeds_no_other_ways(pool: Path, tmp_path: Path) -> None:
    plan(pool, tmp_path / "d", *NAMED)
    assert plan(pool, tmp_path / "d", NAMED[0]) == 6
    assert plan(pool, tmp_path / "d", *reversed(NAMED)) == 0
    assert finish(tmp_path / "d", "--beacon-at", "2999-01-01T00:00Z") == 2


def test_a_secret_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seed("commit", tmp_path, "--name", "amina", "--text", SECRETS["amina"]) == 0
    assert commit("amina", SECRETS["amina"]) in capsys.readouterr().out
    before = on_disk(tmp_path)
    assert seed("commit", tmp_path, "--name", "amina") == 6
    assert seed("commit", tmp_path, "--name", "public") == 3
    assert seed("commit", tmp_path, "--name", "bruno", "--text", "short") == 3
    assert on_disk(tmp_path) == before


def test_a_plan_that_was_altered_takes_no_contribution(pool: Path, tmp_path: Path) -> None:
    plan(pool, tmp_path / "d", *NAMED)
    file = tmp_path / "d/public/plan.json"
    file.write_bytes(file.read_bytes().replace(commit("amina", SECRETS["amina"]).encode(), b"a" * 64))
    assert reveal(tmp_path / "d", "amina", SECRETS["amina"]) == 6


def test_only_a_rehearsal_takes_its_time_from_the_environment(
    pool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.PRETENDED, "2024-03-03T12:00:00Z")
    assert plan(pool, tmp_path / "d", "--beacon-round", str(ROUND)) == 6
    assert plan(pool, tmp_path / "t", "--beacon-round", str(ROUND), "--rehearsal") == 0
    assert verify(read(tmp_path / "t")).rehearsal
    monkeypatch.setenv(clock.PRETENDED, "noon")
    assert reveal(tmp_path / "t", "public", DICE) == 3


@pytest.mark.parametrize("words", [["--file", "x", "--text", "y"], []])
def test_a_reveal_is_a_file_or_a_text(tmp_path: Path, words: list[str]) -> None:
    assert seed("reveal", tmp_path, "--name", "amina", *words) == 2
    assert seed("beacon", tmp_path, "--round", "3", *words[:2]) == 2


def test_no_ceremony_without_a_plan(tmp_path: Path) -> None:
    assert seed("show", tmp_path) == 3
    assert PETIT.exists()
