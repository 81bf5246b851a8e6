"""The ways to be fair in plain words: what each seeks, protects and costs, for whom, and where it comes from.

The figures of the examples are those of `examples/paris`, one seat a household.
"""

from __future__ import annotations

from tirage.messages.typography import typeset

_COMMAND = {
    "help.explain": (
        "Dit en mots simples ce que chaque équité protège et ce qu'elle coûte.",
        "Say in plain words what each way to be fair protects and costs.",
    ),
    "help.explain.fairness": (
        "L'équité à expliquer ; par défaut, toutes en bref.",
        "Which one; all of them in short by default.",
    ),
    "explain.name": ("équité", "fairness"),
    "explain.seeks": ("ce qu'elle cherche", "what it seeks"),
    "explain.costs": ("ce qu'elle coûte", "what it costs"),
    "explain.part.seeks": ("Ce qu'elle cherche : {words}", "What it seeks: {words}"),
    "explain.part.protects": ("Ce qu'elle protège : {words}", "What it protects: {words}"),
    "explain.part.costs": ("Ce qu'elle coûte : {words}", "What it costs: {words}"),
    "explain.part.example": (
        "Exemple de Paris, 700 volontaires pour 100 sièges, chances visées (14,3 % chacun s'il n'y avait pas de quotas) : {words}",
        "Example of Paris, 700 volunteers for 100 seats, chances aimed at (14.3% each if there were no quotas): {words}",
    ),
    "explain.part.when": ("Quand la choisir : {words}", "When to choose it: {words}"),
    "explain.part.source": ("D'où elle vient : {words}", "Where it comes from: {words}"),
    "explain.more": (
        "Avec un exemple : tirage explain leximin. Sur vos volontaires : tirage chances --compare.",
        "With an example: tirage explain leximin. On your own volunteers: tirage chances --compare.",
    ),
}

_LEXIMIN = {
    "seeks": (
        "la plus petite chance aussi grande que possible, puis la suivante, et ainsi de suite jusqu'à la dernière.",
        "the smallest chance as large as it can be, then the next, and so on to the last.",
    ),
    "protects": (
        "les moins favorisés, tous, l'un après l'autre. Personne ne peut avoir davantage sans que quelqu'un qui n'a pas plus y perde.",
        "the least favoured, all of them, one after the other. Nobody can have more unless somebody who has no more loses by it.",
    ),
    "costs": (
        "rien ne retient les plus grandes chances. Des profils rares peuvent être certains de siéger, et mentir peut rapporter gros.",
        "nothing holds back the largest chances. Rare profiles may be certain to sit, and a lie may bring much.",
    ),
    "example": (
        "de 11,2 % à 100,0 % ; deux personnes sont certaines de siéger.",
        "from 11.2% to 100.0%; two people are certain to sit.",
    ),
    "when": (
        "quand l'égalité se doit d'abord aux moins favorisés, et que les critères sont vérifiés. C'est la plus employée, et celle que "
        "tirage prend si on ne lui dit rien.",
        "when equality is owed to the least favoured first, and the criteria are checked. It is the one in widest use, and the one "
        "that tirage takes unless it is told otherwise.",
    ),
    "source": (
        "Flanigan, Gölz, Gupta, Hennig, Procaccia, Fair algorithms for selecting citizens' assemblies, Nature 596 (2021).",
        "Flanigan, Gölz, Gupta, Hennig, Procaccia, Fair algorithms for selecting citizens' assemblies, Nature 596, 2021.",
    ),
}

_MAXIMIN = {
    "seeks": (
        "la plus petite chance aussi grande que possible ; c'est tout ce qu'elle promet.",
        "the smallest chance as large as it can be; this is all that it promises.",
    ),
    "protects": (
        "la personne la moins favorisée, et elle seule.",
        "the person with the least chance, and nobody else.",
    ),
    "costs": (
        "beaucoup de monde reste au plancher, alors que certains pourraient avoir mieux sans nuire à personne de moins favorisé.",
        "many people stay at the floor, although some could have more at the expense of nobody less favoured.",
    ),
    "example": (
        "de 11,2 % à 31,3 % ; plus de 500 personnes restent à 11,2 %, contre 125 avec leximin.",
        "from 11.2% to 31.3%; more than 500 people stay at 11.2%, against 125 with leximin.",
    ),
    "when": (
        "quand la règle doit tenir en une phrase, ou pour voir ce que leximin ajoute.",
        "when the rule must fit in one sentence, or to see what leximin adds.",
    ),
    "source": (
        "l'idée, de Rawls, A Theory of Justice (1971) ; pour le tirage au sort, Flanigan, Kehne, Procaccia, Fair sortition made "
        "transparent, NeurIPS 2021.",
        "the idea, from Rawls, A Theory of Justice (1971); for sortition, Flanigan, Kehne, Procaccia, Fair sortition made "
        "transparent, NeurIPS 2021.",
    ),
}

