"""What is said of invented people."""

from __future__ import annotations

from tirage.messages.typography import typeset

_SAID: dict[str, tuple[str, str]] = {
    "help.synth": (
        "Des personnes inventées, sur des listes de forme réaliste : pour répéter, essayer, mesurer.",
        "Invented people on lists of realistic shape: to rehearse, to try, to measure.",
    ),
    "help.synth.roll": (
        "Listes électorales des vingt arrondissements, avec les bizarreries des vraies à leur fréquence.",
        "Electoral rolls of the twenty arrondissements, with the oddities of real ones at their rates.",
    ),
    "help.synth.cards": (
        "Un extrait de la Carte citoyenne : 16-17 ans, étrangers, et des personnes déjà sur les listes.",
        "An extract of the Carte citoyenne: people of 16 and 17, foreigners, and people who are on the rolls.",
    ),
    "help.synth.pool": (
        "Des volontaires avec genre, âge, diplôme et secteur ; les diplômés y sont trop nombreux, comme toujours.",
        "Volunteers with gender, age, diploma and sector; graduates are too many, as always.",
    ),
    "help.synth.answers": (
        "Des réponses à une vague de courriers (private/letters-1.csv d'un dossier).",
        "Answers to a wave of letters (private/letters-1.csv of a dossier).",
    ),
    "help.synth.people": ("Combien de personnes.", "How many people."),
    "help.synth.seed": ("La même graine donne les mêmes fichiers.", "The same seed gives the same files."),
    "help.synth.file": ("Fichier à écrire.", "File to write."),
    "help.synth.dir": ("Dossier où écrire les listes.", "Folder to write the rolls to."),
    "help.synth.layout": ("A : export du REU ; B : arrêté de 2013.", "A: export of the REU; B: the layout of 2013."),
    "help.synth.quirks": (
        "Bizarreries : real (leur vraie fréquence), many (fréquentes), none.",
        "Oddities: real (their true rates), many (frequent), none.",
    ),
    "help.synth.roll_people": (
        "Le --people des listes électorales auxquelles répondre.", "The --people of the rolls to go with.",
    ),
    "help.synth.letters": ("Fichier des courriers d'une vague.", "File of the letters of a wave."),
    "help.synth.rate": ("Part des courriers qui reçoivent un oui.", "Share of the letters that get a yes."),
    "progress.synth": ("écriture des listes", "writing the rolls"),
    "synth.rolls": ("{files} fichiers écrits dans {path}.", "{files} files written to {path}."),
}  # fmt: skip

TEXTS = {code: {"fr": typeset(french), "en": english} for code, (french, english) in _SAID.items()}
