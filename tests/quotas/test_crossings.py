"""Quotas on crossings of criteria: how files state them, the rows that they give, every way to be refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.refusals import codes, criteria, file, refused, xlsx

from tirage.dossier.canonical import canonical
from tirage.errors import Defect
from tirage.people.pool.files import counts_csv
from tirage.people.pool.read import read_pool
from tirage.quotas.model import Bound, Criterion, Limits, Quotas, parts, published
from tirage.quotas.read import read_quotas

BASE = criteria(
    "genre:",
    "  Femme: {minimum: 4, maximum: 6}",
    "  Homme: {minimum: 4, maximum: 6}",
    "secteur:",
    "  16e: {minimum: 2, maximum: 3}",
    "  17e: {minimum: 2, maximum: 3}",
    "  autres: {minimum: 4, maximum: 6}",
    "âge:",
    "  16-39: {minimum: 3, maximum: 7}",
    "  40 et plus: {minimum: 3, maximum: 7}",
)
"""Ten seats; the crossings that follow begin on line 13."""
PAIR: dict[str, dict[str, Limits]] = {
    "genre": {"Femme": (4, 6), "Homme": (4, 6)},
    "secteur": {"16e": (2, 3), "17e": (2, 3), "autres": (4, 6)},
}
THREE = PAIR | {"âge": {"16-39": (3, 7), "40 et plus": (3, 7)}}
CSV = (
    "feature,value,min,max,min_flex,max_flex\n"
    "genre × secteur,Femme × 16e,1,2,0,3\n"
    "genre,Femme,4,6,,\ngenre,Homme,4,6,,\n"
    "secteur,16e,2,3,,\nsecteur,17e,2,3,,\nsecteur,autres,4,6,,\n"
    "genre × secteur,Homme × 17e,0,1,,\n"
)
CROSSED = Quotas.of(PAIR | {"genre × secteur": {"Femme × 16e": (1, 2, 0, 3), "Homme × 17e": (0, 1)}})


def crossings(*lines: str) -> str:
    """The base, with these lines under `crossings:`, the first of which is line 14."""
    return BASE + "crossings:\n" + "".join(f"  {line}\n" for line in lines)


def read(folder: Path, text: str, name: str = "q.yaml") -> Quotas:
    return read_quotas(file(folder, name, text), seats=10).quotas


def yaml(folder: Path, *lines: str) -> list[Defect]:
    """The defects of the base with these crossings."""
    return refused(lambda: read(folder, crossings(*lines)))


def table(folder: Path, *rows: str) -> list[Defect]:
    """The defects of the table with these rows after its own; the first of them is line 9."""
    return refused(lambda: read(folder, CSV + "".join(f"{row},,\n" for row in rows), "q.csv"))


# --- What a file states ------------------------------------------------------------------------------


def test_crossings_in_yaml(tmp_path: Path) -> None:
    text = crossings(
        "genre × secteur:",
        "  Femme × 16e: {minimum: 1, maximum: 2, min_flex: 0, max_flex: 3}",
        "  Homme × 17e: {share: 5 %, tolerance: 1}",
        "âge × genre × secteur:",
        "  16-39 × Homme × autres: {minimum: 0, maximum: 3}",
    )
    assert read(tmp_path, text) == Quotas.of(
        THREE
        | {
            "genre × secteur": {"Femme × 16e": (1, 2, 0, 3), "Homme × 17e": (0, 2)},
            "âge × genre × secteur": {"16-39 × Homme × autres": (0, 3)},
        }
    )


def test_crossings_in_a_table(tmp_path: Path) -> None:
    assert read(tmp_path, CSV, "q.csv") == CROSSED
    rows = [line.split(",") for line in CSV.splitlines()]
    assert read_quotas(xlsx(tmp_path, "q.xlsx", S=rows), seats=10).quotas == CROSSED


def test_a_file_may_have_no_crossing(tmp_path: Path) -> None:
    bare = read(tmp_path, BASE)
    assert bare == Quotas.of(THREE) == read(tmp_path, BASE + "crossings: {}\n")
    assert "crossings" not in bare.document()


@pytest.mark.parametrize("between", [" × ", "  ×  ", "\u00a0×\u00a0", "\t× "])
def test_the_sign_has_a_space_on_both_sides(tmp_path: Path, between: str) -> None:
    text = crossings(f'"genre{between}secteur":', f'  "Femme{between}16e": {{minimum: 1, maximum: 2}}')
    (crossing,) = read(tmp_path, text).crossings
    assert crossing == Criterion(
        ("genre", "secteur"), (Bound("genre × secteur", ((0, "Femme"), (1, "16e")), 1, 2),)
    )
    assert (crossing.name, crossing.categories) == ("genre × secteur", ("Femme × 16e",))


@pytest.mark.parametrize("name", ["3×8", "a x b", "a * b", "× b", "a ×", "×"])
def test_a_name_without_the_sign_is_one_name(name: str) -> None:
    assert parts(name) == (name,)


def test_the_rows_are_those_of_criteria_then_of_crossings() -> None:
    assert CROSSED.bounds == (
        Bound("genre", ((0, "Femme"),), 4, 6),
        Bound("genre", ((0, "Homme"),), 4, 6),
        Bound("secteur", ((1, "16e"),), 2, 3),
        Bound("secteur", ((1, "17e"),), 2, 3),
        Bound("secteur", ((1, "autres"),), 4, 6),
        Bound("genre × secteur", ((0, "Femme"), (1, "16e")), 1, 2, 0, 3),
        Bound("genre × secteur", ((0, "Homme"), (1, "17e")), 0, 1),
    )


def test_a_row_counts_those_who_have_all_its_parts() -> None:
    people = [("Femme", "16e"), ("Femme", "16e"), ("Femme", "17e"), ("Homme", "17e"), ("Homme", "16e")]
    assert CROSSED.count(people) == (3, 2, 3, 2, 0, 2, 1)
    assert CROSSED.count([]) == (0,) * 7
    turned = Quotas.of(PAIR | {"secteur × genre": {"16e × Femme": (1, 2)}})
    assert turned.count(people)[-1] == 2


def test_what_is_published_reads_back() -> None:
    document = json.loads(canonical(CROSSED.document()))
    assert document["crossings"] == [
        {
            "of": ["genre", "secteur"],
            "cells": [
                {"categories": ["Femme", "16e"], "minimum": 1, "maximum": 2},
                {"categories": ["Homme", "17e"], "minimum": 0, "maximum": 1},
            ],
        }
    ]
    again = published(document)
    assert again.document() == CROSSED.document()
    alone = Quotas.of({"genre": PAIR["genre"]})
    assert published(alone.document()) == alone


# --- What is refused ---------------------------------------------------------------------------------

CELL = "{minimum: 0, maximum: 2}"


def test_names_of_crossings(tmp_path: Path) -> None:
    defects = yaml(
        tmp_path,
        f"genre: {{Femme: {CELL}}}",
        f"genre x secteur: {{Femme x 16e: {CELL}}}",
        f"genre × genre: {{Femme × Homme: {CELL}}}",
        f"genre × secteurs: {{Femme × 16e: {CELL}}}",
        f"a × b × a: {{Femme × 16e × 1: {CELL}}}",
        "genre × secteur: {}",
        f"secteur × genre: {{16e × Femme: {CELL}}}",
        f"secteur × genre: {{16e × Femme: {CELL}}}",
    )
    assert codes(defects) == [
        ("quotas.crossing.single", 14),
        ("quotas.crossing.single", 15),
        ("quotas.crossing.itself", 16),
        ("quotas.crossing.criterion", 17),
        ("quotas.crossing.itself", 18),
        ("quotas.crossing.criterion", 18),
        ("quotas.crossing.criterion", 18),
        ("quotas.crossing.empty", 19),
        ("quotas.crossing.duplicate", 20),
        ("quotas.crossing.duplicate", 21),
    ]
    assert defects[3].values == {
        "key": "genre × secteurs",
        "position": 3,
        "criterion": "secteurs",
        "closest": "secteur",
    }
    assert [d.values["first"] for d in defects[-2:]] == [19, 20]


def test_names_of_cells(tmp_path: Path) -> None:
    defects = yaml(
        tmp_path,
        "genre × secteur:",
        f"  Femmes × 16e: {CELL}",
        f"  16e × Femme: {CELL}",
        f"  Femme: {CELL}",
        f"  Femme × 16e × 17e: {CELL}",
        f"  Femme × 17e: {CELL}",
        f"  Femme  ×  17e: {CELL}",
        f"  Femme × 17e: {CELL}",
        f"  '': {CELL}",
    )
    assert codes(defects) == [
        ("quotas.crossing.category", 15),
        ("quotas.crossing.category", 16),
        ("quotas.crossing.category", 16),
        ("quotas.crossing.parts", 17),
        ("quotas.crossing.parts", 18),
        ("quotas.category.duplicate", 20),
        ("quotas.category.duplicate", 21),
        ("quotas.category.blank", 22),
    ]
    assert [(d.values["category"], d.values["criterion"], d.values["closest"]) for d in defects[:2]] == [
        ("Femmes", "genre", "Femme"),
        ("16e", "genre", ""),
    ]
    assert [d.values["found"] for d in defects[3:5]] == ["1", "3"]
    assert [d.values["first"] for d in defects[5:7]] == [19, 19]


def test_the_same_in_a_table(tmp_path: Path) -> None:
    defects = table(
        tmp_path,
        "secteur × genre,16e × Femme,0,2",
        "genre × secteur,Femme × 16e,0,2",
        "genre × secteur,Femme × 18e,0,2",
        "genre × âge,Femme × 16-39,0,2",
        "genre × secteur,,0,2",
    )
    assert codes(defects) == [
        ("quotas.crossing.duplicate", 9),
        ("quotas.category.duplicate", 10),
        ("quotas.crossing.category", 11),
        ("quotas.crossing.criterion", 12),
        ("quotas.category.blank", 13),
    ]
    assert [d.values["first"] for d in defects[:2]] == [2, 2]


def test_a_feature_with_the_sign_is_always_a_crossing(tmp_path: Path) -> None:
    text = "feature,value,min,max\na,b,0,10\nc × d,e,10,10\n"
    defects = refused(lambda: read(tmp_path, text, "q.csv"))
    assert codes(defects) == [("quotas.crossing.criterion", 3)] * 2


def test_names_that_hold_the_sign(tmp_path: Path) -> None:
    """A category may where its criterion is not crossed; a criterion never."""
    lines = ("g × h:", f"  a: {CELL}", "c:", f"  x × y: {CELL}", "  z: {minimum: 0, maximum: 10}")
    assert codes(refused(lambda: read(tmp_path, criteria(*lines)))) == [
        ("quotas.maximums.below_seats", 3),
        ("quotas.crossing.sign", 3),
    ]
    alone = criteria(*lines[2:])
    assert read(tmp_path, alone).criteria[0].categories[0] == "x × y"
    crossed = alone.replace("criteria:\n", "criteria:\n  h: {a: {minimum: 0, maximum: 10}}\n")
    crossed += f"crossings:\n  h × c: {{a × z: {CELL}}}\n"
    assert codes(refused(lambda: read(tmp_path, crossed))) == [("quotas.crossing.sign", 5)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Femme × 16e: 3", "quotas.yaml.shape"),
        ("Femme × 16e: {}", "quotas.key.missing"),
        ("Femme × 16e: {minimum: x, maximum: 2}", "quotas.number.text"),
        ("Femme × 16e: {minimum: -1, maximum: 2}", "quotas.number.negative"),
        ("Femme × 16e: {minimum: 2, maximum: 1}", "quotas.bounds.crossed"),
        ("Femme × 16e: {minimum: 1, maximum: 2, min_flex: 2}", "quotas.flex.minimum"),
        ("Femme × 16e: {minimum: 1, maximum: 2, share: 5 %}", "quotas.category.mixed"),
        ("Femme × 16e: {share: 5}", "quotas.share.text"),
        ("Femme × 16e: {share: 101 %}", "quotas.share.sum"),
        ("- Femme × 16e", "quotas.yaml.shape"),
    ],
)
def test_a_cell_is_held_to_what_a_category_is(tmp_path: Path, line: str, code: str) -> None:
    assert code in {defect.code for defect in yaml(tmp_path, "genre × secteur:", f"  {line}")}


@pytest.mark.parametrize("value", ["", "[]", "genre × secteur"])
def test_crossings_are_keys_and_values(tmp_path: Path, value: str) -> None:
    text = f"{BASE}crossings: {value}\n"
    assert codes(refused(lambda: read(tmp_path, text))) == [("quotas.yaml.shape", 13)]


def test_shares_of_all_cells_add_up_to_a_hundred(tmp_path: Path) -> None:
    cells = [
        f"  {a} × {b}: {{share: 25 %, tolerance: 1}}"
        for a in ("Femme", "Homme")
        for b in ("16-39", "40 et plus")
    ]
    assert len(read(tmp_path, crossings("genre × âge:", *cells)).crossings[0].bounds) == 4
    assert len(read(tmp_path, crossings("genre × âge:", *cells[:3])).crossings[0].bounds) == 3
    short = [*cells[:3], cells[3].replace("25", "20")]
    (defect,) = yaml(tmp_path, "genre × âge:", *short)
    assert (defect.code, defect.values["total"]) == ("quotas.share.sum", "95")


# --- Sums --------------------------------------------------------------------------------------------


def test_minimums_above_the_seats(tmp_path: Path) -> None:
    defects = yaml(
        tmp_path,
        "genre × âge:",
        "  Femme × 16-39: {minimum: 5, maximum: 9}",
        "  Homme × 16-39: {minimum: 6, maximum: 9}",
    )
    assert [(d.code, d.values.get("total"), d.values.get("category")) for d in defects] == [
        ("quotas.minimums.above_seats", "11", None),
        ("quotas.crossing.minimums", "11", "16-39"),
    ]


def test_minimums_above_the_maximum_of_a_category(tmp_path: Path) -> None:
    cells = ("  Femme × 16e: {minimum: 2, maximum: 3}", "  Homme × 16e: {minimum: 2, maximum: 3}")
    (defect,) = yaml(tmp_path, "genre × secteur:", *cells)
    assert (defect.code, defect.line) == ("quotas.crossing.minimums", 14)
    assert {key: defect.values[key] for key in ("key", "category", "total", "bound")} == {
        "key": "genre × secteur", "category": "16e", "total": "4", "bound": "3",
    }  # fmt: skip
    read(tmp_path, crossings("genre × secteur:", *cells[:1]))


def test_maximums_below_the_minimum_of_a_category_that_has_all_its_cells(tmp_path: Path) -> None:
    cells = ("  Femme × 16e: {minimum: 0, maximum: 1}", "  Homme × 16e: {minimum: 0, maximum: 0}")
    (defect,) = yaml(tmp_path, "genre × secteur:", *cells)
    assert (defect.code, defect.values["total"], defect.values["bound"]) == (
        "quotas.crossing.maximums",
        "1",
        "2",
    )
    read(tmp_path, crossings("genre × secteur:", *cells[:1]))


def test_maximums_of_all_cells_below_the_seats(tmp_path: Path) -> None:
    cells = [
        f"  {a} × {b}: {{minimum: 0, maximum: 2}}"
        for a in ("Femme", "Homme")
        for b in ("16-39", "40 et plus")
    ]
    assert [(d.code, d.values["total"]) for d in yaml(tmp_path, "genre × âge:", *cells)] == [
        ("quotas.maximums.below_seats", "8")
    ]
    read(tmp_path, crossings("genre × âge:", *cells[:3]))


def test_sums_are_not_judged_where_a_criterion_is_in_doubt(tmp_path: Path) -> None:
    """A category given twice, a bound that is no number: nothing more is said of what depends on it."""
    text = crossings(
        "genre × secteur:",
        "  Femme × 16e: {minimum: 0, maximum: 0}",
        "  Homme × 16e: {minimum: 0, maximum: 0}",
    )
    doubtful = text.replace("16e: {minimum: 2,", "16e: {minimum: x,", 1)
    assert codes(refused(lambda: read(tmp_path, doubtful))) == [("quotas.number.text", 7)]


# --- Volunteers --------------------------------------------------------------------------------------

PEOPLE = "id,genre,secteur\np1,Femme,16e\np2,Homme,16e\np3,Homme,17e\np4,Femme,autres\n"


def test_volunteers_of_a_cell(tmp_path: Path) -> None:
    pool = read_pool(file(tmp_path, "v.csv", PEOPLE), CROSSED).pool
    assert counts_csv(pool, CROSSED).decode().splitlines()[-2:] == [
        "genre × secteur,Femme × 16e,1,1,2",
        "genre × secteur,Homme × 17e,1,0,1",
    ]


def test_a_cell_that_needs_a_seat_needs_a_volunteer(tmp_path: Path) -> None:
    path = file(tmp_path, "v.csv", PEOPLE.replace("Femme,16e", "Femme,17e"))
    (defect,) = refused(lambda: read_pool(path, CROSSED))
    assert (defect.code, defect.line, defect.column) == ("pool.category.empty", None, "genre × secteur")
    assert defect.values == {"column": "genre × secteur", "category": "Femme × 16e", "minimum": "1"}


def test_a_category_that_nobody_has_is_said_once(tmp_path: Path) -> None:
    path = file(tmp_path, "v.csv", PEOPLE.replace("Femme", "Homme"))
    empty = [d for d in refused(lambda: read_pool(path, CROSSED)) if d.code == "pool.category.empty"]
    assert [d.values["category"] for d in empty] == ["Femme"]
    path = file(tmp_path, "w.csv", PEOPLE.replace("genre,", "sexe,"))
    assert codes(refused(lambda: read_pool(path, CROSSED))) == [("pool.criterion.missing", None)]
