"""Encodings found in pieces: what a file is must not depend on where a piece of it happens to end."""

from __future__ import annotations

import io

import pytest
from support.refusals import codes, refused

from tirage.tabular import encodings
from tirage.tabular.encodings import decode, find_encoding

TEXT = "nom;prénom\nLEFÈVRE;Zoé\n" * 3


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_whatever_the_pieces(
    piece: int, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encodings, "PIECE", piece)
    assert decode(TEXT.encode(encoding), "t") == (TEXT, encoding)


@pytest.mark.parametrize("piece", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        (b"a\r\nb\xc3\xa9\r\nc\xe9\r\n", 3, "E9"),  # a mixture
        (b"\xef\xbb\xbfa\nb\xe9", 2, "E9"),  # with a mark
        (b"a\xc3\xa9\n\xc3", 2, "C3"),  # cut within a letter
        (b"a\rb\r\x81", 3, "81"),
    ],
)
def test_the_byte_and_its_line_are_found_whatever_the_pieces(
    piece: int, data: bytes, line: int, byte: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encodings, "PIECE", piece)
    found = refused(lambda: find_encoding(io.BytesIO(data), "t"))
    assert codes(found) == [("file.encoding.undecodable", line)]
    assert found[0].values["byte"] == byte


@pytest.mark.parametrize("piece", [1, 4, 1000])
def test_a_nul_is_found_whatever_the_pieces(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "PIECE", piece)
    assert codes(refused(lambda: decode(b"a\r\nb\nc\0d\0", "t"))) == [("file.nul", 3)]
