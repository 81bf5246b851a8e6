"""Every figure of a report is of the panels published; the chance aimed at stands beside it, by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest
from support.reporting import PETIT, RENDERINGS, Files, document, known, made, table

from tirage.report.document import Facts, Items
from tirage.report.verified import Unverified, VerifiedDossier
from tirage.verify import verify


@pytest.fixture(scope="module", autouse=True)
def _as_before_too_few_panels_were_refused() -> Iterator[None]:
    """A report is made of whatever dossier there is, also one that no plan would fix any more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tirage.draws.draw_up.check_panels", lambda _: None)
        yield


@pytest.fixture(scope="module", params=[5, 7, 39, 100])
def files(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """Lotteries of so many panels, under a certificate whose smallest chance is 3/13."""
    return made(PETIT / "volontaires.csv", PETIT / "quotas.csv", 6, request.param, household=["adresse"])


@pytest.fixture(scope="module")
def few() -> dict[str, bytes]:
    """As few as give everyone one of them: 3/13 becomes 1/5 for some, 2/5 for others."""
    return made(PETIT / "volontaires.csv", PETIT / "quotas.csv", 6, 5, household=["adresse"])


def counted(files: Files) -> Counter[Fraction]:
    """How many people have which chance, counted in lottery.csv."""
    panels = files["public/lottery.csv"].decode().splitlines()
    pids = [row.split(",")[0] for row in files["guarantors/pool.csv"].decode().splitlines()[1:]]
    held = Counter(pid for panel in panels for pid in panel.split(","))
    return Counter(Fraction(held[pid], len(panels)) for pid in pids)


def facts(found: Files, language: Any = "en") -> Mapping[str, Any]:
    (section,) = (each for each in document(found, "quotas", language).sections if each.key == "chances")
    return {row.key: row.value for block in section.blocks if isinstance(block, Facts) for row in block.rows}


def items(found: Files, kind: str, key: str) -> tuple[str, ...]:
    (section,) = (each for each in document(found, kind, "en").sections if each.key == key)
    return next(block for block in section.blocks if isinstance(block, Items)).words


def test_the_figures_are_those_of_the_lottery(files: Files) -> None:
    chances = counted(files)
    least, largest = min(chances), max(chances)
    found = facts(files)
    # Everybody of this pool is in some valid panel.
    assert (found["least"], found["at_least"]) == (least, chances[least])
    assert (found["largest"], found["at_largest"]) == (largest, chances[largest])
    assert (found["never"], found["certain"], found["mean"]) == (
        chances[Fraction(0)],
        chances[Fraction(1)],
        Fraction(3, 10),
    )
    assert sum(row["people"] for row in table(document(files, "quotas"), "histogram")) == 20
    context: VerifiedDossier = known(files)
    assert dict(context.groups) == chances


def test_what_was_aimed_at_is_beside_it(files: Files) -> None:
    found = facts(files)
    assert (found["aimed_least"], found["aimed_largest"]) == (Fraction(3, 13), Fraction(29, 39))
    rows = [row.split(",") for row in files["guarantors/chances.csv"].decode().splitlines()[1:]]
    panels = files["public/lottery.csv"].count(b"\n")
    off = [abs(Fraction(int(count), panels) - Fraction(aimed)) / Fraction(aimed) for _, count, aimed in rows]
    assert found["deviation"] == max(off)


def test_one_label_has_one_figure(files: Files) -> None:
    """The facts and the sentence under them speak of the same people."""
    found, summary = facts(files), known(files).summary
    assert Fraction(summary.least.panels, summary.panels) == found["least"]
    assert summary.least.people == found["at_least"]
    assert Fraction(summary.greatest.panels, summary.panels) == found["largest"]
    assert summary.greatest.people == found["at_largest"]


def test_a_lottery_of_one_panel_has_no_report() -> None:
    files = made(PETIT / "volontaires.csv", PETIT / "quotas.csv", 6, 1, household=["adresse"])
    with pytest.raises(Unverified):
        document(files, "quotas", "en")


def test_what_few_panels_cost_is_not_passed_over(few: Files) -> None:
    found = facts(few)
    assert (found["least"], found["never"]) == (Fraction(1, 5), 0)
    assert found["deviation"] >= Fraction(1, 5) / Fraction(3, 13) - 1
    assert found["deviation"] > Fraction(1, 10)
    page = RENDERINGS["md"].render(document(few, "quotas", "en")).decode()
    assert "- Smallest chance: 20.00%" in page and "- Smallest chance: 23.08%" not in page
    promises = items(few, "public", "guarantee")
    assert any("smallest chance is 20.00% (aimed at: 23.08%)" in each for each in promises)


def test_ranges_of_categories_are_of_the_lottery(few: Files) -> None:
    chances = counted(few)
    rows = table(document(few, "quotas"), "chances")
    assert min(Fraction(row["least"]) for row in rows) == min(chances)
    assert max(Fraction(row["largest"]) for row in rows) == max(chances)


def test_how_often_two_profiles_meet_is_said_and_who_they_are_is_not_for_the_public() -> None:
    files = made(PETIT / "volontaires.csv", PETIT / "quotas.csv", 6, 100, household=["adresse"])
    said = next(each.got for each in verify(files).checks if each.code == "beyond.meetings")
    first, second, together, expected, ratio = re.fullmatch(
        r"(\d+) \+ (\d+): (\d+) / (\d+) = (\d+\.\d\d) \(\d+\)", said
    ).groups()
    remark = next(each for each in items(files, "quotas", "chances") if each.startswith("Which profiles"))
    assert f" {together} times in all panels" in remark and f"({expected}." in remark
    assert remark.count("genre ") == (2 if first != second else 1)
    public = next(each for each in items(files, "public", "guarantee") if each.startswith("Which profiles"))
    assert "genre" not in public
    assert float(re.search(r"more than (\d+\.\d+)", public)[1]) == pytest.approx(float(ratio), abs=0.011)
