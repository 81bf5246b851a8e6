"""The models of what entries say: every genuine body is read and written back to the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import jsonschema
import pytest
from support.corpus import PACKS, files_of
from support.dossiers import TOOL
from support.schemas import schema

from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.chain import AFTER, OF_AN_ACT, Entry, append, read_chain
from tirage.dossier.entries import FORMS, Open, OpenNext, Vacancy, read_body
from tirage.errors import VerificationFailed

VACANCY = {"pid": "V1", "kind": "withdrawal", "cause": "", "date": "2026-11-23", "evidence": ""}
ENTRIES: list[Entry] = [
    entry
    for pack in sorted(PACKS.glob("genuine_*.zip"))
    for entry in read_chain({name: data for name, data in files_of(pack).items() if "journal/" in name})
]


def test_every_genuine_body_comes_back_to_its_bytes() -> None:
    assert len(ENTRIES) > 250
    for entry in ENTRIES:
        assert canonical(entry.content.document()) == canonical(entry.body), entry.name
        assert entry.content.as_act() == (entry.type, entry.body), entry.name


def test_the_types_are_those_that_the_order_of_acts_knows() -> None:
    steps = {step.split()[0] for step in AFTER if step}
    assert steps | {"anchor", "contested", "witnesses"} == set(FORMS) and set(OF_AN_ACT) <= set(FORMS)


def test_a_form_that_adds_keys_is_of_the_kind_that_it_adds_to() -> None:
    assert issubclass(OpenNext, Open)
    assert {len(forms) for forms in FORMS.values()} == {1, 2, 3, 32}
    for forms in FORMS.values():
        assert len({frozenset(form.keys()) for form in forms}) == len(forms)


def broken() -> Iterator[Mapping[str, object]]:
    """A vacancy with a key less, a key more, and every value replaced by one that cannot be."""
    for key in VACANCY:
        yield {name: value for name, value in VACANCY.items() if name != key}
        yield from ({**VACANCY, key: value} for value in ("no such thing", 1, None, [], True))
    yield {**VACANCY, "name": "V1"}
    yield {**VACANCY, "date": "2026-11-23T00:00:00"}


def test_a_body_fits_its_model_where_it_fits_its_schema() -> None:
    validator = jsonschema.Draft202012Validator(schema("journal-entry"))
    entry = next(entry for entry in ENTRIES if entry.type == "vacancy")
    assert isinstance(read_body("vacancy", VACANCY), Vacancy)
    for body in (VACANCY, *broken()):
        document = {**json.loads(entry.data), "body": body}
        try:
            read_body("vacancy", body)
        except ValueError:
            assert not validator.is_valid(document), body
        else:
            assert validator.is_valid(document), body


def test_a_day_that_the_calendar_does_not_have_is_none() -> None:
    with pytest.raises(ValueError, match="date"):
        read_body("vacancy", {**VACANCY, "date": "2026-02-30"})


@pytest.mark.parametrize("body", [{}, {"spec": "tirage/1", "rehearsal": False}, {"spec": "tirage/2"}])
def test_a_foreign_body_is_an_error_of_the_record_that_names_its_file(body: dict[str, object]) -> None:
    entry = append([], "open", body, "2026-11-23T09:00:00Z", TOOL)
    with pytest.raises(VerificationFailed) as caught:
        _ = entry.content
    assert caught.value.code == "journal.form"
    assert caught.value.values["file"] == "journal/0001-open.json"
    assert caught.value.values["got"] == sha256(entry.data)
