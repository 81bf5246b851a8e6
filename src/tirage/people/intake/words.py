"""Words that headers and cells are known by, in French and English: data, and nothing is decided by them.

What they suggest is a proposal that a person confirms; only what is the same text, accents, case, spaces and
dashes aside, is certain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tirage.tabular.cells import fold

YES = frozenset(
    {"oui", "o", "yes", "y", "vrai", "true", "1", "x", "accepte", "accepted", "j accepte", "checked", "coche"}
)
NO = frozenset({"non", "n", "no", "faux", "false", "0", "refuse", "refused", "je refuse", "unchecked"})
JOIN = " | "
"""Between the titles of columns that say one thing together."""
AGREES = frozenset(
    {"participe", "participer", "participerai", "accepte", "volontaire", "accord", "accept", "agree"}
    | {"participate", "part", "interested", "interesse", "interessee"}
)
DECLINES = frozenset(
    {"pas", "ne", "refuse", "decline", "not", "cannot", "never", "non", "no", "unable", "don"}
)
"""Words of a sentence that says yes, and of one that says no, whatever else is in it."""
SPEAKS: Mapping[str, frozenset[str]] = {
    "answer": frozenset(
        {"participe", "participer", "participez", "participation", "volontaire", "reponse", "participate"}
        | {"take part", "taking part", "answer", "response", "reply", "invitation"}
    ),
    "consent": frozenset(
        {"consentement", "consens", "consent", "rgpd", "gdpr", "donnees", "personal data", "my data"}
        | {"traitement", "privacy", "confidentialite"}
    ),
}
"""What the title of a column speaks of, by a word in it."""
TICKED, UNTICKED = frozenset("✓✔☑☒✅"), frozenset("☐✗✘❌-")
"""Signs for yes and no, of which `key` leaves nothing."""

ROLES: Mapping[str, frozenset[str]] = {
    "id": frozenset(
        {"id", "pid", "uid", "identifiant", "unique id", "unique_id", "numero", "n", "no", "num", "number"}
        | {
            "numero d inscription",
            "n d inscription",
            "n d ordre",
            "n ordre",
            "numero d ordre",
            "numero de dossier",
            "reference",
            "ref",
            "code",
        }
    ),
    "surname": frozenset(
        {"nom", "nom de famille", "nom de naissance", "nom d usage", "surname", "last name", "name"}
        | {"nom complet", "nom et prenom", "nom et prenoms", "nom prenom", "prenom nom", "prenom et nom"}
        | {"full name", "family name", "name and surname", "birth name", "nom patronymique"}
    ),
    "first-names": frozenset(
        {"prenom", "prenoms", "prenom usuel", "first name", "first names", "given name", "given names"}
        | {"forename", "forenames"}
    ),
    "birth": frozenset(
        {"date de naissance", "naissance", "ne le", "nee le", "ne e le", "ddn", "birth date", "birthdate"}
        | {"date of birth", "dob", "annee de naissance", "year of birth"}
    ),
    "age": frozenset({"age", "ages", "age years"}),
    "email": frozenset(
        {"email", "e mail", "mail", "courriel", "adresse mail", "adresse e mail", "adresse electronique"}
        | {"adresse email", "email address", "mel"}
    ),
    "phone": frozenset(
        {"telephone", "tel", "portable", "mobile", "telephone portable", "numero de telephone", "phone"}
        | {"n de telephone", "tel portable"}
    ),
    "street": frozenset(
        {"adresse", "adresse postale", "adresse complete", "rue", "voie", "street", "address", "domicile"}
        | {"full address", "home address", "postal address", "adresse du domicile", "adresse de residence"}
    ),
    "complement": frozenset({"complement", "complement d adresse", "address 2"}),
    "postcode": frozenset({"code postal", "cp", "postcode", "zip", "zip code", "postal code", "eircode"}),
    "city": frozenset({"ville", "commune", "city", "town"}),
    "code": frozenset(
        {"code", "code courrier", "code du courrier", "code lettre", "code de la lettre", "votre code"}
        | {"code de l invitation", "code personnel", "letter code", "your code", "code on the letter"}
    ),
    "answer": frozenset(
        {"reponse", "answer", "response", "accepte", "accept", "participation", "participe", "reply"}
        | {"souhaitez vous participer", "acceptez vous", "do you accept", "would you like to take part"}
    ),
    "cause": frozenset(
        {"cause", "motif", "motif du refus", "raison", "raison du refus", "reason", "cause of refusal"}
    ),
    "answered-on": frozenset(
        {"date", "date de reponse", "date de la reponse", "date de soumission", "soumis le", "recu le"}
        | {"horodateur", "horodatage", "timestamp", "submitted", "submitted on", "submit date", "submitdate"}
        | {"date submitted", "answered on"}
    ),
    "consent": frozenset({"consentement", "consent", "rgpd", "gdpr", "consentement rgpd"}),
}
"""What a column may be → headers that say so, as `key` has them."""

CONTACTS = ("surname", "first-names", "birth", "email", "phone", "street", "complement", "postcode", "city")
"""Roles of columns that are kept in `private/` with the volunteers."""

ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"genre", "sexe", "civilite", "gender", "gender identity", "sex", "titre", "title"}),
    frozenset(
        {"age", "ages", "tranche d age", "classe d age", "age group", "age band", "age range", "age bracket"}
        | ROLES["birth"]
    ),
    frozenset(
        {"diplome", "niveau de diplome", "diplome le plus eleve", "niveau d etudes", "etudes", "education"}
        | {"highest education", "highest level of education", "education level", "level of education"}
        | {"qualification", "qualifications"}
    ),
    frozenset(
        {"secteur", "arrondissement", "arrdt", "quartier", "district", "ward", "county", "comte", "canton"}
        | {"electoral area", "local electoral area", "lea", "area", "region", "departement", "constituency"}
    ),
    frozenset(
        {"csp", "pcs", "categorie socioprofessionnelle", "categorie socio professionnelle", "profession"}
        | {"occupation", "employment", "employment status", "situation professionnelle"}
    ),
)
"""Names of one criterion."""

SAME: tuple[frozenset[str], ...] = (
    frozenset(
        {"f", "femme", "women", "girl", "fille", "femmes", "feminin", "mme", "madame", "mlle", "w", "woman"}
        | {"female", "ms", "mrs", "miss"}
    ),
    frozenset({"h", "homme", "hommes", "masculin", "m", "mr", "monsieur", "man", "men", "male", "garcon"}),
    frozenset({"oui", "o", "yes", "y", "vrai", "true", "1"}),
    frozenset({"non", "n", "no", "faux", "false", "0"}),
)
"""Spellings of one value: what one stands for, another may. `m` is of two minds, and so is a proposal."""

TOTALS = (
    *("total", "totaux", "ensemble", "somme", "sous total", "subtotal", "sub total", "grand total", "sum"),
    *("count", "nombre", "effectif", "moyenne", "average", "mean", "number of"),
)
"""Words that a row of sums begins with."""

_SIGNS = re.compile(r"[^\W_]+|\+")


def key(text: str) -> str:
    """What two spellings have in common: accents, case, spaces, dashes, quotes and points aside.

    >>> key("16–29 ans"), key("Bac + 2"), key("L'Haÿ-les-Roses")
    ('16 29 ans', 'bac+2', 'l hay les roses')
    """
    return re.sub(r" ?\+ ?", "+", " ".join(_SIGNS.findall(fold(text))))
