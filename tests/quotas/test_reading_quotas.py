"""Quota files: ours and the peers', what they mean, and every way in which they are refused."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.refusals import QUOTAS_YAML as YAML
from support.refusals import codes, criteria, file, ods, refused, xlsx

from tirage.errors import Defect
from tirage.people.pool.read import read_pool
from tirage.quotas.model import Criterion, percent, seat_range
from tirage.quotas.read import read_quotas
from tirage.tabular.files import Manner

PEERS = Path(__file__).parents[1] / "data" / "peers"
"""Invented people and targets in the columns that other tools write."""

CSV = "feature,value,min,max\ngenre,Femme,1,2\ngenre,Homme,1,2\nâge,16-24,0,3\n"


def yaml(folder: Path, text: str, seats: int = 100) -> list[Defect]:
    """The defects of a YAML text."""
    path = file(folder, "q.yaml", text)
    return refused(lambda: read_quotas(path, seats=seats))


def table(folder: Path, text: str, seats: int = 3) -> list[Defect]:
    """The defects of a CSV text."""
    path = file(folder, "q.csv", text)
    return refused(lambda: read_quotas(path, seats=seats))


def limits(criterion: Criterion) -> dict[str, tuple[int, int, int | None, int | None]]:
    """By category: minimum, maximum, and flex bounds."""
    return {b.category: (b.minimum, b.maximum, b.min_flex, b.max_flex) for b in criterion.bounds}


# --- YAML --------------------------------------------------------------------------------------------


def test_the_yaml_form(tmp_path: Path) -> None:
    path = file(tmp_path, "q.yaml", YAML)
    read = read_quotas(path, seats=100)
    genre, diploma = read.quotas.criteria
    assert genre.name == "genre"
    assert limits(genre) == {"Femme": (49, 51, None, None), "Homme": (49, 51, 40, 60)}
    assert limits(diploma) == {"bac": (11, 14, None, None), "autres": (87, 88, None, None)}
    assert (read.name, read.encoding, read.ignored_columns) == ("q.yaml", "utf-8", ())
    assert read.sha256 == hashlib.sha256(YAML.encode()).hexdigest()


def test_yaml_is_known_by_its_content_too(tmp_path: Path) -> None:
    first = read_quotas(file(tmp_path, "q.yaml", YAML), seats=100)
    for name, encoding in (("quotas.txt", "utf-16"), ("quotas", "cp1252"), ("quotas.csv", "utf-8-sig")):
        assert read_quotas(file(tmp_path, name, YAML, encoding), seats=100).quotas == first.quotas


def test_words_stay_words(tmp_path: Path) -> None:
    words = (
        "01000",
        "no",
        "12:30",
        "NA",
        "null",
        "~",
        "1e3",
        "0x10",
        "2026-11-23",
        "True",
        "<<",
        "=cmd",
        "<script>",
    )
    text = criteria("code:", *(f"  {word}: {{minimum: 0, maximum: 09}}" for word in words))
    (code,) = read_quotas(file(tmp_path, "q.yaml", text), seats=9).quotas.criteria
    assert code.categories == words
    assert code.bounds[0].maximum == 9


def test_names_are_nfc_without_outer_white_space(tmp_path: Path) -> None:
    text = criteria('"a\u0302ge\u00a0":', '  " 16-24 ": {minimum: 0, maximum: 3}')
    (age,) = read_quotas(file(tmp_path, "q.yaml", text), seats=3).quotas.criteria
    assert (age.name, age.categories[0]) == ("âge", "16-24")


def test_bad_yaml_has_a_line_and_a_position(tmp_path: Path) -> None:
    defects = yaml(tmp_path, criteria("genre:", "\tFemme: {minimum: 1, maximum: 1}"))
    assert codes(defects) == [("quotas.yaml.syntax", 4)]
    assert defects[0].values["position"] == 3
    assert codes(yaml(tmp_path, criteria("genre: {a: b")))[0][0] == "quotas.yaml.syntax"
    assert codes(yaml(tmp_path, "tirage: quotas/1\n---\ncriteria: {}\n")) == [("quotas.yaml.syntax", 2)]
    assert codes(yaml(tmp_path, "tirage: quotas/1\n\nnote: a\x07b\n")) == [("quotas.yaml.syntax", 3)]
    assert codes(yaml(tmp_path, "tirage: " + "[" * 5000)) == [("quotas.yaml.syntax", None)]


def test_unknown_missing_and_repeated_keys_come_at_once(tmp_path: Path) -> None:
    text = criteria(
        "genre:",
        "  Femme: {minimun: 1, maximum: 2}",
        "  Homme: {minimum: 1, maximum: 2, minimum: 3}",
        "  Femme: {minimum: 1, maximum: 2}",
        "genre: {}",
    )
    defects = yaml(tmp_path, "critères: x\n" + text)
    assert [(d.code, d.line, d.column) for d in defects] == [
        ("quotas.key.unknown", 1, "critères"),
        ("quotas.key.unknown", 5, "minimun"),
        ("quotas.key.missing", 5, "minimum"),
        ("quotas.key.duplicate", 6, "minimum"),
        ("quotas.category.duplicate", 7, "Femme"),
        ("quotas.criterion.duplicate", 8, "genre"),
    ]
    assert [d.values["closest"] for d in defects[:2]] == ["criteria", "minimum"]
    assert [d.values["position"] for d in defects] == [1, 13, 5, 37, 5, 3]
    assert [d.values["first"] for d in defects[3:]] == [6, 5, 4]


def test_a_key_that_is_twice_the_same_but_for_its_form(tmp_path: Path) -> None:
    text = criteria("genre:", "  e\u0301: {minimum: 0, maximum: 2}", '  "é ": {minimum: 0, maximum: 2}')
    assert codes(yaml(tmp_path, text, 2)) == [("quotas.category.duplicate", 5)]


def test_missing_parts_of_the_document(tmp_path: Path) -> None:
    assert codes(yaml(tmp_path, "note: rien\n")) == [("quotas.key.missing", 1)] * 2
    assert codes(yaml(tmp_path, "tirage: quotas/2\ncriteria:\n  g: {a: {minimum: 1, maximum: 100}}\n")) == [
        ("quotas.version", 1)
    ]
    assert codes(yaml(tmp_path, criteria("genre: {}"))) == [("quotas.criterion.empty", 3)]
    assert codes(yaml(tmp_path, "# rien\n")) == [("file.empty", None)]


def test_values_of_the_wrong_shape(tmp_path: Path) -> None:
    assert codes(yaml(tmp_path, "- tirage\n- criteria\n")) == [("quotas.yaml.shape", 1)]
    assert codes(yaml(tmp_path, criteria("genre:"))) == [("quotas.yaml.shape", 3)]
    assert codes(yaml(tmp_path, criteria("genre:", "  Femme: 50"))) == [("quotas.yaml.shape", 4)]
    assert codes(yaml(tmp_path, criteria("? [genre]", ": 1"))) == [("quotas.yaml.shape", 3)]
    assert codes(yaml(tmp_path, criteria("g:", "  a: {minimum: [1], maximum: 100}"))) == [
        ("quotas.yaml.value", 4)
    ]
    assert codes(yaml(tmp_path, "note: [a]\n" + criteria("g:", "  a: {minimum: 1, maximum: 100}"))) == [
        ("quotas.yaml.value", 1)
    ]


def test_blank_names(tmp_path: Path) -> None:
    text = criteria('"":', '  "\u00a0": {minimum: 0, maximum: 100}')
    assert codes(yaml(tmp_path, text)) == [("quotas.criterion.blank", 3), ("quotas.category.blank", 4)]


# --- Shares ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["12.2 %", "12,2 %", "12.2%", "12,2\u00a0%", "12.2\u202f%", "012.20 %"])
def test_a_share_as_people_write_it(written: str) -> None:
    assert percent(written) == Fraction(122, 1000) * 100


@pytest.mark.parametrize(
    "written", ["12.2", "0.122", "-1 %", "%", "1e1 %", "½ %", "1.2.3 %", "٣ %", "12 % %", ""]
)
def test_anything_else_is_no_share(written: str, tmp_path: Path) -> None:
    assert percent(written) is None
    text = criteria("g:", f"  a: {{share: '{written}'}}", "  b: {share: 50 %}")
    assert codes(yaml(tmp_path, text)) == [("quotas.share.text", 4)]


@given(st.integers(0, 10_000), st.integers(0, 5), st.integers(1, 500))
def test_a_share_becomes_the_seats_around_it_exactly(hundredths: int, tolerance: int, seats: int) -> None:
    low, high = seat_range(Fraction(hundredths, 100), tolerance, seats)
    assert high == -(-hundredths * seats // 10_000) + tolerance
    assert low == max(0, hundredths * seats // 10_000 - tolerance)


def test_shares_are_quoted_where_their_comma_would_cut_them(tmp_path: Path) -> None:
    good = criteria("g:", "  a: {share: '12,5 %'}", "  b:", "    share: 87,5 %")
    (g,) = read_quotas(file(tmp_path, "q.yaml", good), seats=8).quotas.criteria
    assert limits(g) == {"a": (1, 1, None, None), "b": (7, 7, None, None)}
    assert codes(yaml(tmp_path, criteria("g:", "  a: {share: 12,5 %}", "  b: {share: 87.5 %}"))) == [
        ("quotas.share.comma", 4)
    ]


@pytest.mark.parametrize(
    ("last", "sound"), [("49.5", True), ("50.5", True), ("49.4", False), ("50.6", False)]
)
def test_shares_add_up_to_a_hundred(tmp_path: Path, last: str, sound: bool) -> None:
    text = criteria("g:", "  a: {share: 50 %}", f"  b: {{share: {last} %}}")
    if sound:
        read_quotas(file(tmp_path, "q.yaml", text), seats=10)
    else:
        defects = yaml(tmp_path, text)
        assert codes(defects)[0] == ("quotas.share.sum", 3)
        assert defects[0].values["total"] in {"99.4", "100.6"}


def test_a_category_has_bounds_or_a_share(tmp_path: Path) -> None:
    text = criteria(
        "g:",
        "  a: {share: 50 %, maximum: 3}",
        "  b: {minimum: 1, maximum: 3, tolerance: 1}",
        "  c: {tolerance: 1}",
        "  d: {}",
        "  e: {share: 1 %, tolerance: x}",
    )
    assert [(d.code, d.line, d.column) for d in yaml(tmp_path, text)] == [
        ("quotas.category.mixed", 4, "a"),
        ("quotas.category.mixed", 5, "b"),
        ("quotas.key.missing", 6, "share"),
        ("quotas.key.missing", 7, "minimum"),
        ("quotas.key.missing", 7, "maximum"),
        ("quotas.number.text", 8, "tolerance"),
    ]


def test_a_criterion_may_have_both_kinds_of_category(tmp_path: Path) -> None:
    text = criteria("g:", "  a: {share: 60 %}", "  b: {minimum: 1, maximum: 9}")
    assert len(read_quotas(file(tmp_path, "q.yaml", text), seats=10).quotas.criteria[0].categories) == 2


# --- Rules common to both ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ("", "blank"), ("x", "text"), ("1.5", "text"), ("3.", "text"), ("1e3", "text"), ("٣", "text"),
        ("0x10", "text"), ("1_0", "text"), ("9" * 5000, "text"), ("-1", "negative"),
    ],
)  # fmt: skip
def test_bounds_are_whole_numbers(tmp_path: Path, found: str, code: str) -> None:
    rows = f"feature,value,min,max,min_flex,max_flex\ng,a,0,{found},,\ng,b,{found},9,,\n"
    assert codes(table(tmp_path, rows)) == [(f"quotas.number.{code}", 2), (f"quotas.number.{code}", 3)]
    text = criteria("g:", f"  a: {{minimum: 0, maximum: {found}}}")
    assert codes(yaml(tmp_path, text)) == [(f"quotas.number.{code}", 4)]


def test_minimum_above_maximum(tmp_path: Path) -> None:
    defects = table(tmp_path, "feature,value,min,max\ng,a,3,2\ng,b,0,9\n")
    assert codes(defects) == [("quotas.bounds.crossed", 2)]
    assert defects[0].values == {"key": "a", "minimum": "3", "maximum": "2"}


def test_flex_bounds_only_widen(tmp_path: Path) -> None:
    rows = "feature,value,min,max,min_flex,max_flex\ng,a,1,2,2,1\ng,b,1,2,0,\ng,c,1,2,x,-1\n"
    assert codes(table(tmp_path, rows)) == [
        ("quotas.flex.minimum", 2),
        ("quotas.flex.maximum", 2),
        ("quotas.number.text", 4),
        ("quotas.number.negative", 4),
    ]


def test_sums_of_bounds_against_the_seats(tmp_path: Path) -> None:
    rows = "feature,value,min,max\ng,a,2,2\ng,b,2,2\nh,c,1,1\nh,d,0,1\ni,e,0,4\n"
    defects = table(tmp_path, rows, seats=3)
    assert codes(defects) == [("quotas.minimums.above_seats", 2), ("quotas.maximums.below_seats", 4)]
    assert [d.values for d in defects] == [
        {"key": "g", "total": "4", "seats": "3"},
        {"key": "h", "total": "2", "seats": "3"},
    ]


def test_sums_are_not_judged_on_part_of_a_criterion(tmp_path: Path) -> None:
    assert codes(table(tmp_path, "feature,value,min,max\ng,a,0,1\ng,b,0,x\n")) == [("quotas.number.text", 3)]
    assert codes(table(tmp_path, "feature,value,min,max\ng,a,9,9\ng,b,0,x\n")) == [
        ("quotas.minimums.above_seats", 2),
        ("quotas.number.text", 3),
    ]


@pytest.mark.parametrize("seats", [0, -3])
def test_there_is_a_seat(tmp_path: Path, seats: int) -> None:
    assert codes(table(tmp_path, CSV, seats)) == [("quotas.seats", None)]
    assert codes(yaml(tmp_path, YAML, seats)) == [("quotas.seats", None)]


# --- The peers' table --------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_peers_csv(tmp_path: Path, delimiter: str) -> None:
    read = read_quotas(file(tmp_path, "q.csv", CSV.replace(",", delimiter), "cp1252"), seats=3)
    assert [criterion.name for criterion in read.quotas.criteria] == ["genre", "âge"]
    assert limits(read.quotas.criteria[0]) == {"Femme": (1, 2, None, None), "Homme": (1, 2, None, None)}
    assert read.encoding == "cp1252"


def test_columns_in_any_order_and_rows_of_a_criterion_apart(tmp_path: Path) -> None:
    rows = "Max,Value,Min,max_flex,Note,FEATURE,min_flex\n2,F,1,5,x,g,0\n3,y,0,,x,a,\n2,H,1,,x,g,\n"
    read = read_quotas(file(tmp_path, "q.csv", rows), seats=3)
    g, a = read.quotas.criteria
    assert limits(g) == {"F": (1, 2, 0, 5), "H": (1, 2, None, None)}
    assert limits(a) == {"y": (0, 3, None, None)}
    assert read.ignored_columns == ("Note",)


@pytest.mark.parametrize("write", [xlsx, ods])
def test_the_same_table_in_a_workbook(tmp_path: Path, write: object) -> None:
    rows = [["category", "name", "min", "max"], ["âge", "16-24", 0.0, 3.0], ["âge", 25, "1", 2]]
    read = read_quotas(write(tmp_path, "q", S=rows), seats=3)  # type: ignore[operator]
    assert limits(read.quotas.criteria[0]) == {"16-24": (0, 3, None, None), "25": (1, 2, None, None)}
    assert read.encoding == write.__name__  # type: ignore[attr-defined]


def test_a_missing_column_suggests_the_closest(tmp_path: Path) -> None:
    defects = table(tmp_path, "feature,valeur,minimal,max\ng,a,0,3\n")
    assert [(d.code, d.column, d.values["closest"]) for d in defects] == [
        ("quotas.column.missing", "value", "valeur"),
        ("quotas.column.missing", "min", ""),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "category,feature,min,max",
        "category,name,Min,Max",
        "critère;modalité;minimum;maximum",
        "Critère\tModalité\tMini\tMaxi",
        "criterion,category,minimum,maximum",
        "\ufeffFEATURE,VALUE,MIN,MAX",
        "feature,value,min,max,min_flex,max_flex",
        "Catégorie;Modalité;min;max",
        "Critères;Modalités;Min.;Max.",
        "critère;modalité;Sièges min;Sièges max",
        "Feature,Feature value,Lower quota,Upper quota",
    ],
)
def test_the_headers_of_the_field(tmp_path: Path, header: str) -> None:
    sign = next(each for each in ";\t," if each in header)
    flex = [["1", "3"], ["0", "3"]] if "flex" in header else [[], []]
    rows = [
        ["âge", "16-29", "1", "2", *flex[0]],
        ["âge", "30 et +", "1.0", "2,0" if sign != "," else "2.00", *flex[1]],
    ]
    text = "\n".join([header, *(sign.join(row) for row in rows), ""])
    read = read_quotas(file(tmp_path, "q.csv", text), seats=3)
    limit = (1, 3) if flex[0] else (None, None)
    other = (0, 3) if flex[0] else (None, None)
    assert [criterion.name for criterion in read.quotas.criteria] == ["âge"]
    assert limits(read.quotas.criteria[0]) == {"16-29": (1, 2, *limit), "30 et +": (1, 2, *other)}
    assert read.ignored_columns == ()


def test_a_workbook_of_the_field(tmp_path: Path) -> None:
    rows = [["Critère", "Modalité", "Minimum", "Maximum"], ["genre", "F", 1.0, 2], ["genre", "H", 1, 2]]
    read = read_quotas(xlsx(tmp_path, "q.xlsx", S=rows), seats=3)
    assert limits(read.quotas.criteria[0]) == {"F": (1, 2, None, None), "H": (1, 2, None, None)}


def test_a_criterion_named_on_its_first_row_and_totals_at_the_end(tmp_path: Path) -> None:
    gender, age = "genre;F;1;2\n;H;1;2\n;Total;2;4\n", "âge;jeune;1;3\n;vieux;0,0;2\n;Ensemble;3;3\n"
    rows = f"critère;modalité;min;max\n{gender}{age}Total;;3;3\n"
    read = read_quotas(file(tmp_path, "q.csv", rows), seats=3)
    assert {c.name: c.categories for c in read.quotas.criteria} == {
        "genre": ("F", "H"),
        "âge": ("jeune", "vieux"),
    }
    assert [(note.code, note.values.get("line")) for note in read.notes] == [
        ("note.criterion_above", None),
        ("note.total_row", 4),
        ("note.total_row", 7),
        ("note.total_row", 8),
    ]
    assert read.notes[0].values["rows"] == 4


@pytest.mark.parametrize("row", ["public;Tous;0;2", "public;All;1;2"])
def test_a_category_may_be_called_like_a_total(tmp_path: Path, row: str) -> None:
    rows = f"critère;modalité;min;max\npublic;Enfants;1;3\n{row}\n"
    assert len(read_quotas(file(tmp_path, "q.csv", rows), seats=3).quotas.bounds) == 2


def test_a_census_in_the_place_of_quotas_is_named(tmp_path: Path) -> None:
    defects = table(tmp_path, "critère;modalité;effectif\ng;a;1234\n")
    assert [(d.code, d.column) for d in defects] == [("quotas.column.share", "effectif")]


def test_shares_in_the_place_of_seats_are_said_once(tmp_path: Path) -> None:
    rows = "critère;modalité;min;max\ng;a;49 %;51 %\ng;b;49 %;51 %\n"
    defects = table(tmp_path, rows)
    assert [(d.code, d.column, d.lines) for d in defects] == [
        ("quotas.number.percent", "min", (2, 3)),
        ("quotas.number.percent", "max", (2, 3)),
    ]


def test_defects_of_the_table_and_of_the_quotas_come_at_once(tmp_path: Path) -> None:
    rows = "feature,value,min,max\n,b,0,9\ng,a,0,3\ng,,0,3\ng,a,1,1\ng,c,1\n"
    assert codes(table(tmp_path, rows)) == [
        ("quotas.criterion.blank", 2),
        ("quotas.category.blank", 4),
        ("quotas.category.duplicate", 5),
        ("table.row.width", 6),
    ]


def test_a_table_without_quotas(tmp_path: Path) -> None:
    assert codes(table(tmp_path, "feature,value,min,max\n\n")) == [("table.header_only", 1)]
    assert codes(refused(lambda: read_quotas(tmp_path / "none.csv", seats=3))) == [("file.missing", None)]


def test_the_encoding_of_the_volunteers_spoils_no_quotas_in_utf8(tmp_path: Path) -> None:
    path = file(tmp_path, "q.csv", "critère;modalité;min;max\nâge;16-29;0;3\nâge;30 et +;0;3\n")
    for encoding in ("mac_roman", "utf-8-twice"):
        assert read_quotas(path, seats=3, manner=Manner(encoding)).quotas.criteria[0].name == "âge"


@pytest.mark.parametrize(
    ("features", "people", "seats", "id_column", "count"),
    [
        ("small_targets.csv", "small_people.csv", 10, None, 20),
        ("suggested_targets.csv", "suggested_people.csv", 30, None, 100),
        ("candidates_features.csv", "candidates.csv", 22, "nationbuilder_id", 150),
    ],
)
def test_the_files_of_other_tools(
    features: str, people: str, seats: int, id_column: str | None, count: int
) -> None:
    read = read_quotas(PEERS / features, seats=seats)
    pool = read_pool(PEERS / people, read.quotas, id_column=id_column)
    assert len(pool.pool.people) == pool.source.read == count
    assert read.ignored_columns in {(), ("suggest min", "suggest max", "Current #")}
    assert all(len(person.features) == len(read.quotas.criteria) for person in pool.pool.people)
