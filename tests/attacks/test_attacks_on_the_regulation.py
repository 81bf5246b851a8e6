"""A regulation that was adopted and is not kept, or that says afterwards what it did not say."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from support.attacks import caught, failures, retold
from support.dossiers import Files, acts_of, canon, rechained
from support.genuine import DOSSIERS
from support.packing import packed_for
from support.regulations import RULES, TERM, Document, of, otherwise, regulation, under

from tirage.verify import verify

Acts = list[tuple[str, dict[str, Any]]]


def kept(files: Mapping[str, bytes]) -> str:
    """What check 1.26 says."""
    return next(check.got for check in verify(files).checks if check.code == "regulation.kept")


BARE = DOSSIERS["rules"]()
OF_FILE = regulation(BARE)
GENUINE = under(BARE, OF_FILE)


def test_a_genuine_regulation_passes_alone_and_with_all_that_was_drawn_up_since() -> None:
    assert verify(GENUINE).ok
    alone = {name: data for name, data in GENUINE.items() if name.startswith("public/regulation-")}
    begun = rechained(alone, acts_of(GENUINE)[:2])
    report = verify(begun)
    assert report.ok and not report.drawn
    assert [check.code for check in report.checks if check.code.startswith("regulation.")] == [
        "regulation.form"
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seats", 3),
        ("draws.fairness", "maximin"),
        ("draws.panels", None),
        ("draws.roll", "hand"),
        ("replacements.policy", "like-for-like"),
        ("replacements.tolerance", {"": 1}),
        ("household", ["rue"]),
        ("causes", ["time", "work"]),
        ("reference_date", "2027-03-02"),
        ("letters.total", 100),
        ("quotas", {"criteria": []}),
        ("ids", "alias"),
    ],
)
def test_another_rule_than_adopted_is_told_by_its_paragraph(key: str, value: Any) -> None:
    files = under(BARE, otherwise(OF_FILE, key, value))
    caught(files, "regulation.kept")
    assert failures(files) == {"regulation.kept"}
    assert kept(files).startswith(f"§ {of(OF_FILE, key)[0]} {key}")


def test_rules_that_are_left_out_keep_to_none() -> None:
    rest = {name: data for name, data in BARE.items() if name != RULES}
    acts = [(kind, body | {"rules": ""} if kind == "pool" else body) for kind, body in acts_of(BARE)]
    files = under(rechained(rest, acts), OF_FILE)
    assert kept(files).startswith("§ 1 city (null ≠ Lyon); § 1 name (null ≠ Conseil); ")


def test_a_sentence_or_a_value_changed_after_its_adoption() -> None:
    for edit in (lambda each: each.update(text=["Said otherwise."]), lambda each: each.update(title="")):
        document = json.loads(json.dumps(OF_FILE))
        edit(document["paragraphs"][0])
        caught({**GENUINE, "public/regulation-1.json": canon(document)}, "hash")


def test_a_regulation_that_is_gone() -> None:
    files = {name: data for name, data in GENUINE.items() if name != "public/regulation-1.json"}
    caught(files, "files.present", "regulation.form")


def _fewer(document: Document) -> None:
    document["paragraphs"].pop()


def _again(document: Document) -> None:
    document["paragraphs"][1]["number"] = 1


def _true(document: Document) -> None:
    document["paragraphs"][0]["number"] = True


def _moved(document: Document) -> None:
    seats = document["paragraphs"][1]["values"].pop("seats")
    document["paragraphs"][0]["values"]["seats"] = seats


def _silent(document: Document) -> None:
    document["paragraphs"][3]["text"] = []


def _odd(document: Document) -> None:
    document["paragraphs"][3] = "§ 4"


@pytest.mark.parametrize(
    "edit",
    [
        _fewer,
        _again,
        _true,
        _moved,
        _silent,
        _odd,
        lambda document: document["paragraphs"][12]["values"].pop("draws.fairness"),
        lambda document: document["paragraphs"][12]["values"].update(more=1),
        lambda document: document["paragraphs"][0].update(items=[]),
        lambda document: document.update(language="English"),
        lambda document: document.update(paragraphs=[]),
        lambda document: document.pop("spec"),
    ],
)
def test_a_regulation_of_another_form(edit: Callable[[Document], object]) -> None:
    document = json.loads(json.dumps(OF_FILE))
    edit(document)
    caught(under(BARE, document), "regulation.form")


def test_an_edition_says_which_paragraphs_it_changes() -> None:
    first = otherwise(OF_FILE, "draws.fairness", "maximin")
    assert verify(under(BARE, first, OF_FILE, told={2: [13]})).ok
    for said in ([14], [13, 14], [13, 13]):
        assert "regulation.form" in failures(under(BARE, first, OF_FILE, told={2: said}))
    assert "regulation.form" in failures(under(BARE, first, OF_FILE))
    assert "regulation.form" in failures(under(BARE, OF_FILE, told={1: [13]}))
    assert "documents.shape" in failures(under(BARE, first, OF_FILE, told={2: []}))


def test_editions_are_counted() -> None:
    def second(acts: Acts) -> None:
        acts[1][1]["edition"] = 2

    files = retold(GENUINE, second)
    files["public/regulation-2.json"] = files.pop("public/regulation-1.json")
    caught(files, "regulation.form")


def test_a_regulation_adopted_on_a_day_to_come() -> None:
    caught(retold(GENUINE, lambda acts: acts[1][1].update(date="2099-01-01")), "regulation.form")


def test_an_edition_dated_before_the_one_that_it_changes() -> None:
    files = under(BARE, otherwise(OF_FILE, "draws.fairness", "maximin"), OF_FILE, told={2: [13]})
    assert failures(retold(files, lambda acts: acts[2][1].update(date="2026-11-19"))) == {"regulation.form"}


def test_a_public_table_of_fewer_people_than_adopted() -> None:
    """The least count of it is six; of what is not for everybody nothing is asked."""
    for fewest, faults in ((6, []), (7, ["§ 24 small_cells: public/counts.csv (6)"])):
        whole = under(BARE, otherwise(OF_FILE, "small_cells", fewest))
        pack = packed_for("public", whole)
        assert failures(pack) == ({"regulation.kept"} if faults else set())
        assert not faults or kept(pack) == "; ".join(faults)
        assert verify(whole).ok and verify(packed_for("auditors", whole)).ok
    files = DOSSIERS["letters"]()
    document = otherwise(regulation(files, "public/quotas-announced.json"), "small_cells", 12)
    assert (
        kept(packed_for("public", under(files, document)))
        == "; ".join(
            f"§ 24 small_cells: public/{name}"
            for name in ("frame.json (10)", "letters-1-strata.csv (10)", "letters-2-strata.csv (7)")
        )
        + " (+1)"
    )


def test_rules_that_nothing_on_record_shows_are_named() -> None:
    document = otherwise(otherwise(OF_FILE, "small_cells", 5), "columns", [{"header": "a", "means": "sex"}])
    document = otherwise(document, "letters.answers", [])
    said = [check.got for check in verify(under(BARE, document)).checks if check.code == "beyond.rules"]
    assert said == ["§ 3 columns, § 24 small_cells"]
    assert not [check for check in verify(GENUINE).checks if check.code == "beyond.rules"]


@pytest.mark.parametrize("place", [2, 3, -1])
def test_a_regulation_adopted_once_something_is_drawn_up(place: int) -> None:
    def late(acts: Acts) -> None:
        acts.insert(place, acts.pop(1)) if place > 0 else acts.append(acts.pop(1))

    caught(retold(GENUINE, late), "order.types")


def test_a_term_that_is_not_the_one_adopted() -> None:
    def with_term(**changes: object) -> Files:
        return retold(GENUINE, lambda acts: acts.append(("term", {**TERM, **changes})))

    assert verify(with_term()).ok
    assert kept(with_term(months=18, end="2028-07-01")) == "§ 22 term.months (18 ≠ 12)"
    leavers = {"moved": "end-of-term", "age_limit": "at-once"}
    files = under(BARE, otherwise(OF_FILE, "term.moved", "at-once"))
    later = retold(files, lambda acts: acts.append(("term", {**TERM, "last": 0, "leavers": leavers})))
    assert kept(later) == "§ 21 term.moved (end-of-term ≠ at-once)"


def test_letters_that_are_not_those_adopted() -> None:
    files = DOSSIERS["letters"]()
    document = regulation(files, "public/quotas-announced.json")
    assert verify(under(files, document)).ok
    letters = json.loads(files["public/letters-1-plan.json"])["inputs"]["allocation"]
    # The rules say so too, and of the rate every wave.
    for key, value, times in (("letters.total", letters["letters"] + 1, 2), ("letters.alpha", "1/4", 3)):
        assert kept(under(files, otherwise(document, key, value))).count(f"§ 9 {key}") == times
    announced = json.loads(json.dumps(document))
    of(announced, "quotas")[1]["quotas"]["criteria"][0]["categories"][0]["minimum"] += 1
    assert kept(under(files, announced)) == "§ 12 quotas"
