"""A document as one HTML file: no script, nothing from elsewhere, to be read on a phone and to be printed."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from tirage.i18n.catalogue import text
from tirage.report.document import NUMERIC, Band, Bar, Document, Value
from tirage.report.pictures import drawings
from tirage.report.wording import formatted, plain


def render(document: Document) -> bytes:
    """The bytes of the page."""
    page = _template().render(
        document=document,
        say=lambda code, **values: text(code, document.language, **values),
        shown=lambda value, kind: formatted(value, kind, document.language),
    )
    return (page.rstrip() + "\n").encode()


def _drawn(value: Value) -> str:
    """The markup of a small picture; the empty text where there is none."""
    if isinstance(value, Band):
        return drawings.band(value)
    return drawings.bar(value) if isinstance(value, Bar) else ""


@cache
def _template() -> Template:
    return environment().get_template("page.html.j2")


@cache
def environment() -> Environment:
    """Templates of pages, with what they may call."""
    found = Environment(
        loader=PackageLoader("tirage.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"plain": plain, "drawn": _drawn}
    found.tests["numeric"] = NUMERIC.__contains__
    return found
