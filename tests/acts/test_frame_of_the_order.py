"""A frame on rolls of the order of 2013, as large as a town's and as bad: nobody lost in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import pytest
from support.dossiers import TOOL
from support.order_of_2013 import COLUMNS, LISTS, Row, rows, write, write_xml

from tirage.acts.frame.close import ClosedFrame, close_frame
from tirage.acts.frame.inputs import FrameOptions
from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import Language
from tirage.people.received import received_files
from tirage.report.pages import error, frame
from tirage.report.rendering.markdown import render
from tirage.report.wording import Wording

RULES = """\
tirage: dossier/1
name: Essai
seats: 12
reference_date: 2027-03-01
streams:
  francais: {seats: 8, sources: [roll], ages: 18+, nationality: French}
  europeens: {seats: 4, sources: [roll], ages: 18+, nationality: EU}
criteria:
  volet: {from: stream, categories: {francais: francais, europeens: europeens}}
  genre: {from: sex, categories: {Femme: F, Homme: M}}
strata: [genre]
household: [address, surname]
letters: {total: 60, alpha: 0, response: 30 %, undeliverable: 9 %}
"""
QUOTAS = """\
tirage: quotas/1
criteria:
  volet: {francais: {minimum: 8, maximum: 8}, europeens: {minimum: 4, maximum: 4}}
  genre: {Femme: {minimum: 5, maximum: 7}, Homme: {minimum: 5, maximum: 7}}
