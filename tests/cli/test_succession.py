"""A whole new assembly after the one that ends: its opening, who is left out of it, and what is refused."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from support.commands import defects, on_disk
from support.dice import rolled
from support.lists import CARDS, ROLL, card, elector, write

from tirage.cli import main
from tirage.verify.command import main as verify_from_outside

PETIT = Path(__file__).parents[2] / "examples" / "petit"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
OTHER = "1 2 3 4 5 6 6 5 4 3 2 1 1 1 1 2 2 2 2 3"
PANEL = ["--quotas", PETIT / "quotas.csv", "--seats", 6, "--panels", 39, "--ids", "published", "--rehearsal"]
START, END = "2026-12-01", "2027-12-01"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    return monkeypatch


def on(clock: pytest.MonkeyPatch, day: str, *words: object) -> int:
    """A command on a day that the rehearsal pretends."""
    clock.setenv("TIRAGE_CLOCK", f"{day}T09:00:00Z")
    return main([*map(str, words), "--lang", "en"])


def sitting(out: Path, clock: pytest.MonkeyPatch, *term: object) -> Path:
    """A panel of six from the pool of examples/petit, with its term."""
    pool = PETIT / "volontaires.csv"
    assert on(clock, "2026-11-23", "draw", "panel", pool, *PANEL, "--seed", DICE, "--out", out) == 0
    assert on(clock, "2026-11-24", "term", out, "--start", START, "--months", 12, *term) == 0
    return out


def ended(out: Path, clock: pytest.MonkeyPatch, *more: object) -> Path:
    sitting(out, clock)
    assert on(clock, END, "draw", "renewal", out, *more) == 0
    return out


def grown(folder: Path) -> Path:
    """Twice the pool of examples/petit: the same people, and as many others."""
    first, *rows = (PETIT / "volontaires.csv").read_text(encoding="utf-8").splitlines()
    path = folder / "grown.csv"
    # They have other names, else somebody would have to decide who is who.
    others = [f"W{pid},{name}-Deux,{more}" for pid, name, more in (row.split(",", 2) for row in rows)]
    path.write_text("\n".join([first, *rows, *others]) + "\n", encoding="utf-8")
    return path


def panel_of(out: Path) -> set[str]:
    return set((out / "public/panel.csv").read_text().split()[1:])


def body(out: Path, kind: str) -> dict[str, object]:
    name = next(name for name in on_disk(out / "journal") if name.endswith(f"-{kind}.json"))
    found: dict[str, object] = json.loads((out / "journal" / name).read_bytes())["body"]
    return found


def report(out: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    verify_from_outside([str(out), "--json", "--lang", "en"])
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    """The code of the error that the last command ended with."""
    return str(json.loads(capsys.readouterr().out)["error"]["code"])


def statuses(found: object, code: str) -> list[str]:
    assert isinstance(found, dict)
    return [check["status"] for check in found["checks"] if check["code"] == code]


def test_a_next_assembly_from_a_pool_with_ids(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ended(tmp_path / "d", clock, "--cooling-off", 36)
    assert body(out, "close") == {"date": END, "members": 6}
    assert "next assembly is opened" in capsys.readouterr().out
    assert on(clock, END, "verify", out) == 0
    assert on(clock, END, "status", out) == on(clock, END, "status", out / "next") == 0
    pool = grown(tmp_path)
    assert on(clock, "2028-01-05", "draw", "panel", pool, *PANEL, "--out", out / "next") == 0
    # Typed again another day, it is the same plan.
    assert on(clock, "2028-01-06", "draw", "panel", pool, *PANEL, "--out", out / "next", "--seed", OTHER) == 0
    said = body(out / "next", "pool")
    assert (said["read"], said["kept"], said["causes"]) == (40, 34, {"former-member": 6})
    assert not panel_of(out) & panel_of(out / "next")
    found = report(out, capsys)
    assert found["ok"] and found["next"]["ok"]  # type: ignore[index]
    assert statuses(found["next"], "next.link") == statuses(found["next"], "next.cooling") == ["ok"]
    alone = report(out / "next", capsys)
    assert statuses(alone, "next.link") == statuses(alone, "next.cooling") == ["not-checked"]


def test_a_member_is_in_again_once_the_cooling_off_is_over(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting(tmp_path / "d", clock)
    early, *_ = sorted(panel_of(tmp_path / "d"))
    assert on(clock, "2027-03-01", "record", "withdrawal", early, tmp_path / "d") == 0
    assert on(clock, END, "draw", "renewal", tmp_path / "d", "--cooling-off", 12) == 0
    again = tmp_path / "again"
    for day, causes in (("2028-02-29", 6), ("2028-03-01", 5), ("2028-12-01", 0)):
        shutil.copytree(tmp_path / "d", again)
        assert on(clock, day, "draw", "panel", grown(tmp_path), *PANEL, "--out", again / "next") == 0
        said = body(again / "next", "pool")["causes"]
        assert said == ({"former-member": causes} if causes else {})
        assert on(clock, day, "verify", again) == 0
        shutil.rmtree(again)


def test_an_assembly_after_the_next(tmp_path: Path, clock: pytest.MonkeyPatch) -> None:
    out = ended(tmp_path / "d", clock, "--cooling-off", 36)
    second = out / "next"
    words = ["draw", "panel", grown(tmp_path), *PANEL, "--out", second, "--seed", OTHER]
    assert on(clock, "2028-01-05", *words) == 0
    assert on(clock, "2028-01-06", "term", second, "--start", "2028-02-01", "--months", 12) == 0
    assert on(clock, "2029-02-01", "draw", "renewal", second, "--cooling-off", 36) == 0
    third = second / "next"
    words = ["draw", "panel", grown(tmp_path), *PANEL, "--out", third, "--seed", "5" * 20]
    assert on(clock, "2029-03-05", *words) == 0
    assert body(third, "pool")["causes"] == {"former-member": 12}
    assert on(clock, "2029-03-05", "verify", out) == 0


def test_everyone_leaves_after_a_partial_renewal(tmp_path: Path, clock: pytest.MonkeyPatch) -> None:
    out = tmp_path / "d"
    pool = ["draw", "panel", grown(tmp_path), *PANEL, "--later", "cohorts=3", "--seed", DICE, "--out", out]
    assert on(clock, "2026-11-23", *pool) == 0
    words = ["--start", START, "--months", 12, "--cohorts", 3, "--last", 2]
    assert on(clock, "2026-11-24", "term", out, *words) == 0
    assert on(clock, "2027-04-01", "draw", "renewal", out, "--seed", OTHER) == 0
    assert on(clock, "2027-07-31", "draw", "renewal", out) == 6
    assert on(clock, "2027-08-01", "draw", "renewal", out) == 0
    assert body(out, "close") == {"date": "2027-08-01", "members": 6}
    assert on(clock, "2027-08-01", "verify", out) == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["draw", "renewal"], "next.opened"),
        (["draw", "replacements"], "life.closed"),
        (["record", "withdrawal", "V02"], "life.closed"),
        (["record", "moved", "V01", "--volunteer"], "life.closed"),
        (["record", "acceptance", "V02"], "life.closed"),
        (["term", "--start", "2028-01-01", "--months", "12"], "life.closed"),
    ],
)
def test_nothing_happens_any_more_after_the_end(
    tmp_path: Path,
    clock: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: str,
) -> None:
    out = ended(tmp_path / "d", clock)
    capsys.readouterr()
    before = on_disk(out)
    place = 3 if words[0] == "record" else len(words) if words[0] == "draw" else 1
    assert on(clock, END, *words[:place], out, *words[place:], "--json") == 6
    assert refused(capsys) == code
    assert on_disk(out) == before
    # What may still be said changes nothing of who sat.
    assert on(clock, END, "contest", out, "--reason", "too few letters") == 0
    assert on(clock, END, "erase", out, "--reason", "end of retention", "--yes") == 0
    assert on(clock, END, "verify", out) == 0


def test_what_a_renewal_of_everyone_refuses(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = sitting(tmp_path / "d", clock)
    before = on_disk(out)
    for day, words, code in (
        ("2027-11-30", [], "term.early"),
        (END, ["--seed", DICE], "next.nothing_drawn"),
        (END, ["--panels", 20], "next.nothing_drawn"),
    ):
        capsys.readouterr()
        assert on(clock, day, "draw", "renewal", out, *words, "--json") == 6
        assert refused(capsys) == code
    assert on(clock, END, "draw", "renewal", out, "--cooling-off", -1) == 3
    assert on(clock, END, "draw", "renewal", out, "--dry-run") == 0
    assert on_disk(out) == before


@pytest.mark.posix
def test_the_place_of_the_next_assembly_is_known_to_all_that_write_a_dossier(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = sitting(tmp_path / "d", clock)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/tirage.yaml").write_text("", encoding="utf-8")
    link = tmp_path / "link"
    link.symlink_to(out / "next")
    panel = ["draw", "panel", grown(tmp_path), *PANEL, "--out"]
    before = on_disk(tmp_path)
    for words in (
        [*panel, out / "next"],
        [*panel, out / "public" / ".." / "next"],
        [*panel, link],
        [*panel, tmp_path / "rules" / "next"],
        ["frame", grown(tmp_path), "--dossier", out / "next"],
        ["init", out / "next"],
        ["publish", out, "--for", "public", "--out", out / "next"],
    ):
        capsys.readouterr()
        assert on(clock, "2027-01-11", *words) == 6, words
        assert "place of the assembly that will follow" in " ".join(capsys.readouterr().err.split()), words
        assert on_disk(tmp_path) == before
    # A folder of that name anywhere else is like any other; once it is opened, it is a dossier.
    assert on(clock, "2027-01-11", *panel, tmp_path / "next") == 0
    assert on(clock, END, "draw", "renewal", out, "--cooling-off", 36) == 0
    assert on(clock, "2027-12-02", *panel, out / "next", "--seed", OTHER) == 0
    assert verify_from_outside([str(out)]) == 0


def test_what_stands_in_the_place_of_the_next_assembly_stops_the_end_before_it_is_written(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = sitting(tmp_path / "d", clock)
    (out / "next").mkdir()
    capsys.readouterr()
    assert on(clock, END, "draw", "renewal", out, "--json") == 6
    assert refused(capsys) == "dossier.exists"
    assert not list((out / "journal").glob("*-close.json"))


def test_a_next_assembly_that_was_moved_away(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ended(tmp_path / "d", clock, "--cooling-off", 36)
    shutil.move(out / "next", tmp_path / "elsewhere")
    capsys.readouterr()
    words = ["draw", "panel", grown(tmp_path), *PANEL, "--out", tmp_path / "elsewhere"]
    assert on(clock, END, *words, "--json") == 6
    assert refused(capsys) == "next.alone"


def test_a_draw_does_not_follow_a_rehearsal(tmp_path: Path, clock: pytest.MonkeyPatch) -> None:
    out = ended(tmp_path / "d", clock)
    words = [word for word in PANEL if word != "--rehearsal"]
    assert on(clock, END, "draw", "panel", grown(tmp_path), *words, "--out", out / "next") == 6


RULES = """\
tirage: dossier/1
name: Essai
seats: 6
reference_date: 2027-03-01
criteria:
  genre: {from: sex, categories: {Femme: F, Homme: M}}
  diplôme: {from: answers}
