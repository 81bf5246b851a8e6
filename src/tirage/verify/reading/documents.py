"""Strict readers: canonical JSON (SPEC §2), CSV and exact numbers (docs/formats.md).

A reader accepts the one way in which a value may be written and raises `Malformed` for every other:
duplicate keys, floats, integers of 2^53 or more, another order of keys, white space, a BOM, CRLF, needless
quotes, fractions that can be reduced. What two programs could read in two ways is refused.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from functools import cache, wraps
from hashlib import sha256
from typing import NoReturn, TypeVar
from unicodedata import is_normalized

from ..data import specified

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
_REMEMBERED = 32
LARGEST_JSON = 64 * 2**20
_DEEPEST_JSON = 100
_MOST_VALUES = 2**20
"""In a document, and cells in a line: what is made of a text is some times longer than the text."""
LONGEST_LINE = 2**24
"""Bytes of a line of a table."""
_PIECE = 2**16
# What repeats takes no step back: a memory of each would be a hundred times as long as the text.
_MARK = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{},]', re.DOTALL)
# Long enough for any real proof, short enough that hostile ones cost nothing.
_LONGEST = 1000
_CELL = re.compile(r'(?:"((?:[^"]++|"")*+)"|([^",\r\n]*+))([,\n])')
_NATURAL = re.compile(r"0|[1-9][0-9]*")
_FRACTION = re.compile(r"(0|[1-9][0-9]*)(?:/([1-9][0-9]*))?")


class Malformed(Exception):
    """Data that cannot be what it claims to be: a word of the texts and where or what."""

    def __init__(self, word: str, detail: object = "") -> None:
        super().__init__(word)
        self.shown = f"{word}: {detail}" if detail != "" else word


def remembered(read: Callable[[bytes, K], T]) -> Callable[[bytes, K], T]:
    """A reader of documents that reads each once, however many checks follow from it, its fault too.

    What it makes is remembered by the hash of the document, the last few.
    """
    known: dict[tuple[bytes, K], T | Malformed] = {}

    @wraps(read)
    def once(data: bytes, which: K) -> T:
        key = sha256(data).digest(), which
        if key not in known:
            if len(known) >= _REMEMBERED:
                known.pop(next(iter(known)))
            try:
                known[key] = read(data, which)
            except Malformed as fault:
                known[key] = fault
        found = known[key]
        if isinstance(found, Malformed):
            raise found.with_traceback(None)
        return found

    return once


def canonical(value: object) -> bytes:
    """The only bytes that may stand for `value`."""
    return _canonical_text(value).encode()


def _canonical_text(value: object) -> str:
    return _WRITER.encode(value)


def told(value: object) -> str:
    """A value of a document as a report has it: a text as it is, any other as canonical JSON.

    >>> told("a"), told({"late": 2}), told([1, None, True])
    ('a', '{"late":2}', '[1,null,true]')
    """
    return value if isinstance(value, str) else canonical(value).decode()


def parse_json(data: bytes) -> object:
    """The value of a canonical document; Malformed unless these bytes are its only form."""
    if len(data) > LARGEST_JSON:
        raise Malformed("too-large", len(data))
    try:
        text = data.decode()
        _refuse_monstrous(text)
        value: object = _READER.decode(text)
        own = _canonical_text(value)
        if own != text:
            own.encode()  # half of a surrogate pair, which may be escaped, is no text
            raise Malformed("not-canonical")
    except UnicodeError:
        raise Malformed("not-utf8") from None
    except ValueError:
        raise Malformed("not-json") from None
    # What is assigned is normalised alike by every computer.
    if not text.isascii() and (sign := _unassigned(text)):
        raise Malformed("unassigned", f"U+{ord(sign):04X}")
    if not is_normalized("NFC", text):
        raise Malformed("not-nfc")
    return value


@cache
def _assigned() -> tuple[list[int], list[int]]:
    """The first and the last numbers of the ranges of characters that Unicode 14.0 has."""
    ranges = specified("unicode")["assigned"]
    return [first for first, _ in ranges], [last for _, last in ranges]


def _unassigned(text: str) -> str:
    """The first character of a text that Unicode 14.0 has not; empty where there is none."""
    starts, ends = _assigned()
    unknown = {sign for sign in set(text) if ord(sign) > ends[bisect_right(starts, ord(sign)) - 1]}
    return min(unknown, key=text.index, default="")


def _refuse_monstrous(text: str) -> None:
    """Brackets and commas outside strings, before anything is read.

    No nesting reaches the end of a stack, and no number of values that of a memory.
    """
    opened = text.count("[") + text.count("{")
    if opened <= _DEEPEST_JSON and opened + text.count(",") <= _MOST_VALUES:
        return
    depth = values = 0
    for found in _MARK.finditer(text):
        mark = text[found.start()]
        if mark in "[{":
            depth += 1
            if depth > _DEEPEST_JSON:
                raise Malformed("too-deep")
        elif mark in "]}":
            depth -= 1
        if mark in "[{,":
            values += 1
            if values > _MOST_VALUES:
                raise Malformed("too-much")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value: dict[str, object] = {}
    for name, content in pairs:
        if name in value:
            raise Malformed("duplicate-key", name)
        if not name.isascii():
            raise Malformed("key-not-ascii", name)
        value[name] = content
    return value


def _refuse_number(text: str) -> NoReturn:
    raise Malformed("float", text[:30])


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= 2**53:
        raise Malformed("large-integer", text[:30])
    return int(text)


_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_READER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=_refuse_number,
    parse_constant=_refuse_number,
    parse_int=_integer,
)


def rows(data: bytes, header: list[str]) -> Iterator[list[str]]:
    """The records of a CSV file after its header, each as wide as the header; Malformed otherwise."""
    found = records(data)
    first = next(found, [])
    if first != header:
        raise Malformed("header", ",".join(first)[:_LONGEST])
    width = len(header)
    for number, record in enumerate(found, 2):
        if len(record) != width:
            raise Malformed("line", number)
        yield record


def records(data: bytes) -> Iterator[list[str]]:
    """The records of a CSV file, of any width, the header too; Malformed where two readers could differ."""
    _refuse_bytes(data)
    if b'"' in data:
        yield from _quoted_records(data.decode())
        return
    if b"\r" in data:
        raise Malformed("carriage-return")
    start = 0
    # Line by line: one sign of four bytes makes the text of a whole file four times as long.
    while (end := data.find(b"\n", start)) >= 0:
        if end - start >= _MOST_VALUES and data.count(b",", start, end) >= _MOST_VALUES:
            raise Malformed("too-much")
        yield data[start:end].decode().split(",")
        start = end + 1


def has_long_line(data: bytes) -> bool:
    """Whether a line is longer than any table has: what is made of it could fill a memory."""
    start = 0
    while len(data) - start > LONGEST_LINE:
        end = data.rfind(b"\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            return True
        start = end + 1
    return False


def _refuse_bytes(data: bytes) -> None:
    """Text that ends with LF and does not begin with a BOM, of lines that are not too long."""
    if has_long_line(data):
        raise Malformed("too-much")
    if not data.isascii():
        decoder = getincrementaldecoder("utf-8")()
        try:
            for start in range(0, len(data), _PIECE):
                decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))
        except UnicodeError:
            raise Malformed("not-utf8") from None
    if data.startswith(BOM_UTF8):
        raise Malformed("bom")
    if not data.endswith(b"\n"):
        raise Malformed("no-final-newline")


def header_of(data: bytes) -> list[str]:
    """The cells of the first line alone; none where they are malformed, which is no header to expect."""
    line = data.partition(b"\n")[0].decode("utf-8", "replace")
    try:
        return next(_quoted_records(f"{line}\n"), [])
    except Malformed:
        return []


def _quoted_records(text: str) -> Iterator[list[str]]:
    record: list[str] = []
    position = 0
    while cell := _CELL.match(text, position):
        quoted, bare, end = cell.groups()
        if quoted is not None and not set(',"\r\n') & set(quoted):
            raise Malformed("needless-quotes", quoted[:30])
        record.append(bare if quoted is None else quoted.replace('""', '"'))
        if len(record) > _MOST_VALUES:
            raise Malformed("too-much")
        position = cell.end()
        if end == "\n":
            yield record
            record = []
    if record or position < len(text):
        raise Malformed("not-csv", text[position : position + 30])


def natural(text: object) -> int:
    """An integer ≥ 0 from its only decimal form."""
    if not isinstance(text, str) or len(text) > _LONGEST or not _NATURAL.fullmatch(text):
        raise Malformed("not-an-integer", told(text)[:30])
    return int(text)


def integer(text: object) -> int:
    """An integer from its only decimal form (`-0` is none)."""
    if isinstance(text, str) and text.startswith("-") and text != "-0":
        return -natural(text[1:])
    return natural(text)


def fraction(text: object) -> Fraction:
    """A fraction ≥ 0 in lowest terms, written `4/53`, or as an integer where it is one."""
    match = _FRACTION.fullmatch(text) if isinstance(text, str) and len(text) <= 2 * _LONGEST else None
    if match is None:
        raise Malformed("not-a-fraction", told(text)[:30])
    value = Fraction(natural(match[1]), natural(match[2] or "1"))
    if str(value) != text:
        raise Malformed("not-a-fraction", told(text)[:30])
    return value


def displayed(value: Fraction) -> str:
    """A fraction for a report; a monstrous one by its size only (printing it could itself fail)."""
    if value.denominator.bit_length() + value.numerator.bit_length() > 1000:
        return f"≈ 2^{value.numerator.bit_length() - value.denominator.bit_length()}"
    return str(value)
