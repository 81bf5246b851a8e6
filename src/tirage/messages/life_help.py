"""The help of the commands about an assembly's life."""

from tirage.messages.typography import typeset

_TEXTS = {
    "help.alternates": (
        "Avec qui garder le contact pour que le panel puisse être complété ; compare avec d'autres choix. N'écrit rien sans --record.",
        "Whom to keep in touch with so that the panel can be made whole; compares with other choices. Writes nothing without --record.",
    ),
    "help.alternates.past": (
        "Dossier d'une assemblée passée, dont les départs disent qui part le plus ; plusieurs fois si besoin.",
        "Dossier of an earlier assembly, whose departures tell who leaves most; several times if need be.",
    ),
    "help.alternates.record": (
        "Inscrit cette liste au journal, à la place de toute liste d'avant.",
        "Put this list on the record, in the place of any list before.",
    ),
    "help.alternates.count": ("Nombre de suppléants.", "How many alternates."),
    "help.alternates.confidence": (
        "Autant qu'il en faut pour suffire dans cette part des cas, 0.95 par exemple.",
        "As many as it takes to suffice in this share of cases, such as 0.95.",
    ),
    "help.alternates.dropout": (
        "La même probabilité de départ pour chaque membre ; sans elle, par modalité, d'après --past.",
        "The same probability of leaving for every member; without it by category, from --past.",
    ),
    "help.draw.renewal": (
        "À l'échéance : la cohorte dont c'est le tour part, ses sièges sont tirés sous les quotas qui restent à remplir.",
        "At the end of a term: the cohort whose turn it is leaves, its seats are drawn under the quotas still to be met.",
    ),
    "help.term": (
        "Inscrit le mandat : sa durée, et les cohortes d'un renouvellement partiel, chacune une miniature de l'assemblée. Ce qui n'est pas donné vient de tirage.yaml.",
        "Record the term: its length, and the cohorts of a partial renewal, each a miniature of the assembly. What is not given comes from tirage.yaml.",
    ),
    "help.term.start": ("Premier jour du mandat, AAAA-MM-JJ.", "First day of the term, YYYY-MM-DD."),
    "help.term.months": (
        "Durée en mois, de 12 à 18 : au plus celle d'un siège.",
        "Length in months, 12 to 18: no seat is held for longer.",
    ),
    "help.term.cohorts": (
        "Nombre de cohortes : 1, tout le monde part ensemble ; 3, un tiers part à chaque tiers du mandat.",
        "How many cohorts: 1, everyone leaves together; 3, a third leaves at each third of the term.",
    ),
    "help.term.rules": (
        "Le règlement permet une autre durée que 12 à 18 mois.",
        "The assembly's rules allow another length than 12 to 18 months.",
    ),
    "help.draw.replacements": (
        "Tire les sièges vacants parmi les volontaires restants, sous les quotas qui restent à remplir. Sans --seed ni "
        "--number : fixe le plan.",
        "Draw the open seats from the volunteers who remain, under the quotas still to be met. Without --seed or "
        "--number: fix the plan.",
    ),
    "help.policy": (
        "Parmi qui : residual (tous ceux qui restent), like-for-like (les plus semblables à qui est parti), alternates-first (les suppléants inscrits, s'ils suffisent).",
        "Whom from: residual (everyone who remains), like-for-like (those most like the people who left), alternates-first (the alternates on record, if they suffice).",
    ),
    "help.replacements.vacancy": (
        "Le siège de cette personne, parmi les sièges vacants ; plusieurs fois si besoin. Sans elle : tous.",
        "The seat that this person left, of those that are open; several times if need be. Without it: all.",
    ),
    "help.replacements.dry": (
        "Montre les quotas à remplir et les chances ; n'écrit rien.",
        "Show the quotas to be met and the chances; write nothing.",
    ),
    "help.replacements.panels": (
        "Nombre de tirages numérotés ; par défaut celui du panel.",
        "How many numbered draws; by default as many as for the panel.",
    ),
    "help.replacements.relax": (
        "Si personne ne convient : applique le moindre assouplissement des quotas, inscrit au dossier.",
        "Where no one fits: apply the least change of the quotas, on the record.",
    ),
    "help.replacements.vacant": (
        "Si personne ne convient : laisse les sièges vacants et inscrit la preuve au journal.",
        "Where no one fits: leave the seats open, and put the proof on the record.",
    ),
    "help.record.person": ("Identifiant public de la personne.", "Public id of the person."),
    "help.record.cause": (
        "Code de la cause, prévu par les règles (jamais un motif médical) : a-z, 0-9 et -.",
        "Code of the cause, as the rules have it (never a medical reason): a-z, 0-9 and -.",
    ),
    "help.record.date": (
        "Jour où cela prend effet, AAAA-MM-JJ ; par défaut aujourd'hui.",
        "Day on which it takes effect, YYYY-MM-DD; today by default.",
    ),
    "help.record.evidence": (
        "Courrier ou attestation : seule son empreinte va au journal.",
        "Letter or certificate: only its hash goes on the record.",
    ),
    "help.record.volunteer": (
        "La personne n'a pas de siège : elle ne sera plus tirée.",
        "The person has no seat: they will not be drawn any more.",
    ),
    "help.record.withdrawal": ("Inscrit une démission.", "Record that a member withdraws."),
    "help.record.removal": (
        "Inscrit une exclusion prévue par les règles.",
        "Record a removal under the rules.",
    ),
    "help.record.death": ("Inscrit un décès.", "Record a death."),
    "help.record.moved": (
        "Inscrit qu'un membre a quitté le territoire.",
        "Record that a member has moved out of the area.",
    ),
    "help.record.age-limit": (
        "Inscrit qu'un membre a atteint une limite d'âge.",
        "Record that a member has reached a limit of age.",
    ),
    "help.record.refusal": (
        "Inscrit qu'une personne tirée refuse son siège.",
        "Record that someone drawn refuses the seat.",
    ),
    "help.record.absence": (
        "Inscrit l'absence d'un membre, si tirage.yaml les compte (absences, sous term).",
        "Record that a member was absent, if tirage.yaml counts absences (under term).",
    ),
    "option.departures": (
        "{options} ne vont qu'avec un départ.",
        "{options} go with a departure only.",
    ),
    "help.record.acceptance": (
        "Inscrit qu'une personne tirée accepte son siège.",
        "Record that someone drawn accepts the seat.",
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()
}
