"""Why no panel meets the quotas, and what could be changed."""

from __future__ import annotations

from tirage.messages.typography import defect_texts, typeset

_TEXTS = {
    "quotas.impossible": (
        "Aucun panel de {seats} personnes parmi ces {people} volontaires ne respecte les quotas.",
        "No panel of {seats} people among these {people} volunteers meets the quotas.",
    ),
    "quotas.impossible.remedy": (
        "« tirage quotas relax » propose les plus petits changements ; ou réunissez davantage de volontaires. Rien n'a été écrit.",
        "“tirage quotas relax” proposes the smallest changes; or find more volunteers. Nothing was written.",
    ),
    "quotas.demand.minimum": (
        "{criterion} « {category} » : au moins {seats} siège(s), pour {volunteers} volontaire(s)",
        "{criterion} “{category}”: at least {seats} seat(s), with {volunteers} volunteer(s)",
    ),
    "quotas.demand.maximum": (
        "{criterion} « {category} » : au plus {seats} siège(s), pour {volunteers} volontaire(s)",
        "{criterion} “{category}”: at most {seats} seat(s), with {volunteers} volunteer(s)",
    ),
    "quotas.demand.household": ("au plus une personne par foyer", "at most one person a household"),
    "conflict.one": (
        "Une contradiction : que l'une de ses exigences cède, et un panel existe.",
        "One contradiction: if any of its demands gives way, a panel exists.",
    ),
    "conflict.several": (
        "{count} contradictions, à lever toutes : dans chacune, une exigence au moins doit céder.",
        "{count} contradictions, and all have to go: in each of them one demand at least must give way.",
    ),
    "conflict.cut": (
        "Il y en a d'autres : la recherche s'est arrêtée à {count}.",
        "There are more: the search stopped at {count}.",
    ),
    "conflict.required": ("Il faut {items}.", "It takes {items}."),
    "conflict.required.sum": ("Il faut {items} : {sum}.", "It takes {items}: {sum}."),
    "conflict.and": (" et ", " and "),
    "conflict.then": (" ; ", "; "),
    "conflict.minimum": (
        "au moins {seats} « {category} » ({criterion})",
        "at least {seats} “{category}” ({criterion})",
    ),
    "conflict.minimum.group": (
        "au moins {total} en tout pour {count} modalités de « {criterion} » ({list})",
        "at least {total} in all for {count} categories of “{criterion}” ({list})",
    ),
    "conflict.fill": ("{seats} personnes pour {seats} sièges", "{seats} people for {seats} seats"),
    "conflict.only.none": (
        "Aucun volontaire ne l'est.",
        "No volunteer is one.",
    ),
    "conflict.only.one": ("Un seul volontaire l'est.", "Only one volunteer is."),
    "conflict.only.many": ("{people} volontaires seulement le sont.", "Only {people} volunteers are."),
    "conflict.pool": ("Il n'y a que {people} volontaires.", "There are {people} volunteers only."),
    "conflict.room": ("Or {clauses} : {sum} < {need}.", "But {clauses}: {sum} < {need}."),
    "conflict.whom.all": ("{all} volontaires", "{all} volunteers"),
    "conflict.whom.some": ("{all} volontaires concernés", "{all} volunteers concerned"),
    "conflict.maximum": (
        "{concerned} des {whom} sont « {category} » ({criterion}), {seats}",
        "{concerned} of the {whom} are “{category}” ({criterion}), {seats}",
    ),
    "conflict.maximum.single": (
        "1 des {whom} est « {category} » ({criterion}), {seats}",
        "1 of the {whom} is “{category}” ({criterion}), {seats}",
    ),
    "conflict.maximum.everyone": (
        "les {whom} sont tous « {category} » ({criterion}), {seats}",
        "the {whom} are all “{category}” ({criterion}), {seats}",
    ),
    "conflict.maximum.group": (
        "pour {count} modalités de « {criterion} » : {seats} en tout ({list})",
        "for {count} categories of “{criterion}”, {seats} in all ({list})",
    ),
    "conflict.seats.none": ("aucun siège", "no seat"),
    "conflict.seats.one": ("1 siège au plus", "1 seat at most"),
    "conflict.seats.many": ("{count} sièges au plus", "{count} seats at most"),
    "conflict.households": (
        "{concerned} volontaires vivent dans {households} foyers, un siège chacun",
        "{concerned} volunteers live in {households} households, one seat each",
    ),
    "conflict.households.one": (
        "{concerned} volontaires vivent dans un seul foyer, qui a un siège",
        "{concerned} volunteers live in one household, which has one seat",
    ),
    "conflict.panel": ("le panel a {seats} sièges", "the panel has {seats} seats"),
    "conflict.alone.one": ("il y a 1 autre volontaire", "there is 1 other volunteer"),
    "conflict.alone.many": ("il y a {people} autres volontaires", "there are {people} other volunteers"),
    "conflict.beyond.one": (
        "1 volontaire compte pour plusieurs de ces exigences",
        "1 volunteer counts for several of these demands",
    ),
    "conflict.beyond.many": (
        "{people} volontaires comptent pour plusieurs de ces exigences",
        "{people} volunteers count for several of these demands",
    ),
    "conflict.whole": (
        "Ces exigences s'excluent, sans qu'une addition le montre : des fractions de siège les satisferaient toutes, des "
        "personnes entières jamais.",
        "These demands exclude each other, though no addition shows it: fractions of a seat would meet them all, whole "
        "people never do.",
    ),
    "help.quotas.explain": (
        "Dit pourquoi aucun panel ne respecte les quotas : chaque contradiction, réduite à ce qui s'exclut. N'écrit rien.",
        "Say why no panel meets the quotas: each contradiction, cut down to what excludes each other. Writes nothing.",
    ),
    "help.quotas.relax": (
        "Propose les plus petits changements de quotas qui rendent un panel possible, et dit qui resterait sans aucune chance.",
        "Propose the least changes of quotas that make a panel possible, and say who would still have no chance.",
    ),
    "help.keep": (
        "Un critère, ou une modalité (âge:16-17), qui ne bouge pas ; autant de fois qu'il le faut.",
        "A criterion, or a category (age:16-17), that stays as it is; as many times as needed.",
    ),
    "help.tier": (
        "Priorité d'un critère, comme genre=1 : 1 n'est touché qu'en dernier recours, puis 2 ; les autres d'abord.",
        "Priority of a criterion, such as gender=1: 1 is touched as a last resort only, then 2; all others first.",
    ),
    "help.alternatives": ("Combien de propositions, de 1 à 20.", "How many proposals, from 1 to 20."),
    "help.choose": (
        "Le numéro de la proposition à écrire ; avec --reason et --out.",
        "The number of the proposal to write; with --reason and --out.",
    ),
    "help.relax.reason": ("Pourquoi ; le motif est publié.", "Why; the reason is published."),
    "help.relax.out": (
        "Nouveau fichier de quotas à écrire ; jamais par-dessus un autre.",
        "New quota file to write; never over another.",
    ),
    "relax.blocked": (
        "Même en changeant tout ce qui peut l'être, aucun panel n'existe.",
        "Even with all changed that may be, there is no panel.",
    ),
    "relax.holds": (
        "Les quotas tiennent ensemble : il n'y a rien à changer pour qu'un panel existe.",
        "The quotas hold together: nothing has to change for a panel to exist.",
    ),
    "relax.alternative": ("Proposition {number}", "Proposal {number}"),
    "relax.unchanged": ("  Aucun changement.", "  No change."),
    "relax.move.minimum": (
        "  {criterion} « {category} » : minimum {before} → {after}",
        "  {criterion} “{category}”: minimum {before} → {after}",
    ),
    "relax.move.maximum": (
        "  {criterion} « {category} » : maximum {before} → {after}",
        "  {criterion} “{category}”: maximum {before} → {after}",
    ),
    "relax.nobody": (
        "  Tout le monde aurait une chance.",
        "  Everybody would have a chance.",
    ),
    "relax.left": (
        "  {people} personne(s) sur {of} resteraient sans aucune chance : {named}.",
        "  {people} of {of} people would still have no chance at all: {named}.",
    ),
    "relax.left.unknown": (
        "  Qui resterait sans aucune chance : la recherche a été arrêtée avant de le savoir.",
        "  Who would still have no chance at all: the search was stopped before that was known.",
    ),
    "relax.cut_short": (
        "D'autres propositions existent peut-être : leur recherche a été arrêtée.",
        "There may be other proposals: the search for them was stopped.",
    ),
    "relax.everyone.unknown": (
        "Le plus petit changement qui ne laisse personne sans chance n'a pas été trouvé : sa recherche a été arrêtée.",
        "The least change that leaves nobody without a chance was not found: the search for it was stopped.",
    ),
    "relax.hopeless": (
        "{people} personne(s) n'ont aucune chance, quoi que l'on change dans ces limites.",
        "{people} people have no chance, whatever is changed within these limits.",
    ),
    "relax.next": (
        'Rien n\'est appliqué. Pour en retenir une, la même commande avec --choose N --reason "…" --out nouveaux-quotas.yaml. Le motif et le changement '
        "sont écrits dans le fichier, puis au journal du tirage.",
        'Nothing is applied. To take one, the same command with --choose N --reason "…" --out new-quotas.yaml. The reason and the change are written in '
        "the file, then in the journal of the draw.",
    ),
    "relax.written": (
        "Nouveaux quotas écrits dans {path}, avec la date, le motif et ce qui a changé. L'ancien fichier est tel qu'il était.",
        "New quotas written to {path}, with the date, the reason and what changed. The old file is as it was.",
    ),
    "relax.nothing": (
        "Cette proposition ne change rien : gardez le fichier que vous avez.",
        "This proposal changes nothing: keep the file you have.",
    ),
    "relax.nothing.remedy": ("Choisissez-en une autre, ou aucune.", "Choose another, or none."),
    "relax.unproved": (
        "La recherche n'a pas abouti : rien n'est proposé plutôt qu'un changement qui ne serait pas le plus petit.",
        "The search came to no end: nothing is proposed rather than a change that is not the least.",
    ),
    "relax.unproved.remedy": (
        "Gardez davantage de critères (--keep), ou limitez-les (min_flex, max_flex).",
        "Keep more criteria (--keep), or limit them (min_flex, max_flex).",
    ),
    "conflict.holds": (
        "Les quotas tiennent ensemble : il existe des panels de {seats} personnes parmi ces {people} volontaires qui les respectent "
        "tous. « tirage quotas check » dit ce qu'ils coûtent à chacun.",
        "The quotas hold together: there are panels of {seats} people among these {people} volunteers that meet them all. "
        "“tirage quotas check” says what they cost everyone.",
    ),
}

_DEFECTS = {
    "relax.together": (
        "L'option manque.", "--choose, --reason et --out, ensemble.", "Ajoutez-la, ou n'en donnez aucune pour voir les propositions.",
        "The option is missing.", "--choose, --reason and --out, together.", "Add it, or give none to see the proposals.",
    ),
    "relax.tier": (
        "« {value} » n'est pas une priorité.", "Un critère des quotas, le signe = et un nombre de 1 à 999.", "Corrigez-la, comme {closest}.",
        "“{value}” is no priority.", "A criterion of the quotas, the sign = and a number from 1 to 999.", "Correct it, such as {closest}.",
    ),
    "relax.tier.twice": (
        "« {criterion} » a deux priorités.", "Une seule.", "Gardez l'une des deux.",
        "“{criterion}” has two priorities.", "One only.", "Keep one of the two.",
    ),
}  # fmt: skip

TEXTS = {
    **{code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()},
    **defect_texts(_DEFECTS),
}
