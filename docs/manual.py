"""Make the manual as a site that needs no network: `site/fr`, `site/en`, and a page before them that chooses.

`python docs/manual.py` makes it of the pages as they lie in the repository: each is read, its links are
turned to where things stand in the site, and mkdocs-material lays it out (docs/theme). What is told from the
code, commands and errors, is written for the site alone. Any warning, such as a broken link, stops it.
"""

from __future__ import annotations

import argparse
import json
import logging
import posixpath
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from reference import pages as reference

from tirage.i18n.catalogue import Language
from tirage.people.frame.findings import CAUSES
from tirage.report.pages import codes
from tirage.report.rendering import markdown
from tirage.report.wording import Wording

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
THEME = DOCS / "theme"
LANGUAGES: tuple[Language, ...] = ("fr", "en")
LINK = re.compile(r"\[([^\[\]]*)\]\(([^)\s]+)\)")
FENCE = re.compile(r"(^ *```.*?^ *```\s*?$)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`[^`\n]+`|\]\([^)\s]*\))")
CALLOUT = re.compile(r"^(> \[!(\w+)\])$", re.MULTILINE)
CALLOUTS = {
    "fr": {"NOTE": "À savoir", "TIP": "Conseil", "WARNING": "Attention", "IMPORTANT": "Important"},
    "en": {"NOTE": "Note", "TIP": "Tip", "WARNING": "Careful", "IMPORTANT": "Important"},
}
HELD = re.compile(r"(?<=\S) (?=[:;?!%»](?:\s|[.,)*]|$))|(?<=«) ")
"""Spaces of a French text at which no line breaks."""
BELOW = 0.3
"""How much a page of reference counts in the search beside one that tells how something is done."""
FRENCH = "*English below.*"
"""Stands in pages that are French first."""


class BrokenLink(Exception):
    """A page names a file that is not there."""


@dataclass(frozen=True, slots=True)
class Manual:
    """The pages of one language, as they are handed to mkdocs."""

    language: Language
    pages: dict[str, str] = field(default_factory=dict)
    """Address in the site → Markdown."""
    files: dict[str, Path] = field(default_factory=dict)
    """Address in the site → the file that is copied there."""

    def read(self) -> None:
        """Take in every page of the repository."""
        places = sources(self.language)
        for source, place in places.items():
            if not source.endswith(".md"):
                continue
            text = (ROOT / source).read_text(encoding="utf-8")
            self.pages[place] = self._headed(source, text) + self._turned(source, text, places)

    def _headed(self, source: str, text: str) -> str:
        """The language of a page that is in one only, as front matter, and how far the search prefers it."""
        if source.startswith(f"docs/{self.language}/"):
            return ""
        language = "fr" if FRENCH in text else "en"
        # What helps a reader at a counter is found first.
        boost = BELOW if language == self.language else BELOW / 3
        return f"---\nlang: {language}\nsearch: {{boost: {boost}}}\n---\n"

    def _turned(self, source: str, text: str, places: Mapping[str, str]) -> str:
        """The text with links to where things stand in the site, outside code."""
        parts = FENCE.split(text)
        here = places[source]
        titles = navigation()["titles"][self.language]

        def turned(match: re.Match[str]) -> str:
            words, target = match.groups()
            if re.match(r"[a-z]+:|#", target):
                return match[0]
            path, _, anchor = target.partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
            own = re.sub(r"^docs/(fr|en)/", f"docs/{self.language}/", path)
            if own != path:  # the same page in this language, whose headings are others
                anchor = ""
            place = self._placed(own, places)
            if words.endswith(".md"):  # a file's name says nothing to a reader here
                words = titles.get(place.removesuffix(".md"), words)
            found = posixpath.relpath(place, posixpath.dirname(here) or ".")
            return f"[{words}]({found}{'#' * bool(anchor)}{anchor})"

        for number in range(0, len(parts), 2):
            parts[number] = LINK.sub(turned, parts[number])
            if source.startswith("docs/fr/"):
                words = CODE.split(parts[number])
                words[::2] = [HELD.sub("\u00a0", each) for each in words[::2]]
                parts[number] = "".join(words)
        return CALLOUT.sub(lambda match: f"{match[1]} {CALLOUTS[self.language][match[2]]}", "".join(parts))

    def _placed(self, path: str, places: Mapping[str, str]) -> str:
        """Where a file of the repository stands in the site; BrokenLink where there is none."""
        for each in (path, f"{path}/README.md"):
            if each in places:
                return places[each]
        if (ROOT / path).is_dir():
            return self._folder(path)
        if not (ROOT / path).is_file():
            raise BrokenLink(path)
        place = path.removeprefix("docs/") if path.startswith("docs/images/") else f"files/{path}"
        self.files[place] = ROOT / path
        return place

    def _folder(self, path: str) -> str:
        """A page that names the files of a folder, each of which is copied."""
        place = f"files/{path}/index.md"
        lines = [f"# {path}", ""]
        for file in sorted(each for each in (ROOT / path).iterdir() if each.is_file()):
            self.files[f"files/{path}/{file.name}"] = file
            lines.append(f"- [{file.name}]({file.name})")
        self.pages[place] = "\n".join([*lines, ""])
        return place

    def write(self, folder: Path) -> None:
        """All of it into a folder that is not there yet."""
        for place, text in self.pages.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for place, file in self.files.items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / place)


