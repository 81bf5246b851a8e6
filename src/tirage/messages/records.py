"""What stands between an act and the record: a journal that does not hold, a folder that cannot be written."""

from __future__ import annotations

_TEXTS: dict[str, tuple[str, str]] = {
    # Folders and files, found / expected / remedy
    "dossier.missing.found": ("Il n'y a pas de journal ici.", "There is no journal here."),
    "dossier.missing.expected": ("Un dossier de tirage, avec son journal.", "A dossier, with its journal."),
    "dossier.missing.remedy": (
        "Vérifiez le chemin ; un dossier se crée avec tirage draw panel.",
        "Check the path; tirage draw panel makes a dossier.",
    ),
    "output.full.found": ("Le disque est plein ({error}).", "The disk is full ({error})."),
    "output.full.expected": (
        "La place d'écrire ; le dossier est resté tel qu'il était.",
        "Room to write; the dossier is as it was before.",
    ),
    "output.full.remedy": (
        "Libérez de la place ou choisissez un autre disque, puis recommencez.",
        "Make room or choose another disk, then try again.",
    ),
    "output.permission.found": (
        "L'écriture est refusée ici ({error}).",
        "Writing is not allowed here ({error}).",
    ),
    "output.permission.expected": (
        "Un dossier où vous pouvez écrire ; rien n'y a changé.",
        "A folder that you may write to; nothing in it has changed.",
    ),
    "output.permission.remedy": (
        "Demandez le droit d'écriture, ou choisissez un autre dossier avec --out.",
        "Ask for permission to write, or choose another folder with --out.",
    ),
    "output.write.found": (
        "Le système a refusé d'écrire (erreur {error}).",
        "The system refused to write (error {error}).",
    ),
    "output.write.expected": (
        "Une écriture complète ; le dossier est resté tel qu'il était.",
        "Everything written; the dossier is as it was before.",
    ),
    "output.write.remedy": (
        "Essayez sur un disque local ; si l'erreur revient, montrez-la à votre service informatique.",
        "Try a local disk; if the error comes back, show it to your computer services.",
    ),
    # Refusals and failed checks: what happened, and the remedy
    "output.unfinished": (
        "L'acte EST inscrit au journal de {path}, mais le système n'a pas laissé tout mettre en place (erreur {error}).",
        "The act IS on record in {path}, but the system did not let every file be put into place (error {error}).",
    ),
    "output.unfinished.remedy": (
        "Ne refaites pas l'acte. Réparez la cause (place, droits, disque) : la prochaine lecture du dossier finira seule.",
        "Do not do the act again. Mend the cause (room, permissions, disk): the next reading of the dossier finishes it.",
    ),
    "dossier.exists": (
        "Il y a déjà quelque chose dans {path}.",
        "There is something in {path} already.",
    ),
    "dossier.exists.remedy": (
        "Choisissez un autre dossier avec --out : rien n'est jamais écrasé.",
        "Choose another folder with --out: nothing is ever overwritten.",
    ),
    "dossier.moved": (
        "Le journal de {path} a avancé entre-temps : un autre acte y a été inscrit. Rien n'a été écrit.",
        "The journal of {path} has moved on: another act was recorded meanwhile. Nothing was written.",
    ),
    "dossier.moved.remedy": (
        "Relisez le dossier, puis décidez si l'acte est encore à faire.",
        "Read the dossier again, then decide whether the act is still to be done.",
    ),
    "dossier.file": (
        "Un autre fichier occupe la place de {file}. Rien n'a été écrit.",
        "Another file is in the place of {file}. Nothing was written.",
    ),
    "dossier.file.remedy": (
        "Mettez ce fichier de côté, hors du dossier, puis recommencez.",
        "Move that file out of the dossier, then try again.",
    ),
    "dossier.link": (
        "{file} n'est pas un fichier ordinaire : un lien peut mener n'importe où.",
        "{file} is no ordinary file: a link could lead anywhere.",
    ),
    "dossier.link.remedy": (
        "Remplacez-le par le fichier lui-même, ou demandez une copie complète du dossier.",
        "Put the file itself there, or ask for a complete copy of the dossier.",
    ),
    "journal.order": (
        "L'acte « {act} » n'est pas possible après « {last} » ; sont possibles : {lawful}.",
        "The act “{act}” is not possible after “{last}”; possible acts: {lawful}.",
    ),
    "journal.order.remedy": (
        "Un acte inscrit ne s'efface pas ; pour recommencer, ouvrez un autre dossier avec --out.",
        "An act on the record is not erased; to start again, open another dossier with --out.",
    ),
    "journal.time": (
        "L'horloge indique {time}, avant le dernier acte du journal ({last}).",
        "The clock says {time}, which is before the last act of the journal ({last}).",
    ),
    "journal.time.remedy": (
        "Mettez l'ordinateur à l'heure, puis recommencez.",
        "Set the computer's clock, then try again.",
    ),
    "journal.name": (
        "Le journal a {got} là où {expected} est attendu : un acte manque ou a été déplacé.",
        "The journal has {got} where {expected} is expected: an act is missing or was moved.",
    ),
    "journal.form": (
        "{file} n'est pas un acte du journal sous sa forme canonique.",
        "{file} is not an act of the journal in its canonical form.",
    ),
    "journal.prev": (
        "{file} suit l'empreinte {got}, l'acte précédent a {expected} : l'un des deux a été modifié.",
        "{file} follows the hash {got}, the act before it has {expected}: one of the two was changed.",
    ),
    "journal.act": (
        "{file} inscrit « {got} » ; ici sont possibles : {expected}.",
        "{file} records “{got}”; possible here: {expected}.",
    ),
    "journal.clock": (
        "{file} est daté de {got}, avant l'acte précédent ({expected}).",
        "{file} is dated {got}, before the act that precedes it ({expected}).",
    ),
}
_BROKEN = ("name", "form", "prev", "act", "clock")
_ASK = (
    "Demandez le dossier d'origine et comparez la tête du journal à celle qui a été lue en public.",
    "Ask for the original dossier, and compare the head of the journal with the one that was read aloud.",
)


def _texts() -> dict[str, dict[str, str]]:
    sentences = {**_TEXTS, **{f"journal.{code}.remedy": _ASK for code in _BROKEN}}
    return {code: {"fr": _typeset(french), "en": english} for code, (french, english) in sentences.items()}


def _typeset(french: str) -> str:
    """No-break spaces and curved apostrophes, as French is printed."""
    bound = french.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    for sign in ":;?!%":
        bound = bound.replace(f" {sign}", f"\u00a0{sign}")
    return bound.replace("'", "’")


TEXTS: dict[str, dict[str, str]] = _texts()