strata: [genre]
household: [address, surname]
letters:
  total: 60
  alpha: 0
  response: 20 %
  undeliverable: 9 %
  answers: {diplôme: {bac: 50 %, autre: 50 %}}
draws: {panels: 20}
cooling_off: {members: 36, invited: 12}
"""
QUOTAS = """\
tirage: quotas/1
criteria:
  genre:
    Femme: {minimum: 2, maximum: 4}
    Homme: {minimum: 2, maximum: 4}
  diplôme:
    bac: {minimum: 1, maximum: 5}
    autre: {minimum: 1, maximum: 5}
"""


def rolls(folder: Path) -> list[Path]:
    folder.mkdir()
    electors = [elector(i) for i in range(200)]
    # Two people of one name, born on one day, at two addresses: a person says that they are two.
    electors.append(electors[0] | {"numéro de voie": "100", "libellé de voie": "rue Autre"})
    cards = [card(i, born="12/05/1980") for i in range(40)]
    return [
        write(folder / "com75115_LP_31-08-2026.csv", ROLL, electors),
        write(folder / "carte-citoyenne_2026-09-01.csv", CARDS, cards),
    ]


def framed(folder: Path, clock: pytest.MonkeyPatch) -> Path:
    """A panel from rolls, letters and answers, with its term, which has come to its end."""
    out, files = folder / "d", rolls(folder / "lists")
    out.mkdir()
    (out / "tirage.yaml").write_text(RULES, encoding="utf-8")
    (out / "quotas.yaml").write_text(QUOTAS, encoding="utf-8")
    through(out, files, clock, "2026-11", "--rehearsal")
    assert on(clock, "2026-11-24", "term", out, "--start", START, "--months", 12) == 0
    return out


def through(out: Path, files: list[Path], clock: pytest.MonkeyPatch, month: str, *more: object) -> None:
    """From the rolls to a panel, in the days of one month."""
    accepted = "--accept=list-missing=One arrondissement is invented."
    words = ["frame", *files, "--dossier", out, accepted, *more]
    assert on(clock, f"{month}-02", *words) == 3
    cases = (out / "private/review.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    decided = out.parent / f"decided-{month}.csv"
    lines = ["case;decision", *(f"{case.partition(';')[0]};different" for case in cases)]
    decided.write_text("\n".join(lines), encoding="utf-8")
    assert on(clock, f"{month}-02", *words, "--decisions", decided) == 0
    dice = rolled(month)
    assert (
        on(clock, f"{month}-03", "draw", "letters", "--dossier", out, "--seed", rolled(dice, "letters")) == 0
    )
    with (out / "private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file, delimiter=";")]
    said = [
        {"code": code, "réponse": "oui", "diplôme": "bac" if i % 2 else "autre"}
        for i, code in enumerate(codes[:40])
    ]
    path = write(out.parent / f"answers-{month}.csv", ["code", "réponse", "diplôme"], said)
    assert on(clock, f"{month}-20", "record", "responses", path, "--dossier", out) == 0
    panel = ["draw", "panel", "--out", out]
    assert on(clock, f"{month}-21", *panel) == 0
    assert on(clock, f"{month}-22", *panel, "--seed", rolled(dice, "panel")) == 0


def frame_of(out: Path) -> set[str]:
    return {line.partition(",")[0] for line in (out / "guarantors/frame.csv").read_text().splitlines()[1:]}


def letters_of(out: Path) -> set[str]:
    lines = (out / "guarantors/letters-1.csv").read_text().splitlines()[1:]
    return {line.partition(",")[0] for line in lines}


@pytest.mark.posix
def test_members_and_the_invited_are_left_out_of_the_next_frame(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = framed(tmp_path, clock)
    everyone, invited, members = frame_of(out), letters_of(out), panel_of(out)
    assert on(clock, END, "draw", "renewal", out) == 0
    second = out / "next"
    assert (second / "private/key").read_bytes() == (out / "private/key").read_bytes()
    assert (second / "private").stat().st_mode & 0o077 == 0 == (second / "private/key").stat().st_mode & 0o077
    # The names of the former members may be gone by then.
    assert on(clock, END, "erase", out, "--reason", "end of retention", "--yes") == 0
    files = sorted((tmp_path / "lists").iterdir())
    early = tmp_path / "early"
    shutil.copytree(out, early)
    through(second, files, clock, "2027-12")
    causes = body(second, "frame")["causes"]
    assert isinstance(causes, dict)
    assert causes["former-member"] == len(members) == 6
    # The letters of 2026-11-03 are more than twelve months old on 2027-12-02.
    assert "invited" not in causes
    assert frame_of(second) == everyone - members
    assert on(clock, "2027-12-23", "verify", out) == 0
    found = report(out, capsys)
    assert statuses(found["next"], "next.cooling") == ["ok"]
    assert statuses(found["next"], "frame.counts") == ["ok"]
    assert len(letters_of(second) & invited) > 0


def test_who_was_invited_a_short_time_ago_is_left_out(tmp_path: Path, clock: pytest.MonkeyPatch) -> None:
    out = framed(tmp_path, clock)
    rules = (out / "tirage.yaml").read_text(encoding="utf-8").replace("invited: 12", "invited: 18")
    (out / "tirage.yaml").write_text(rules, encoding="utf-8")
    invited, members = letters_of(out), panel_of(out)
    assert on(clock, END, "draw", "renewal", out) == 0
    through(out / "next", sorted((tmp_path / "lists").iterdir()), clock, "2027-12")
    causes = body(out / "next", "frame")["causes"]
    assert isinstance(causes, dict)
    assert (causes["former-member"], causes["invited"]) == (6, len(invited - members))
    assert not frame_of(out / "next") & invited
    assert on(clock, "2027-12-23", "verify", out) == 0


def test_the_frame_of_a_next_assembly_refuses_other_periods_and_another_key(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = framed(tmp_path, clock)
    assert on(clock, END, "draw", "renewal", out, "--cooling-off", 12) == 6
    assert on(clock, END, "draw", "renewal", out) == 0
    rules = (out / "next/tirage.yaml").read_text(encoding="utf-8").replace("members: 36", "members: 0")
    (out / "next/tirage.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "key").write_text("ab" * 32, encoding="ascii")
    before = on_disk(out)
    files = sorted((tmp_path / "lists").iterdir())
    capsys.readouterr()
    words = ["frame", *files, "--dossier", out / "next", "--key", tmp_path / "key", "--json"]
    assert on(clock, END, *words) == 3
    assert {each["code"] for each in defects(capsys)} == {"rules.cooling_off", "frame.key.other"}
    assert on_disk(out) == before


def test_without_the_key_there_is_no_cooling_off(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = framed(tmp_path, clock)
    assert on(clock, END, "erase", out, "--reason", "end of retention", "--yes") == 0
    before = on_disk(out)
    capsys.readouterr()
    assert on(clock, END, "draw", "renewal", out, "--json") == 6
    assert refused(capsys) == "next.no_key"
    assert on_disk(out) == before
    rules = (out / "tirage.yaml").read_text(encoding="utf-8").partition("cooling_off")[0]
    (out / "tirage.yaml").write_text(rules, encoding="utf-8")
    assert on(clock, END, "draw", "renewal", out) == 0
    through(out / "next", sorted((tmp_path / "lists").iterdir()), clock, "2027-12")
    assert on(clock, END, "verify", out) == 0


def test_a_next_assembly_of_another_kind_cannot_tell_who_was_a_member(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = framed(tmp_path, clock)
    assert on(clock, END, "draw", "renewal", out) == 0
    words = ["draw", "panel", grown(tmp_path), *PANEL, "--out", out / "next", "--json"]
    capsys.readouterr()
    assert on(clock, END, *words) == 6
    assert refused(capsys) == "rules.of_rolls"
    (out / "next/tirage.yaml").unlink()
    assert on(clock, END, *words) == 6
    assert refused(capsys) == "next.other_ids"


def chained(out: Path, clock: pytest.MonkeyPatch) -> Path:
    """An assembly that ended, and the panel of the next one."""
    ended(out, clock, "--cooling-off", 36)
    pool = ["draw", "panel", grown(out.parent), *PANEL, "--out", out / "next"]
    assert on(clock, "2028-01-05", *pool, "--seed", OTHER) == 0
    return out


def test_history_and_replay_tell_both_stories(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = chained(tmp_path / "d", clock)
    capsys.readouterr()
    assert on(clock, END, "history", out) == 0
    said = capsys.readouterr().out
    assert said.index("The assembly ends on 1 December 2027") < said.index("The next assembly is opened")
    assert on(clock, END, "replay", out) == 0
    assert str(out / "next") in capsys.readouterr().out
    for command in (["history"], ["replay", "--trials", 20]):
        assert on(clock, END, *command, out, "--json") == 0
        assert len(json.loads(capsys.readouterr().out)["next"]) >= 2
    drawn = out / "next/public/panel.csv"
    lines = drawn.read_text().splitlines()
    lines[1] = next(pid for pid in ("WV01", "WV02", "WV03") if pid not in lines)
    drawn.write_text("\n".join(lines) + "\n")
    assert on(clock, END, "replay", out) == 5
    assert on(clock, END, "verify", out) == 5
    assert on(clock, END, "verify", out / "next") == 5


@pytest.mark.parametrize("reader", ["public", "guarantors", "auditors"])
def test_a_pack_holds_the_packs_of_the_assemblies_that_follow(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reader: str
) -> None:
    out, pack = chained(tmp_path / "d", clock), tmp_path / "pack"
    assert on(clock, END, "publish", out, "--for", reader, "--out", pack, "--zip") == 0
    assert (pack / "next/pack.json").exists() and not (pack / "next/private").exists()
    assert on(clock, END, "verify", pack) == 0
    found = report(pack, capsys)
    assert statuses(found["next"], "next.link") == ["ok"]
    assert statuses(found["next"], "next.cooling") == ["not-checked" if reader == "public" else "ok"]
    (pack / "next/README.md").write_text("other words")
    assert on(clock, END, "verify", pack) == 5


CENSUS = """\
criterion,category,people
genre,Femme,52
genre,Homme,48
quartier,Nord,30
quartier,Centre,40
quartier,Sud,30
"""


def test_the_seats_of_former_panels_count_in_the_rounding(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, census = chained(tmp_path / "d", clock), tmp_path / "census.csv"
    census.write_text(CENSUS, encoding="utf-8")
    words = ["quotas", "build", census, "--seats", 7, "--served"]
    for folder in (out, out / "next"):
        capsys.readouterr()
        assert on(clock, END, *words, folder, "--json") == 0
        said = json.loads(capsys.readouterr().out)["served"]
        held = {row["category"]: row["held"] for each in said for row in each["categories"]}
        # Two panels of three women and three men, then seven seats.
        assert [each["terms"] for each in said] == [2, 2]
        assert held["Femme"] + held["Homme"] == 2 * 6 + 7 and held["Femme"] == 10
    assert on(clock, END, *words, out) == 0
    assert "seats due" in capsys.readouterr().out
    # A category more, and there is nothing to compare; the other criterion counts as before.
    census.write_text(CENSUS.replace("quartier,Sud,30", "quartier,Sud,20\nquartier,Est,10"), encoding="utf-8")
    assert on(clock, END, *words, out, "--json") == 0
    assert [each["name"] for each in json.loads(capsys.readouterr().out)["served"]] == ["genre"]


def test_status_shows_the_seats_over_the_terms(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ended(tmp_path / "d", clock, "--cooling-off", 36)
    capsys.readouterr()
    assert on(clock, END, "status", out) == 0
    assert "Over the terms" not in capsys.readouterr().out
    pool = ["draw", "panel", grown(tmp_path), *PANEL, "--out", out / "next", "--seed", OTHER]
    assert on(clock, "2028-01-05", *pool) == 0
    capsys.readouterr()
    for folder in (out, out / "next"):
        assert on(clock, END, "status", folder) == 0
        assert "Over the terms" in capsys.readouterr().out


def test_quotas_changed_between_terms(
    tmp_path: Path, clock: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next assembly has quotas of its own: it verifies, and criteria that are gone are not compared."""
    out, quotas = ended(tmp_path / "d", clock, "--cooling-off", 36), tmp_path / "other.csv"
    lines = (PETIT / "quotas.csv").read_text(encoding="utf-8").splitlines()
    kept = [line.replace("3,3", "2,4") for line in lines if not line.startswith("âge")]
    quotas.write_text("\n".join(kept) + "\n", encoding="utf-8")
    words = ["--quotas", quotas, "--seats", 6, "--panels", 39, "--ids", "published", "--rehearsal"]
    pool = ["draw", "panel", grown(tmp_path), *words, "--out", out / "next", "--seed", OTHER]
    assert on(clock, "2028-01-05", *pool) == 0
    assert on(clock, "2028-01-05", "verify", out) == 0
    capsys.readouterr()
    assert on(clock, "2028-01-05", "status", out) == 0
    table = capsys.readouterr().out.partition("Over the terms")[2]
    assert "genre" in table and "âge" not in table


def test_the_reports_of_an_assembly_that_ended_and_of_the_next(
    tmp_path: Path, clock: pytest.MonkeyPatch
) -> None:
    out = chained(tmp_path / "d", clock)
    for folder, said in ((out, "The assembly ended on"), (out / "next", "6 members drawn")):
        page = tmp_path / f"{folder.name}.md"
        assert on(clock, END, "report", folder, "--kind", "life", "--out", page) == 0
        assert said in page.read_text(encoding="utf-8")


def test_what_a_crash_left_between_the_end_and_the_opening_is_finished(
    tmp_path: Path, clock: pytest.MonkeyPatch
) -> None:
    out = ended(tmp_path / "d", clock, "--cooling-off", 36)
    shutil.rmtree(out / "next")
    assert on(clock, END, "verify", out) == 0
    assert on(clock, END, "status", out) == 0
    closed = on_disk(out)
    assert on(clock, "2027-12-03", "draw", "renewal", out, "--cooling-off", 36) == 0
    assert {name: data for name, data in on_disk(out).items() if not name.startswith("next/")} == closed
    assert on(clock, "2027-12-03", "verify", out) == 0
