"""Model letters: filled from the rules and from what a city writes once, with fields for a mail merge."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import docx as office
import pytest
from support.refusals import refused

from tirage.acts.beginning import write_template
from tirage.cli import main
from tirage.errors import Refused
from tirage.i18n.catalogue import COMPLETE, Language, text
from tirage.people.letters.mailing import HEADER
from tirage.report.document import Document, Paragraph, Section
from tirage.report.letters.models import Letters, write_letters
from tirage.report.rendering import docx

Made = tuple[Language, Path, Letters]
NAME = "Assemblée des Invalides imaginaires"
GDPR = {
    "fr": (
        "Responsable",
        "Base légale",
        "conservation",
        "droits",
        "délégué",
        "CNIL",
        "Qui les reçoit",
        "D’où",
    ),
    "en": ("Controller", "Legal basis", "retention", "rights", "dpo", "CNIL", "Who receives", "come from"),
}
"""What article 14 asks a letter to say of data that come from elsewhere."""


@pytest.fixture(scope="module", params=COMPLETE)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    language: Language = request.param
    folder = tmp_path_factory.mktemp("letters") / "d"
    values = {"name": NAME, "organiser": "Ville d'Essai", "city": "Essai", "seats": 42}
    write_template(folder, "volunteers", language, values)
    return language, folder, write_letters(folder, language=language)


def said(path: Path) -> str:
    """The words of a DOCX, those of fields too."""
    xml = office.Document(str(path)).element.xml
    return "\n".join("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", line)) for line in xml.split("</w:p>"))


def fields(path: Path) -> set[str]:
    return set(re.findall(r'MERGEFIELD (?:&quot;|")([^"&]+)', office.Document(str(path)).element.xml))


def test_the_letters_know_the_assembly(made: Made) -> None:
    _, _, found = made
    assert len(found.letters) == 5
    for letter in found.letters:
        words = said(letter.path)
        assert NAME in words
        assert "{" not in words and "}" not in words
    assert any("42" in said(letter.path) for letter in found.letters)


def test_the_invitation_says_what_the_regulation_asks_for(made: Made) -> None:
    language, _, found = made
    (letter,) = [each for each in found.letters if each.path.stem == "invitation"]
    words = said(letter.path)
    assert [word for word in GDPR[language] if word not in words] == []
    assert text("mailing.column.code", language) in fields(letter.path)


def test_fields_are_columns_of_the_files_in_private(made: Made) -> None:
    language, _, found = made
    sent = {text(f"mailing.column.{name}", language) for name in HEADER}
    lists = {text(f"members.column.{name}", language) for name in ("reference", "name", "address", "since")}
    for letter in found.letters:
        columns = sent if letter.path.stem == "invitation" else lists
        assert fields(letter.path) <= columns, letter.path.stem


def test_what_is_not_known_yet_is_seen_and_told(made: Made) -> None:
    language, _, found = made
    name = text("letter.variable.dpo", language)
    (letter,) = [each for each in found.letters if each.path.stem == "invitation"]
    assert name in letter.unfilled
    assert f"«\u00a0{name}\u00a0»" in said(letter.path)
    assert name not in fields(letter.path)


def test_a_city_writes_its_values_once_and_its_texts_are_its_own(made: Made, tmp_path: Path) -> None:
    language, folder, found = made
    copy = Path(shutil.copytree(folder, tmp_path / "d"))
    place = copy / found.folder.name
    values = place / text("letter.values.file", language)
    key = text("letter.variable.dpo", language)
    values.write_text(values.read_text("utf-8").replace(f"{key}: ''", f"{key}: 'dpo@exemple.fr'"), "utf-8")
    model = place / "invitation.md"
    model.write_text(model.read_text("utf-8") + "\nNotre phrase à nous.\n", "utf-8")
    kept = model.read_bytes()
    for other in place.glob("*.docx"):
        other.unlink()
    (place / f"{found.letters[0].path.stem}.md").unlink()
    again = write_letters(copy, language=language)
    assert again.new == () and model.read_bytes() == kept
    assert len(again.letters) == 4
    words = said(place / "invitation.docx")
    assert "dpo@exemple.fr" in words and "Notre phrase à nous." in words
    before = (place / "invitation.docx").read_bytes()
    write_letters(copy, language=language)
    assert (place / "invitation.docx").read_bytes() == before


def test_all_that_is_wrong_is_said_with_its_line_and_nothing_is_written(tmp_path: Path) -> None:
    write_template(tmp_path / "d", "volunteers", "fr", {"name": NAME, "seats": 42})
    place = write_letters(tmp_path / "d", language="fr").folder
    before = {path: path.read_bytes() for path in place.glob("*.docx")}
    (place / "a.md").write_text("Sans titre\n\n{organisteur} et {\n", "utf-8")
    (place / "invitation.md").write_text("# T\n{téléphone du maire}\n", "utf-8")
    found = refused(lambda: write_letters(tmp_path / "d", language="fr"))
    assert {(each.code, Path(str(each.file)).name, each.line) for each in found} == {
        ("letter.variable", "a.md", 3),
        ("letter.brace", "a.md", 3),
        ("letter.title", "a.md", 1),
        ("letter.variable", "invitation.md", 2),
    }
    assert {path: path.read_bytes() for path in place.glob("*.docx")} == before
    (place / "valeurs.yaml").write_text("contact: ['a']\ninconnue: 'b'\n", "utf-8")
    values = refused(lambda: write_letters(tmp_path / "d", language="fr"))
    assert [(each.code, each.line) for each in values] == [("letter.value", 1), ("letter.variable", 2)]


def test_without_rules_there_is_no_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refused):
        write_letters(tmp_path)
    assert main(["letters", "models", "--dossier", str(tmp_path), "--lang", "fr"]) != 0
    assert "tirage init" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_left_is_said_on_the_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_template(tmp_path / "d", "paris", "fr")
    assert main(["letters", "models", "--dossier", str(tmp_path / "d"), "--lang", "fr", "--json"]) == 0
    assert main(["letters", "models", "--dossier", str(tmp_path / "d"), "--lang", "fr"]) == 0
    assert "Encore à remplir" in capsys.readouterr().out


def test_a_quotation_in_a_report_is_no_field() -> None:
    section = (Section("s", "", (Paragraph("un «mot» et « deux »"),)),)
    for kind, count in (("letter", 1), ("report", 0)):
        written = office.Document(io.BytesIO(docx.render(Document(kind, "fr", "t", section))))
        assert written.element.xml.count("MERGEFIELD") == count


def test_models_and_letters_are_written_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_template(tmp_path, "volunteers", "en")

    def interrupted(_: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tirage.report.letters.models.docx.render", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_letters(tmp_path, language="en")
    assert not (tmp_path / "models").exists()
    (tmp_path / "models").mkdir()  # a killed one may have come so far
    assert len(write_letters(tmp_path, language="en").new) == 6