def sources(language: str) -> dict[str, str]:
    """File of the repository → its address in the site of a language, for every page."""
    found = {path.name: path.name.lower() for path in sorted(ROOT.glob("*.md"))}
    found |= {f"docs/{path.name}": path.name for path in DOCS.glob("*.md") if "intro" not in path.name}
    found |= {f"docs/{language}/{path.name}": path.name for path in (DOCS / language).glob("*.md")}
    found |= {f"docs/decisions/{path.name}": f"decisions/{path.name}" for path in DOCS.glob("decisions/*.md")}
    for path in ROOT.glob("examples/*/README.md"):
        found[f"examples/{path.parent.name}/README.md"] = f"examples/{path.parent.name}.md"
    found["quotas/README.md"] = "quotas.md"
    found["bench/README.md"] = "bench/index.md"
    found["bench/pools/README.md"] = "bench/pools.md"
    # Folders, of which the site has a page that names what is in them.
    found |= {"docs/decisions": "decisions/index.md", "examples": "examples/index.md"}
    return dict(sorted(found.items()))


def drawn_up(language: Language, errors: int | None = None) -> Manual:
    """The manual of a language before it is laid out, with so many pages of errors (None: all)."""
    manual = Manual(language)
    manual.read()
    words = navigation()["words"][language]
    manual.pages.update((f"commands/{name}", text) for name, text in reference(language).items())
    for folder in ("decisions", "examples"):
        manual.pages[f"{folder}/index.md"] = _listed(manual, folder, words)
    manual.pages.update(_errors(language, words, errors))
    return manual


def _listed(manual: Manual, folder: str, words: Mapping[str, str]) -> str:
    """The page that names all pages of a folder."""
    lines = [f"# {words[folder]}", "", words[f"{folder}_intro"], ""]
    for place in sorted(manual.pages):
        if place.startswith(f"{folder}/"):
            heading = re.search(r"^# (.*)$", manual.pages[place], re.MULTILINE)
            assert heading, place
            lines.append(f"- [{heading[1]}]({posixpath.basename(place)})")
    return "\n".join([*lines, ""])


def _errors(language: Language, words: Mapping[str, str], most: int | None) -> Iterator[tuple[str, str]]:
    """A page for each code that `tirage explain` knows, and one that names them all."""
    lines = [f"# {words['errors']}", "", words["errors_intro"], ""]
    room = ""
    for code in codes.codes()[:most]:
        page = codes.page(code, Wording(language))
        said = page.data or {}
        if (place := _room(code)) != room:
            room = place
            lines += ["", f"## {room}", ""]
        lines.append(f"- [`{code}`]({code}.md) {markdown.escaped(str(said.get('found', said.get('holds'))))}")
        yield f"errors/{code}.md", f"---\nsearch: {{boost: {BELOW}}}\n---\n{markdown.render(page).decode()}"
    yield "errors/index.md", "\n".join([*lines, ""])


def _room(code: str) -> str:
    """The heading under which a code is named."""
    if code[0].isdigit():
        return "tirage verify"
    return "tirage frame --accept" if code in CAUSES else code.partition(".")[0]


@cache
def navigation() -> Mapping[str, Any]:
    """Sections, titles and words of the site itself."""
    return tomllib.loads((THEME / "navigation.toml").read_text(encoding="utf-8"))


def settings(manual: Manual, folder: Path, out: Path) -> dict[str, Any]:
    """What mkdocs is told beside docs/theme/mkdocs.yml."""
    told, language = navigation(), manual.language
    words, titles = told["words"][language], told["titles"][language]
    sections = []
    for section in told["section"]:
        pages = [
            {titles[name]: f"{name}.md"} if name in titles else f"{name}.md"
            for name in section["pages"]
            if f"{name}.md" in manual.pages
        ]
        sections += pages if section["pages"] == ["index"] else [{section[language]: pages}]
    return {
        "INHERIT": str(THEME / "mkdocs.yml"),
        "site_name": words["name"],
        "site_description": words["description"],
        "docs_dir": str(folder),
        "site_dir": str(out / language),
        "nav": sections,
        "theme": {
            "language": language,
            "custom_dir": str(THEME / "overrides"),
            "palette": {"scheme": "default", "primary": "custom"},
        },
        "plugins": [{"search": {"lang": [language]}}, "offline"],
        "extra": {
            "foreign": {each: words[f"foreign_{each}"] for each in LANGUAGES},
            # A list would make the theme ask a server which pages there are.
            "alternate": True,
            "languages": [
                {"name": name, "lang": each, "link": f"../{each}/"}
                for each, name in (("fr", "Français"), ("en", "English"))
            ],
        },
    }


def build(out: Path, errors: int | None = None) -> None:
    """Both manuals and the page before them, in a folder; mkdocs' Abort at the first warning."""
    from mkdocs.commands.build import build as lay_out
    from mkdocs.config import load_config

    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "pages"
            manual = drawn_up(language, errors)
            manual.write(folder)
            told = Path(name) / "mkdocs.yml"
            # JSON is YAML.
            told.write_text(json.dumps(settings(manual, folder, out)), encoding="utf-8")
            config = load_config(str(told))
            config.plugins.on_startup(command="build", dirty=False)
            lay_out(config)
            config.plugins.on_shutdown()
    shutil.copyfile(THEME / "root.html", out / "index.html")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, nargs="?", default=ROOT / "site", help="folder of the site")
    place: Path = parser.parse_args().out
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    build(place)
    print(place / "index.html")
