"""What a column is for, by its title as people and forms put it: `Votre courriel (facultatif)`."""

from __future__ import annotations

import re

from tirage.people.intake.words import ROLES, key

_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]|\*")
_POLITE = re.compile(
    r"^(?:(?:quel|quelle|quels|quelles) (?:est|sont) |what is |please (?:enter|give) |indiquez |saisissez )?"
    r"(?:votre |vos |ton |tes |your |le |la |les |l )?"
)
"""What a form says before the word that tells what is asked."""
_TELLING = {
    "birth": frozenset({"naissance", "birth", "born", "dob", "ddn"}),
    "email": frozenset({"email", "mail", "courriel", "mel"}),
    "phone": frozenset({"telephone", "tel", "portable", "mobile", "phone", "gsm"}),
}
"""Words that tell enough, whatever stands beside them."""
_OF_OTHERS = frozenset(
    {"lieu", "pays", "commune", "ville", "departement", "code", "place", "country", "nom", "name", "surname"}
    | {"representant", "representante", "tuteur", "tutrice", "parent", "parents", "pere", "mere", "guardian"}
    | {"referent", "referente", "urgence", "emergency", "conjoint", "conjointe", "association", "parrain"}
)
"""Words by which such a column is about something, or somebody, else."""


def is_called(header: str, role: str) -> bool:
    """Whether a title is one of a role's, what is polite or in brackets aside.

    >>> [is_called(each, "first-names") for each in ("Votre prénom", "Prénom(s)", "Prénoms des enfants")]
    [True, True, False]
    """
    plain = key(_ASIDE.sub(" ", header))
    return key(header) in ROLES[role] or _POLITE.sub("", plain) in ROLES[role]


def has_role(header: str, role: str) -> bool:
    """Whether a column is known by its title as one of a role.

    >>> has_role("Quel est votre e-mail ?", "email"), has_role("Courriel du représentant légal", "email")
    (True, False)
    >>> has_role("Date de naissance (JJ/MM/AAAA)", "birth"), has_role("Lieu de naissance", "birth")
    (True, False)
    """
    if is_called(header, role):
        return True
    words = set(key(_ASIDE.sub(" ", header)).split())
    return bool(words & _TELLING.get(role, frozenset())) and words.isdisjoint(_OF_OTHERS)