_GOLDILOCKS = {
    "seeks": (
        "ni trop peu ni trop, soit le meilleur équilibre entre la plus petite et la plus grande chance.",
        "neither too little nor too much, that is, the best balance between the smallest and the largest chance.",
    ),
    "protects": (
        "les deux bouts à la fois. On compte combien de fois la plus grande chance dépasse la chance égale, et combien de fois la "
        "chance égale dépasse la plus petite ; la somme des deux est la moindre possible.",
        "both ends at once. Count how many times the largest chance is the equal chance, and how many times the equal chance is the "
        "smallest; the sum of the two is the least there can be.",
    ),
    "costs": (
        "la plus petite chance peut être un peu au-dessous de ce que leximin lui donnerait.",
        "the smallest chance may be a little below what leximin would give it.",
    ),
    "example": (
        "de 10,6 % à 30,0 % ; la plus petite perd 0,6 point sur leximin, la plus grande en perd 70,0.",
        "from 10.6% to 30.0%; against leximin the smallest loses 0.6 points, the largest 70.0.",
    ),
    "when": (
        "quand les critères sont déclarés sans preuve : mentir rapporte peu, et personne n'est oublié pour autant.",
        "when criteria are declared without proof: a lie brings little, and nobody is forgotten for it.",
    ),
    "source": (
        "Baharav, Flanigan, Fair, manipulation-robust, and transparent sortition, EC 2024 (arXiv 2406.15009), sous le même nom.",
        "Baharav, Flanigan, Fair, manipulation-robust, and transparent sortition, EC 2024 (arXiv 2406.15009), under this name.",
    ),
}

_NASH = {
    "seeks": (
        "le produit de toutes les chances aussi grand que possible.",
        "the product of all chances as large as it can be.",
    ),
    "protects": (
        "tout le monde, en proportion. Un dixième de chance en plus compte autant pour qui a peu que pour qui a beaucoup, et personne "
        "ne tombe près de zéro.",
        "everyone, in proportion. A tenth more chance counts as much for who has little as for who has much, and nobody falls near "
        "zero.",
    ),
    "costs": (
        "la plus petite chance n'est pas la meilleure possible, la plus grande n'est pas retenue, et un produit s'explique moins bien.",
        "the smallest chance is not the best there is, the largest is not held back, and a product is harder to explain.",
    ),
    "example": (
        "de 9,0 % à 68,3 % ; la moyenne géométrique, 13,6 %, est la plus haute possible (leximin : 13,4 %).",
        "from 9.0% to 68.3%; the geometric mean, 13.6%, is the highest there is (leximin: 13.4%).",
    ),
    "when": (
        "quand l'ensemble compte plus que les extrêmes, et qu'un profil très demandé ne doit pas décider de tout.",
        "when the whole counts more than the extremes, and one crowded profile should not decide everything.",
    ),
    "source": (
        "Nash, The bargaining problem, Econometrica 18 (1950) ; pour le tirage au sort, Flanigan, Kehne, Procaccia, NeurIPS 2021.",
        "Nash, The bargaining problem, Econometrica 18 (1950); for sortition, Flanigan, Kehne, Procaccia, NeurIPS 2021.",
    ),
}

_CAPPED = {
    "seeks": (
        "la meilleure des plus petites chances, puis le plus bas plafond qui va avec, puis leximin sous ce plafond.",
        "the best smallest chance, then the lowest cap that goes with it, then leximin below that cap.",
    ),
    "protects": (
        "la personne la moins favorisée, autant que leximin ; et le tirage lui-même, puisque personne n'est certain de siéger si cela "
        "peut s'éviter à ce prix.",
        "the person with the least chance, as much as leximin; and the lottery itself, as nobody is certain to sit where that can be "
        "avoided at this price.",
    ),
    "costs": (
        "entre les deux bouts, certains ont un peu moins qu'avec leximin : ce que le plafond retire ne revient pas aux plus petites.",
        "between the ends some have a little less than with leximin: what the cap takes does not go to the smallest.",
    ),
    "example": (
        "de 11,2 % à 31,3 % ; la même plus petite chance que leximin, et plus aucun siège certain.",
        "from 11.2% to 31.3%; the same smallest chance as leximin, and no certain seat any more.",
    ),
    "when": (
        "quand leximin rend des sièges certains et que cela choquerait, sans rien vouloir céder sur la plus petite chance.",
        "when leximin makes some seats certain and that would shock, and nothing is to be given up of the smallest chance.",
    ),
    "source": (
        "propre à tirage. La plus grande chance, comme mesure de ce qu'un mensonge rapporte : Flanigan, Liang, Procaccia, Wang, "
        "Manipulation-robust selection of citizens' assemblies, AAAI 2024.",
        "tirage's own. The largest chance, as a measure of what a lie brings: Flanigan, Liang, Procaccia, Wang, "
        "Manipulation-robust selection of citizens' assemblies, AAAI 2024.",
    ),
}

_WAYS = {
    "leximin": _LEXIMIN,
    "maximin": _MAXIMIN,
    "goldilocks": _GOLDILOCKS,
    "nash": _NASH,
    "capped": _CAPPED,
}

TEXTS = {code: {"fr": typeset(french), "en": english} for code, (french, english) in _COMMAND.items()} | {
    f"fairness.{way}.{part}": {"fr": typeset(french), "en": english}
    for way, parts in _WAYS.items()
    for part, (french, english) in parts.items()
}
