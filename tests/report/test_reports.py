"""What the reports say is what the dossier holds: every figure recomputed here from its files."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from support.reporting import KINDS, document, framed, half, hostile, known, petit, table

from tirage.errors import Refused, VerificationFailed
from tirage.i18n.catalogue import COMPLETE, Language
from tirage.quotas.model import BoundCount
from tirage.report.document import Band, Items
from tirage.report.pages import letters, life, public, quotas
from tirage.report.parts import representation
from tirage.report.parts.common import verdict
from tirage.report.pictures.squares import squares_of
from tirage.report.rendering import data, html
from tirage.report.verified import verified_dossier
from tirage.report.wording import Wording
from tirage.verify import verify

Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    return petit()


@pytest.fixture(scope="module")
def planned() -> dict[str, bytes]:
    return petit(draws=False)


def rows(files: Files, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def test_every_quota_stands_with_its_seats_and_volunteers(small: Files) -> None:
    pool = {row["pid"]: row for row in rows(small, "guarantors/pool.csv")}
    panel = [pool[row["pid"]] for row in rows(small, "public/panel.csv")]
    criteria = json.loads(small["public/quotas.json"])["criteria"]
    assert len(criteria) == 3
    for place, criterion in enumerate(criteria):
        got = table(document(small, "quotas"), "quotas", place)
        sat = Counter(person[criterion["name"]] for person in panel)
        came = Counter(person[criterion["name"]] for person in pool.values())
        assert got == [
            {
                "category": each["name"],
                "seats": sat[each["name"]],
                "minimum": each["minimum"],
                "maximum": each["maximum"],
                "volunteers": came[each["name"]],
                "met": True,
            }
            for each in criterion["categories"]
        ]


def test_chances_by_category_are_those_of_the_file(small: Files) -> None:
    pool = {row["pid"]: row for row in rows(small, "guarantors/pool.csv")}
    chance = {row["pid"]: Fraction(int(row["panels"]), 39) for row in rows(small, "guarantors/chances.csv")}
    for row in table(document(small, "quotas"), "chances"):
        theirs = [chance[pid] for pid, person in pool.items() if person[row["criterion"]] == row["category"]]
        assert row["volunteers"] == len(theirs)
        figures = min(theirs), sum(theirs) / len(theirs), max(theirs)
        assert tuple(Fraction(row[key]) for key in ("least", "mean", "largest")) == figures


def test_the_histogram_holds_everyone_once(small: Files) -> None:
    """The largest chance is 29/39: steps of a tenth, from the first that has somebody."""
    chances = [Fraction(int(row["panels"]), 39) for row in rows(small, "guarantors/chances.csv")]
    got = {row["chance"]: row["people"] for row in table(document(small, "quotas"), "histogram")}
    assert list(got) == [f"{n}0 à {n + 1}0\u00a0%" for n in range(2, 8)]
    for n, people in zip(range(2, 8), got.values(), strict=True):
        assert people == sum(Fraction(n, 10) < chance <= Fraction(n + 1, 10) for chance in chances)
    assert sum(got.values()) == 20


@pytest.mark.parametrize(
    ("names", "drawn"),
    [
        ([f"{n}e" for n in range(1, 21)], True),
        (["Paris Centre", *(f"{n}e" for n in range(5, 21))], True),
        (["1", "2", "3", "4", "5"], False),
        ([*(f"{n}e" for n in range(1, 21)), "ailleurs"], False),
        (["Paris Centre", *(f"{n}e" for n in range(1, 21))], False),
    ],
)
def test_a_map_is_drawn_of_all_of_paris_only(names: list[str], drawn: bool) -> None:
    lines = [BoundCount("secteur", name, 3, 0, 1, 2) for name in names]
    found = squares_of(lines, None, "")
    assert len(found) == (20 if drawn else 0)
    # Another city has none of these arrondissements.
    assert squares_of(lines, None, "Bourges") == {}


def test_pairs_hold_the_panel(small: Files) -> None:
    found = document(small, "quotas")
    sums = [
        sum(value for row in table(found, "pair", place) for key, value in row.items() if key != "category")
        for place in range(3)
    ]
    assert sums == [6, 6, 6]


def test_the_census_gives_shares_and_seats_off(small: Files) -> None:
    criterion = json.loads(small["public/quotas.json"])["criteria"][0]
    names = [each["name"] for each in criterion["categories"]]
    found = quotas.page(known(small, half(criterion["name"], *names)), Wording("en"))
    for row in table(found, "quotas"):
        assert Fraction(row["census"]) == Fraction(1, len(names))
        assert Fraction(row["deviation"]) == row["seats"] - Fraction(6, len(names))
    assert "census" not in table(found, "quotas", 1)[0]
    assert "given for this report" in data.render(found).decode()


def test_before_the_draw_there_are_no_seats_and_nothing_is_judged(planned: Files) -> None:
    found = document(planned, "quotas", "en")
    assert set(table(found, "quotas")[0]) == {"category", "minimum", "maximum", "volunteers"}
    assert {row["met"] for row in table(found, "overview")} == {None}
    assert found.verdict.tone == "lead"
    assert "nothing has been drawn yet" in found.verdict.words


@pytest.mark.parametrize("page", [public.page, life.page])
def test_what_needs_a_draw_is_refused_before_it(page: object, planned: Files) -> None:
    with pytest.raises(Refused) as refused:
        page(known(planned), Wording("fr"))  # type: ignore[operator]
    assert refused.value.code == "report.not_drawn"
    with pytest.raises(Refused) as refused:
        document(planned, "proces-verbal")
    assert refused.value.code == "report.not_drawn"


def test_what_the_dossier_does_not_have_is_refused(small: Files) -> None:
    with pytest.raises(Refused) as refused:
        letters.page(known(small), Wording("fr"))
    assert refused.value.code == "report.no_frame"
    with pytest.raises(Refused) as refused:
        quotas.page(known(framed()), Wording("fr"))
    assert refused.value.code == "report.no_plan"


@pytest.mark.parametrize("name", ["public/seats.csv", "guarantors/chances.csv", "journal/0003-pool.json"])
def test_a_dossier_that_does_not_verify_has_no_report(name: str, small: Files) -> None:
    files = {**small, name: small[name].replace(b"1", b"2", 1)}
    with pytest.raises(VerificationFailed) as failed:
        verified_dossier(files, verify(files))
    assert failed.value.code == "report.unverified"


def test_a_quota_that_is_missed_is_cried_out(small: Files) -> None:
    """No verified dossier has one; were there one, nobody could overlook it."""
    found = known(small)
    missed = replace(found.summary.quotas[0], seats=found.summary.quotas[0].maximum + 1)
    # What `summary` would be is kept there once it was asked for.
    found.__dict__["summary"] = replace(found.summary, quotas=(missed, *found.summary.quotas[1:]))
    assert verdict(found, Wording("en")).tone == "bad"
    assert "1 quota of" in verdict(found, Wording("en")).words
    assert representation.overview(found, Wording("en")).rows[0][-1] is False
    page = quotas.page(found, Wording("en"))
    (_, first), *_ = [each for each in page.tables if each[1].key == "quotas"]
    assert not next(value for value in first.rows[0] if isinstance(value, Band)).within
    shown = html.render(page).decode()
    assert 'class="verdict bad"' in shown
    assert shown.count('class="no"') == 2
    assert shown.count('class="out"') == 1


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("kind", KINDS)
def test_every_report_carries_the_head_and_says_the_same_figures(
    kind: str, language: Language, small: Files
) -> None:
    found = document(small, kind, language)
    assert found.head == known(small).head
    other = document(small, kind, "en")
    assert [table.rows for _, table in found.tables if table.key in {"quotas", "pair"}] == [
        table.rows for _, table in other.tables if table.key in {"quotas", "pair"}
    ]
    assert [section.key for section in found.sections] == [section.key for section in other.sections]
    assert len({section.key for section in found.sections}) == len(found.sections)


def test_the_public_page_names_nobody(small: Files) -> None:
    said = data.render(document(small, "public")).decode()
    pids = [row["pid"] for row in rows(small, "guarantors/pool.csv")]
    assert not [pid for pid in pids if f'"{pid}"' in said or f" {pid}" in said]


def test_letters_by_wave_and_by_stream() -> None:
    files = framed()
    found = document(files, "letters")
    counts = [len(rows(files, f"guarantors/letters-{wave}.csv")) for wave in (1, 2)]
    assert [row["letters"] for row in table(found, "waves")] == counts
    assert {row["rate"] for row in table(found, "waves")} == {"0"}
    streams = {row["category"]: row for row in table(found, "letters")}
    written = Counter(
        row["stratum"].split("/")[0]
        for wave in (1, 2)
        for row in rows(files, f"guarantors/letters-{wave}.csv")
    )
    assert {name: row["letters"] for name, row in streams.items()} == written
    assert sum(row["residents"] for row in streams.values()) == 30


def test_exclusions_are_told_by_cause() -> None:
    found = document(framed(), "letters", "en")
    assert table(found, "causes") == [{"list": "sampling frame", "cause": "deceased", "rows": 2}]


def test_a_wave_that_is_not_drawn_yet_is_said() -> None:
    from support.waves import sealed

    found = document(dict(sealed(drop=2)), "letters", "en")
    assert [row["letters"] for row in table(found, "waves")] == [7, None]
    assert "not drawn yet" in data.render(found).decode()


def test_names_that_mean_harm_are_said_as_they_are(tmp_path: Path) -> None:
    files = hostile(tmp_path)
    got = {row["category"] for row in table(document(files, "quotas"), "quotas")}
    assert got == {
        each["name"] for each in json.loads(files["public/quotas.json"])["criteria"][0]["categories"]
    }


def test_the_proof_is_told_in_words(small: Files) -> None:
    sections = {section.key: section for section in document(small, "quotas").sections}
    (items,) = sections["proof"].blocks
    assert isinstance(items, Items)
    assert any("3/13" in words for words in items.words)
