"""A document as PDF/UA, from the page that `html` makes; needs weasyprint, the extra `pdf`."""

from __future__ import annotations

import hashlib

from tirage.errors import Refused
from tirage.report.document import Document
from tirage.report.rendering import html


def render(document: Document) -> bytes:
    """The bytes of the PDF; Refused where weasyprint is not installed."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise Refused("report.pdf") from error
    page = html.render(document)
    # The same report is the same bytes: its identifier is a hash of the page.
    identifier = hashlib.sha256(page).digest()[:16]
    made: bytes = weasyprint.HTML(string=page.decode(), url_fetcher=_nothing).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifier
    )
    return made


def _nothing(url: str) -> dict[str, object]:
    """A report is one file: it asks for no other."""
    raise ValueError(url)
