"""What is published and to whom, the story of a dossier, a citizen's proof, its end."""

from __future__ import annotations

from tirage.messages.typography import typeset

_README = (
    (
        "# Tirage au sort : {reader}\n\n"
        "*English below.*\n\n"
        "Ce paquet contient ce que {whom} d'un tirage au sort : {files} fichiers, dont la liste et les empreintes sont dans `pack.json`.\n"
        "{test}"
        "Empreinte du journal, à comparer à celle qui fut lue à voix haute et notée :\n\n"
        "    {head}\n\n"
        "## Vérifier\n\n"
        "    tirage verify CE-DOSSIER\n\n"
        "ou, sans rien installer, avec le vérificateur d'un seul fichier : `python tirage-verify.pyz CE-DOSSIER`. "
        "Il faut Python 3.11, pas de réseau. Le point 11 de sa liste dit ce qui n'est pas vérifié : lisez-le d'abord.\n\n"
        "## Ce qu'il y a\n\n"
        "- `journal/` : chaque acte, dans l'ordre, chacun tenant l'empreinte du précédent ;\n"
        "- `public/` : plans, quotas, loterie numérotée, certificat, panel ;\n"
        "{more}"
        "- aucun nom, aucune adresse, aucune date de naissance : les personnes n'y sont que des identifiants.\n\n"
        "## Ce qui n'y est pas\n\n{left_out}\n"
    ),
    (
        "# Draw by lot: {reader}\n\n"
        "This pack holds what {whom} of a draw by lot: {files} files, listed with their hashes in `pack.json`.\n"
        "{test}"
        "Head of the journal, to be compared with the one that was read aloud and written down:\n\n"
        "    {head}\n\n"
        "## To check it\n\n"
        "    tirage verify THIS-FOLDER\n\n"
        "or, with nothing installed, with the verifier in one file: `python tirage-verify.pyz THIS-FOLDER`. "
        "It needs Python 3.11 and no network. Point 11 of its list says what is not checked: read that first.\n\n"
        "## What is here\n\n"
        "- `journal/`: every act, in order, each holding the hash of the one before;\n"
        "- `public/`: plans, quotas, the numbered lottery, the certificate, the panel;\n"
        "{more}"
        "- no name, no address, no date of birth: people are ids and nothing else.\n\n"
        "## What is not here\n\n{left_out}\n"
    ),
)

