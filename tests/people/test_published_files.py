"""What others publish of a draw is known by its content; what cannot be used is said, never guessed."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from tirage.errors import InputInvalid
from tirage.people.published.model import Published
from tirage.people.published.read import Said, read_published

QUOTAS = "feature,value,min,max\nsex,F,1,2\nsex,M,1,2\n"
PEOPLE = "id,Full Name,sex\n11,Ann Rose,F\n12,Bea Thorn,F\n13,Cal Marsh,M\n14,Dan Heath,M\n15,Eve Moor,F\n"
FOUR = (("11", "13"), ("12", "14"), ("11", "14"), ("13", "15"))
HALVES = (Fraction(1, 2), Fraction(1, 4), Fraction(1, 8), Fraction(1, 8))


def read(folder: Path, **files: str) -> Published:
    """The files of a folder of their own, which are named `name__ending`."""
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return read_published(sorted(folder.iterdir()), Said())


def codes(folder: Path, **files: str) -> set[str]:
    with pytest.raises(InputInvalid) as caught:
        read(folder, **files)
    # Whoever reads the error reads no cell of a file.
    assert not [word for word in ("Rose", "Thorn", "Marsh", "Heath", "Moor") if word in str(caught.value)]
    assert str(caught.value).count("• ") == len(caught.value.defects)
    return {each.code for each in caught.value.defects}


ROWS = {
    "ids alone": "11,13\n12,14\n11,14\n13,15\n",
    "members under any header": "first,second\n11,13\n12,14\n11,14\n13,15\n",
    "ids alone, parted otherwise": "11;13\n12;14\n11;14\n13;15\n",
    "a number each": "panel,a,b\n0,11,13\n1,12,14\n2,11,14\n3,13,15\n",
    "members in one cell": 'panel,members\n0,"11, 13"\n1,"12, 14"\n2,"11, 14"\n3,"13, 15"\n',
    "a set of Python": "committee,members\n0,\"frozenset({'11', '13'})\"\n1,12 14\n2,11|14\n"
    "3,\"['13','15']\"\n",
    "assemblies, a row each": "Assembly 0,Assembly 1,Assembly 2,Assembly 3\n11,13\n12,14\n11,14\n13,15\n",
    "assemblies, a column each": "Panel 1,Panel 2,Panel 3,Panel 4\n11,12,11,13\n13,14,14,15\n",
    "a row a member": "panel,id\n0,11\n0,13\n1,12\n1,14\n2,11\n2,14\n3,13\n3,15\n",
    "ones and zeros": "id,a,b,c,d\n11,1,0,1,0\n12,0,1,0,0\n13,1,0,0,1\n14,0,1,1,0\n15,0,0,0,1\n",
    "JSON": json.dumps([[11, 13], [12, 14], [11, 14], [13, 15]]),
}


@pytest.mark.parametrize("form", ROWS)
def test_panels_are_the_same_in_any_form(form: str, tmp_path: Path) -> None:
    found = read(tmp_path, quotas__csv=QUOTAS, p__csv=PEOPLE, panels__txt=ROWS[form])
    assert found.panels is not None and found.panels.members == FOUR
    assert found.panels.weights is None and found.panels.total == 1
    assert (found.seats, found.seats_from, found.panel) == (2, "panels", None)


WEIGHED = {
    "decimals": "panel,probability,a,b\n0,0.5,11,13\n1,0.25,12,14\n2,0.125,11,14\n3,0.125,13,15\n",
    "percent, fractions, powers": 'p,a,b\n50%,11,13\n1/4,12,14\n1.25e-1,11,14\n"12,5 %",13,15\n',
    "copies": "panel,copies,a,b\n0,4,11,13\n1,2,12,14\n2,1,11,14\n3,1,13,15\n",
    "a row a member": "panel,id,prob\nA,11,0.5\nA,13,0.5\nB,12,0.25\nB,14,0.25\nC,11,0.125\nC,14,0.125\n"
    "D,13,0.125\nD,15,0.125\n",
    "JSON": '{"committees": [[11, 13], [12, 14], [11, 14], [13, 15]],'
    ' "probabilities": [0.5, 0.25, 0.125, 0.125]}',
}


@pytest.mark.parametrize("form", WEIGHED)
def test_probabilities_are_exactly_what_is_written(form: str, tmp_path: Path) -> None:
    found = read(tmp_path, quotas__csv=QUOTAS, p__csv=PEOPLE, panels__csv=WEIGHED[form])
    assert found.panels is not None
    assert found.panels.members == FOUR and found.panels.weights == HALVES
    assert found.panels.chances()["11"] == Fraction(5, 8)


def test_what_is_missing_to_one_is_left_as_it_is(tmp_path: Path) -> None:
    third = "p,a,b\n0.3333,11,13\n0.3333,12,14\n0.3333,11,14\n"
    found = read(tmp_path, quotas__csv=QUOTAS, p__csv=PEOPLE, panels__csv=third).panels
    assert found is not None
    assert found.total == Fraction(9999, 10000) and found.rounding == Fraction(3, 20000)
    assert found.chances()["13"] == Fraction(3333, 10000)


DRAWN = {
    "a list": {"people__csv": PEOPLE, "drawn__csv": "id\n12\n13\n"},
    "a list without a header": {"people__csv": PEOPLE, "drawn__csv": "12\n13\n"},
    "a list under any header": {"people__csv": PEOPLE, "drawn__csv": "Our members\n12\n13\n"},
    "a list beside contacts of all": {
        "people__csv": PEOPLE,
        "phones__csv": "id,phone\n11,1\n12,2\n13,3\n14,4\n15,5\n",
        "drawn__csv": "id\n12\n13\n",
    },
    "a column": {"people__csv": "id,sex,Selected\n11,F,no\n12,F,yes\n13,M,yes\n14,M,no\n15,F,no\n"},
    "a status": {
        "people__csv": "external_id,sex,status\n11,F,POOL\n12,F,SELECTED\n13,M,CONFIRMED\n"
        "14,M,POOL\n15,F,POOL\n"
    },
    "a column of a file of its own": {
        "people__csv": PEOPLE,
        "who__csv": "id,chosen\n11,no\n12,yes\n13,yes\n14,no\n15,no\n",
    },
    "selected beside all": {"people__csv": PEOPLE, "x__csv": "id,sex\n12,F\n13,M\n"},
    "selected and remaining, no file of all": {
        "selected__csv": "nationbuilder_id,Full Name,sex\n12,Bea Thorn,F\n13,Cal Marsh,M\n",
        "remaining__csv": "nationbuilder_id,sex\n11,F\n14,M\n15,F\n",
    },
    "rows counted from 0": {"people__csv": "sex\nF\nF\nM\nM\nF\n", "drawn__csv": "1\n2\n"},
}


@pytest.mark.parametrize("way", DRAWN)
def test_who_was_drawn_is_found_however_it_is_said(way: str, tmp_path: Path) -> None:
    found = read(tmp_path, quotas__csv=QUOTAS, **DRAWN[way])
    pids = [person.pid for person in found.file.pool.people]
    assert len(pids) == 5 and found.panel == (pids[1], pids[2])
    assert (found.seats, found.seats_from) == (2, "panel")


def test_chances_come_by_person_by_row_and_without_anybody(tmp_path: Path) -> None:
    said = {
        "a__csv": "Agent ID,Probability of selection,Included in # of committees\n"
        + "".join(f"{pid},{p}%,3\n" for pid, p in zip(range(11, 16), (50, 30, 60, 40, 20), strict=True)),
    }
    found = read(tmp_path, quotas__csv=QUOTAS, p__csv=PEOPLE, **said)
    assert found.stated is not None and found.stated["13"] == Fraction(3, 5)
    assert (found.seats, found.seats_from) == (2, "chances")
    curve = "algorithm,percentile of pool members,selection probability\n"
    curve += "".join(f"Legacy,{i},0.{p}\nLexiMin,{i},0.4\n" for i, p in enumerate((2, 3, 4, 5, 6)))
    rows = "ratio product,selection probability\n" + "".join(f"1.0,0.{p}\n" for p in (5, 3, 6, 4, 2))
    found = read(tmp_path, a__csv=rows, b__csv=curve)
    assert found.stated is not None and found.stated["13"] == Fraction(3, 5)
    assert [(each.name, sum(each.chances)) for each in found.curves] == [("Legacy", 2), ("LexiMin", 2)]


def test_each_sheet_of_a_workbook_is_a_file(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "draw.xlsx") as book:
        for name, text in (
            ("Categories", QUOTAS),
            ("Respondents", PEOPLE),
            ("Selected", "id\n12\n13\n"),
            ("Notes", "By hand\n"),
        ):
            sheet = book.add_worksheet(name)
            for i, line in enumerate(text.splitlines()):
                sheet.write_row(i, 0, line.split(","))
    found = read_published([tmp_path / "draw.xlsx"], Said())
    assert found.panel == ("12", "13") and found.quotas is not None
    assert [each.role for each in found.files] == ["quotas", "people", "panel"]
    assert [note.code for note in found.notes] == ["published.left_out"]


def test_a_criterion_that_is_called_like_a_mark_marks_nobody(tmp_path: Path) -> None:
    quotas = "feature,value,min,max\nmember,yes,1,2\nmember,no,1,2\n"
    people = "numero,id,member\n5,a,yes\n5,b,no\n6,c,yes\n"
    found = read(tmp_path, q__csv=quotas, p__csv=people, panels__csv="a,b\nb,c\n")
    assert found.panel is None and found.panels is not None


BAD = {
    "unknown ids": ("published.unknown", {"panels__csv": "11,13\n12,Moor\n11,14\n"}),
    "somebody twice": ("published.twice", {"panels__csv": "11,13\n12,12\n"}),
    "no probability": ("published.probability", {"panels__csv": "p,a,b\n0.5,11,13\n,12,14\n"}),
    "a probability of two": ("published.probability", {"panels__csv": "p,a,b\n2,11,13\n0.5,12,14\n"}),
    "a member without an id": ("published.unknown", {"x__csv": "a,b,id\n1,0,11\n1,0,13\n0,1,12\n0,1,\n"}),
    "two probabilities": ("published.two_weights", {"x__csv": "panel,id,p\n0,11,0.5\n0,13,0.4\n"}),
    "half a copy": ("published.copies", {"x__csv": "panel,copies,a,b\n0,0.5,11,13\n"}),
    "a pickle": ("published.pickle", {"x__csv": "\x80\x04"}),
    "half JSON": ("published.json", {"x__json": '{"panels": [[11'}),
    "nothing known": ("published.unrecognised", {"x__csv": "Rose;Thorn\nMarsh;Heath\n"}),
    "two quotas": ("published.quotas", {"q__csv": QUOTAS}),
    "two panels": ("published.several", {"a__csv": "id\n12\n13\n", "b__csv": "id\n11\n13\n"}),
    "two lotteries": ("published.several", {"a__csv": "11,13\n12,14\n", "b__csv": "11,14\n"}),
    "people of two pools": ("published.people", {"o__csv": "id,sex\n15,F\n21,M\n"}),
    "too few chances": ("published.chances", {"a__csv": "id,probability\n11,0.5\n12,0.5\n13,1\n"}),
    "no seats": ("published.seats", {}),
    "a header alone": ("table.header_only", {"x__csv": "panel,probability,member 1\n"}),
}


@pytest.mark.parametrize("fault", BAD)
def test_what_cannot_be_used_is_said_without_a_cell_of_it(fault: str, tmp_path: Path) -> None:
    code, files = BAD[fault]
    if fault == "a pickle":
        (tmp_path / "x.csv").write_bytes(b"\x80\x04\x95")
        files = {}
    assert codes(tmp_path, quotas__csv=QUOTAS, people__csv=PEOPLE, **files) == {code}


def test_without_people_nothing_is_known(tmp_path: Path) -> None:
    assert codes(tmp_path, quotas__csv=QUOTAS, panels__csv="11,13\n12,14\n") == {"published.nobody"}


def test_a_folder_may_hold_other_things_and_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# A draw", encoding="utf-8")
    (tmp_path / "plot.pdf").write_bytes(b"%PDF-1.4")
    for name, text in (("q.csv", QUOTAS), ("p.csv", PEOPLE), ("panels.csv", "11,13\n12,14\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_published([tmp_path], Said())
    (note,) = [note for note in found.notes if note.code == "published.left_out"]
    assert "README.md" in str(note.values) and "plot.pdf" in str(note.values)


def test_a_panel_of_another_size_is_still_the_panel(tmp_path: Path) -> None:
    of_two = QUOTAS.replace("1,2", "1,1")
    files = {"quotas__csv": of_two, "p__csv": PEOPLE, "panels__txt": ROWS["ids alone"]}
    (tmp_path / "much").mkdir()
    some = PEOPLE.splitlines(keepends=True)
    found = read(tmp_path / "much", **files, t__csv="".join(some[:5]))
    assert found.panel == ("11", "12", "13", "14")
    assert (found.seats, found.seats_from) == (2, "panels")
    # Where those left out of it can be the panel, it has those who remain.
    (tmp_path / "rest").mkdir()
    assert read(tmp_path / "rest", **files, t__csv="".join(some[:4])).panel is None
    (tmp_path / "twice").mkdir()
    assert codes(tmp_path / "twice", **files, t__csv="".join([*some[:5], some[1]])) == {"published.twice"}


def test_numbers_longer_than_anybody_writes_are_no_probabilities(tmp_path: Path) -> None:
    for place, text in enumerate(("0." + "1" * 5000, "1/" + "9" * 5000, "1" * 5000)):
        (folder := tmp_path / str(place)).mkdir()
        panels = f"probability,a,b\n{text},11,13\n"
        assert codes(folder, q__csv=QUOTAS, p__csv=PEOPLE, l__csv=panels) == {"published.probability"}


def test_json_that_says_two_things_or_more_than_its_panels(tmp_path: Path) -> None:
    (tmp_path / "twice").mkdir()
    twice = '{"panels":[[11,13]],"panels":[[12,14]]}'
    assert codes(tmp_path / "twice", q__csv=QUOTAS, p__csv=PEOPLE, l__json=twice) == {"published.json"}
    (tmp_path / "more").mkdir()
    more = '{"panels":[[11,13],[12,14]],"probabilities":[0.5,0.5,0.25]}'
    found = read(tmp_path / "more", q__csv=QUOTAS, p__csv=PEOPLE, l__json=more).panels
    assert found is not None and found.total == Fraction(5, 4) and found.members[2] == ()
