"""Evidence on record tells nothing: neither what the file is, nor that two people brought the same."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from tirage.acts.life.evidence import Kept, keep
from tirage.assembly.record import Dossier
from tirage.dossier.layout import KEY

LETTER = b"We are moving to Lyon. A. and B."
SAID = ("p1", "moved", "2027-02-15")


@pytest.fixture
def keyed(tmp_path: Path) -> Dossier:
    (tmp_path / KEY).parent.mkdir()
    (tmp_path / KEY).write_text("ab" * 32 + "\n")
    return Dossier(tmp_path, {}, ())


def test_the_same_act_has_the_same_bytes_again(keyed: Dossier) -> None:
    assert keep(keyed, LETTER, SAID) == keep(keyed, LETTER, SAID)


@pytest.mark.parametrize(
    "other", [("p2", *SAID[1:]), ("p1", "withdrawal", SAID[2]), (*SAID[:2], "2027-02-16")]
)
def test_attack_one_letter_of_two_people_links_them(keyed: Dossier, other: tuple[str, str, str]) -> None:
    one, two = keep(keyed, LETTER, SAID), keep(keyed, LETTER, other)
    assert one.digest != two.digest and one.files.keys().isdisjoint(two.files)


def test_the_nonce_opens_it(keyed: Dossier) -> None:
    kept = keep(keyed, LETTER, SAID)
    (nonce,) = kept.files.values()
    assert kept.digest == sha256(b"tirage1|evidence|" + nonce.strip() + b"|" + LETTER).hexdigest()


def test_without_a_file_there_is_nothing(keyed: Dossier) -> None:
    assert keep(keyed, None, SAID) == Kept()
