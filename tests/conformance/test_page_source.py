"""The page is the one that its sources make, holds all of them, and reaches nothing outside itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tirage.browser.build import HERE, SPEC, SPECIFIED, built, bundled, ceremony
from tirage.cli import main
from tirage.i18n.catalogue import COMPLETE, catalogue
from tirage.verify import texts

PAGE = built().decode()
_OF_THE_COMMAND = (
    "written.guarantors",
    "written.public",
    *("void", "void.remedy", "standby", "standby.remedy", "alternates", "alternates.remedy"),
)


PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
"""What the descriptor of a pack says that it is; compared, never asked for."""


def test_the_same_sources_make_the_same_page():
    assert built().decode() == PAGE


@pytest.mark.parametrize(("folder", "last"), [("engine", "worker"), ("page", "page")])
def test_every_module_is_in_it_once(folder: str, last: str):
    script = bundled(last, [HERE / folder])
    wrapped = re.findall(r"^const \$(\w+) = \(\(\) => \{$", script, re.MULTILINE)
    assert len(set(wrapped)) == len(wrapped)
    assert set(wrapped) - {"specified"} == {path.stem for path in (HERE / folder).rglob("*.js")}
    assert script in PAGE


def test_every_module_of_the_ceremony_is_in_its_page_once():
    page, folders = ceremony(b"", "fr").decode(), [HERE / "ceremony", HERE / "page"]
    script = bundled("ceremony", folders)
    wrapped = re.findall(r"^const \$(\w+) = \(\(\) => \{$", script, re.MULTILINE)
    own = {path.stem for path in (HERE / "ceremony").glob("*.js")}
    assert len(set(wrapped)) == len(wrapped) and own <= set(wrapped)
    # The engine is that of the verifier's page, byte for byte.
    assert script in page and bundled("worker", [HERE / "engine"]) in page
    assert page.count("Content-Security-Policy") == 1 and "connect-src" not in page


def test_every_text_of_the_ceremony_is_asked_for_and_there():
    sources = "".join(path.read_text(encoding="utf-8") for path in (HERE / "ceremony").glob("*.js"))
    said = {code.removeprefix("screen.") for code in catalogue("en") if code.startswith("screen.")}
    asked = {*re.findall(r'"([a-z]+(?:[.-][a-z-]+)*)"', sources), *_OF_THE_COMMAND}
    beginnings = tuple(re.findall(r"`([a-z.]+\.)\$", sources))
    endings = tuple(re.findall(r"`\$\{\w+\}(\.[a-z]+)`", sources))
    dead = [code for code in sorted(said - asked) if not code.startswith(beginnings)]
    assert [code for code in dead if not code.endswith(endings)] == []
    direct = set(re.findall(r'text\("([^"]+)"', sources))
    assert len(direct) > 20 and direct - said == set()


def test_the_normative_data_are_in_it_as_they_are_and_nowhere_again():
    data = [(SPEC / f"{name}.json").read_text(encoding="utf-8").strip() for name in SPECIFIED]
    assert [PAGE.count(each) for each in data] == [1] * len(data)
    for said in ("contribution letters", "(, erase)?", "beacon,] panel", "{act}-seats.csv"):
        assert bundled("worker", [HERE / "engine"]).count(said) == sum(each.count(said) for each in data)


def test_modules_that_import_each_other_are_refused(tmp_path: Path):
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = 1;\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = 1;\n')
    with pytest.raises(ValueError, match="a → b → a"):
        bundled("a", [tmp_path])


def test_modules_of_one_name_are_refused(tmp_path: Path):
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.js").write_text("export const a = 1;\n")
    with pytest.raises(ValueError, match=r"two modules are called a\.js: rename other/a\.js"):
        bundled("a", [tmp_path])


def test_a_module_that_is_not_there_is_named(tmp_path: Path):
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = 1;\n')
    with pytest.raises(ValueError, match=r"a → b: there is no b\.js"):
        bundled("a", [tmp_path])


@pytest.mark.parametrize("line", ['import b from "./b.js";', "export default 1;", "export { a };"])
def test_a_form_that_is_not_put_together_is_refused(line: str, tmp_path: Path):
    (tmp_path / "a.js").write_text(f"const a = 1;\n{line}\n")
    with pytest.raises(ValueError, match=r"^a\.js: (?:im|ex)port"):
        bundled("a", [tmp_path])


@pytest.mark.parametrize("name", ["verifier.html", "a.b.html"])
def test_the_command_line_writes_it(name: str, tmp_path: Path):
    assert main(["verify", "--export", str(tmp_path / name), "--lang", "en"]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8") == PAGE


class _Addresses(HTMLParser):
    """What a page would load, and whether anything has a script of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        self.found += [
            (tag, name) for name, _ in attrs if name in ("src", "href", "action") or name.startswith("on")
        ]


def test_the_page_loads_nothing():
    reader = _Addresses()
    reader.feed(PAGE)
    assert reader.found == []
    for word in (
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "sendBeacon",
        "import(",
        "importScripts",
        "://",
        "@import",
    ):
        assert word not in PAGE.replace(PROFILE, "")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', PAGE)
    assert policy is not None and policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1] and "connect-src" not in policy[1]


def test_nothing_of_a_file_becomes_markup():
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert word not in PAGE.replace(PROFILE, "")


def test_the_engine_has_no_chance_clock_or_rounding_in_it():
    engine = bundled("worker", [HERE / "engine"])
    for word in ("Math.random", "getRandomValues", "Date.now", "new Date()", "performance.", "parseFloat"):
        assert word not in engine


def test_both_languages_have_every_word_of_the_report():
    for language in COMPLETE:
        said = texts.catalogue(language)
        assert set(said["sentences"]) == texts.codes() and set(said["words"]) == texts.words()
        assert not any("~" in each for part in said.values() for each in part.values())


def test_every_text_that_the_page_asks_for_is_there():
    codes = set(re.findall(r'data-text="([^"]+)"', PAGE))
    assert len(codes) > 20
    assert [code for code in sorted(codes) if PAGE.count(f'"{code}":{{"forms"') != len(COMPLETE)] == []
