"""`tirage report`: its help, why it refuses, and the sentences that several reports have."""

from __future__ import annotations

from tirage.messages.typography import defect_texts, typeset

_COMMAND = {
    "help.report": (
        "Écrit un rapport sur un dossier, une fois celui-ci vérifié.",
        "Write a report on a dossier, once it is verified.",
    ),
    "help.report.kind": (
        "Rapport : quotas (pour les garants), proces-verbal (à signer), public (pour tous), letters (courriers et réponses), life (vie de l'assemblée).",
        "Report: quotas (for the guarantors), proces-verbal (to be signed), public (for everyone), letters (letters and answers), life (of the assembly).",
    ),
    "help.report.format": (
        "Format : html, pdf, xlsx, json ou md ; par défaut, celui du nom de --out, sinon html.",
        "Format: html, pdf, xlsx, json or md; by default that of the name of --out, else html.",
    ),
    "help.report.out": (
        "Fichier à écrire ; par défaut, la sortie standard (html, json et md).",
        "File to write; standard output by default (html, json and md).",
    ),
    "help.report.census": (
        "Table du recensement (critère, modalité, effectif ou part), pour comparer l'assemblée à la population.",
        "Census table (criterion, category, count or share), to compare the assembly with the population.",
    ),
    "help.report.place": ("Procès-verbal : lieu du tirage.", "Procès-verbal: place of the draw."),
    "help.report.date": (
        "Procès-verbal : date et heure de la séance.",
        "Procès-verbal: date and hour of the session.",
    ),
    "help.report.present": (
        "Procès-verbal : personne présente, nom et qualité ; à répéter autant que nécessaire.",
        "Procès-verbal: a person present, name and capacity; repeat as needed.",
    ),
    "help.report.incident": (
        "Procès-verbal : incident technique, en une phrase ; à répéter autant que nécessaire.",
        "Procès-verbal: a technical incident, in one sentence; repeat as needed.",
    ),
    "report.written": ("Rapport écrit : {path}", "Report written: {path}"),
    "report.failed.line": ("Ce qui a échoué :", "What failed:"),
}

_REFUSALS = {
    "report.unverified": (
        "Pas de rapport : {failed} contrôle(s) en échec dans ce dossier.",
        "No report: {failed} check(s) of this dossier failed.",
    ),
    "report.unverified.remedy": (
        "Voyez ce qui a échoué avec : tirage verify. Un rapport ne porte que sur un dossier vérifié.",
        "See what failed with: tirage verify. A report is made of a verified dossier only.",
    ),
    "report.no_plan": (
        "Aucun plan de panel n'est fixé dans ce dossier.",
        "No plan of a panel is fixed in this dossier.",
    ),
    "report.no_plan.remedy": (
        "Fixez-le avec tirage draw panel ; sur les courriers, --kind letters suffit.",
        "Fix it with tirage draw panel; for the letters, --kind letters will do.",
    ),
    "report.no_frame": (
        "Ce dossier n'a pas de base de tirage, donc pas de courriers.",
        "This dossier has no sampling frame, hence no letters.",
    ),
    "report.no_frame.remedy": (
        "Demandez un autre rapport, par exemple --kind quotas.",
        "Ask for another report, such as --kind quotas.",
    ),
    "report.no_guarantors": (
        "La partie des garants (guarantors/) n'est pas jointe à ce dossier.",
        "The guarantors' part (guarantors/) is not in this dossier.",
    ),
    "report.no_guarantors.remedy": (
        "Faites le rapport sur le dossier entier, ou sur le paquet des auditeurs (tirage publish --for auditors) : "
        "effectifs et chances n'existent que là.",
        "Make the report from the whole dossier, or from the pack for auditors (tirage publish --for auditors): "
        "counts and chances are only there.",
    ),
    "report.not_drawn": (
        "Rien n'est encore tiré dans ce dossier.",
        "Nothing has been drawn in this dossier yet.",
    ),
    "report.not_drawn.remedy": (
        "Faites d'abord le tirage ; avant, --kind quotas dit ce que le plan promet.",
        "Draw first; before that, --kind quotas tells what the plan promises.",
    ),
    "report.pdf": (
        "Il manque de quoi faire un PDF : weasyprint.",
        "What makes a PDF is missing: weasyprint.",
    ),
    "report.pdf.remedy": (
        "Installez tirage[pdf], ou faites le rapport en html et imprimez-le depuis un navigateur.",
        "Install tirage[pdf], or make the report as html and print it from a browser.",
    ),
}

