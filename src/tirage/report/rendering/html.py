"""A document as one HTML file: no script, nothing from elsewhere, to be read on a phone and to be printed."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from tirage.i18n.catalogue import text
from tirage.report.document import NUMERIC, Band, Bar, Document, Value
from tirage.report.pictures import drawings
from tirage.report.wording import formatted, plain


def render(document: Document) -> bytes:
    """The bytes of the page."""
    return filled("page.html.j2", document)


def filled(template: str, document: Document) -> bytes:
    """The bytes of a template with a document in it."""
    blank = environment().get_template(template)
    page = blank.render(
        document=document,
        say=lambda code, **values: text(code, document.language, **values),
        shown=lambda value, kind: formatted(value, kind, document.language),
    )
    return (page.strip() + "\n").encode()


def _apart(svg: str) -> str:
    """The address of an image that holds a drawing: its style and its ids stay in it.

    >>> _apart('<svg id="a"/>')
    'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" id="a"/%3E'
    """
    sized = svg if " xmlns=" in svg else svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return "data:image/svg+xml," + quote(sized, safe=" ='\"/:;,()!?*+-._~@$&[]{}|^`\\")


def _drawn(value: Value) -> str:
    """The markup of a small picture; the empty text where there is none."""
    if isinstance(value, Band):
        return drawings.band(value)
    return drawings.bar(value) if isinstance(value, Bar) else ""


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
    found.filters |= {"plain": plain, "drawn": _drawn, "apart": _apart}
    found.tests["numeric"] = NUMERIC.__contains__
    return found
