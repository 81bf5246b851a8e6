"""Census tables: what is read, and every way to get one wrong, on its line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tirage.errors import InputInvalid
from tirage.i18n.catalogue import COMPLETE, explain, text
from tirage.quotas.census.figures import Census
from tirage.quotas.census.table import read_census

GOOD = [
    "critère;modalité;effectif",
    "genre;Femme;52 000",
    "genre;Homme;48000",
    "âge;16-24;20000",
    "âge;25-64;60000",
    "âge;65 et plus;20000",
    "genre × âge;Femme × 16-24;10400",
]


def census(tmp_path: Path, lines: list[str]) -> Census:
    path = tmp_path / "census.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_census(path)


def refused(tmp_path: Path, lines: list[str]) -> list[tuple[str, int | None]]:
    with pytest.raises(InputInvalid) as caught:
        census(tmp_path, lines)
    for defect in caught.value.defects:
        assert all(all(explain(defect, language).values()) for language in COMPLETE)
    return [(defect.code, defect.line) for defect in caught.value.defects]


def changed(line: int, row: str) -> list[str]:
    return [*GOOD[: line - 1], row, *GOOD[line:]]


def test_what_is_read(tmp_path: Path) -> None:
    found = census(tmp_path, GOOD)
    assert list(found.criteria) == ["genre", "âge"]
    assert found.weights("genre") == {"Femme": Fraction(13, 25), "Homme": Fraction(12, 25)}
    assert [figure.amount for figure in found.crossings["genre × âge"]] == [10400]
    assert not found.remarks


def test_headers_in_english_and_shares(tmp_path: Path) -> None:
    lines = ["criterion,category,share,year", "a,b,33.3 %,2022", "a,c,66.6%,2022"]
    found = census(tmp_path, lines)
    assert found.shares == {"a"}
    assert sum(found.weights("a").values()) == 1
    assert [remark.code for remark in found.remarks] == ["census.rounded"]
    assert found.criteria["a"][0].source == "2022"


@pytest.mark.parametrize(
    ("line", "row", "code"),
    [
        (2, "genre;;52000", "census.blank"),
        (2, "genre;Femme;", "census.blank"),
        (2, "genre;Femme;-5", "census.count"),
        (2, "genre;Femme;52 %", "census.count"),
        (2, "genre;Femme;52.", "census.count"),
        (2, "genre;Femme;,5", "census.count"),
        (2, "genre;Femme;12,345", "census.count"),
        (2, "genre;Femme;1.234.567", "census.count"),
        (2, "genre;Femme;1,234.5", "census.count"),
        (3, "genre;femme;48000", "census.twice"),
        (3, "genre;Fémme ;48000", "census.twice"),
        (5, "âge;24-64;60000", "census.overlap"),
        (7, "genre × taille;Femme × grande;1", "census.crossing"),
        (7, "genre × âge;Femme × 15-24;1", "census.cell"),
        (7, "genre × âge;Femme;1", "census.cell"),
    ],
)
def test_a_wrong_row_is_found_on_its_line(tmp_path: Path, line: int, row: str, code: str) -> None:
    assert (code, line) in refused(tmp_path, changed(line, row))


def test_a_gap_between_bands_may_be_meant_and_is_said(tmp_path: Path) -> None:
    found = census(tmp_path, changed(5, "âge;26-64;60000"))
    assert [(remark.code, remark.line) for remark in found.remarks] == [("census.gap", 5)]
    for language in COMPLETE:
        said = text("census.gap", language, criterion="âge", line=5, **found.remarks[0].values)
        assert "26-64" in said


@pytest.mark.parametrize(
    ("last", "ok"), [("66.6 %", True), ("67 %", True), ("67.7 %", False), ("65 %", False)]
)
def test_shares_may_miss_a_hundred_by_rounding_only(tmp_path: Path, last: str, ok: bool) -> None:
    lines = ["critère;modalité;part", "a;b;33,3 %", f"a;c;{last}"]
    if ok:
        census(tmp_path, lines)
    else:
        assert refused(tmp_path, lines) == [("census.sum", 2)]


def test_shares_and_people_are_not_mixed(tmp_path: Path) -> None:
    lines = ["critère;modalité;effectif;part", "a;b;10;", "a;c;;50 %"]
    assert ("census.mixed", None) in refused(tmp_path, lines)


def test_everything_at_once(tmp_path: Path) -> None:
    lines = changed(2, "genre;;x")
    lines[4] = "âge;20-64;beaucoup"
    codes = [code for code, _ in refused(tmp_path, lines)]
    assert "census.blank" in codes
    assert "census.count" in codes


def test_a_table_without_its_columns(tmp_path: Path) -> None:
    assert [code for code, _ in refused(tmp_path, ["a;b", "1;2"])] == ["census.column"]


def test_a_criterion_without_anybody(tmp_path: Path) -> None:
    assert ("census.nobody", 2) in refused(tmp_path, ["critère;modalité;effectif", "a;b;0", "a;c;0"])


@pytest.mark.parametrize(
    "word", ["Total", "ENSEMBLE", "All", "T", "_T", "Tous", "Toutes", "Both sexes", "total "]
)
def test_a_total_is_no_category_and_is_said(tmp_path: Path, word: str) -> None:
    found = census(tmp_path, [*GOOD, f"genre;{word};100000"])
    assert [figure.category for figure in found.criteria["genre"]] == ["Femme", "Homme"]
    assert sum(found.weights("genre").values()) == 1
    assert [(remark.code, remark.line) for remark in found.remarks] == [("census.total", 8)]
    for language in COMPLETE:
        said = text("census.total", language, criterion="genre", line=8, **found.remarks[0].values)
        assert said.count("100000") == 2


@pytest.mark.parametrize("word", ["Total: All usual residents", "Ensemble – 15 ans ou plus", "POPULATION"])
def test_a_total_that_says_of_whom_is_one(tmp_path: Path, word: str) -> None:
    found = census(tmp_path, [*GOOD, f"genre;{word};100 000,00"])
    assert [figure.category for figure in found.criteria["genre"]] == ["Femme", "Homme"]


@pytest.mark.parametrize("word", ["France", "Total (15+)", "15 ans ou plus", "Paris"])
def test_a_row_that_is_the_sum_of_all_others_is_asked_about(tmp_path: Path, word: str) -> None:
    rows = ["âge;16-24;1234,56", "âge;25-64;5678,44", "âge;65 et plus;1 087"]
    assert refused(tmp_path, [GOOD[0], *rows, f"âge;{word};8000"])[0] == ("census.total.unnamed", 5)


def test_beside_a_total_by_its_name_no_other_row_is_one(tmp_path: Path) -> None:
    rows = ["a;b;100", "a;c;300", "a;d;200", "a;TOTAL;600"]
    assert len(census(tmp_path, [GOOD[0], *rows]).criteria["a"]) == 3


@pytest.mark.parametrize("header", ["part (%)", "%", "Part en %"])
def test_a_share_has_its_sign_from_the_header(tmp_path: Path, header: str) -> None:
    found = census(tmp_path, [f"critère;modalité;{header}", "a;b;0,1", "a;c;45,2 %", "a;d;54,7"])
    assert found.weights("a")["b"] == Fraction(1, 1000)


def test_shares_without_a_sign_are_one_defect(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid) as caught:
        census(tmp_path, ["critère;modalité;part", "a;b;0,1", "a;c;45,2", "a;d;54,7"])
    assert [(each.code, each.lines) for each in caught.value.defects] == [("census.share", (2, 3, 4))]


def test_half_of_the_people_are_no_total(tmp_path: Path) -> None:
    """Of two rows, of bands apart from each other, and of shares, one may well be as large as the rest."""
    census(tmp_path, [GOOD[0], "genre;Femme;50", "genre;Homme;50"])
    census(tmp_path, [GOOD[0], "âge;16-24;25", "âge;25-64;50", "âge;65 et plus;25"])
    census(tmp_path, ["critère;modalité;part", "a;b;50 %", "a;c;25 %", "a;d;25 %"])


def test_a_column_of_totals_counts_where_no_other_does(tmp_path: Path) -> None:
    lines = ["critère;modalité;Hommes;Femmes;Ensemble", "âge;16-29;1;2;3", "âge;30 et +;3;4;7"]
    found = census(tmp_path, lines)
    assert found.weights("âge") == {"16-29": Fraction(3, 10), "30 et +": Fraction(7, 10)}
    assert [remark.code for remark in found.remarks] == ["census.total.column"]
    both = ["critère;modalité;effectif;Total", "a;b;1;9", "a;c;1;9"]
    assert census(tmp_path, both).weights("a") == {"b": Fraction(1, 2), "c": Fraction(1, 2)}


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_thousands_stand_apart_by_any_space(tmp_path: Path, space: str) -> None:
    found = census(tmp_path, changed(2, f"genre;Femme;52{space}000,25"))
    assert found.criteria["genre"][0].amount == Fraction(208001, 4)


def test_a_criterion_named_on_its_first_row_alone(tmp_path: Path) -> None:
    found = census(tmp_path, [GOOD[0], "âge;16-29;1 234", ";30 et +;5 678", ";Ensemble;6 912"])
    assert [figure.category for figure in found.criteria["âge"]] == ["16-29", "30 et +"]
    assert [remark.code for remark in found.remarks] == ["note.criterion_above", "census.total"]


def test_totals_of_a_crossing_and_of_shares(tmp_path: Path) -> None:
    totals = [
        "genre × âge;Femme × Total;10401",
        "genre × âge;Total × 16-24;10400",
        "genre × âge;Ensemble;10400",
    ]
    found = census(tmp_path, [*GOOD, *totals])
    assert [figure.category for figure in found.crossings["genre × âge"]] == ["Femme × 16-24"]
    assert [remark.line for remark in found.remarks] == [8, 9, 10]
    shares = ["critère;modalité;part", "a;b;33,3 %", "a;c;66,6 %", "a;Total;100 %"]
    assert sum(census(tmp_path, shares).weights("a").values()) == 1
    assert ("census.total.sum", 4) in refused(tmp_path, [*shares[:3], "a;Total;90 %"])


@pytest.mark.parametrize(
    ("total", "ok"), [("99998", False), ("99999", True), ("100001", True), ("100002", False)]
)
def test_a_total_may_miss_the_sum_by_rounding_only(tmp_path: Path, total: str, ok: bool) -> None:
    lines = [*GOOD, f"genre;Total;{total}"]
    if ok:
        census(tmp_path, lines)
    else:
        assert refused(tmp_path, lines) == [("census.total.sum", 8)]


def test_a_total_alone_is_a_defect(tmp_path: Path) -> None:
    assert ("census.total.only", 2) in refused(
        tmp_path, ["critère;modalité;effectif", "genre;Ensemble;100000"]
    )
    assert ("census.total.sum", 8) in refused(tmp_path, [*GOOD, "genre × âge;Homme × Total;48000"])


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234\u202f567,8", "1234567.8"),
        ("12345,123456789012345", "12345.123456789012345"),
        ("0,123", "0.123"),
        ("1234,567", "1234.567"),
        ("52,5", "52.5"),
    ],
)
def test_an_estimate_with_decimals_is_read_exactly(tmp_path: Path, written: str, exact: str) -> None:
    found = census(tmp_path, changed(2, f"genre;Femme;{written}"))
    assert found.criteria["genre"][0].amount == Fraction(exact)
