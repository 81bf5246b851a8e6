"""The words of a report, in French and English. `~` stands for a non-breaking space."""

from __future__ import annotations

import re

from .sentences import SENTENCES

LANGUAGES = ("fr", "en")

_WORDS = {
    "absent": ("absent", "absent"),
    "below-seats": ("sièges non promis", "seats that nobody is promised"),
    "beyond-a-slot": ("écart de plus d'un panel", "more than one panel away"),
    "blocked": ("ce qui précède ne le permet pas", "something before it failed"),
    "bom": ("marque d'ordre des octets", "byte order mark"),
    "bound": ("borne", "bound"),
    "by-hand": ("sans objet~: numéro tiré à la main", "not applicable: number drawn by hand"),
    "cap": ("plafond", "cap"),
    "carriage-return": ("retour chariot", "carriage return"),
    "duplicate-key": ("champ en double", "duplicate key"),
    "floor": ("plancher", "floor"),
    "float": ("nombre à virgule", "floating-point number"),
    "header": ("en-tête", "header"),
    "household": ("foyer", "household"),
    "household-of-one": ("foyer d'une seule personne", "household of one"),
    "key-not-ascii": ("nom de champ non ASCII", "key that is not ASCII"),
    "large-integer": ("entier trop grand", "integer too large"),
    "line": ("ligne", "line"),
    "link": ("lien vers un autre fichier", "link to another file"),
    "minimum-above-maximum": ("minimum au-dessus du maximum", "minimum above maximum"),
    "missing": ("manque", "missing"),
    "missing-key": ("champ manquant", "missing key"),
    "needless-quotes": ("guillemets inutiles", "needless quotes"),
    "needs-authority": (
        "il faut le certificat de l'horodateur~: openssl ts -verify",
        "it takes the authority's certificate: openssl ts -verify",
    ),
    "needs-solver": (
        "il faut un solveur~; vérifié seulement sur les panels de la loterie",
        "it takes a solver; checked on the panels of the lottery only",
    ),
    "no-former": ("l'assemblée précédente n'est pas jointe", "the assembly before is not here"),
    "no-final-newline": ("pas de fin de ligne à la fin", "no newline at the end"),
    "no-guarantors": ("la partie des garants n'est pas jointe", "the guarantors' part is not here"),
    "no-fault": ("aucun écart", "no fault"),
    "no-pool": ("le vivier manque, ou ne peut être lu", "the pool is not here, or cannot be read"),
    "none": ("aucun", "none"),
    "not-a-file": ("pas un fichier ordinaire", "not a plain file"),
    "not-a-fraction": ("pas une fraction réduite", "not a fraction in lowest terms"),
    "not-an-id": ("identifiant mal formé", "malformed id"),
    "not-an-integer": ("pas un entier", "not an integer"),
    "not-an-object": ("pas un objet", "not an object"),
    "not-ascending": ("pas en ordre croissant", "not ascending"),
    "not-ascii": ("pas de l'ASCII", "not ASCII"),
    "not-canonical": ("forme non canonique", "not canonical"),
    "not-csv": ("pas du CSV", "not CSV"),
    "not-drawn": ("rien n'est encore tiré", "nothing has been drawn yet"),
    "not-json": ("pas du JSON", "not JSON"),
    "not-nfc": ("texte non normalisé (NFC)", "text not normalised (NFC)"),
    "not-published": ("l'identité n'est pas publiée", "identities are not published"),
    "not-utf8": ("pas de l'UTF-8", "not UTF-8"),
    "other-key": ("clé d'une autre sorte qu'Ed25519", "key of another kind than Ed25519"),
    "other-person": ("autre personne", "another person"),
    "out-of-range": ("hors limites", "out of range"),
    "panels": ("panels", "panels"),
    "profile-unproven": ("profil sans preuve", "profile without proof"),
    "reader": ("n'est pas pour ce lecteur", "not for this reader"),
    "repeated": ("nom répété", "name repeated"),
    "rows": ("lignes inattendues", "unexpected rows"),
    "scale": ("échelle", "scale"),
    "seats": ("sièges", "seats"),
    "small-cells": (
        "tableau retiré à cause de petits effectifs",
        "table left out because of small counts",
    ),
    "still-to-come": ("il en manque encore", "some are still to come"),
    "too-deep": ("trop d'emboîtements", "nested too deeply"),
    "too-large": ("trop gros", "too large"),
    "too-many": ("trop de fichiers", "too many files"),
    "unequal": ("chances inégales dans un profil", "unequal chances within a profile"),
    "unsafe-path": ("chemin qui sort de l'archive", "path that leads out of the archive"),
    "unexpected": (
        "le contrôle s'est arrêté ici sans que cela soit prévu~; signalez-le à qui a écrit le programme",
        "the check stopped here, which nobody foresaw; please report it to whoever wrote the program",
    ),
    "unknown-category": ("catégorie inconnue", "unknown category"),
    "unknown-criterion": ("critère inconnu", "unknown criterion"),
    "unknown-file": ("fichier inconnu", "unknown file"),
    "unknown-key": ("champ inconnu", "unknown key"),
    "unknown-type": ("type d'acte inconnu", "unknown type of act"),
    "value": ("valeur", "value"),
    "words": ("des mots", "words"),
    "wrong-value": ("valeur impossible", "impossible value"),
    "zero": ("zéro superflu", "needless zero"),
}

