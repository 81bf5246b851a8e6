"""A QR code as a drawing inside a page."""

from __future__ import annotations

from html import escape

import segno


def svg(line: str, title: str) -> str:
    """The code of a line of ASCII as an SVG element, with a title for those who do not see it."""
    drawing: str = segno.make_qr(line, error="m").svg_inline(scale=4, border=4, dark="#000", light="#fff")
    return drawing.replace(">", f' role="img"><title>{escape(title)}</title>', 1)