"""
MAIN, MUNICIPAL, EUROPEAN = LISTS


def clock(*, rehearsal: bool) -> str:
    del rehearsal
    return "2027-01-05T10:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The rules of an assembly, and a folder for the lists."""
    (tmp_path / "dossier").mkdir()
    (tmp_path / "lists" / "22").mkdir(parents=True)
    (tmp_path / "dossier/tirage.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "dossier/quotas.yaml").write_text(QUOTAS, encoding="utf-8")
    return tmp_path


def close(folder: Path, *, dry: bool = False, **options: object) -> ClosedFrame:
    how = FrameOptions(**options)  # type: ignore[arg-type]
    return close_frame(folder / "dossier", [folder / "lists"], how, clock=clock, tool=TOOL, dry=dry)


def stopped(folder: Path) -> list[Defect]:
    """Why nothing is closed; nothing then is there that was not before."""
    before = sorted(folder.rglob("*"))
    with pytest.raises(InputInvalid) as caught:
        close(folder)
    assert sorted(folder.rglob("*")) == before
    return list(caught.value.defects)


def lists(folder: Path, main: Iterable[Row], european: Iterable[Row] | None = None) -> None:
    """The lists of a commune, in folders of folders as they are sent; nobody is on the municipal one."""
    write(folder / "lists/main.csv", [*main])
    write(folder / "lists/22/municipal.csv", rows(12, MUNICIPAL, first=50_000))
    write(
        folder / "lists/22/european.csv",
        rows(30, EUROPEAN, first=60_000) if european is None else [*european],
    )


def test_every_row_of_a_town_is_in_the_frame_in_utf8_cp1252_and_xml(folder: Path) -> None:
    """20,000 electors, the names of lists as the order spells them, one as XML and one in cp1252."""
    write(folder / "lists/main.csv", rows(12_000))
    write(folder / "lists/22/east.csv", rows(6_000, first=12_000), "cp1252")
    write_xml(folder / "lists/22/west.xml", rows(1_500, first=18_000))
    write(folder / "lists/22/municipal.csv", rows(300, MUNICIPAL, first=50_000))
    write(folder / "lists/22/european.csv", rows(200, EUROPEAN, first=60_000))
    found = close(folder)
    assert (found.sealed.people, found.tally.read, dict(found.tally.causes)) == (20_000, 20_000, {})
    assert {each.list: each.kept for each in found.tally.lists} == {"LP": 19_500, "LCM": 300, "LCE": 200}
    received = [*received_files(found.dossier.files["public/rolls.csv"])]
    assert {each.kind for each in received} == {"layout-b"} and len(received) == 5


def test_a_dry_run_shows_the_frame_and_closes_nothing(folder: Path) -> None:
    lists(folder, rows(200))
    before = sorted(folder.rglob("*"))
    found = close(folder, dry=True)
    assert found.dry and found.sealed.people == 242 and found.dossier.entries == ()
    assert sorted(path for path in folder.rglob("*") if path.name != "private") == before
    assert close(folder).sealed == found.sealed


def lost(table: Iterable[Row], every: int) -> list[Row]:
    """Rows of which some say no birth date."""
    born = COLUMNS.index("DateDeNaissance")
    return [(*row[:born], "", *row[born + 1 :]) if i % every == 0 else row for i, row in enumerate(table)]


def test_what_check_finds_stops_an_act_that_cannot_be_undone(folder: Path) -> None:
    """A list that loses more than one row in a hundred, a list that is missing, two dates of one list."""
    lists(folder, lost(rows(600), 50))
    (folder / "lists/22/european.csv").unlink()
    write(folder / "lists/22/again.csv", rows(40, MUNICIPAL, first=50_100, made="30/06/2026"))
    causes = [str(each.values.get("cause")) for each in stopped(folder)]
    assert causes == ["list-missing", "list-twice", "set-aside"]
    found = close(folder, accept=dict.fromkeys(causes, "So be it."))
    assert sorted({each.cause for each in found.findings}) == causes


def test_a_stream_that_nobody_is_in_and_a_list_of_which_half_is_lost_stop_it(folder: Path) -> None:
    lists(folder, rows(50), european=())
    (folder / "lists/22/municipal.csv").unlink()
    assert "frame.stream.empty" in {each.code for each in stopped(folder)}
    write(folder / "lists/main.csv", [("Liste bis", *row[1:]) for row in rows(50)])
    assert [each.code for each in stopped(folder)] == ["frame.file.set_aside"]


@pytest.mark.parametrize(
    ("end", "code"), [(b";FRANCE\n", ""), (b";22001;COM", "frame.file.cut"), (b';"COMMUNE', "table.quotes")]
)
def test_a_list_that_was_cut_off_stops_a_frame(end: bytes, code: str, folder: Path) -> None:
    lists(folder, rows(50))
    path = folder / "lists/main.csv"
    whole = path.read_bytes()
    cut = whole[: whole.rindex(b";22005;")] + b";22005"
    path.write_bytes(cut + b";COMMUNE 5" + end if code != "frame.file.cut" else cut)
    if code:
        assert [each.code for each in stopped(folder)] == [code]
    else:
        assert close(folder).tally.kept == 92


def test_addresses_of_large_households_are_there_when_they_are_asked_about(folder: Path) -> None:
    same, place = [*rows(212)], COLUMNS.index("NumeroVoie")
    at = COLUMNS.index("NomdeNaissance")
    home = ("1", "rue", "du Refuge", "", "22001", "COMMUNE 1", "FRANCE")
    lists(folder, [*same[:200], *((*row[:at], "MARTIN", *row[at + 1 : place], *home) for row in same[200:])])
    with pytest.raises(InputInvalid) as caught:
        close(folder)
    assert [each.values["cause"] for each in caught.value.defects] == ["household-large"]
    assert "1 rue du Refuge;;22001" in (folder / "dossier/private/households.csv").read_text("utf-8-sig")
    said = render(error.page(caught.value, Wording("en"))).decode().replace("\\", "")
    assert "nothing was written" not in said and "nothing is on the record" in said


def test_why_rows_are_set_aside_is_said_in_words(folder: Path) -> None:
    """One row for each cause, in a list of which little is lost."""
    table = [*rows(600)]
    born, name = COLUMNS.index("DateDeNaissance"), COLUMNS.index("NomdeNaissance")
    for i, (at, cell) in enumerate(
        [(born, ""), (born, "x"), (born, "01/01/2090"), (name, ""), (0, "liste bis")]
    ):
        table[i] = (*table[i][:at], cell, *table[i][at + 1 :])
    lists(folder, table)
    found = close(folder)
    assert len(found.tally.causes) == 5
    for language in get_args(Language):
        said = render(frame.page(found, Wording(language))).decode().replace("\\", "")
        assert not [cause for cause in found.tally.causes if cause in said]


@pytest.mark.posix
def test_every_file_that_cannot_be_read_is_named_in_one_breath(folder: Path) -> None:
    lists(folder, rows(50))
    others = folder / "lists/22"
    (others / "cut.xml").write_text("<liste><electeur><Nom", encoding="utf-8")
    (others / "cut.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(200)))
    (others / "empty.csv").touch()
    (others / "closed.csv").symlink_to(folder / "nowhere.csv")
    found = {Path(each.file).name: each.code for each in stopped(folder)}
    assert found.keys() == {"cut.xml", "cut.xlsx", "empty.csv", "closed.csv"}
    assert found["cut.xml"] == "file.xml.cut" and found["closed.csv"] == "file.missing"


@pytest.mark.posix
def test_a_folder_without_a_file_and_one_that_may_not_be_opened_are_said(folder: Path) -> None:
    assert [each.code for each in stopped(folder)] == ["folder.empty"]
    if os.geteuid():
        (folder / "lists/22").chmod(0)
        assert [each.code for each in stopped(folder)] == ["file.permission"]
