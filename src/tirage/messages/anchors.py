"""The head of the journal: read aloud, on a slip of paper, signed by guarantors."""

from __future__ import annotations

from tirage.messages.typography import defect_texts, typeset

_TEXTS: dict[str, tuple[str, str]] = {
    "help.anchor": (
        "Dit l'empreinte du journal en huit groupes à lire à voix haute ; écrit un bordereau ; inscrit la signature d'un garant ou un horodatage.",
        "Say the head of the journal in eight groups, to be read aloud; write a slip; record a guarantor's signature or a time-stamp.",
    ),
    "help.anchor.out": (
        "Bordereau à créer : une page à imprimer, avec un code QR.",
        "Slip to create: a page to print, with a QR code.",
    ),
    "help.anchor.statement": (
        "Fichier à créer : ce qu'un garant signe avec ssh-keygen -Y sign -n tirage.",
        "File to create: what a guarantor signs with ssh-keygen -Y sign -n tirage.",
    ),
    "help.anchor.signature": (
        "Signature d'un garant (fichier .sig), à inscrire avec --name.",
        "A guarantor's signature (file .sig), to be recorded with --name.",
    ),
    "help.anchor.name": (
        "Nom du garant ou de l'horodateur, qui sera publié (lettres sans accent, chiffres, . _ -).",
        "Name of the guarantor or authority, to be published (plain letters, digits, . _ -).",
    ),
    "help.anchor.request": (
        "Fichier à créer : la demande d'horodatage (RFC 3161), à envoyer à un tiers de confiance.",
        "File to create: the request for a time-stamp (RFC 3161), to be sent to a trusted authority.",
    ),
    "help.anchor.stamp": (
        "Réponse de l'horodateur (fichier .tsr), à inscrire avec --name et --authority.",
        "The authority's reply (file .tsr), to be recorded with --name and --authority.",
    ),
    "help.anchor.authority": (
        "Certificats racines de l'horodateur (PEM), pris sur son site et non dans la réponse.",
        "Root certificates of the authority (PEM), from its own site and not from the reply.",
    ),
    "anchor.head": (
        "Empreinte du journal, acte {number} ({type}), {time} :",
        "Head of the journal, entry {number} ({type}), {time}:",
    ),
    "anchor.sign": (
        "Pour la signer : tirage anchor {path} --statement tete.txt, puis, chez le garant :\n"
        "  ssh-keygen -Y sign -n tirage -f SA_CLE tete.txt",
        "To sign it: tirage anchor {path} --statement head.txt, then, on the guarantor's computer:\n"
        "  ssh-keygen -Y sign -n tirage -f THE_KEY head.txt",
    ),
    "anchor.written": ("Écrit : {path}", "Written: {path}"),
    "anchor.done": (
        "La signature de {name} est inscrite. Clé {key} : est-ce celle que ce garant a fait connaître ?",
        "The signature of {name} is recorded. Key {key}: is it the one that this guarantor made known?",
    ),
    "stamp.next": (
        "Envoyez {request} à l'horodateur (docs/dossier.md dit comment), puis inscrivez sa réponse :\n"
        "  tirage anchor {path} --stamp REPONSE.tsr --name NOM --authority RACINE.pem",
        "Send {request} to the authority (docs/dossier.md says how), then record its reply:\n"
        "  tirage anchor {path} --stamp REPLY.tsr --name NAME --authority ROOT.pem",
    ),
    "stamp.done": (
        "L'horodatage de {name} est inscrit : {time}.",
        "The time-stamp of {name} is recorded: {time}.",
    ),
    "stamp.extra": (
        "Il manque de quoi lire un horodatage : rfc3161-client.",
        "What reads a time-stamp is missing: rfc3161-client.",
    ),
    "stamp.extra.remedy": ("Installez tirage[stamp].", "Install tirage[stamp]."),
    "stamp.form": (
        "Ce fichier n'est pas la réponse d'un horodateur, ou dit qu'il a refusé.",
        "This file is no reply of a time-stamping authority, or says that it declined.",
    ),
    "stamp.form.remedy": (
        "Envoyez-lui de nouveau le fichier de --request ; gardez la réponse telle quelle (application/timestamp-reply).",
        "Send it the file of --request again; keep the reply as it is (application/timestamp-reply).",
    ),
    "stamp.false": (
        "Cet horodatage n'est celui d'aucun acte de ce journal, ou n'est pas de cet horodateur.",
        "This time-stamp is of no entry of this journal, or is not by this authority.",
    ),
    "stamp.false.remedy": (
        "Vérifiez que la réponse est celle de ce fichier de --request, et que --authority est le certificat racine de l'horodateur.",
        "Check that the reply is that to this file of --request, and that --authority is the root certificate of the authority.",
    ),
    "anchor.title": ("Empreinte du journal", "Head of the journal"),
    "anchor.slip": (
        "Tirage au sort. Acte {number} ({type}), {time}. À comparer à ce que dit tirage verify.",
        "Draw by lot. Entry {number} ({type}), {time}. To be compared with what tirage verify says.",
    ),
    "anchor.signed": ("Signatures :", "Signatures:"),
    "anchor.false": (
        "Cette signature n'est celle d'aucun acte de ce journal, ou n'est pas faite pour tirage (-n tirage).",
        "This signature is of no entry of this journal, or was not made for tirage (-n tirage).",
    ),
    "anchor.false.remedy": (
        "Redonnez au garant le fichier de --statement, qu'il le signe tel quel avec ssh-keygen -Y sign -n tirage.",
        "Give the guarantor the file of --statement again, to be signed as it is with ssh-keygen -Y sign -n tirage.",
    ),
    "anchor.kind": (
        "Cette clé n'est pas une clé Ed25519 : la signature ne pourrait pas être vérifiée par chacun.",
        "This key is no Ed25519 key: not everybody could check the signature.",
    ),
    "anchor.kind.remedy": (
        "Que le garant en fasse une : ssh-keygen -t ed25519, et la fasse connaître avant de signer.",
        "Let the guarantor make one: ssh-keygen -t ed25519, and make it known before signing.",
    ),
    "anchor.again": ("{name} a déjà signé cette empreinte.", "{name} has signed this head already."),
    "anchor.again.remedy": ("Il n'y a rien à faire de plus.", "There is nothing more to do."),
}
_DEFECTS = {
    "stamp.name": (
        "Un horodatage demande sa réponse, le nom et les certificats de l'horodateur.",
        "--stamp, --name et --authority ensemble ; un nom de lettres sans accent, de chiffres, . _ -",
        "Donnez les trois.",
        "A time-stamp needs its reply, and name and certificates of the authority.",
        "--stamp, --name and --authority together; a name of plain letters, digits, . _ -",
        "Give all three.",
    ),
    "stamp.authority": (
        "Ce fichier n'a pas de certificat.",
        "Un fichier PEM, qui commence par -----BEGIN CERTIFICATE-----.",
        "Prenez le certificat racine sur le site de l'horodateur.",
        "This file has no certificate.",
        "A PEM file, which begins with -----BEGIN CERTIFICATE-----.",
        "Take the root certificate from the authority's own site.",
    ),
    "anchor.name": (
        "Il faut un nom de garant avec la signature.",
        "--signature et --name ensemble ; un nom de lettres sans accent, de chiffres, . _ -",
        "Donnez les deux.",
        "A signature needs the name of its guarantor.",
        "--signature and --name together; a name of plain letters, digits, . _ -",
        "Give both.",
    ),
    "anchor.form": (
        "Ce fichier n'est pas une signature de ssh-keygen -Y sign.",
        "Un fichier qui commence par -----BEGIN SSH SIGNATURE-----.",
        "Donnez le fichier .sig, pas la clé.",
        "This file is no signature of ssh-keygen -Y sign.",
        "A file that begins with -----BEGIN SSH SIGNATURE-----.",
        "Give the .sig file, not the key.",
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    **{code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()},
    **defect_texts(_DEFECTS),
}
