"""Categories, columns and ages as people write them; defects said once, and never beside their cause."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.refusals import file, quotas, refused, xlsx

from tirage.errors import Defect, grouped
from tirage.i18n.catalogue import described, text
from tirage.i18n.languages import Language
from tirage.people.pool.read import read_pool
from tirage.people.pool.values import read_column
from tirage.quotas.model import Quotas
from tirage.tabular.cells import clean, closest, spelling

BANDS = Quotas.of({"âge": {"16-29": (1, 3), "30 et +": (1, 3)}})
STUDIES = Quotas.of({"diplôme": {"bac +2": (1, 3), "l'école": (0, 3), "sans diplôme": (0, 3)}})


def column(folder: Path, name: str, *values: str) -> Path:
    return file(
        folder, "v.csv", f"id;{name}\n" + "".join(f"p{i:03};{value}\n" for i, value in enumerate(values))
    )


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("16–29", "16-29"),
        ("16\u202f-\u00a029", "16-29"),
        ("16 à 29 ans", "16-29"),
        ("30 ET  +", "30 et +"),
        ("30\u200b et\u00a0+", "30 et +"),
        ("30 ans et plus", "30 et +"),
    ],
)
def test_a_category_is_read_however_it_is_written(tmp_path: Path, written: str, category: str) -> None:
    found = read_pool(column(tmp_path, "âge", written, "16-29", "30 et +", written), BANDS)
    assert [found.pool.people[i].features for i in (0, 3)] == [(category,)] * 2
    assert found.private.rows["p000"] == ("p000", written)
    (note,) = found.notes
    assert (note.code, note.values["rows"], note.values["lines"]) == ("note.read_as", 2, "2, 5")


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("BAC+2", "bac +2"),
        ("L’école", "l'école"),
        ("Sans  diplome", "sans diplôme"),
        ("l\u2018ecole", "l'école"),
        ("bac + 2", "bac +2"),
    ],
)
def test_quotes_case_and_spaces_fold(tmp_path: Path, written: str, category: str) -> None:
    found = read_pool(column(tmp_path, "Diplome", written, "bac +2"), STUDIES)
    assert found.pool.people[0].features == (category,)
    assert [note.code for note in found.notes] == ["note.column_as", "note.read_as"]
    assert all(text(note.code, language, **note.values) for note in found.notes for language in ("en", "fr"))


def test_a_number_that_a_program_gave_decimals_is_the_category(tmp_path: Path) -> None:
    found = read_pool(column(tmp_path, "secteur", "11.0", "12,0", "11"), quotas(secteur="11:0-3 12:0-3"))
    assert [person.features for person in found.pool.people] == [("11",), ("12",), ("11",)]


def test_what_two_categories_are_is_neither(tmp_path: Path) -> None:
    """`F` and `f` may be two answers of one form; what is written exactly so is read."""
    free = quotas(réponse="F:0-3 f:0-3")
    assert read_pool(column(tmp_path, "réponse", "F", "f"), free).notes == ()
    (defect,) = refused(lambda: read_pool(column(tmp_path, "réponse", "F\u200b", "f"), free))
    assert defect.code == "pool.value.unknown"
    both = file(tmp_path, "w.csv", "id;RÉPONSE;reponse\np1;F;f\n")
    assert [each.code for each in refused(lambda: read_pool(both, free))] == ["pool.criterion.missing"]


def test_ages_in_years_fall_into_the_bands(tmp_path: Path) -> None:
    ages = ("18", "29 ans", "30", "77.0", "29", "16-29")
    found = read_pool(column(tmp_path, "âge", *ages), BANDS)
    assert [person.features[0] for person in found.pool.people] == [
        "16-29",
        "16-29",
        "30 et +",
        "30 et +",
        "16-29",
        "16-29",
    ]
    assert [(note.code, note.values["rows"]) for note in found.notes] == [("note.ages", 5)]


def test_ages_outside_all_bands_are_one_defect_and_dates_are_not_quoted(tmp_path: Path) -> None:
    cells = ("15", "18", "4", "31/12/1980", "15", "1999-02-03", "1987")
    defects = refused(lambda: read_pool(column(tmp_path, "âge", *cells), BANDS))
    assert [(each.code, each.lines) for each in defects] == [
        ("pool.value.age", (2, 4, 6)),
        ("pool.value.birth", (5, 7, 8)),
    ]
    assert defects[0].values["ages"] == "4, 15"
    assert not any("19" in described(each, "fr") for each in defects)


def test_ages_are_no_categories_where_the_categories_are_no_ages(tmp_path: Path) -> None:
    defects = refused(lambda: read_pool(column(tmp_path, "genre", "34", "F"), quotas(genre="F:0-2 H:0-2")))
    assert [(each.code, each.values["closest"]) for each in defects] == [("pool.value.unknown", "")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_value_is_said_once_with_its_rows_and_what_follows_is_not(
    tmp_path: Path, language: Language
) -> None:
    """Three hundred rows in a wrong word are one defect; that nobody has the category is no other."""
    need = quotas(genre="Femme:1-3 Homme:1-3")
    path = column(tmp_path, "genre", *(["femmelle", ""] * 150))
    defects = refused(lambda: read_pool(path, need))
    assert [(each.code, len(each.lines)) for each in defects] == [
        ("pool.value.unknown", 150),
        ("pool.value.blank", 150),
    ]
    said = described(defects[0], language)
    assert "2, 4, 6, 8, 10 …" in said
    assert "150" in said


def test_a_column_of_something_else_is_one_defect_and_not_quoted(tmp_path: Path) -> None:
    """A hundred different words are no answers to one question: they may be names."""
    cells = [f"Martin-{i}" for i in range(100)]
    (defect,) = refused(
        lambda: read_pool(column(tmp_path, "genre", *cells, "F"), quotas(genre="F:0-9 H:0-9"))
    )
    assert (defect.code, defect.values["count"], len(defect.lines)) == ("pool.value.free", 100, 100)
    assert "Martin" not in str(defect)


def test_what_a_torn_or_empty_table_leads_to_is_not_said(tmp_path: Path) -> None:
    need = quotas(genre="Femme:1-3 Homme:1-3")
    torn = file(tmp_path, "v.csv", "id;genre\n" + "p1;Femme;x\n" * 3)
    assert [(each.code, each.lines) for each in refused(lambda: read_pool(torn, need))] == [
        ("table.row.width", (2, 3, 4))
    ]
    alone = file(tmp_path, "w.csv", "id;genre\n")
    assert [each.code for each in refused(lambda: read_pool(alone, need))] == ["table.header_only"]


def test_mangled_ids_are_said_together(tmp_path: Path) -> None:
    path = file(tmp_path, "v.csv", "id;genre\n1.0;F\n2.0;F\na b;F\nc d;F\né;F\n")
    defects = refused(lambda: read_pool(path, quotas(genre="F:0-9")))
    assert [(each.code, each.lines, each.values["id"]) for each in defects] == [
        ("pool.id.mangled", (2, 3), "1.0"),
        ("pool.id.grammar", (4, 5), "a b"),
        ("pool.id.grammar", (6,), "é"),
    ]


SIGNS = {"-": "-–—\u2011", "'": "'’", " ": " \u00a0\u202f"}


@given(data=st.data(), category=st.text(st.sampled_from("aéBœ1-' +"), min_size=1, max_size=8))
@settings(max_examples=80)
def test_a_spelling_of_a_category_is_that_category(data: st.DataObject, category: str) -> None:
    """Case, accents, dashes, quotes and spaces of another kind; a category as it is written is itself."""
    name = " ".join(category.split())
    assume(name)
    written = "".join(data.draw(st.sampled_from(SIGNS.get(sign, sign + sign.swapcase()))) for sign in name)
    found = read_column("c", (name, "zz"), [(2, clean(written)), (3, name)], "v.csv")
    assert not found.defects
    assert found.categories.get(clean(written), name) == name


# --- Without a column of ids ---------------------------------------------------------------------------


def test_people_without_ids_are_numbered_by_their_lines(tmp_path: Path) -> None:
    path = file(tmp_path, "v.csv", "genre,adresse\nF,1 rue A\n\nH,1 rue A\nF,2 rue B\n")
    need = quotas(genre="F:0-9 H:0-9")
    (absent,) = refused(lambda: read_pool(path, need))
    assert absent.code == "pool.id.absent"
    assert "--id line" in described(absent, "en")
    found = read_pool(path, need, id_column="line", household=["adresse"])
    assert [(each.pid, each.household) for each in found.pool.people] == [
        ("L0002", "h1"),
        ("L0004", "h1"),
        ("L0005", ""),
    ]
    assert found.private.header == ("line", "genre", "adresse")
    assert found.private.rows["L0005"] == ("L0005", "F", "2 rue B")


def test_a_column_called_line_is_a_column(tmp_path: Path) -> None:
    path = xlsx(tmp_path, "v.xlsx", V=(("line", "genre"), ("x7", "F")))
    assert read_pool(path, quotas(genre="F:0-9"), id_column="line").pool.people[0].pid == "x7"


# --- Likeness and grouping -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "candidates", "near"),
    [
        ("genres", ["sep=", "genre"], "genre"),
        ("genre", ["sep=", "Extraction du 31/08/2026", "Number of Ballots"], ""),
        ("doctorat", ["brevet", "bac"], ""),
        ("67", ["16-29", "30 et +"], ""),
        ("sexe", ["street", "sex"], ""),
        ("9e", ["2e", "19e"], ""),
        ("M.", ["F", "H"], ""),
        ("m", ["F", "M"], "M"),
        ("secteur 12", ["secteur 11", "secteur 2"], ""),
        ("secteurs 12", ["secteur 11", "secteur 12"], "secteur 12"),
    ],
)
def test_only_what_is_near_is_proposed(word: str, candidates: list[str], near: str) -> None:
    assert closest(word, candidates) == near


def test_spellings_that_a_reader_tells_apart_stay_apart() -> None:
    apart = ["16-29", "1629", "bac", "bac+2", "9e", "19e", "1.5", "15", "F", "H", "01", "1"]
    assert len({spelling(each) for each in apart}) == len(apart)


def test_only_what_differs_by_its_line_alone_is_one_defect() -> None:
    same = [Defect("pool.id.blank", "v.csv", line, "id") for line in (9, 4, 9)]
    other = Defect("pool.id.blank", "w.csv", 4, "id")
    found = grouped([*same, other])
    assert [(each.file, each.line, each.lines) for each in found] == [
        ("v.csv", 4, (4, 9)),
        ("w.csv", 4, (4,)),
    ]
