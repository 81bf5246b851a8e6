"""What the reports say: the quota report, the procès-verbal, the public page, letters and life."""

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
        "Faites le rapport sur le dossier entier : effectifs et chances n'existent que là.",
        "Make the report from the whole dossier: counts and chances are only there.",
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

_TITLES = {
    "report.title.quotas": ("Rapport sur les quotas", "Quota report"),
    "report.title.proces-verbal": ("Procès-verbal du tirage au sort", "Record of the draw"),
    "report.title.public": ("Comment l'assemblée a été tirée au sort", "How the assembly was drawn"),
    "report.title.letters": ("Courriers et réponses", "Letters and answers"),
    "report.title.life": ("La vie de l'assemblée", "The life of the assembly"),
    "report.title.essentials": ("L'essentiel", "The essentials"),
    "report.title.criterion": ("Critère : {name}", "Criterion: {name}"),
    "report.title.crossing": ("Croisement : {name}", "Crossing: {name}"),
    "report.title.chances": ("Les chances de chacun", "Everyone's chance"),
    "report.title.proof": ("Ce que le certificat prouve", "What the certificate proves"),
    "report.title.changes": ("Les quotas ont été changés", "The quotas were changed"),
    "report.title.alternates": ("Les suppléants et suppléantes", "The alternates"),
    "report.title.excluded": ("Qui a été écarté, et pourquoi", "Who was left out, and why"),
    "report.title.checks": ("Les contrôles", "The checks"),
    "report.title.beyond": ("Ce que ce rapport ne peut pas dire", "What this report cannot say"),
    "report.title.pairs": ("Annexe : tous les croisements de critères", "Annex: every crossing of criteria"),
    "report.title.vacancies": ("Sièges vacants", "Vacant seats"),
    "report.title.replacements": ("Remplacements", "Replacements"),
    "report.title.renewals": ("Renouvellements", "Renewals"),
    "report.title.how": ("Comment cela s'est passé", "How it went"),
    "report.title.looks": ("À quoi l'assemblée ressemble", "What the assembly looks like"),
    "report.title.guarantee": ("Ce que cela garantit", "What that guarantees"),
    "report.title.check": ("Vérifiez vous-même", "Check for yourself"),
    "report.title.limits": ("Ce que personne ne peut prouver", "What nobody can prove"),
    "report.title.scene": ("La séance", "The session"),
    "report.title.rules": ("Les règles et les totaux", "The rules and the totals"),
    "report.title.ceremony": ("Le déroulement, acte par acte", "What was done, act by act"),
    "report.title.chance": ("Le hasard et le numéro", "Chance and the number"),
    "report.title.result": ("Le résultat, sans les noms", "The result, without names"),
    "report.title.incidents": ("Incidents techniques", "Technical incidents"),
    "report.title.conclusion": ("Conclusion et signatures", "Conclusion and signatures"),
}

