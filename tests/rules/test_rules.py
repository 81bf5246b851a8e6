"""`tirage.yaml`: templates are sound, and every way to get it wrong has a line and a sentence."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import tirage
from tirage.errors import InputInvalid
from tirage.i18n.catalogue import COMPLETE, explain
from tirage.rules.read import parse_rules, read_rules
from tirage.rules.values import Ages

TEMPLATES = Path(tirage.__file__).parent / "rules" / "templates"
PARIS = (TEMPLATES / "paris.fr.yaml").read_text(encoding="utf-8")


def refused(text: str) -> list[tuple[str, int | None]]:
    """Code and line of each defect; each has its sentences in both languages."""
    with pytest.raises(InputInvalid) as caught:
        parse_rules(text, "tirage.yaml")
    for defect in caught.value.defects:
        assert all(all(explain(defect, language).values()) for language in COMPLETE)
    return [(defect.code, defect.line) for defect in caught.value.defects]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def with_change(old: str, new: str) -> str:
    assert PARIS.count(old) >= 1, old
    return PARIS.replace(old, new, 1)


@pytest.mark.parametrize("template", ["paris", "generic"])
def test_a_template_says_the_same_in_both_languages(template: str) -> None:
    french, english = (read_rules(TEMPLATES / f"{template}.{language}.yaml") for language in COMPLETE)
    if template == "paris":
        assert french == english
    assert (french.seats, french.letters) == (english.seats, english.letters)


def test_what_is_read() -> None:
    rules = parse_rules(PARIS, "tirage.yaml")
    assert rules.streams["mineurs"].ages == Ages(16, 17)
    assert list(rules.streams) == ["listes", "non-ue", "mineurs"]
    assert rules.criteria["secteur"].origin == "address"
    assert rules.letters.response == Fraction(75, 1000)
    assert rules.letters.alpha == Fraction(1, 2)
    assert sum(rules.letters.answers["diplôme"].values()) == 1


def test_what_is_published_is_canonical_and_says_what_letters_follow_from() -> None:
    from tirage.dossier.canonical import canonical

    published = parse_rules(PARIS, "tirage.yaml").published()
    assert canonical(published)
    assert published["letters"] == {
        "total": 10000,
        "alpha": "1/2",
        "response": "3/40",
        "undeliverable": "9/100",
        "prior": 100,
        "rates": [],
    }
    assert published["reference_date"] == "2027-03-01"
    assert published["streams"][2] == {  # type: ignore[index]
        "name": "mineurs",
        "seats": 5,
        "sources": ["roll", "cards"],
        "ages": "16-17",
        "nationality": "any",
    }


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("seats: 100", "seats: cent", "rules.whole"),
        ("seats: 100", "siege: 100", "rules.key.unknown"),
        ("reference_date: 2027-03-01", "reference_date: 01/03/27", "rules.date"),
        ("reference_date: 2027-03-01", "reference_date: 2027-02-30", "rules.date"),
        ("ages: 16-17", "ages: 17-16", "rules.age"),
        ("ages: 16-17", "ages: mineurs", "rules.age"),
        ("sources: [cards]", "sources: [carte]", "rules.choice"),
        ("sources: [cards]", "sources: cards", "rules.list"),
        ("nationality: non-EU", "nationality: UE", "rules.choice"),
        ("  non-ue:  {", "  Non UE:  {", "rules.slug"),
        ("from: sex", "from: sexe", "rules.choice"),
        ("65 et plus: 65+", "65 et plus: plus", "rules.age"),
        ("strata: [secteur, âge, genre]", "strata: [secteur, diplôme]", "rules.strata"),
        ("household: [address, surname]", "household: [surname]", "rules.household"),
        ("alpha: 1/2", "alpha: 2", "rules.exponent"),
        ("response: 7.5 %", "response: 0.075", "rules.share"),
        ("tirage: dossier/1", "tirage: dossier/2", "rules.version"),
        ("household: [address, surname]", "household: [adresse]", "rules.choice"),
        ("letters:", "letters: 7000\nlettres:", "rules.mapping"),
    ],
)
def test_a_wrong_value_is_found_on_its_line(old: str, new: str, code: str) -> None:
    text = with_change(old, new)
    found = refused(text)
    assert (code, line_of(text, new.strip().partition("\n")[0])) in found


def test_a_key_within_a_section_is_told_by_its_own_keys() -> None:
    text = with_change("forecast: {response: 200", "forecast: {reponse: 200")
    with pytest.raises(InputInvalid) as caught:
        parse_rules(text, "tirage.yaml")
    (defect,) = caught.value.defects
    assert defect.values["known"] == "response, undeliverable, categories, strata, answers"
    assert "response" in str(defect.values["closest"])


def test_what_the_keys_say_together() -> None:
    assert ("rules.streams.seats", line_of(PARIS, "streams:")) in refused(
        with_change("seats: 80", "seats: 79")
    )
    age = line_of(PARIS, "  âge:\n")
    assert ("rules.ages.gap", age) in refused(with_change("18-24: 18-24", "18-24: 19-24"))
    assert ("rules.ages.overlap", age) in refused(with_change("18-24: 18-24", "18-24: 18-25"))
    assert ("rules.ages.gap", age) in refused(with_change("65 et plus: 65+", "65 et plus: 65-99"))
    assert ("rules.categories", line_of(PARIS, "  genre:\n")) in refused(with_change("Homme: M", "Homme: H"))
    assert ("rules.categories", line_of(PARIS, "  volet:\n")) in refused(
        with_change("{listes: listes, non-UE: non-ue, mineurs: mineurs}", "{listes: listes}")
    )
    assert ("rules.geography", line_of(PARIS, "  secteur:\n")) in refused(
        with_change("    geography: paris-sectors\n", "")
    )
    assert ("rules.criterion.loose", line_of(PARIS, "  genre:\n")) in refused(
        with_change("strata: [secteur, âge, genre]", "strata: [secteur, âge]")
    )
    summed = with_change("policy: residual", "policy: cumulated") + "\ndraws: {fairness: nash}\n"
    assert ("rules.replacements.cumulated", line_of(PARIS, "  policy:")) in refused(summed)
    assert "rules.letters.answers" in dict(
        refused(with_change("    diplôme:\n      aucun", "    genre:\n      aucun"))
    )


def test_everything_is_told_at_once() -> None:
    text = with_change("seats: 100", "seats: -1").replace("7.5 %", "7.5").replace("from: sex", "from: x")
    assert {"rules.whole", "rules.share", "rules.choice"} <= dict(refused(text)).keys()


def test_a_key_given_twice() -> None:
    assert ("rules.key.duplicate", PARIS.count("\n") + 1) in refused(PARIS + "seats: 100\n")


def test_a_missing_key() -> None:
    assert "rules.key.missing" in dict(refused(with_change("seats: 100\n", "")))


@pytest.mark.parametrize(
    "text", ["[1, 2]", "a: [", "\tx: 1", "- " * 5000, "? [a]\n: b", "a: &x 1\nb: *x", "tirage"]
)
def test_junk_is_refused_in_words(text: str) -> None:
    refused(text)


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    rules = parse_rules(with_change("name: Assemblée citoyenne de Paris", "name: no"), "tirage.yaml")
    assert rules.name == "no"


WEIGHTS = "  alpha: 0\n  weights: {âge: {18-24: 3}, secteur: {18e: 2}}"


def test_weights_are_published_where_there_are_any_and_nothing_else_changes() -> None:
    plain = parse_rules(with_change("  alpha: 1/2", "  alpha: 0"), "tirage.yaml").published()
    weighed = parse_rules(with_change("  alpha: 1/2", WEIGHTS), "tirage.yaml").published()
    letters = dict(weighed["letters"])  # type: ignore[call-overload]
    assert letters.pop("weights") == [
        {"criterion": "âge", "category": "18-24", "weight": 3},
        {"criterion": "secteur", "category": "18e", "weight": 2},
    ]
    assert {**weighed, "letters": letters} == plain


def test_a_weight_of_a_criterion_that_ought_to_be_a_stratum_is_no_second_defect() -> None:
    text = with_change("  alpha: 1/2", WEIGHTS).replace("\nstrata:", "\nstrata: [secteur] # ")
    assert [code for code, _ in refused(text) if "âge" in code or "weights" in code] == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("âge", "taille", "rules.letters.weights"),
        ("âge", "diplôme", "rules.letters.weights"),
        ("18-24", "18-25", "rules.letters.weights.category"),
        ("3}", "0}", "rules.letters.weights.range"),
        ("3}", "1001}", "rules.letters.weights.range"),
        ("3}", "beaucoup}", "rules.whole"),
        ("alpha: 0", "alpha: 1", "rules.letters.weights.alpha"),
        (
            "18-24: 3}, secteur: {18e: 2}}",
            "18-24: 1000}, secteur: {18e: 1000}, genre: {Femme: 2}}",
            "rules.letters.weights.product",
        ),
    ],
)
def test_weights_that_cannot_be_are_named(old: str, new: str, code: str) -> None:
    text = with_change("  alpha: 1/2", WEIGHTS.replace(old, new))
    codes = [found for found, _ in refused(text)]
    assert code in codes


def test_a_tolerance_for_a_name_that_no_published_key_can_be_is_a_defect() -> None:
    text = "tirage: dossier/1\nname: A\nseats: 3\nreplacements: {tolerance: {âge: 1}}\n"
    with pytest.raises(InputInvalid) as error:
        parse_rules(text, "tirage.yaml")
    assert [(each.code, each.line) for each in error.value.defects] == [("later.accent", 4)]
