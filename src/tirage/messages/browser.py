"""What the verifier in a browser says beside the checklist, which `tirage.verify` words."""

from __future__ import annotations

from tirage.messages.typography import typeset

_TEXTS: dict[str, tuple[str, str]] = {
    "page.title": ("Vérifier un tirage au sort", "Check a draw"),
    "page.lead": (
        "Cette page contrôle le dossier publié d'un tirage : ses empreintes, le hasard, la loterie, les quotas et les chances. "
        "Elle ne demande ni installation ni réseau ; rien ne quitte cet ordinateur.",
        "This page checks the published dossier of a draw: its hashes, its chance, the lottery, the quotas and the chances. "
        "It needs no installation and no network; nothing leaves this computer.",
    ),
    "page.language": ("Langue", "Language"),
    # Opening
    "page.open": ("Ouvrir un dossier", "Open a dossier"),
    "page.drop": (
        "Déposez ici le dossier du tirage, ou son archive ZIP, ou bien :",
        "Drop the draw's folder here, or its ZIP archive; or:",
    ),
    "page.folder": ("Choisir un dossier", "Choose a folder"),
    "page.archive": ("Choisir une archive ZIP", "Choose a ZIP archive"),
    "page.parts": (
        "Seuls journal/, public/ et guarantors/ sont lus, jamais private/. Sans guarantors/, les quotas de chaque panel, les foyers, "
        "les chances et le certificat ne peuvent pas être contrôlés.",
        "Only journal/, public/ and guarantors/ are read, never private/. Without guarantors/, the quotas of each panel, households, "
        "chances and the certificate cannot be checked.",
    ),
    "page.reading": ("Lecture et contrôles…", "Reading and checking…"),
    "page.count": ("Contrôles faits : {count}", "Checks made: {count}"),
    "page.not-a-dossier": (
        "Aucun dossier de tirage ici : il faut un dossier, ou une archive ZIP, qui contienne journal/ et public/.",
        "No draw's dossier here: it takes a folder, or a ZIP archive, that holds journal/ and public/.",
    ),
    "page.failure": (
        "Cette page n'a pas pu finir, ce qui ne dit rien du dossier. Essayez un autre navigateur, ou tirage-verify.pyz. Détail : {detail}",
        "This page could not finish, which says nothing of the dossier. Try another browser, or tirage-verify.pyz. Detail: {detail}",
    ),
    # The checklist
    "page.result": ("Résultat", "Result"),
    "page.next": (
        "L'assemblée suivante, dans le dossier next, n'est pas vérifiée ici : ouvrez ce dossier à part ; leur lien, et qui était membre ou invité, "
        "sont vérifiés par tirage verify.",
        "The next assembly, in the folder next, is not checked here: open that folder by itself; their link, and who was a member or was invited, "
        "are checked by tirage verify.",
    ),
    "page.opened": ("Dossier : {name}", "Dossier: {name}"),
    "page.print": ("Imprimer", "Print"),
    "page.failed-only": ("Ne montrer que les échecs", "Show failures only"),
    "page.ok": ("juste", "right"),
    "page.failed": ("ÉCHEC", "FAILED"),
    "page.not-checked": ("non vérifié", "not checked"),
    "page.part.1": ("Documents et journal", "Documents and journal"),
    "page.part.2": ("Le plan avant le hasard", "The plan before chance"),
    "page.part.3": ("Ce que chacun apporte", "Contributions"),
    "page.part.4": ("Balise publique", "Public beacon"),
    "page.part.5": ("Graine", "Seed"),
    "page.part.6": ("Ordre des tickets, courriers, réponses", "Order of tickets, letters, answers"),
    "page.part.7": ("Vivier, loterie, chances", "Pool, lottery, chances"),
    "page.part.8": ("Certificat d'équité", "Certificate of fairness"),
    "page.part.9": ("Numéro et panel", "Number and panel"),
    "page.part.10": ("Actes suivants", "Later acts"),
    "page.part.12": ("Preuve d'une personne", "One citizen's proof"),
    # One person
    "page.person": ("Une personne", "One person"),
    "page.person.help": (
        "Ce que disent les fichiers d'une personne, par son identifiant. Si les fichiers disent vrai, c'est la liste ci-dessus qui le montre.",
        "What the files say of a person, by id. Whether the files are right is for the list above to show.",
    ),
    "page.pid": ("Identifiant (pid)", "Id (pid)"),
    "page.look": ("Chercher", "Look up"),
    "page.first": ("Ouvrez d'abord un dossier.", "Open a dossier first."),
    "page.fact.none": (
        "Aucun fichier de ce dossier ne parle de personnes : la partie des garants n'est pas jointe.",
        "No file of this dossier is about people: the guarantors' part is not here.",
    ),
    "page.fact.frame.yes": (
        "Dans la base de tirage, strate {stratum}",
        "In the sampling frame, stratum {stratum}",
    ),
    "page.fact.frame.no": ("Pas dans la base de tirage", "Not in the sampling frame"),
    "page.fact.letters.yes": ("A reçu un courrier, vague {wave}", "Got a letter, wave {wave}"),
    "page.fact.letters.no": ("Pas de courrier à la vague {wave}", "No letter in wave {wave}"),
    "page.fact.answer.yes": ("A répondu : {status}", "Answered: {status}"),
    "page.fact.answer.no": ("N'a pas répondu", "Has not answered"),
    "page.fact.pool.yes": ("Dans le vivier : {features}", "In the pool: {features}"),
    "page.fact.pool.no": ("Pas dans le vivier", "Not in the pool"),
    "page.fact.lottery": (
        "Dans {own} panels sur {all} de la loterie",
        "In {own} panels of the lottery's {all}",
    ),
    "page.fact.chance.yes": (
        "Chance visée d'un siège : {chance}",
        "Chance of a seat aimed at: {chance}",
    ),
    "page.fact.chance.no": ("Aucune chance visée", "No chance was aimed at"),
    "page.fact.panel.yes": ("Membre du panel tiré", "Member of the panel drawn"),
    "page.fact.seat.now": ("Siège depuis le {since}", "Sits since {since}"),
    "page.fact.seat.past": (
        "A siégé du {since} au {until} ; ne siège plus",
        "Sat from {since} to {until}; sits no longer",
    ),
    "page.fact.seat.never": ("N'a jamais siégé", "Has never sat"),
    "page.fact.panel.no": ("Pas membre du panel tiré", "Not a member of the panel drawn"),
    "page.proof.help": (
        "Une personne qui a reçu sa preuve (tirage proof) peut la faire contrôler ici, après le dossier ou le paquet publié : partie 12 de la liste.",
        "Someone who was given a proof (tirage proof) can have it checked here, after the published dossier or pack: part 12 of the list.",
    ),
    "page.proof": ("Choisir une preuve (page ou JSON)", "Choose a proof (page or JSON)"),
    # From the dice to the number
    "page.replay": ("Rejouer le tirage", "Replay the draw"),
    "page.replay.help": (
        "Tapez ce que les témoins ont noté, non ce que dit le journal. Chaque ligne ci-dessous se recalcule avec printf et sha256sum.",
        "Type what the witnesses wrote down, not what the journal says. Each line below can be computed again with printf and sha256sum.",
    ),
    "page.act": ("Tirage", "Draw"),
    "page.act.panel": ("Le panel", "The panel"),
    "page.act.letters": ("Courriers, vague {wave}", "Letters, wave {wave}"),
    "page.field.text": ("Ce qui fut jeté en public (dés, boules)", "What was rolled in public (dice, balls)"),
    "page.more": ("Le plan et les autres contributions", "The plan and the other contributions"),
    "page.field.plan": ("Empreinte du plan (64 chiffres hexadécimaux)", "Hash of the plan (64 hex digits)"),
    "page.field.others": (
        "Valeurs scellées, une par ligne : identifiant, espace, 64 chiffres hexadécimaux",
        "Sealed values, one a line: id, space, 64 hex digits",
    ),
    "page.field.pulse": (
        "Balise : chaîne, tour et signature, séparés par des espaces (vide s'il n'y en a pas)",
        "Beacon: chain, round and signature, with spaces between (empty if there is none)",
    ),
    "page.field.stage": ("Étape", "Stage"),
    "page.field.panels": ("Nombre de panels (0 pour des courriers)", "Number of panels (0 for letters)"),
    "page.compute": ("Calculer", "Compute"),
    "page.mistake": ("À corriger : {fields}", "To be corrected: {fields}"),
    "page.step.plan": ("Empreinte du plan", "Hash of the plan"),
    "page.step.value": ("Valeur de ce qui fut jeté", "Value of what was rolled"),
    "page.step.contributions": ("Empreinte des contributions", "Hash of the contributions"),
    "page.step.seed": ("Graine", "Seed"),
    "page.step.stage": ("Graine de l'étape", "Stage seed"),
    "page.step.integer": ("Entier tiré de la graine", "Integer from the seed"),
    "page.step.number": ("Numéro du panel", "Number of the panel"),
    "page.step.panel": ("Le panel de ce numéro", "The panel of that number"),
    "page.same": ("comme au journal", "as in the journal"),
    "page.different": ("le journal dit {value}", "the journal says {value}"),
    "page.footer": (
        "Pour être sûr de cette page, comparez son empreinte (sha256sum verifier.html) avec celle d'une autre source, "
        "ou contrôlez le même dossier avec tirage-verify.pyz : les deux programmes n'ont aucun code en commun.",
        "To be sure of this page, compare its hash (sha256sum verifier.html) with that of another source, "
        "or check the same dossier with tirage-verify.pyz: the two programs have no code in common.",
    ),
}
TEXTS = {code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()}