_DEFECTS = {
    "report.out": (
        "Aucun fichier où écrire.", "Un nom de fichier, pour un pdf ou un xlsx.", "Ajoutez --out FICHIER.",
        "No file to write to.", "A file name, for a pdf or an xlsx.", "Add --out FILE.",
    ),
    "report.exists": (
        "Ce fichier existe déjà.", "Un nom qui n'est pas pris : un rapport n'en écrase pas un autre.", "Donnez un autre nom, ou retirez l'ancien.",
        "This file is there already.", "A name that is free: no report is written over another.", "Give another name, or remove the old one.",
    ),
    "report.inside": (
        "Ce fichier serait dans une partie publiée du dossier.", "Un fichier ailleurs : le dossier n'a que les fichiers de son journal.",
        "Écrivez-le à côté du dossier.",
        "This file would stand in a published part of the dossier.", "A file elsewhere: a dossier has the files of its journal only.",
        "Write it beside the dossier.",
    ),
}  # fmt: skip

_SENTENCES = {
    "report.head": (
        "Ce rapport ne vaut que pour le dossier dont le journal a cette tête. Comparez-la à la dernière qui a été lue ou publiée.",
        "This report holds only for the dossier whose journal has this head. Compare it with the last one read or published.",
    ),
    "report.contents": ("Sommaire", "Contents"),
    "report.made": (
        "Fait par tirage, à partir du seul dossier, vérifié juste avant.",
        "Made by tirage, from the dossier alone, verified just before.",
    ),
    "report.legend.drawn": (
        "Barre claire : la fourchette permise. Point : ce qui a été obtenu (losange rouge : hors de la fourchette). Trait fin : ce que donnerait le recensement.",
        "Pale bar: the band allowed. Dot: what was obtained (red diamond: outside the band). Thin line: what the census would give.",
    ),
    "report.legend.planned": (
        "Barre claire : la fourchette permise. Trait fin : ce que donnerait le recensement.",
        "Pale bar: the band allowed. Thin line: what the census would give.",
    ),
    "report.legend.chances": (
        "Barre claire : de la plus petite à la plus grande chance. Point : la moyenne.",
        "Pale bar: from the smallest to the largest chance. Dot: the mean.",
    ),
    "report.verdict.met": ("✓ Les {quotas} quotas sont tous respectés.", "✓ All {quotas} quotas are met."),
    "report.verdict.unmet": (
        "✗ {unmet} quota(s) sur {quotas} ne sont PAS respectés.",
        "✗ {unmet} quota(s) of {quotas} are NOT met.",
    ),
    "report.verdict.planned": (
        "Le plan est fixé pour {seats} sièges ; rien n'est encore tiré. Chacun des panels de la loterie respecte tous les quotas.",
        "The plan is fixed for {seats} seats; nothing has been drawn yet. Every panel of the lottery meets every quota.",
    ),
    "report.verdict.letters": (
        "{letters} courriers en {waves} vague(s), {volunteers} volontaires.",
        "{letters} letters in {waves} wave(s), {volunteers} volunteers.",
    ),
    "report.verdict.life": (
        "{seats} membres tirés au sort ; le journal ne porte aucun changement depuis.",
        "{seats} members drawn; no change is on the record since.",
    ),
    "report.no_census": (
        "Aucun recensement n'a été donné pour ce rapport (option --census) : il compare l'assemblée aux quotas, et non à la population.",
        "No census was given for this report (option --census): it compares the assembly with the quotas, not with the population.",
    ),
    "report.no_share": (
        "Le recensement donné ne dit rien de ce critère.",
        "The census given says nothing of this criterion.",
    ),
    "report.map": ("Paris en vingt cases : {name}", "Paris in twenty tiles: {name}"),
    "report.map.drawn": (
        "Sièges obtenus, secteur par secteur : {figures}.",
        "Seats obtained, sector by sector: {figures}.",
    ),
    "report.map.planned": (
        "Volontaires, secteur par secteur : {figures}.",
        "Volunteers, sector by sector: {figures}.",
    ),
    "report.pairs.drawn": (
        "Sièges obtenus pour chaque couple de modalités, qu'un quota le demande ou non. Le hasard décide ici : une case vide n'est pas une faute.",
        "Seats obtained by each pair of categories, whether a quota asks for it or not. Chance decides here: an empty cell is no fault.",
    ),
    "report.pairs.planned": (
        "Volontaires de chaque couple de modalités.",
        "Volunteers of each pair of categories.",
    ),
    "report.pairs.none": (
        "Il n'y a qu'un critère : rien à croiser.",
        "There is one criterion only: nothing to cross.",
    ),
    "report.pairs.large": (
        "{name} : {cells} cases, trop pour une page ; tirage quotas check les compte.",
        "{name}: {cells} cells, too many for a page; tirage quotas check counts them.",
    ),
    "report.letters.none": ("Aucun courrier n'est encore prévu.", "No letter is planned yet."),
    "report.letters.undrawn": ("— : pas encore tiré.", "—: not drawn yet."),
    "report.letters.elsewhere": (
        "Ce dossier commence aux volontaires : les courriers, s'il y en a eu, n'y sont pas.",
        "This dossier begins with the volunteers: letters, if there were any, are not in it.",
    ),
    "report.left_out": (
        "Rapport fait sur un paquet, sans ce qu'il laisse de côté : {names}.",
        "Report made from a pack, without what it leaves out: {names}.",
    ),
    "report.letters.left_out": (
        "Ce paquet laisse de côté la base de tirage et les réponses, personne par personne : "
        "le détail des courriers se lit sur le paquet des auditeurs.",
        "This pack leaves out the frame and the answers, person by person: "
        "the letters in detail are in the pack for auditors.",
    ),
    "report.interval": (
        "Taux : volontaires pour cent courriers arrivés. Au moins, au plus : l'intervalle qui contient le vrai taux 95 fois sur 100 (Wilson).",
        "Rate: volunteers from a hundred letters delivered. At least, at most: the interval that holds the true rate 95 times in 100 (Wilson).",
    ),
    "report.chances.what": (
        "Avant le tirage, {people} volontaires se partageaient {seats} sièges. Les chances ne sont pas égales : ce sont les quotas qui favorisent les catégories où peu de gens sont volontaires.",
        "Before the draw, {people} volunteers shared {seats} seats. Chances are not equal: quotas favour the categories with few volunteers.",
    ),
    "report.unplaced": (
        "{count} personne(s) ne sont dans aucun panel de cette loterie : une chance était visée, aucune ne leur est donnée.",
        "{count} person(s) in no panel of this lottery: a chance was aimed at, none is given.",
    ),
    "report.fairness": ("Équité « {name} » : {seeks}", "Fairness “{name}”: {seeks}"),
    "report.alternates.none": (
        "Le journal ne porte aucune liste de suppléants.",
        "No list of alternates is on the record.",
    ),
    "report.excluded.none": ("Aucune ligne n'a été écartée.", "No row was left out."),
    "report.list.frame": ("base de tirage", "sampling frame"),
    "report.list.pool": ("volontaires", "volunteers"),
    "report.read.frame": (
        "Base de tirage : {read} ligne(s) lue(s), {kept} personne(s) gardée(s), {excluded} ligne(s) écartée(s).",
        "Sampling frame: {read} row(s) read, {kept} people kept, {excluded} row(s) left out.",
    ),
    "report.read.pool": (
        "Volontaires : {read} ligne(s) lue(s), {kept} personne(s) gardée(s), {excluded} ligne(s) écartée(s).",
        "Volunteers: {read} row(s) read, {kept} people kept, {excluded} row(s) left out.",
    ),
    "report.cause.duplicate": (
        "même personne sur plusieurs lignes : une seule compte",
        "same person on several rows: one counts",
    ),
    "report.cause.no-address": ("aucune adresse", "no address"),
    "report.cause.no-stream": ("n'appartient à aucun volet", "belongs to no stream"),
    "report.cause.no-stratum": ("n'appartient à aucune strate", "belongs to no stratum"),
    "report.cause.refused": ("a répondu non", "answered no"),
    "report.cause.late": ("réponse arrivée trop tard", "answer came too late"),
    "report.cause.incomplete": (
        "questionnaire incomplet, ou sans accord",
        "questionnaire incomplete, or no consent",
    ),
    "report.cause.undelivered": ("courrier revenu", "letter returned"),
    "report.checked": (
        "Ce dossier a été vérifié juste avant : {passed} contrôles réussis, aucun échec, {idle} sans objet ; {open} points échappent au logiciel.",
        "This dossier was verified just before: {passed} checks passed, none failed, {idle} not applicable; {open} points that nobody can check here.",
    ),
    "report.beyond.report": (
        "Qu'un seul tirage ait l'air juste ou non : l'équité tient au plan et au certificat, pas au résultat.",
        "Whether one draw looks fair or not: fairness lies in the plan and the certificate, not in the result.",
    ),
    "report.beyond.census": (
        "Que les chiffres du recensement sont exacts : ils ont été donnés pour ce rapport, le journal ne les porte pas.",
        "That the figures of the census are right: they were given for this report, and are not on the record.",
    ),
    "report.vacancies.none": ("Aucun départ au journal.", "No departure is on the record."),
    "report.draws.none": (
        "Aucun remplacement ni renouvellement au journal.",
        "No replacement and no renewal is on the record.",
    ),
    "report.term.none": (
        "La durée du mandat n'est pas au journal.",
        "The length of the term is not on the record.",
    ),
}

_ALL = _COMMAND | _REFUSALS | _SENTENCES

TEXTS = defect_texts(_DEFECTS) | {code: {"fr": typeset(fr), "en": en} for code, (fr, en) in _ALL.items()}