_TABLES = {
    "report.caption.overview": ("Les quotas, critère par critère", "Quotas, criterion by criterion"),
    "report.caption.criterion": ("Sièges et quotas : {name}", "Seats and quotas: {name}"),
    "report.caption.pair": ("Sièges par croisement : {name}", "Seats by crossing: {name}"),
    "report.caption.histogram": (
        "Combien de personnes ont quelle chance",
        "How many people have which chance",
    ),
    "report.caption.chances": ("Les chances, modalité par modalité", "Chances, category by category"),
    "report.caption.causes": ("Lignes écartées, par cause", "Rows left out, by cause"),
    "report.caption.waves": ("Les vagues de courriers", "The waves of letters"),
    "report.caption.part": ("Courriers et volontaires : {name}", "Letters and volunteers: {name}"),
    "report.caption.streams": ("Courriers et volontaires par volet", "Letters and volunteers by stream"),
    "report.caption.checks": ("Contrôles faits sur ce dossier", "Checks made on this dossier"),
    "report.caption.members": (
        "Les {count} membres, par leur identifiant",
        "The {count} members, by their ids",
    ),
    "report.caption.signatures": (
        "Signatures de toutes les personnes présentes",
        "Signatures of all those present",
    ),
    "report.column.criterion": ("critère", "criterion"),
    "report.column.category": ("modalité", "category"),
    "report.column.quotas": ("quotas", "number of quotas"),
    "report.column.kept": ("respectés", "met"),
    "report.column.met": ("résultat", "result"),
    "report.column.band": ("sièges obtenus dans la fourchette", "seats obtained within the band"),
    "report.column.seats": ("sièges", "seats"),
    "report.column.minimum": ("au moins", "least"),
    "report.column.maximum": ("au plus", "most"),
    "report.column.volunteers": ("volontaires", "volunteers"),
    "report.column.census": ("recensement", "census"),
    "report.column.deviation": ("écart en sièges", "seats off"),
    "report.column.chance": ("chance", "chance of a seat"),
    "report.column.people": ("personnes", "people"),
    "report.column.bar": ("en image", "as a picture"),
    "report.column.span": ("de la plus petite à la plus grande", "from smallest to largest"),
    "report.column.least": ("la plus petite", "smallest"),
    "report.column.mean": ("moyenne", "mean"),
    "report.column.largest": ("la plus grande", "largest"),
    "report.column.list": ("où", "where"),
    "report.column.cause": ("cause", "reason"),
    "report.column.rows": ("lignes", "rows"),
    "report.column.limit": ("limite", "limit"),
    "report.column.from": ("de", "from"),
    "report.column.to": ("à", "to"),
    "report.caption.change": ("Changement du {date}", "Change of {date}"),
    "report.column.wave": ("vague", "wave"),
    "report.column.planned": ("prévus", "planned"),
    "report.column.letters": ("courriers", "letters"),
    "report.column.undelivered": ("revenus", "returned"),
    "report.column.others": ("autres réponses", "other answers"),
    "report.column.rate": ("taux", "rate"),
    "report.column.low": ("au moins", "at least"),
    "report.column.high": ("au plus", "at most"),
    "report.column.residents": ("dans la base", "in the frame"),
    "report.column.check": ("n°", "no."),
    "report.column.sentence": ("contrôle", "check"),
    "report.column.times": ("fois", "times"),
    "report.column.result": ("issue", "outcome"),
    "report.met": ("✓ oui", "✓ yes"),
    "report.unmet": ("✗ NON", "✗ NO"),
    "report.step": ("{low} à {high} %", "{low} to {high}%"),
}

_FACTS = {
    "report.fact.seats": ("Sièges", "Seats"),
    "report.fact.volunteers": ("Volontaires", "Volunteers"),
    "report.fact.panels": ("Panels numérotés", "Numbered panels"),
    "report.fact.fairness": ("Équité", "Fairness"),
    "report.fact.number": ("Numéro du panel tiré", "Number of the panel drawn"),
    "report.fact.by": ("Tiré par", "Drawn by"),
    "report.fact.time": ("Heure du journal", "Time of the record"),
    "report.fact.plan": ("Empreinte du plan", "Hash of the plan"),
    "report.fact.head": ("Tête du journal", "Head of the journal"),
    "report.fact.least": ("La plus petite chance", "Smallest chance"),
    "report.fact.at_least": ("Personnes qui l'ont", "People who have it"),
    "report.fact.mean": ("La chance moyenne", "Mean chance"),
    "report.fact.largest": ("La plus grande chance", "Largest chance"),
    "report.fact.at_largest": ("Personnes qui ont la plus grande", "People who have the largest"),
    "report.fact.never": ("Personnes sans aucune chance", "People with no chance at all"),
    "report.fact.certain": ("Personnes certaines de siéger", "People certain to sit"),
    "report.fact.frame": ("Personnes dans la base de tirage", "People in the sampling frame"),
    "report.fact.rolled": ("Lu à voix haute", "Read aloud"),
    "report.fact.commit": ("Empreinte engagée par {id}", "Hash committed by {id}"),
    "report.fact.round": ("Tour de balise annoncé", "Round of the beacon announced"),
    "report.fact.signature": ("Signature de la balise", "Signature of the beacon"),
    "report.fact.value": ("Valeur apportée : {id}", "Value brought: {id}"),
    "report.dropped": ("rien : écarté, n'a pas révélé", "nothing: dropped, did not reveal"),
    "report.fact.seed": ("Graine", "Seed"),
    "report.by.seed": (
        "une graine : le plan et ce qui fut tiré en public",
        "a seed: the plan and what was rolled in public",
    ),
    "report.by.hand": ("un numéro tiré à la main, en public", "a number drawn by hand, in public"),
    "report.months": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "January February March April May June July August September October November December",
    ),
    "report.first": ("1er", "1"),
    "report.moment": ("{day} {month} {year}, {clock}, temps universel", "{day} {month} {year}, {clock} UTC"),
    "report.unnamed": ("Assemblée citoyenne tirée au sort", "Citizens' assembly drawn by lot"),
}

