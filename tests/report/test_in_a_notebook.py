"""Results show themselves in a notebook: as pages, in both languages, and nobody's name is among them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest

import tirage
from tirage.report.notebook.views import _pages
from tirage.shown import Shown

ROOT = Path(__file__).parents[2]
POOL, QUOTAS = (str(ROOT / "examples" / "petit" / name) for name in ("volontaires.csv", "quotas.csv"))
DESK = {"clock": lambda *, rehearsal: "2027-03-01T17:00:00Z", "tool": tirage.TOOL}
LATER = {**DESK, "clock": lambda *, rehearsal: "2027-03-01T18:00:00Z"}
SAID = re.compile(r"^class (\w+)\([^)]*\bShown\b", re.MULTILINE)
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


class Markup(HTMLParser):
    """Tags that are open, what is odd, and how many of each there were."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.seen: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.ids += [name for name, _ in attrs if name == "id"]
        if tag not in {"br", "img", "rect", "line", "circle", "path"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("notebook") / "dossier"
    quotas = tirage.read_quotas(QUOTAS, seats=6)
    pool = tirage.read_pool(POOL, quotas.quotas, household=["adresse"])
    request = tirage.Request(seats=6, panels=39)
    asked = tirage.DrawOptions(POOL, QUOTAS, 6, 39, household=("adresse",), rehearsal=True)
    found: dict[str, object] = {
        "quotas": quotas,
        "pool": pool,
        "lottery": tirage.draw_up(pool.pool, quotas.quotas, request),
        "chances": tirage.planned_chances(pool.pool, quotas.quotas, request),
        "comparison": tirage.compare_fairness(pool.pool, quotas.quotas, 6, 39),
        "planned": tirage.draw_panel_from_file(asked, folder, **DESK),
    }
    found["drawn"] = drawn = tirage.draw_panel(folder, DICE, **LATER)
    scenario = tirage.read_scenario(folder, years=1, seed="test")
    found["lives"] = tirage.simulate_lives(scenario, ["monthly"], 2)
    left = tirage.record_member(folder, "withdrawal", drawn.dossier.state.seated[0], **LATER)
    found |= {"left": left, "dossier": left.dossier, "verified": tirage.verify_dossier(folder)}
    found["people"] = tirage.list_people(folder, clock=LATER["clock"])
    found["replayed"] = tirage.replay(folder)
    found["summary"] = tirage.summarise(drawn.dossier.files, drawn.dossier.entries)
    with pytest.raises(tirage.InputInvalid) as caught:
        tirage.read_pool(QUOTAS, quotas.quotas)
    found["error"] = caught.value
    return found


def test_every_result_is_a_page_of_its_own(results: dict[str, object]) -> None:
    for name, result in results.items():
        markup = Markup(tirage.show(result)._repr_html_())
        assert markup.open == [] and markup.ids == [] and "script" not in markup.seen, name
        assert {"table", "p"} & set(markup.seen), name
        english, french = (tirage.show(result, language)._repr_html_() for language in ("en", "fr"))
        assert 'lang="fr"' in french and french.replace('lang="fr"', 'lang="en"') != english, name
        if isinstance(result, Shown):
            assert result._repr_html_() == english


def test_what_the_desk_is_told_stands_below(results: dict[str, object]) -> None:
    for name in ("planned", "drawn"):
        notes = results[name].notes  # type: ignore[attr-defined]
        document = tirage.show(results[name]).document
        assert notes and document.sections[-1].key == "notes", name
        assert len(document.sections[-1].blocks) == len(notes)
    assert "Read as: " in tirage.show(results["drawn"])._repr_html_()


def test_nobody_is_named_in_a_page_or_a_repr(results: dict[str, object]) -> None:
    pool = results["pool"]
    assert isinstance(pool, tirage.PoolFile)
    known = {feature for person in pool.pool.people for feature in person.features}
    words = {cell for row in pool.private.rows.values() for cell in row if len(cell) > 3} - known
    assert len(words) > 20
    for name, result in results.items():
        text = tirage.show(result)._repr_html_() + repr(result)
        assert not [word for word in words if word in text], name


def test_what_is_said_to_be_shown_is() -> None:
    # From the sources: a class of a module that nobody has imported yet is none of `Shown.__subclasses__()`.
    source = ROOT / "src"
    names = {
        (".".join(path.relative_to(source).with_suffix("").parts), name)
        for path in source.rglob("*.py")
        for name in SAID.findall(path.read_text(encoding="utf-8"))
    }
    kinds = [getattr(import_module(module), name) for module, name in sorted(names)]
    assert {kind.__name__ for kind in Shown.__subclasses__()} <= {kind.__name__ for kind in kinds}
    assert len(kinds) > 20
    assert [kind for kind in kinds if not any(issubclass(kind, known) for known in _pages())] == []
    with pytest.raises(TypeError):
        tirage.show(3)


def test_a_check_that_fails_is_seen(results: dict[str, object], tmp_path: Path) -> None:
    dossier = results["dossier"]
    assert isinstance(dossier, tirage.Dossier)
    for name, data in dossier.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    lottery = tmp_path / "public" / "lottery.csv"
    lottery.write_bytes(lottery.read_bytes().replace(b"0", b"1", 1))
    page = tirage.show(tirage.verify_dossier(tmp_path))._repr_html_()
    assert "✗ failed" in page and '<p class="bad">' in page


def test_frames_hold_what_the_pages_say(results: dict[str, object]) -> None:
    comparison, lives = results["comparison"], results["lives"]
    assert isinstance(comparison, tirage.Comparison) and isinstance(lives, tirage.Simulation)
    assert comparison.to_frame().loc["leximin", "least"] == pytest.approx(3 / 13)
    assert list(comparison.to_frame().index) == [each.fairness for each in comparison.objectives]
    assert lives.to_frame().shape == (12, 1)
    assert list(lives.to_frame()["monthly"]) == [float(share) for share in lives.whole["monthly"]]
