"""Put a page together from its sources; nothing of it is kept.

A module of JavaScript becomes a function that is called once and returns what it exports, so that names stay
apart as they are in the sources; the modules come in an order in which each finds what it imports.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from tirage.i18n.catalogue import COMPLETE, catalogue
from tirage.verify import texts
from tirage.verify.program import version

HERE = Path(__file__).parent
SPEC = HERE.parent / "spec"
SPECIFIED = ("checks", "acts", "layout", "regulation", "unicode", "geographies")
"""Documents of the specification that the engine reads."""
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\.{1,2}/(?:[\w./]*/)?(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|class|function\*?) (\w+))", re.MULTILINE)


def built() -> bytes:
    """The verifier's page, from the sources beside this file."""
    return _page("page", {"TEXTS": _data(_texts("page."))})


def ceremony(archive: bytes, language: str) -> bytes:
    """The page for the screen of a room: `archive`, a pack as a ZIP file, is what it shows."""
    given = {"LANGUAGE": language, "ARCHIVE": base64.b64encode(archive).decode()}
    return _page("ceremony", {"TEXTS": _data(_texts("screen.")), **given})


def _page(name: str, given: Mapping[str, str]) -> bytes:
    """The page of a folder: its markup, style and script, the engine, and what else is given, by its mark."""
    folder = HERE / name
    script = bundled(last=name, folders=dict.fromkeys((folder, HERE / "page")))
    style = (folder / "style.css").read_text(encoding="utf-8")
    page = (folder / "page.html").read_text(encoding="utf-8")
    parts = {
        "POLICY": _policy(script, style),
        "STYLE": style,
        "ENGINE": bundled(last="worker", folders=(HERE / "engine",)),
        "SCRIPT": script,
        **given,
    }
    for mark, part in parts.items():
        if "</script" in part or "<!--" in part:
            raise ValueError(f"{mark} would end its element")
        page = page.replace(f"@{mark}@", part)
    return page.encode()


def bundled(last: str, folders: Iterable[Path]) -> str:
    """One script of the module `last` and of all that it imports, directly or not, from these folders.

    ValueError where two modules have one name, where one is missing, or where they import each other.
    """
    sources = _sources(folders)
    order: list[str] = []
    _visit(sources, last, order, ())
    return '"use strict";\n' + "".join(_wrapped(name, sources[name]) for name in order)


def _sources(folders: Iterable[Path]) -> dict[str, str]:
    """The text of every module by its name, which is that of its file, in whatever folder it is."""
    sources = {"specified": _specified()}
    for folder in folders:
        for path in sorted(folder.rglob("*.js")):
            if path.stem in sources:
                raise ValueError(f"two modules are called {path.name}: rename {path.relative_to(folder)}")
            sources[path.stem] = path.read_text(encoding="utf-8")
    return sources


def _specified() -> str:
    """The one module that no file holds: the normative data, document by document, and the version."""
    documents = {name: (SPEC / f"{name}.json").read_text(encoding="utf-8") for name in SPECIFIED}
    known = {name.upper(): text.strip() for name, text in documents.items()} | {"VERSION": f'"{version()}"'}
    return "".join(f"export const {name} = {text};\n" for name, text in known.items())


def _visit(sources: dict[str, str], name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"modules import each other: {' → '.join((*above, name))}")
    if name not in sources:
        raise ValueError(f"{' → '.join((*above, name))}: there is no {name}.js")
    if name not in order:
        for _, other in _IMPORT.findall(sources[name]):
            _visit(sources, other, order, (*above, name))
        order.append(name)


def _wrapped(name: str, source: str) -> str:
    exported = ", ".join(_EXPORT.findall(source))
    body = _IMPORT.sub(lambda found: f"const {{{found[1]}}} = ${found[2]};\n", _EXPORT.sub("", source))
    if left := re.search(r"^(?:import|export)\b.*", body, re.MULTILINE):
        raise ValueError(f"{name}.js: {left[0]} is not in a form that is put together")
    return f"\nconst ${name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _texts(prefix: str) -> dict[str, object]:
    """By language, what the checklist says and what a page says: texts whose codes begin so, by the rest."""
    page = {
        language: {
            code.removeprefix(prefix): {"template": said.template, "forms": said.forms}
            for code, said in catalogue(language).items()
            if code.startswith(prefix)
        }
        for language in COMPLETE
    }
    return {language: {**texts.catalogue(language), "page": page[language]} for language in COMPLETE}


def _data(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace(
        "<", "\\u003c"
    )


def _policy(script: str, style: str) -> str:
    """What the browser lets the page do: run its own script and worker, show its own style, reach nothing."""
    script_hash, style_hash = (
        base64.b64encode(sha256(text.encode()).digest()).decode() for text in (script, style)
    )
    return (
        f"default-src 'none'; script-src 'sha256-{script_hash}'; worker-src blob:; "
        f"style-src 'sha256-{style_hash}'; base-uri 'none'; form-action 'none'"
    )