_SENTENCES = {
    "report.head": (
        "Ce rapport ne vaut que pour le dossier dont le journal a cette tête. Comparez-la à celle qui fut lue à voix haute.",
        "This report holds only for the dossier whose journal has this head. Compare it with the one read aloud.",
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
    "report.interval": (
        "Taux : volontaires pour cent courriers arrivés. Au moins, au plus : l'intervalle qui contient le vrai taux 95 fois sur 100 (Wilson).",
        "Rate: volunteers from a hundred letters delivered. At least, at most: the interval that holds the true rate 95 times in 100 (Wilson).",
    ),
    "report.chances.what": (
        "Avant le tirage, {people} volontaires se partageaient {seats} sièges. Les chances ne sont pas égales : ce sont les quotas qui favorisent les catégories où peu de gens sont volontaires.",
        "Before the draw, {people} volunteers shared {seats} seats. Chances are not equal: quotas favour the categories with few volunteers.",
    ),
    "report.unplaced": (
        "{count} personne(s) ont moins d'un panel de chance et ne sont dans aucun.",
        "{count} person(s) with a chance of less than one panel, and in none.",
    ),
    "report.fairness": ("Équité « {name} » : {seeks}", "Fairness “{name}”: {seeks}"),
    "report.alternates.none": (
        "Le journal ne porte aucun tirage de suppléants.",
        "No draw of alternates is on the record.",
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
        "Ce dossier a été vérifié juste avant : {passed} contrôles justes, aucun échec, {open} points que personne ne peut contrôler ici.",
        "This dossier was verified just before: {passed} checks right, none failed, {open} points that nobody can check here.",
    ),
    "report.beyond.report": (
        "Qu'un seul tirage ait l'air juste ou non : l'équité tient au plan et au certificat, pas au résultat.",
        "Whether one draw looks fair or not: fairness lies in the plan and the certificate, not in the result.",
    ),
    "report.beyond.census": (
        "Que les chiffres du recensement sont exacts : ils ont été donnés pour ce rapport, le journal ne les porte pas.",
        "That the figures of the census are right: they were given for this report, and are not on the record.",
    ),
    "report.vacancies.none": ("Aucun siège vacant au journal.", "No vacant seat is on the record."),
    "report.replacements.none": ("Aucun remplacement au journal.", "No replacement is on the record."),
    "report.renewals.none": ("Aucun renouvellement au journal.", "No renewal is on the record."),
}

_PUBLIC = {
    "report.how.frame": (
        "Toutes les listes ont été réunies : {people} personnes, chacune une seule fois.",
        "All lists were put together: {people} people, each of them once.",
    ),
    "report.how.letters": (
        "{letters} d'entre elles, tirées au sort en {waves} vague(s), ont reçu un courrier.",
        "{letters} of them, drawn by lot in {waves} wave(s), got a letter.",
    ),
    "report.how.volunteers": (
        "{people} personnes se sont portées volontaires.",
        "{people} people volunteered.",
    ),
    "report.how.quotas": (
        "{quotas} règles disent combien des {seats} sièges reviennent à chaque catégorie, pour que l'assemblée ressemble à la population.",
        "{quotas} rules say how many of the {seats} seats go to each category, so that the assembly looks like the population.",
    ),
    "report.how.panels": (
        "Avant tout hasard, {panels} assemblées possibles ont été composées, numérotées et publiées. Toutes respectent toutes les règles.",
        "Before any chance, {panels} possible assemblies were put together, numbered and published. All of them keep all the rules.",
    ),
    "report.how.seed": (
        "Puis le hasard, en public, a désigné l'une d'elles : le numéro {number} (au journal : {time}).",
        "Then chance, in public, picked one of them: number {number} (on the record: {time}).",
    ),
    "report.how.hand": (
        "Puis une main, en public, a tiré le numéro de l'une d'elles : {number} (au journal : {time}).",
        "Then a hand, in public, drew the number of one of them: {number} (on the record: {time}).",
    ),
    "report.promise.quotas": (
        "Toutes les assemblées possibles respectaient les règles : le hasard ne pouvait pas mal tomber.",
        "Every possible assembly kept the rules: chance could not go wrong.",
    ),
    "report.promise.fairness": (
        "Entre les volontaires, la règle est connue d'avance : {seeks}",
        "Among the volunteers, the rule is known beforehand: {seeks}",
    ),
    "report.promise.range": (
        "La plus petite chance est de {least}, la plus grande de {largest}.",
        "The smallest chance is {least}, the largest {largest}.",
    ),
    "report.promise.least": (
        "Un certificat prouve qu'aucun tirage respectant ces règles ne pouvait donner plus de {bound} ({percent}) à la personne la moins favorisée.",
        "A certificate proves that no lottery within these rules could give more than {bound} ({percent}) to the person with the least chance.",
    ),
    "report.promise.seed": (
        "Personne n'a pu choisir le résultat : tout était fixé avant le hasard, et le calcul qui va de l'un à l'autre se refait.",
        "Nobody could choose the result: all was fixed before chance, and anyone can redo the sum that leads from one to the other.",
    ),
    "report.check.hash": (
        "Comparez ces deux empreintes à celles qui furent lues ou publiées le jour du tirage : elles changent dès qu'un seul signe change.",
        "Compare these two hashes with those read or published on the day of the draw: they change with a single character.",
    ),
    "report.check.verify": (
        "Téléchargez le dossier et tapez : tirage verify DOSSIER. Le programme refait chaque calcul, et dit ce qu'il ne peut pas savoir.",
        "Download the dossier and type: tirage verify DOSSIER. The program redoes every calculation, and says what it cannot know.",
    ),
    "report.check.line": (
        "Ouvrez public/lottery.csv : la ligne du numéro tiré (la première porte le numéro 0) donne les identifiants de public/panel.csv, ni plus ni moins.",
        "Open public/lottery.csv: the line of the number drawn (the first is number 0) has the ids of public/panel.csv, no more and no less.",
    ),
    "report.check.ask": (
        "Vous étiez volontaire ? Comptez les lignes de public/lottery.csv où se trouve votre identifiant : c'est votre chance.",
        "Did you volunteer? Count the lines of public/lottery.csv that hold your id: that is your chance.",
    ),
    "report.limit.dice": (
        "Que le hasard était bon, et en public : celles et ceux qui étaient là l'ont vu.",
        "That the chance was good, and public: those who were there saw it.",
    ),
    "report.limit.answers": (
        "Que chaque volontaire a dit vrai sur sa situation.",
        "That every volunteer told the truth about themselves.",
    ),
    "report.limit.one": (
        "Qu'un seul résultat est « juste » : un tirage équitable peut surprendre, c'est la règle qui est équitable.",
        "That one result is “fair”: a fair lottery may surprise; it is the rule that is fair.",
    ),
}

_RECORD = {
    "report.blank.place": ("Lieu", "Place"),
    "report.blank.date": ("Date et heure", "Date and hour"),
    "report.blank.present": ("Personne présente (nom, qualité)", "Person present (name, capacity)"),
    "report.blank.incident": ("Incident, heure, ce qui fut fait", "Incident, hour, what was done"),
    "report.blank.name": ("Nom :", "Name:"),
    "report.rule.seats": ("{seats} sièges à pourvoir parmi {people} volontaires.", "{seats} seats to be filled from {people} volunteers."),
    "report.rule.quotas": ("{quotas} quotas, tous obligatoires.", "{quotas} quotas, all of them binding."),
    "report.rule.household": ("Une personne au plus par foyer ({columns}).", "One person a household at most ({columns})."),
    "report.rule.everyone": ("Plusieurs personnes d'un même foyer peuvent siéger.", "Several people of one household may sit."),
    "report.rule.panels": (
        "{panels} panels numérotés, tous conformes, fixés avant le hasard ; le hasard n'en désigne que le numéro.",
        "{panels} numbered panels, all of them valid, fixed before chance; chance picks the number and nothing else.",
    ),
    "report.ceremony": (
        "Chaque acte porte l'empreinte du précédent. Les empreintes se lisent à voix haute, par groupes de huit.",
        "Every act holds the hash of the one before. Hashes are read aloud, in groups of eight.",
    ),
    "report.act.open": ("Dossier ouvert.", "Dossier opened."),
    "report.act.key": ("Clé des identifiants engagée.", "Key of the ids committed to."),
    "report.act.rolls": ("{files} fichiers de listes reçus et lus.", "{files} files of lists received and read."),
    "report.act.frame": ("Base de tirage fermée : {people} personnes.", "Sampling frame closed: {people} people."),
    "report.act.quotas": ("Quotas fixés.", "Quotas fixed."),
    "report.changes": ("Les quotas ont été changés {changes} fois avant le plan. Chaque changement est au journal :", "The quotas were changed {changes} time(s) before the plan. Every change is on the record:"),
    "report.change": ("{date} : {reason}", "{date}: {reason}"),
    "report.act.pool": ("Vivier fermé : {kept} volontaires.", "Pool closed: {kept} volunteers."),
    "report.act.lottery": ("Loterie de {panels} panels composée.", "Lottery of {panels} panels put together."),
    "report.for.panel": ("pour le panel", "for the panel"),
    "report.for.wave": ("pour la vague {wave} de courriers", "for wave {wave} of letters"),
    "report.act.plan": ("Plan fixé {what}.", "Plan fixed {what}."),
    "report.act.contribution.public": ("Tiré en public {what} : {text}", "Rolled in public {what}: {text}"),
    "report.act.contribution.sealed": ("Valeur scellée révélée par {id} {what}.", "Sealed value revealed by {id} {what}."),
    "report.act.contribution.dropped": ("{id} n'a pas révélé sa valeur {what} : écarté.", "{id} did not reveal the value {what}: dropped."),
    "report.act.beacon": ("Balise drand inscrite {what} : tour {round}.", "Drand beacon recorded {what}: round {round}."),
    "report.act.letters": ("Courriers tirés {what} : {count}.", "Letters drawn {what}: {count}."),
    "report.act.responses": ("Réponses notées, relevé {round}.", "Answers recorded, round {round}."),
    "report.act.panel": ("Panel tiré : numéro {number}.", "Panel drawn: number {number}."),
    "report.act.other": ("Acte « {type} ».", "Act “{type}”."),
    "report.hand": (
        "Le numéro a été tiré à la main, en public ; aucun calcul n'intervient.", "The number was drawn by hand, in public; no calculation comes in.",
    ),
    "report.seed": (
        "La graine est l'empreinte du plan et de ce qui fut apporté ; elle donne l'un des {panels} numéros, tous également probables.",
        "The seed is the hash of the plan and of what was brought; it gives one of the {panels} numbers, all equally likely.",
    ),
    "report.incidents.record": (
        "Le journal ne porte aucun acte interrompu : ses actes se suivent sans trou. Les incidents de la séance s'écrivent ici ; s'il n'y en a pas, écrivez « néant ».",
        "No interrupted act is on the record: its acts follow one another without a gap. Incidents of the session are written here; where there is none, write “none”.",
    ),
    "report.conclusion": ("Au vu de ce qui précède, les personnes présentes constatent (rayez l'autre) :", "In view of the above, those present find (strike out the other):"),
    "report.conclusion.sound": (
        "que le tirage est intègre et que son résultat est acquis ;", "that the draw is sound and that its result stands;",
    ),
    "report.conclusion.again": (
        "que le tirage doit être refait, pour la raison écrite ci-dessus.", "that the draw must be done again, for the reason written above.",
    ),
}  # fmt: skip

_ALL = _COMMAND | _REFUSALS | _TITLES | _TABLES | _FACTS | _SENTENCES | _PUBLIC | _RECORD

TEXTS = defect_texts(_DEFECTS) | {code: {"fr": typeset(fr), "en": en} for code, (fr, en) in _ALL.items()}
