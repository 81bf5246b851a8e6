"""Put the page together from its sources; nothing of it is kept.

A module of JavaScript becomes a function that is called once and returns what it exports, so that names stay
apart as they are in the sources; the modules come in an order in which each finds what it imports.
"""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from pathlib import Path

from tirage.i18n.catalogue import COMPLETE, catalogue
from tirage.verify import texts
from tirage.verify.kernel import NUMBERS, OF_A_CEREMONY, OF_A_FRAME

HERE = Path(__file__).parent
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\.{1,2}/(?:[\w./]*/)?(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|class|function\*?) (\w+))", re.MULTILINE)


def built() -> bytes:
    """The page, from the sources beside this file."""
    engine = bundled(HERE / "engine", "worker")
    script = bundled(HERE / "page", "page")
    style = (HERE / "page" / "style.css").read_text(encoding="utf-8")
    page = (HERE / "page" / "page.html").read_text(encoding="utf-8")
    parts = {
        "POLICY": _policy(script, style),
        "STYLE": style,
        "TEXTS": _data(_texts()),
        "ENGINE": engine,
        "SCRIPT": script,
    }
    for name, part in parts.items():
        if "</script" in part or "<!--" in part:
            raise ValueError(f"{name} would end its element")
        page = page.replace(f"@{name}@", part)
    return page.encode()


def bundled(folder: Path, last: str) -> str:
    """One script of the module `last` and of all that it imports, directly or not."""
    order: list[str] = []
    _visit(folder, last, order, ())
    return '"use strict";\n' + "".join(_wrapped(folder, name) for name in order)


def _visit(folder: Path, name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"modules import each other: {' → '.join((*above, name))}")
    if name not in order:
        for _, other in _IMPORT.findall(_source(folder, name)):
            _visit(folder, other, order, (*above, name))
        order.append(name)


def _source(folder: Path, name: str) -> str:
    if name == "numbers":
        return _numbers()
    (path,) = folder.rglob(f"{name}.js")
    return path.read_text(encoding="utf-8")


def _numbers() -> str:
    """The module that the sources do not have: the numbers of the checks, as `tirage verify` has them."""
    parts = {
        "NUMBERS": NUMBERS,
        "OF_A_FRAME": sorted(OF_A_FRAME),
        "OF_A_CEREMONY": sorted(OF_A_CEREMONY),
    }
    return "".join(f"export const {name} = {_data(part)};\n" for name, part in parts.items())


def _wrapped(folder: Path, name: str) -> str:
    source = _source(folder, name)
    exported = ", ".join(_EXPORT.findall(source))
    body = _IMPORT.sub(lambda found: f"const {{{found[1]}}} = ${found[2]};\n", _EXPORT.sub("", source))
    return f"\nconst ${name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _texts() -> dict[str, object]:
    """By language, what the checklist says and what the page says."""
    page = {
        language: {
            code: said.template for code, said in catalogue(language).items() if code.startswith("page.")
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
