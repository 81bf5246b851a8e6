"""What one citizen is told: the hat, the letters, the chance of a seat, and how to check it."""

from __future__ import annotations

from tirage.messages.typography import typeset

_TEXTS: dict[str, tuple[str, str]] = {
    "help.proof": (
        "Répond à une personne : étais-je dans le chapeau, dans quelle strate, avec quelle chance, et où est la preuve.",
        "Answer one person: was I in the hat, in which stratum, with what chance, and where is the proof.",
    ),
    "help.proof.person": (
        "Un identifiant publié, le code d'un courrier, ou un nom cherché dans private/ (prénom, date de naissance JJ/MM/AAAA pour départager).",
        "A published id, the code of a letter, or a name looked up in private/ (first name, date of birth DD/MM/YYYY to tell namesakes apart).",
    ),
    "help.proof.out": (
        "Fichier à créer pour la personne : une page si le nom finit par .html, sinon le document JSON.",
        "File to create for the person: a page where the name ends in .html, else the JSON document.",
    ),
    "help.verify.proof": (
        "Contrôle aussi la preuve d'une personne (page ou JSON de tirage proof) contre ce dossier.",
        "Also check one person's proof (page or JSON of tirage proof) against this dossier.",
    ),
    "proof.title": ("Ma place dans le tirage au sort", "My place in the draw by lot"),
    "proof.test": (
        "TEST : c'est une répétition, pas un tirage.",
        "TEST: this is a rehearsal, not a draw.",
    ),
    "proof.pid": ("Identifiant publié : {pid}", "Published id: {pid}"),
    "proof.hat": (
        "Dans le chapeau : oui, à la place {place} sur {people}, strate {stratum}.",
        "In the hat: yes, in place {place} of {people}, stratum {stratum}.",
    ),
    "proof.wave": (
        "Vague {wave} : {letters} courriers pour {eligible} personnes de cette strate qui pouvaient encore en recevoir (un par foyer).",
        "Wave {wave}: {letters} letters for {eligible} people of this stratum who could still get one (one a household).",
    ),
    "proof.wave.drawn": ("Vague {wave} : un courrier lui a été adressé.", "Wave {wave}: a letter was sent."),
    "proof.wave.not": ("Vague {wave} : pas de courrier.", "Wave {wave}: no letter."),
    "proof.pool": (
        "Volontaire : présent dans {panels} des {of} panels numérotés, soit une chance de siéger de {percent} (chance exacte visée : {chance}).",
        "Volunteer: in {panels} of the {of} numbered panels, that is a chance of a seat of {percent} (exact chance aimed at: {chance}).",
    ),
    "proof.pool.not": (
        "Ne figure pas parmi les volontaires du vivier.",
        "Not among the volunteers of the pool.",
    ),
    "proof.member": (
        "Le panel {number} a été tiré : cette personne y était.",
        "Panel {number} was drawn: this person was in it.",
    ),
    "proof.member.not": (
        "Le panel {number} a été tiré : cette personne n'y était pas.",
        "Panel {number} was drawn: this person was not in it.",
    ),
    "proof.seat.now": (
        "Siège depuis le {since}, {by} (au dernier acte du journal, le {day}).",
        "Sits since {since}, {by} (as of the last act on the record, {day}).",
    ),
    "proof.seat.past": (
        "A siégé du {since} au {until}, {by} ; ne siège plus.",
        "Sat from {since} to {until}, {by}; sits no longer.",
    ),
    "proof.seat.never": (
        "N'a jamais siégé (au dernier acte du journal, le {day}).",
        "Has never sat (as of the last act on the record, {day}).",
    ),
    "proof.by.panel": ("par le tirage du panel", "by the draw of the panel"),
    "proof.by.replacements": ("par le remplacement n° {number}", "by replacement no. {number}"),
    "proof.by.renewal": ("par le renouvellement n° {number}", "by renewal no. {number}"),
    "proof.root": ("Racine de la base de tirage :", "Root of the sampling frame:"),
    "proof.written": (
        "Écrit : {path}. À remettre à cette personne seulement.",
        "Written: {path}. For this person only.",
    ),
    "proof.check": ("Vérifier", "To check it"),
    "proof.check.program": (
        "Avec le paquet public et tirage, ou le vérificateur d'un seul fichier (FILE est cette page, PACK le paquet) :",
        "With the public pack and tirage, or the verifier in one file (FILE is this page, PACK the pack):",
    ),
    "proof.check.code": (
        "Avec un téléphone : le code contient l'empreinte du journal, la racine de la base de tirage et l'identifiant. "
        "Comparez-les à ce qui est publié.",
        "With a telephone: the code holds the head of the journal, the root of the sampling frame and the id. "
        "Compare them with what is published.",
    ),
    "proof.code.title": (
        "Code QR : la ligne écrite dessous",
        "QR code: the line written below",
    ),
    "proof.identity": (
        "Que c'est bien vous : mettez votre identité (capitales sans accents, un espace entre les mots) dans cette commande. "
        "Elle doit donner l'empreinte qui suit, celle de votre feuille.",
        "That it is you: put your identity (capitals without accents, one space between words) into this command. "
        "It must give the hash that follows, the one of your leaf.",
    ),
    "proof.identity.command": (
        "printf 'tirage1|id|{nonce}|NOM DE NAISSANCE|PRENOMS|JJ MM AAAA|CODE COMMUNE DE NAISSANCE' | sha256sum",
        "printf 'tirage1|id|{nonce}|BIRTH SURNAME|FIRST NAMES|DD MM YYYY|CODE OF COMMUNE OF BIRTH' | sha256sum",
    ),
    "proof.document": ("La preuve, pour un programme", "The proof, for a program"),
    "proof.unknown": (
        "Personne ne répond à cela dans ce dossier.",
        "Nobody in this dossier answers to that.",
    ),
    "proof.unknown.remedy": (
        "Essayez le code du courrier, ou le nom de naissance avec la date de naissance. "
        "Qui n'est pas dans la base de tirage n'a pas de preuve : le décompte par cause est dans tirage history.",
        "Try the code of the letter, or the birth surname with the date of birth. "
        "Whoever is not in the frame has no proof: counts by cause are in tirage history.",
    ),
    "proof.several": (
        "{count} personnes au moins répondent à cela.",
        "{count} people at least answer to that.",
    ),
    "proof.several.remedy": (
        "Ajoutez le prénom ou la date de naissance (JJ/MM/AAAA), ou donnez le code du courrier.",
        "Add the first name or the date of birth (DD/MM/YYYY), or give the code of the letter.",
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    code: {
        # A command is typed as it stands.
        "fr": french if code.endswith(".command") else typeset(french),
        "en": english,
    }
    for code, (french, english) in _TEXTS.items()
}
