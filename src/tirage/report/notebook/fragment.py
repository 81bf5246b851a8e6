"""A document as a piece of HTML to stand among others: in a notebook, which has a style of its own."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from jinja2 import Template

from tirage.i18n.catalogue import text
from tirage.report.document import Document
from tirage.report.rendering.html import environment
from tirage.report.wording import formatted


def render(document: Document) -> bytes:
    """The bytes of the piece: one `div`, which styles nothing outside it and has neither script nor id."""
    page = _template().render(
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


@cache
def _template() -> Template:
    found = environment()
    found.filters["apart"] = _apart
    return found.get_template("fragment.html.j2")