_PHRASES = {
    "got": ("obtenu {}", "got {}"),
    "expected": ("attendu {}", "expected {}"),
    "why": ("non vérifié ici~: {}", "not checked here: {}"),
    "not-checked": ("Ce qui n'est PAS vérifié ici, et pourquoi", "What is NOT checked here, and why"),
    "others": (
        "Non vérifiés non plus, pour la raison dite plus haut~: {}",
        "Nor these, for the reason given above: {}",
    ),
    "next": ("L'assemblée suivante ({})", "The next assembly ({})"),
    "head": ("Empreinte du journal~: {}", "Head of the journal: {}"),
    "rehearsal": (
        "*** RÉPÉTITION (TEST)~: ce dossier n'est pas un tirage ***",
        "*** REHEARSAL (TEST): this dossier is not a draw ***",
    ),
    "verdict.failed": (
        "VERDICT~: ÉCHEC. {failed} contrôle(s) en échec~: ce dossier n'est pas ce qu'il dit être.",
        "VERDICT: FAILED. {failed} check(s) failed: this dossier is not what it says.",
    ),
    "verdict.drawn": (
        "VERDICT~: tout ce qui a pu être vérifié est juste ({passed} contrôles).",
        "VERDICT: all that could be checked is right ({passed} checks).",
    ),
    "verdict.void": (
        "VERDICT~: ce qui a pu être vérifié est juste ({passed} contrôles), mais le dernier plan est déclaré NUL~: rien n'en est tiré.",
        "VERDICT: what could be checked is right ({passed} checks), but the last plan was declared VOID: nothing is drawn from it.",
    ),
    "verdict.planned": (
        "VERDICT~: le plan et sa loterie sont en ordre ({passed} contrôles)~; rien n'est encore tiré.",
        "VERDICT: the plan and its lottery are in order ({passed} checks); nothing has been drawn yet.",
    ),
    "verdict.opened": (
        "VERDICT~: cette assemblée est ouverte ({passed} contrôles)~; rien n'y est encore fixé ni tiré.",
        "VERDICT: this assembly is open ({passed} checks); nothing has been fixed or drawn in it yet.",
    ),
    "not-a-dossier": ("{}~: ce dossier de tirage ne peut pas être lu", "{}: not a dossier that can be read"),
    "not-a-proof": ("{}~: cette preuve ne peut pas être lue", "{}: not a proof that can be read"),
    "mark.ok": ("[ok]    ", "[ok]    "),
    "mark.failed": ("[ÉCHEC] ", "[FAILED]"),
    "mark.not-checked": ("[ -- ]  ", "[ -- ]  "),
}

_WORD = re.compile(r"(?:^|(?<=\())[a-z0-9-]+(?=$|[: )])")


def _spoken(pair: tuple[str, str], language: str) -> str:
    # An unknown language reads the English, never a KeyError.
    return pair[0 if language == "fr" else 1].replace("~", "\u00a0")


def sentence(code: str, language: str) -> str:
    """What the check of that code says."""
    return _spoken(SENTENCES[code], language)


def phrase(code: str, language: str, *values: object, **named: object) -> str:
    """A phrase of the report with its values."""
    return _spoken(_PHRASES[code], language).format(*values, **named)


def value(text: str, language: str) -> str:
    """A value of a check, with the words of ours in it translated: at its start or after a bracket.

    >>> value("duplicate-key: pid", "en")
    'duplicate key: pid'
    """
    return _WORD.sub(
        lambda match: _spoken(_WORDS[match[0]], language) if match[0] in _WORDS else match[0], text
    )


def catalogue(language: str) -> dict[str, dict[str, str]]:
    """All of it in one language, for a verifier that is no Python: sentences, words and phrases by code."""
    return {
        name: {code: _spoken(pair, language) for code, pair in texts.items()}
        for name, texts in (("sentences", SENTENCES), ("words", _WORDS), ("phrases", _PHRASES))
    }


def codes() -> frozenset[str]:
    """Codes of all sentences."""
    return frozenset(SENTENCES)


def words() -> frozenset[str]:
    """All words that a value may begin with."""
    return frozenset(_WORDS)