_TEXTS: dict[str, tuple[str, str]] = {
    "pack.readme": _README,
    "pack.reader.public": ("paquet public", "public pack"),
    "pack.reader.guarantors": ("paquet des garants", "guarantors' pack"),
    "pack.reader.auditors": ("paquet des auditeurs", "auditors' pack"),
    "pack.whom.public": ("tout le monde peut lire", "anyone may read"),
    "pack.whom.guarantors": ("les garants peuvent lire", "guarantors may read"),
    "pack.whom.auditors": ("les auditeurs peuvent lire", "auditors may read"),
    "pack.test": (
        "\n**TEST : c'est une répétition, pas un tirage.**\n\n",
        "\n**TEST: this is a rehearsal, not a draw.**\n\n",
    ),
    "pack.more.public": ("", ""),
    "pack.more.guarantors": (
        "- `guarantors/` : le vivier sans les noms et la chance de chacun. À ne pas diffuser : "
        "recoupé avec autre chose, un profil rare pourrait être reconnu ;\n",
        "- `guarantors/`: the pool without names, and everyone's chance. Not to be passed on: "
        "put together with something else, a rare profile might be recognised;\n",
    ),
    "pack.more.auditors": (
        "- `guarantors/` : la base de tirage, les courriers, les réponses, le vivier, sans les noms. À ne pas diffuser : "
        "recoupé avec autre chose, un profil rare pourrait être reconnu ;\n",
        "- `guarantors/`: the sampling frame, letters, answers and the pool, without names. Not to be passed on: "
        "put together with something else, a rare profile might be recognised;\n",
    ),
    "pack.left_out.none": (
        "Le dossier privé, qui ne sort jamais de chez l'organisateur.\n",
        "The private folder, which never leaves the organiser.\n",
    ),
    "pack.left_out.reader": (
        "- `{name}` : ce lecteur n'a pas à le recevoir ;\n",
        "- `{name}`: not for this reader;\n",
    ),
    "pack.left_out.small-cells": (
        "- `{name}` : une case y compte trop peu de personnes. Le fichier n'est pas retouché, car son empreinte est au journal : il manque entier ;\n",
        "- `{name}`: one of its cells counts too few people. The file is not retouched, for the journal has its hash: all of it is missing;\n",
    ),
    "pack.left_out.last": (
        "- le dossier privé, qui ne sort jamais de chez l'organisateur.\n",
        "- the private folder, which never leaves the organiser.\n",
    ),
    # tirage publish
    "help.publish": (
        "Écrit ce qu'un lecteur peut avoir du dossier : un dossier à part, sa liste, un mode d'emploi. Contrôle qu'aucun nom ni aucune clé n'y est.",
        "Write what one reader may have of the dossier: a folder of its own, its list, a README. Checks that no name and no key is in it.",
    ),
    "help.publish.for": (
        "Pour qui : tout le monde, les garants (chaque quota), les auditeurs (tout sauf les noms).",
        "For whom: anyone, guarantors (every quota), auditors (all but names).",
    ),
    "help.publish.out": ("Dossier à créer.", "Folder to create."),
    "help.publish.zip": ("Écrit aussi le paquet en un fichier ZIP.", "Write the pack as one ZIP file too."),
    "help.publish.small": (
        "Dans le paquet public, un tableau où une case compte moins de personnes que cela (et plus de 0) est retiré entier.",
        "In the public pack, a table with a cell of fewer people than this (and more than 0) is left out whole.",
    ),
    "publish.done": (
        "{reader} : {files} fichiers dans {path}",
        "{reader}: {files} files in {path}",
    ),
    "publish.searched": (
        "Cherché dans le paquet : noms, adresses, dates de naissance, contacts, codes et clé de private/. Rien trouvé.",
        "Looked for in the pack: names, addresses, birth dates, contacts, codes and key of private/. None found.",
    ),
    "publish.erased": (
        "Il n'y a plus de dossier privé : rien à chercher dans le paquet.",
        "There is no private folder any more: nothing to look for in the pack.",
    ),
    "publish.left_out": ("Retiré : {names}", "Left out: {names}"),
    "publish.small": (
        "Retiré, car une case compte moins de {fewest} personnes : {names}",
        "Left out, for a cell counts fewer than {fewest} people: {names}",
    ),
    "publish.unchecked": (
        "Vérifié : aucun échec. Non vérifiable avec ce paquet : {numbers}",
        "Verified: no failure. Cannot be checked with this pack: {numbers}",
    ),
    "publish.leak": (
        "Rien n'est publié : ce qui suit désigne des personnes.\n{places}",
        "Nothing is published: what follows tells who people are.\n{places}",
    ),
    "publish.leak.remedy": (
        "Retirez cela à la source (identifiants, noms des modalités, motifs) dans un nouveau dossier ; "
        "un fichier publié ne se retouche pas.",
        "Take it out at the source (ids, names of categories, reasons) in a new dossier; "
        "a published file is not retouched.",
    ),
    "publish.leak.place": (
        "  {file}, ligne {line} : {what} de {source}",
        "  {file}, line {line}: {what} of {source}",
    ),
    "publish.leak.more": ("  … et {count} de plus", "  … and {count} more"),
    "publish.what.name": ("un nom", "a name"),
    "publish.what.birth": ("une date de naissance", "a date of birth"),
    "publish.what.address": ("une adresse", "an address"),
    "publish.what.contact": ("un courriel ou un numéro", "an e-mail address or a number"),
    "publish.what.code": ("un code de courrier", "the code of a letter"),
    "publish.what.key": ("la clé", "the key"),
    "publish.unverified": (
        "Rien n'est publié : le paquet ne passe pas la vérification (points {numbers}).",
        "Nothing is published: the pack does not verify (points {numbers}).",
    ),
    "publish.unverified.remedy": (
        "Lancez tirage verify sur le dossier : il dit quel fichier n'est pas celui du journal.",
        "Run tirage verify on the dossier: it says which file is not the one on the record.",
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()
}
