"""What the public page and the procès-verbal say."""

from __future__ import annotations

from tirage.messages.typography import typeset

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
        "La plus petite chance est de {least} (visée : {aimed_least}), la plus grande de {largest} (visée : {aimed_largest}).",
        "The smallest chance is {least} (aimed at: {aimed_least}), the largest {largest} (aimed at: {aimed_largest}).",
    ),
    "report.promise.none": (
        "Personnes qui ne sont dans aucune des assemblées numérotées, donc sans chance : {count}.",
        "People in none of the numbered assemblies, hence without a chance: {count}.",
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
    "report.rule.letters": (
        "Un courrier au plus par foyer ({columns}) : deux volontaires ne sont jamais d'un même foyer.",
        "One letter a household at most ({columns}): no two volunteers are of one household.",
    ),
    "report.household.address": ("adresse", "address"),
    "report.household.door": ("porte", "door"),
    "report.household.surname": ("nom", "surname"),
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
    "report.for.letters": ("pour la vague {wave} de courriers", "for wave {wave} of letters"),
    "report.for.replacements": ("pour le remplacement {wave}", "for replacement {wave}"),
    "report.for.renewal": ("pour le renouvellement {wave}", "for renewal {wave}"),
    "report.act.plan": ("Plan fixé {what}.", "Plan fixed {what}."),
    "report.act.contribution.public": ("Tiré en public {what} : {text}", "Rolled in public {what}: {text}"),
    "report.act.contribution.sealed": ("Valeur scellée révélée par {id} {what}.", "Sealed value revealed by {id} {what}."),
    "report.act.contribution.dropped": ("{id} n'a pas révélé sa valeur {what} : écarté.", "{id} did not reveal the value {what}: dropped."),
    "report.act.beacon": ("Balise drand inscrite {what} : tour {round}.", "Drand beacon recorded {what}: round {round}."),
    "report.act.letters": ("Courriers tirés {what} : {count}.", "Letters drawn {what}: {count}."),
    "report.act.responses": ("Réponses notées, relevé {round}.", "Answers recorded, round {round}."),
    "report.act.panel": ("Panel tiré : numéro {number}.", "Panel drawn: number {number}."),
    "report.act.void": ("Plan déclaré nul {what} : {reason}", "Plan declared void {what}: {reason}"),
    "report.act.contested": ("Tirage contesté {what} : {reason}", "Draw contested {what}: {reason}"),
    "report.act.erase": ("Dossier privé détruit : {reason}", "Private folder destroyed: {reason}"),
    "report.act.anchor": ("Empreinte du journal attestée par {id}.", "Head of the journal attested by {id}."),
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

TEXTS = {
    code: {"fr": typeset(french), "en": english} for code, (french, english) in (_PUBLIC | _RECORD).items()
}
