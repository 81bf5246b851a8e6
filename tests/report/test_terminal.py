"""A document on a terminal: every kind of block, narrow and wide; nothing cut, nothing obeyed."""

from __future__ import annotations

import io
import re
from fractions import Fraction

import pytest
from support.windows import Window

from tirage.i18n.catalogue import Language
from tirage.report.document import (
    Blanks,
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Items,
    Marked,
    Names,
    Paragraph,
    Picture,
    Section,
    Signatures,
    Step,
    Steps,
    Strip,
    Table,
)
from tirage.report.rendering import data, html, markdown, terminal, workbook

HASH = "0123456789abcdef" * 4
WORDS = (
    "Les quotas tiennent ensemble : il existe des panels qui les respectent tous, [bold]sans exception[/]."
)
CATEGORIES = ("Sans diplôme ou certificat d’études primaires", "Bac + 2 ou plus", "18-39")

TABLE = Table(
    "quotas",
    "Quotas",
    (
        Column("criterion", "critère", "group"),
        Column("category", "modalité"),
        Column("people", "volontaires", "count"),
        Column("seats", "sièges", "count"),
        Column("chance", "chance moyenne", "percent"),
        Column("interval", "intervalle de la chance", "figure"),
    ),
    tuple(
        (
            "diplôme" if place < 2 else "âge",
            name,
            1234567,
            Marked(place, "bad"),
            Fraction(1, 3),
            "× 1,02 [0,97–1,08]",
        )
        for place, name in enumerate(CATEGORIES)
    ),
)
BLOCKS: dict[str, Block] = {
    "paragraph": Paragraph(WORDS, "note"),
    "items": Items((WORDS, WORDS), ordered=True, start=3),
    "facts": Facts((Fact("a", "Empreinte", HASH, "hash"), Fact("b", "Sièges", 12, "count"))),
    "steps": Steps((Step(7, "2026-11-27T10:00:00Z", WORDS, HASH),)),
    "picture": Picture("p", "<svg/>", WORDS, (Strip("leximin", (0, 9, 1)), Strip("nash", (0, 0, 0)))),
    "names": Names("n", "pids", tuple(f"V{n:02}" for n in range(40))),
    "blanks": Blanks((("Lieu", ""), ("Date", "lundi"))),
    "signatures": Signatures("Présents", ("Ada", "")),
    "table": TABLE,
}


def document(*blocks: Block, language: Language = "fr", **more: object) -> Document:
    return Document("kind", language, "Titre", (Section("s", "", blocks),), **more)  # type: ignore[arg-type]


def shown(found: Document, width: int | None, monkeypatch: pytest.MonkeyPatch) -> str:
    """The document in a window of that width, without its colours; in a pipe where there is no window."""
    if width is None:
        pipe = io.StringIO()
        terminal.render(found, terminal.Terminal(pipe))
        return pipe.getvalue()
    window = Window(width, monkeypatch)
    terminal.render(found, terminal.Terminal(window))
    return window.said()


@pytest.mark.parametrize("width", [None, 200, 80, 40])
@pytest.mark.parametrize("name", BLOCKS)
def test_every_word_and_figure_is_there(
    name: str, width: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every block, in every window; the words of the plainest rendering are the measure."""
    found = document(BLOCKS[name])
    said = shown(found, width, monkeypatch)
    written = re.sub(r"\\(.)", r"\1", markdown.render(found).decode())
    # The names of rows say by themselves what they are.
    words = set(re.findall(r"\w[\w’,/+–-]+", written)) - {"critère", "modalité"}
    assert words and not {word for word in words if word not in said}


@pytest.mark.parametrize("width", [200, 80, 40])
@pytest.mark.parametrize("name", BLOCKS)
def test_no_line_is_wider_than_the_window(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(document(BLOCKS[name]), width, monkeypatch).splitlines()
    assert [line for line in lines if len(line.rstrip()) > width] == []


def test_a_wide_table_is_stacked_and_each_row_keeps_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures stand side by side as long as there is room; one that is at fault stands by itself."""
    lines = shown(document(TABLE), 60, monkeypatch).splitlines()
    for place, (criterion, category, *_) in enumerate(TABLE.rows):
        at = lines.index(f"{criterion} · {category}")
        assert lines[at + 1 : at + 5] == [
            "  volontaires\u00a0: 1\u202f234\u202f567",
            f"  sièges\u00a0: ✗ {place}",
            "  chance moyenne\u00a0: 33,33\u00a0%",
            "  intervalle de la chance\u00a0: × 1,02 [0,97–1,08]",
        ]


def test_figures_of_a_stacked_row_stand_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = tuple(Column(name, f"titre {name}", "count") for name in "abcdef")
    table = Table("t", "", (Column("n", "nom"), *columns), (("Nord", *range(6)),))
    lines = [line for line in shown(document(table), 50, monkeypatch).splitlines() if line]
    assert lines == [
        "Titre",
        "Nord",
        "  titre a\u00a0: 0 · titre b\u00a0: 1 · titre c\u00a0: 2",
        "  titre d\u00a0: 3 · titre e\u00a0: 4 · titre f\u00a0: 5",
    ]


def test_a_criterion_is_said_once_and_a_fault_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(document(TABLE), None, monkeypatch)
    assert said.count("diplôme ") == 2  # as a criterion, and in a category
    assert "✗ 2" in said


def test_a_command_is_not_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = "  tirage draw panel --dossier dossier --seed " + "1 2 3 " * 20 + "4"
    said = shown(document(Paragraph(f"{WORDS}\n{typed}")), 40, monkeypatch)
    assert typed in said.splitlines()


def test_markup_and_signs_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = "[bold]\x1b[2J\u202e:smile:"
    columns = (Column("a", odd), Column("b", odd, "count"))
    found = document(Paragraph(odd), Table("t", odd, columns, ((odd, 1),)), Items((odd,)))
    for width in (None, 10, 80):
        said = shown(found, width, monkeypatch)
        assert said.count("[bold]\\x1b[2J\\u202e:smile:") >= 4
        assert not {"\x1b", "\u202e"} & set(said)


def test_the_page_of_a_report_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    head = {
        "head": HASH,
        "head_label": "Tête",
        "rehearsal": "RÉPÉTITION",
        "verdict": Paragraph("Oui.", "good"),
    }
    said = shown(document(**head), None, monkeypatch)  # type: ignore[arg-type]
    assert said.splitlines() == ["RÉPÉTITION", "Titre", "Oui.", "Tête " + " ".join(re.findall(".{8}", HASH))]


def test_data_of_a_command_have_a_kind_and_a_version() -> None:
    found = document(Paragraph("x"), data={"seats": 3})
    assert data.values(found) == {"tirage": "kind/1", "seats": 3}
    assert data.values(document(TABLE))["sections"][0]["blocks"][0]["rows"][0]["seats"] == 0


@pytest.mark.parametrize("module", [html, markdown, workbook])
def test_a_screen_can_be_written_in_every_format(module: object) -> None:
    assert module.render(document(*BLOCKS.values()))  # type: ignore[attr-defined]
