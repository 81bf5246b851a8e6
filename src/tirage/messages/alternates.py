"""What is said of alternates: whom to keep in touch with, and what the choice is worth."""

from tirage.messages.typography import typeset

_TEXTS = {
    "life.among.alternates": (
        "parmi les {people} suppléants de la liste {number} qui peuvent encore l'être",
        "among the {people} alternates of list {number} who still can be",
    ),
    "life.alternates.short": (
        "Les suppléants inscrits ne suffisent pas pour ces sièges : le tirage se fait parmi tous les volontaires restants.",
        "The alternates on record cannot fill these seats: the draw is among all volunteers who remain.",
    ),
    "alternates.none": (
        "Aucune liste de suppléants n'est au journal de ce dossier.",
        "No list of alternates is on the record of this dossier.",
    ),
    "alternates.none.remedy": (
        "Inscrivez-en une (tirage alternates --count N --record), ou retirez --policy alternates-first.",
        "Record one (tirage alternates --count N --record), or leave --policy alternates-first out.",
    ),
    "alternates.no_pool": (
        "{path} n'a pas la partie des garants : on ne sait pas qui y était de quelle catégorie.",
        "{path} lacks the guarantors' part: who had which category there is not known.",
    ),
    "alternates.no_pool.remedy": (
        "Donnez à --past le dossier entier, avec guarantors/pool.csv.",
        "Give --past the whole dossier, with guarantors/pool.csv.",
    ),
    "alternates.rate.flat": (
        "Chaque membre part avec une probabilité de {rate}.",
        "Each member leaves with probability {rate}.",
    ),
    "alternates.rate.prior": (
        "Chaque membre part avec une probabilité de {rate} : c'est l'expérience générale (10 à 17 %), aucun mandat passé n'étant donné (--past).",
        "Each member leaves with probability {rate}: that is general experience (10 to 17%), no past term being given (--past).",
    ),
    "alternates.rate.learnt": (
        "Part des membres qui partent : {rate} ({left} départs de {members} membres par le passé, et l'expérience générale pour cent membres).",
        "Share of members who leave: {rate} ({left} departures of {members} members in the past, and general experience for a hundred).",
    ),
    "alternates.rate.category": (
        "  {criterion}, {category} : {rate} ({left} de {members})",
        "  {criterion}, {category}: {rate} ({left} of {members})",
    ),
    "alternates.recorded": (
        "Cette liste est au journal : public/alternates-{list}.csv. Elle remplace toute liste d'avant ; "
        "pour tirer parmi elle d'abord : tirage draw replacements --policy alternates-first",
        "This list is on the record: public/alternates-{list}.csv. It replaces any list before; "
        "to draw from it first: tirage draw replacements --policy alternates-first",
    ),
    "status.alternates": (
        "liste {list} de suppléants : {count} personnes",
        "list {list} of alternates: {count} people",
    ),
    "history.alternates": (
        "{count} suppléants sont inscrits (liste {list}) : avec qui garder le contact.",
        "{count} alternates are on record (list {list}): whom to keep in touch with.",
    ),
    "alternates.nobody": (
        "Personne ne siège, ou aucun volontaire ne reste : il n'y a pas de suppléants à choisir.",
        "Nobody sits, or no volunteer remains: there are no alternates to choose.",
    ),
    "alternates.nobody.remedy": (
        "Vérifiez le dossier : tirage status.",
        "Check the dossier: tirage status.",
    ),
    "alternates.title": (
        "{count} suppléants choisis parmi {people} volontaires restants, pour {seats} sièges",
        "{count} alternates chosen among {people} volunteers who remain, for {seats} seats",
    ),
    "alternates.worth": (
        "Sur {tried} séries de départs simulées, à part de celles qui ont servi au choix, ils suffisent dans {designed} des cas ; autant de volontaires aux proportions du panel, {scaled} ; au hasard, {random} ; "
        "tous les volontaires restants, {everyone}.",
        "Of {tried} simulated series of departures, apart from those used to choose, they suffice in {designed}; as many volunteers in the panel's proportions, in {scaled}; at random, in {random}; "
        "all volunteers who remain, in {everyone}.",
    ),
    "alternates.pids": ("Suppléants : {pids}.", "Alternates: {pids}."),
    "alternates.note": (
        "Rien n'est écrit ni décidé : ce sont des personnes avec qui garder le contact. Pour inscrire cette liste : --record.",
        "Nothing is written or decided: these are people to keep in touch with. To put this list on the record: --record.",
    ),
    "report.alternates.some": (
        "Liste {list} : {count} suppléant(s) choisi(s) parmi {people} personnes, une par foyer ; {left} peuvent encore être tirés. "
        "Ce sont des personnes avec qui garder le contact, dans un ordre de tickets que personne n'a choisi : les sièges vacants se tirent.",
        "List {list}: {count} alternate(s) chosen among {people} people, one of each household; {left} can still be drawn. "
        "These are people to keep in touch with, in an order of tickets that nobody chose: open seats are drawn.",
    ),
    "report.caption.alternates": ("Peuvent encore être tirés, dans l'ordre", "Can still be drawn, in order"),
    "report.caption.comparison": (
        "Sur {tried} séries de départs simulées, à part de celles qui ont servi au choix : combien se réparent sans manquer aucun quota",
        "Of {tried} simulated series of departures, apart from those used to choose: how many can be repaired with every quota met",
    ),
    "report.column.choice": ("suppléants", "alternates"),
    "report.column.repaired": ("réparées", "repaired"),
    "report.column.share": ("part", "share"),
    "report.column.left": ("partis", "left"),
    "report.column.members": ("membres", "members"),
    "report.choice.designed": ("ceux de la liste", "those on the list"),
    "report.choice.scaled": ("autant, aux proportions du panel", "as many in the panel's proportions"),
    "report.choice.random": ("autant, au hasard", "as many at random"),
    "report.choice.everyone": ("tous les volontaires restants", "all volunteers who remain"),
    "report.dropouts.flat": (
        "Chaque membre est supposé partir avec une probabilité de {rate}.",
        "Each member is taken to leave with probability {rate}.",
    ),
    "report.dropouts.prior": (
        "Chaque membre est supposé partir avec une probabilité de {rate} : l'expérience générale, faute de mandat passé.",
        "Each member is taken to leave with probability {rate}: general experience, there being no past term.",
    ),
    "report.dropouts.learnt": (
        "La part des membres qui partent est estimée à {rate}, d'après les mandats passés et l'expérience générale.",
        "The share of members who leave is estimated at {rate}, from past terms and general experience.",
    ),
    "report.caption.dropouts": (
        "Qui part, d'après les mandats passés",
        "Who leaves, from past terms",
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()
}
