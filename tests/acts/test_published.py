"""What another program published of its draw, held against what was possible: `tirage audit FILES`."""

from __future__ import annotations

import json
import shutil
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from support.pages import commands

import tirage
from tirage.acts.records import published
from tirage.cli import main
from tirage.people.published.model import Published
from tirage.progress import Progress

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "publie"
QUOTAS = "feature,value,min,max\nsex,F,1,1\nsex,M,1,1\n"
PEOPLE = "id,Name,sex,household\na,Ann Rose,F,1\nb,Bea Thorn,F,2\nc,Cal Marsh,M,3\nd,Dan Heath,M,1\n"
FOUR = "a,c\nb,c\nb,d\nb,d\n"


BEST = published._best
MADE: dict[tuple[object, ...], tirage.BestLottery] = {}


@pytest.fixture(autouse=True)
def _each_pool_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The best lottery is a pure function: it is made, and checked, once for each pool and quotas."""

    def best(given: Published, quotas: tirage.Quotas, progress: Progress) -> tirage.BestLottery:
        people = tuple((each.pid, each.features, each.household) for each in given.file.pool.people)
        key = (people, quotas.bounds, given.seats)
        if key not in MADE:
            MADE[key] = BEST(given, quotas, progress)
        return MADE[key]

    monkeypatch.setattr(published, "_best", best)


def audited(folder: Path, *, seats: int | None = None, **files: str) -> tirage.PublishedAudit:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return tirage.audit_published(folder, seats=seats)


def test_a_flaw_that_no_eye_sees_is_found(tmp_path: Path) -> None:
    """The last line of the file was lost: every panel meets the quotas, and one person had no chance."""
    found = tirage.audit_published(EXAMPLE)
    assert found.contradictions == ()
    assert found.compared is not None and found.best is not None and found.lottery is not None
    assert found.compared.passed_over == found.compared.none == ("V24",)
    assert (found.best.least, found.best.bound, found.best.checked) == (
        Fraction(1, 4),
        Fraction(1, 4),
        "held",
    )
    assert found.lottery.drawn == ("57",) and found.lottery.unmet == ()
    frame = found.to_frame()
    assert frame.loc["V24"].to_dict() == {"chance": 0, "best": 0.25}
    # What is written for others to check holds there too, and has no names in it.
    for name, data in found.best.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(data)
        assert b"Marius" not in data
    assert tirage.verify_dossier(tmp_path)[0].ok


def test_quotas_and_households_are_held_against_every_panel(tmp_path: Path) -> None:
    found = audited(tmp_path, q=QUOTAS, p=PEOPLE, panels="a,c\na,b\na,d\n", drawn="a\nd\n")
    assert found.panel is not None and found.panel.unmet == () and found.panel.shared == 1
    assert found.lottery is not None
    assert (found.lottery.unmet, found.lottery.broken) == (("2",), (1, 1))
    assert (found.lottery.shared, found.lottery.drawn) == (("3",), ("3",))
    assert found.contradictions == ("panel.households", "panels.quotas", "panels.households")


def test_chances_and_their_distance_from_the_best(tmp_path: Path) -> None:
    """Ann and Dan are at one address: a, c / b, c / b, d. By hand: leximin gives each a half."""
    found = audited(tmp_path, q=QUOTAS, p=PEOPLE, panels=FOUR)
    assert found.chances == {
        "a": Fraction(1, 4),
        "b": Fraction(3, 4),
        "c": Fraction(1, 2),
        "d": Fraction(1, 2),
    }
    assert found.best is not None and found.best.chances == dict.fromkeys("abcd", Fraction(1, 2))
    compared = found.compared
    assert compared is not None
    assert (compared.none, compared.below, compared.moved) == ((), 1, Fraction(1, 4))
    assert compared.widest == compared.grain == Fraction(1, 4) and not compared.rounded
    even = audited(tmp_path, q=QUOTAS, p=PEOPLE, panels="a,c\nb,d\n").compared
    assert even is not None and even.moved == 0 and even.rounded


@pytest.mark.parametrize(
    ("weights", "adds_up"),
    [("0.5 0.5", True), ("0.333 0.6666", True), ("0.30 0.60", False), ("0.80 0.40", False)],
)
def test_probabilities_that_are_not_one_are_told_and_left(
    weights: str, adds_up: bool, tmp_path: Path
) -> None:
    one, two = weights.split()
    found = audited(tmp_path, q=QUOTAS, p=PEOPLE, panels=f"p,x,y\n{one},a,c\n{two},b,d\n")
    assert found.lottery is not None and found.lottery.adds_up == adds_up
    assert ("panels.total" in found.contradictions) != adds_up
    assert found.chances is not None and found.chances["a"] == Fraction(one)


def test_what_a_solver_rounds_is_no_difference(tmp_path: Path) -> None:
    noisy = "p,x,y\n0.4999999731500734,a,c\n0.5000000268499266,b,d\n"
    curve = "algorithm,percentile of pool members,selection probability\n"
    curve += "".join(f"L,{i},{p}\n" for i, p in enumerate(("0.49999997", "0.49999998", "0.5", "0.50000005")))
    found = audited(tmp_path, q=QUOTAS, p=PEOPLE, panels=noisy, c=curve)
    assert found.compared is not None and found.compared.widest > 0
    assert found.compared.rounded and found.compared.below == 0 and found.contradictions == ()
    assert [each.below for each in found.curves] == [0]


def test_sizes_duplicates_and_a_panel_of_none_of_them(tmp_path: Path) -> None:
    found = audited(tmp_path, seats=2, q=QUOTAS, p=PEOPLE, panels=FOUR + "b,c,d\n", drawn="a\nc\nd\n")
    assert found.lottery is not None and found.panel is not None
    assert (found.lottery.panels, found.lottery.distinct, found.lottery.sizes) == (5, 4, {2: 4, 3: 1})
    assert found.lottery.drawn == ()
    wrong = {"panel.size", "panel.quotas", "panel.households", "panels.size", "panels.quotas", "panels.drawn"}
    assert set(found.contradictions) == wrong


def test_chances_that_the_panels_do_not_give_are_seen(tmp_path: Path) -> None:
    stated = "id,chance\na,0.25\nb,0.75\nc,0.5\nd,0.5\n"
    assert audited(tmp_path, q=QUOTAS, p=PEOPLE, panels=FOUR, s=stated).apart == 0
    found = audited(tmp_path, q=QUOTAS, p=PEOPLE, panels=FOUR, s=stated.replace("0.75", "0.5"))
    assert found.apart == Fraction(1, 4)
    assert found.contradictions == ("stated.panels", "stated.total")


def test_quotas_that_no_panel_meets_are_an_answer(tmp_path: Path) -> None:
    people = (
        PEOPLE.replace(",1\n", ",\n").replace(",2\n", ",\n").replace("c,Cal Marsh,M,3", "c,Cal Marsh,M,4")
    )
    tight = "feature,value,min,max\nsex,F,0,0\nsex,M,3,3\n"
    found = audited(tmp_path, seats=3, q=tight, p=people, panels="a,b,c\n")
    assert found.impossible and found.best is None and found.compared is None


def test_without_quotas_only_chances_are_said(tmp_path: Path) -> None:
    found = audited(tmp_path, p=PEOPLE, panels="a,c\nb,c\n")
    assert found.best is None and not found.impossible and found.chances is not None
    assert found.lottery is not None and found.lottery.broken == ()


def test_one_panel_alone_says_nothing_of_chances(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("q", QUOTAS), ("p", PEOPLE), ("selected", "id\nb\nc\n")):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert main(["audit", str(tmp_path), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "The panel meets every quota" in said and "best: range" in said
    assert "How the panel was drawn, and with what chances" in said
    assert "smallest chance" not in said and "p-value" not in said


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_command_says_it_in_every_form_and_no_name(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(path) for path in sorted(EXAMPLE.glob("*.csv"), reverse=True)]
    for ending in ("html", "docx", "json", "md"):
        words = ["audit", *files, "--out", str(tmp_path / f"audit.{ending}"), "--lang", language]
        assert main(words if ending != "json" else [*words, "--json"]) == 0
    said = capsys.readouterr()
    page = (tmp_path / "audit.html").read_text("utf-8")
    names = [line.split(",")[1] for line in (EXAMPLE / "volontaires.csv").read_text("utf-8").splitlines()[1:]]
    assert "V24" in said.out and "V24" in page
    assert not [name for name in names if name in said.out + said.err + page]


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("q", QUOTAS), ("p", PEOPLE), ("panels", "a,b\nb,c\n")):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert main(["audit", str(tmp_path), "--json"]) == 5
    assert json.loads(capsys.readouterr().out)["panels"]["unmet"] == ["1"]
    assert main(["audit", str(tmp_path / "panels.csv")]) == 3
    assert main(["audit", str(tmp_path), "--solve"]) == 2
    assert main(["audit", str(tmp_path / "nothing"), "--seats", "2"]) == 2
    assert main(["audit", str(tmp_path / "nothing")]) == 3


@cache
def typed(page: Path) -> list[list[str]]:
    return [words[1:] for words in commands(page.read_text(encoding="utf-8"))]


@pytest.fixture
def _in_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "publie")
    monkeypatch.chdir(tmp_path / "publie")


@pytest.mark.usefixtures("_in_a_copy")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_the_page_says_to_type_works(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = ROOT / "docs" / language / "audit-others.md"
    assert len(typed(page)) == 4
    for words in typed(page):
        assert main(words) == 0, words
    assert "V24" in capsys.readouterr().out
    assert Path("audit.html").exists()
