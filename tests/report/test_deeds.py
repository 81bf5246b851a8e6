"""A deed for each draw: what it says is what the journal has of that draw, and nothing else."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from support.assemblies import Assembly
from support.ceremonies import NO_BEACON, Ceremony, held
from support.dossier_cases import BY_HAND
from support.dossiers import dossier
from support.genuine import ended, lived
from support.instances import Instance
from support.journey import whole
from support.reporting import document, known, petit, table
from support.waves import answered

from tirage.cli import main
from tirage.dossier.chain import Entry
from tirage.dossier.documents.naming import Naming
from tirage.dossier.entries import FORMS
from tirage.draws import seat_draw as seats
from tirage.errors import Refused
from tirage.i18n.catalogue import COMPLETE, catalogue
from tirage.people.pool.references import LONGEST, SHORTEST, references
from tirage.report.deeds.ceremony import ALWAYS, sentence
from tirage.report.deeds.draws import draws, find
from tirage.report.document import (
    Blanks,
    Document,
    Facts,
    Items,
    Names,
    Paragraph,
    Section,
    Signatures,
    Steps,
)
from tirage.report.pages.deed import Scene, page
from tirage.report.rendering import data, docx, html, markdown
from tirage.report.wording import Wording
from tirage.verify import read

Files = Mapping[str, bytes]
BODY = ["scene", "rules", "received", "excluded", "fixed", "ceremony", "chance", "result"]
BODY += ["incidents", "checks", "program", "annexes", "conclusion"]
LATER = [key for key in BODY if key != "excluded"]


@pytest.fixture(scope="module")
def life() -> Files:
    return lived()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """From the rolls to a panel, by the commands; public ids are aliases."""
    return whole(tmp_path_factory.mktemp("town"))


def published(folder: Path) -> Files:
    return {name: found for name, found in read(folder).items() if not name.startswith("private/")}


def deed(files: Files, act: str = "", language: str = "fr", **scene: Any) -> Document:
    return document(files, "proces-verbal", language, act, **scene)


def section(found: Document, key: str) -> Section:
    return next(each for each in found.sections if each.key == key)


def facts(found: Document, key: str) -> dict[str, Any]:
    blocks = [block for block in section(found, key).blocks if isinstance(block, Facts)]
    return {row.key: row.value for block in blocks for row in block.rows}


def words(found: Document, *keys: str) -> str:
    """What the sections say, as Markdown has it; of all where none is named."""
    kept = tuple(each for each in found.sections if not keys or each.key in keys)
    return markdown.render(Document("x", found.language, "", kept)).decode()


def rows(files: Files, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def entries(files: Files, kind: str) -> Iterator[dict[str, Any]]:
    for name in sorted(files):
        if name.startswith("journal/") and name.endswith(f"-{kind}.json"):
            yield json.loads(files[name])


def test_there_is_a_deed_for_each_draw_and_by_itself_of_the_last(life: Files) -> None:
    acts = ["panel", "cohorts", "replacements/1", "renewal/1"]
    assert [draw.act for draw in draws(known(life))] == acts
    titles = [deed(life, act).title for act in acts]
    assert len(set(titles)) == len(acts)
    assert deed(life).title == titles[-1]
    for act in acts:
        keys = [each.key for each in deed(life, act).sections if not each.key.startswith("annex-")]
        assert keys == (BODY if act == "panel" else LATER)


def test_the_letters_have_deeds_too(town: Path) -> None:
    files = published(town)
    assert [draw.act for draw in draws(known(files))] == ["letters/1", "letters/2", "panel"]
    for wave in (1, 2):
        found = deed(files, f"letters/{wave}")
        count = len(rows(files, f"guarantors/letters-{wave}.csv"))
        drawn = sha(files[f"guarantors/letters-{wave}.csv"])
        assert facts(found, "result")["letters_file"] == drawn
        assert f"{count} personnes ont été tirées" in words(found, "result")
        assert f"vague {wave}" in found.title
        strata = rows(files, f"public/letters-{wave}-strata.csv")
        told = table(found, "strata")
        assert [row["letters"] for row in told] == [int(row["letters"]) for row in strata]
        assert sum(row["letters"] for row in told) == count


def test_an_act_that_is_not_there_is_refused_with_those_that_are(life: Files) -> None:
    with pytest.raises(Refused) as refused:
        find(known(life), "replacements/7")
    assert refused.value.code == "report.no_act"
    assert "replacements/1" in str(refused.value.values["known"])


@pytest.mark.parametrize("language", COMPLETE)
def test_every_kind_of_act_is_told_in_words(language: Any) -> None:
    for kind in FORMS:
        told = [code for code in catalogue(language) if re.fullmatch(rf"deed\.act\.{kind}(\..*)?", code)]
        assert told, kind
        assert kind in ALWAYS or f"deed.acts.{kind}" in catalogue(language) or not _many(kind), kind


def _many(kind: str) -> bool:
    """Whether a journal may have more of an act between two draws than are told one by one."""
    acts = json.loads((Path(__file__).parents[2] / "src/tirage/spec/acts.json").read_text("utf-8"))
    return bool(acts["types"][kind].get("many"))


@pytest.mark.parametrize("act", ["panel", "cohorts", "replacements/1", "renewal/1"])
def test_no_act_is_told_by_its_type(act: str, life: Files) -> None:
    assert "« " not in words(deed(life, act), "ceremony")


@pytest.mark.parametrize("act", ["panel", "replacements/1", "renewal/1"])
def test_each_deed_has_the_acts_of_its_draw_and_of_no_other(act: str, life: Files) -> None:
    files = life
    results = [n for n, kind in numbered(files) if kind in {"panel", "replacement", "renewal"}]
    place = ["panel", "replacements/1", "renewal/1"].index(act)
    # The cohorts are a draw too, by the term that follows the panel.
    (term,) = (n for n, kind in numbered(files) if kind == "term")
    first = [1, term + 1, results[1] + 1][place]
    (steps,) = (block for block in section(deed(files, act), "ceremony").blocks if isinstance(block, Steps))
    assert [step.number for step in steps.rows] == list(range(first, results[place] + 1))


def numbered(files: Files) -> list[tuple[int, str]]:
    found = (re.fullmatch(r"journal/(\d+)-([a-z]+)\.json", name) for name in sorted(files))
    return [(int(each[1]), each[2]) for each in found if each]


@pytest.mark.parametrize("act", ["panel", "replacements/1", "renewal/1"])
def test_hashes_and_number_are_those_of_its_own_draw(act: str, life: Files) -> None:
    stem = "" if act == "panel" else act.replace("/", "-") + "-"
    found = deed(life, act)
    plan = life[f"public/{stem}plan.json"]
    assert facts(found, "fixed")["plan"] == sha(plan)
    for row in table(found, "fixed"):
        assert row["sha256"] == sha(life[row["path"]]), row["path"]
    kind = {"panel": "panel", "replacements": "replacement", "renewal": "renewal"}[act.partition("/")[0]]
    (result,) = entries(life, kind)
    panels = json.loads(plan)["inputs"]["panels"]
    number = str(result["body"]["number"]).zfill(len(str(panels - 1)))
    assert facts(found, "chance")["number"] == number
    assert facts(found, "chance")["seed"] == result["body"]["seed"]
    assert number in words(found, "result")
    name = next(name for name in life if name.endswith(f"-{kind}.json"))
    assert facts(found, "result")["head_result"] == sha(life[name])


@pytest.mark.parametrize("act", ["panel", "replacements/1", "renewal/1"])
def test_every_quota_of_the_draw_stands_with_its_result(act: str, life: Files) -> None:
    stem = "" if act == "panel" else act.replace("/", "-") + "-"
    people = {row["pid"]: row for row in rows(life, "guarantors/pool.csv")}
    drawn = [people[row["pid"]] for row in rows(life, f"public/{stem}panel.csv")]
    asked = [
        (criterion["name"], each["name"], each["minimum"], each["maximum"])
        for criterion in json.loads(life[f"public/{stem}quotas.json"])["criteria"]
        for each in criterion["categories"]
    ]
    got = table(deed(life, act), "lines")
    assert [(r["criterion"], r["category"], r["minimum"], r["maximum"]) for r in got] == asked
    assert [r["seats"] for r in got] == [sum(p[name] == value for p in drawn) for name, value, *_ in asked]
    assert {r["met"] for r in got} == {True}


def test_cohorts_are_listed_and_counted(life: Files) -> None:
    found = deed(life, "cohorts")
    cohorts = rows(life, "public/cohorts.csv")
    lists = [block for block in section(found, "annex-1").blocks if isinstance(block, Names)]
    assert {(name, each.key) for each in lists for name in each.names} == {
        (row["pid"], f"cohort-{row['cohort']}") for row in cohorts
    }
    people = {row["pid"]: row for row in rows(life, "guarantors/pool.csv")}
    seats = Counter((people[row["pid"]]["g"], row["cohort"]) for row in cohorts)
    for row in table(found, "spread"):
        if row["criterion"] == "g":
            assert [row[f"cohort-{n}"] for n in (1, 2, 3)] == [
                seats[row["category"], str(n)] for n in (1, 2, 3)
            ]


def test_who_takes_over_from_whom_is_an_annex(life: Files) -> None:
    plan = json.loads(life["public/replacements-1-plan.json"])
    drawn = [row["pid"] for row in rows(life, "public/replacements-1-panel.csv")]
    told = [(row["reference"], row["instead"]) for row in table(deed(life, "replacements/1"), "members")]
    assert told == list(zip(drawn, plan["inputs"]["vacancies"], strict=True))


def test_no_long_id_stands_in_a_deed(town: Path) -> None:
    """An alias has 32 signs: a paper has the first of them, the list in an annex."""
    files = published(town)
    panel = [row["pid"] for row in rows(files, "public/panel.csv")]
    assert {len(pid) for pid in panel} == {32}
    found = deed(files, "panel")
    said = data.render(found).decode()
    assert not [pid for pid in panel if pid in said]
    names = next(block for block in section(found, "annex-1").blocks if isinstance(block, Names)).names
    assert len(names) == len(panel)
    assert all(pid.startswith(name) and 8 <= len(name) <= 10 for pid, name in zip(panel, names, strict=True))
    body = "".join(words(found, key) for key in BODY)
    assert not [name for name in names if name in body]


def test_a_reference_is_nobody_elses() -> None:
    alike = [f"{'a' * 8}{i:024x}" for i in range(5)]
    hashed = [sha(str(i).encode())[:32] for i in range(3000)]
    for pids in (alike, hashed, hashed + alike, ["x" * 10, "y"], [f"carte-citoyenne-{i}" for i in range(12)]):
        found = references(pids)
        assert set(found) == set(pids)
        assert len(set(found.values())) == len(set(pids))
        assert max(map(len, found.values())) <= LONGEST
    assert {len(each) for each in references(hashed).values()} == {SHORTEST}
    assert references(list(reversed(hashed))) == references(hashed)
    assert references(alike)[alike[0]] == "#1"


def test_everything_received_stands_with_its_hash(town: Path) -> None:
    files = published(town)
    received = [row.split(",")[0] for row in files["public/rolls.csv"].decode().splitlines()[1:]]
    received += [
        each["body"]["source"] for kind in ("quotas", "pool", "responses") for each in entries(files, kind)
    ]
    received += [each["body"]["decisions"] for each in entries(files, "frame") if each["body"]["decisions"]]
    told = [row["sha256"] for row in table(deed(files, "panel"), "received")]
    assert sorted(told) == sorted(received)
    early = [row["sha256"] for row in table(deed(files, "letters/1"), "received")]
    assert set(early) < set(told)


def test_of_very_many_lists_the_table_of_them_stands_with_its_hash(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tirage.report.deeds.record.MOST_LISTED", 1)
    files = published(town)
    told = {row["sha256"]: row["file"] for row in table(deed(files, "letters/1"), "received")}
    number = files["public/rolls.csv"].count(b"\n") - 1
    assert (
        told[sha(files["public/rolls.csv"])] == f"Fichiers de listes ({number}), que public/rolls.csv nomme"
    )
    assert not set(told) & {row.split(",")[0] for row in files["public/rolls.csv"].decode().splitlines()}


def test_many_acts_of_a_kind_are_one_sentence_and_departures_a_table() -> None:
    instance = Instance(
        (("f",),) * 20 + (("h",),) * 20, ("",) * 40, (("g", (("f", 0, 20), ("h", 0, 20))),), 8
    )
    assembly = Assembly(instance)
    for pid in assembly.life.seated[:5]:
        assembly.accept(pid)
    gone = assembly.life.seated[:5]
    for pid in gone:
        assembly.leave(pid)
    assembly.replace()
    found = deed(assembly.files)
    said = words(found, "ceremony")
    assert "5 sièges sont devenus vacants" in said
    assert "5 membres ont accepté leur siège" in said
    assert said.count("vacant") == 1
    assert sorted(row["reference"] for row in table(found, "left")) == sorted(gone)


def test_a_number_drawn_by_hand_has_no_seed_in_the_deed() -> None:
    found = deed(dossier(BY_HAND))
    assert set(facts(found, "chance")) == {"by", "number"}
    assert "à la main" in words(found, "chance")


def test_a_ceremony_is_told_with_who_kept_silent() -> None:
    whole_one = facts(deed(held()), "chance")
    assert {f"commit-{name}" for name in ("amina", "bruno", "chloe")} <= whole_one.keys()
    assert {"round", "signature", "rolled", "value-public", "value-amina", "seed"} <= whole_one.keys()
    silent = deed(held(Ceremony(revealed=("amina", "bruno"), dropped=("chloe",))))
    assert facts(silent, "chance")["value-chloe"] == "n’a pas révélé, écarté"
    assert "chloe n’a pas révélé sa valeur" in words(silent, "incidents")
    assert "chloe" not in words(deed(held(NO_BEACON)), "incidents")


def test_what_was_dropped_for_an_earlier_draw_is_no_incident_of_this_one(life: Files) -> None:
    assert not [b for b in section(deed(life), "incidents").blocks if isinstance(b, Items)]


def test_a_contested_draw_says_so_and_a_draw_is_never_offered_again() -> None:
    contested = ended(("contested", {"act": "panel", "entry": "entry", "reason": "dice"}))
    assert "dice" in words(deed(contested), "incidents")
    for files in (contested, petit()):
        said = words(deed(files), "conclusion")
        assert "que le tirage est régulier et son résultat définitif (rayer la mention inutile)" in plain(
            said
        )
        assert "doit être refait" not in said
        assert "n’est pas refait" in said
        assert "made again" in words(deed(files, language="en"), "conclusion")


def plain(said: str) -> str:
    return re.sub(r"\\(.)", r"\1", said)


def test_a_rehearsal_concludes_nothing() -> None:
    found = deed(held(Ceremony(rehearsal=True)))
    assert found.rehearsal
    said = words(found, "conclusion")
    assert "régulier" not in said and "sans valeur" in said


def test_the_conclusion_holds_the_signatures_together_and_annexes_have_their_own_pages(life: Files) -> None:
    for draw in draws(known(life)):
        found = deed(life, draw.act)
        body = [each for each in found.sections if each.placing != "annex"]
        assert [each.placing for each in body[:-1]] == [""] * (len(body) - 1)
        assert body[-1].key == "conclusion" and body[-1].placing == "together"
        assert isinstance(body[-1].blocks[-1], Signatures)
        annexes = found.sections[len(body) :]
        assert [each.key for each in annexes] == [f"annex-{n}" for n in range(1, len(annexes) + 1)]
        listed = table(found, "annexes")
        assert [row["annex"] for row in listed] == [str(n) for n in range(1, len(annexes) + 1)]
        assert all(re.fullmatch("[0-9a-f]{64}", row["sha256"]) for row in listed)
        first = listed[0]
        assert first["sha256"] == sha(life[first["source"]])


def test_the_annex_of_checks_has_the_hash_of_what_the_verifier_writes(
    town: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    for language in COMPLETE:
        row = table(deed(published(town), "panel", language), "annexes")[-1]
        capsysbinary.readouterr()
        typed = row["source"].split()
        assert main([*typed[1:2], str(town), *typed[2:]]) == 0
        assert sha(capsysbinary.readouterr().out) == row["sha256"]


def test_the_checks_are_one_sentence_in_the_body(life: Files) -> None:
    (said,) = section(deed(life), "checks").blocks
    assert isinstance(said, Paragraph)
    checks = known(life).verified.checks
    assert f"{sum(check.status == 'ok' for check in checks)} contrôles réussis" in said.words
    number = re.search(r"annexe (\d+)", said.words)
    assert number is not None
    assert "contrôles" in section(deed(life), f"annex-{number[1]}").title.lower()


def test_who_was_there_is_written_or_left_blank(life: Files) -> None:
    scene = {"place": "Mairie", "date": "24 novembre, 11 h", "present": ("Mme A., huissière",)}
    filled, blank = deed(life, **scene), deed(life)
    (lines,) = section(filled, "scene").blocks
    assert isinstance(lines, Blanks)
    assert [value for _, value in lines.rows][2:5] == ["Mairie", "24 novembre, 11 h", "Mme A., huissière"]
    assert [value for _, value in lines.rows][5:] == [""] * 5
    (empty,) = section(blank, "scene").blocks
    assert isinstance(empty, Blanks)
    assert [value for _, value in empty.rows].count("") == 9
    assert section(filled, "conclusion").blocks[-1].names == ("Mme A., huissière", *("",) * 5)  # type: ignore[union-attr]


def test_the_hour_is_that_of_the_act_on_the_journals_word(life: Files) -> None:
    for draw in draws(known(life)):
        (lines,) = section(deed(life, draw.act), "scene").blocks
        assert isinstance(lines, Blanks)
        assert re.match(rf"{int(draw.result.time[8:10])}(er)? ", lines.rows[3][1])
        assert "journal" in lines.rows[3][1]


def test_programs_are_named_with_their_hashes(life: Files) -> None:
    said = facts(deed(life), "program")
    (plan, *_) = entries(life, "plan")
    name, version, digest, *_ = plan["tool"].split()
    assert said["drawn-by-1"].startswith(f"{name} {version}")
    assert said["drawn-hash-1"] == digest
    assert re.fullmatch("[0-9a-f]{64}", said["checked-hash"])


def test_limits_that_gave_way_are_told_with_whether_that_is_proved() -> None:
    instance = Instance((("f",), ("h",), ("h",), ("h",)), ("",) * 4, (("g", (("f", 1, 1), ("h", 1, 1))),), 2)
    assembly = Assembly(instance)
    assembly.leave("p000")
    relaxed = seats.relax(assembly.open_seats())
    assembly.replace(relaxed)
    found = deed(assembly.files)
    plan = json.loads(assembly.files["public/replacements-1-plan.json"])
    moves = plan["inputs"]["relaxed"]["moves"]
    told = [(row["criterion"], row["category"], row["from"], row["to"]) for row in table(found, "relaxed")]
    assert told == [(each["criterion"], each["category"], each["from"], each["to"]) for each in moves]
    assert "démontré au dossier" in words(found, "rules")
    assert "moindre n’aurait suffi, comme le démontre le dossier" in words(found, "rules")
    assert "assoupli" not in words(deed(assembly.files, "panel"), "rules")


def test_a_deed_of_letters_knows_nothing_of_the_answers_that_came_later(town: Path) -> None:
    files = published(town)
    (pool,) = entries(files, "pool")
    assert pool["body"]["excluded"] > 0
    assert {row["list"] for row in table(deed(files, "panel"), "causes")} > {"volontaires"}
    early = deed(files, "letters/1")
    assert {row["list"] for row in table(early, "causes")} == {"base de tirage"}
    assert "olontaires" not in words(early, "excluded")


def test_whoever_left_before_there_was_a_pool_is_not_named() -> None:
    """The public id of somebody who is in no pool has no reference: 32 signs would stand in the deed."""
    draw = find(known(answered()), "letters/2")
    body = {"kind": "withdrawal", "pid": "ab" * 16, "date": "2026-11-24", "evidence": "cd" * 32, "cause": ""}
    entry = Entry(9, "unavailable", "2026-11-24T09:00:00Z", "t", "0" * 64, body)
    gone = "Une personne volontaire n’est plus disponible (désistement)."
    assert sentence(draw, entry, Wording("fr")) == gone
    body = {"entry": "cd" * 32, "reason": "typing", "evidence": ""}
    entry = Entry(10, "correction", "2026-11-24T09:00:00Z", "t", "0" * 64, body)
    assert "ab" * 5 not in sentence(draw, entry, Wording("fr"))


def test_a_departure_that_did_not_take_place_is_told_with_whom_it_named(life: Files) -> None:
    draw = find(known(life), "replacements/1")
    pid = next(iter(draw.references))
    instead = {"type": "acceptance", "body": {"pid": pid, "date": "2026-11-24", "evidence": ""}}
    body = {"entry": "cd" * 32, "reason": "typing", "evidence": "", "instead": instead}
    entry = Entry(10, "correction", "2026-11-24T09:00:00Z", "t", "0" * 64, body)
    assert draw.references[pid] in sentence(draw, entry, Wording("fr"))


def test_a_rehearsal_says_so_on_every_page() -> None:
    found = deed(held(Ceremony(rehearsal=True)))
    assert f'@top-left {{ content: "{found.rehearsal}"' in html.render(found).decode()
    with zipfile.ZipFile(io.BytesIO(docx.render(found))) as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if "header" in name]
    assert any(found.rehearsal in each for each in headers)
    assert "@top-left" not in html.render(deed(petit())).decode()


def test_the_rules_name_the_assembly_its_organiser_and_place_and_set_the_clocks() -> None:
    found = known(petit())
    found.__dict__["named"] = Naming("Convention", "Ville de Lutèce", "Lutèce", "Europe/Paris")
    made = page(find(found), Wording("fr").at(found.zone))
    (lines,) = section(made, "scene").blocks
    assert isinstance(lines, Blanks)
    said = [value for _, value in lines.rows][:4]
    assert said[:3] == ["Convention", "Ville de Lutèce", "Lutèce"]
    assert "10\u00a0h\u00a006 (Paris, UTC+1)" in said[3]
    elsewhere = page(find(found), Wording("fr"), Scene(place="Mairie du 4e"))
    assert section(elsewhere, "scene").blocks[0].rows[2][1] == "Mairie du 4e"  # type: ignore[union-attr]
