"""What is said of an assembly's life: who leaves, which seats are open, who takes them."""

from tirage.messages.placeholders import ROLL_EN, ROLL_FR
from tirage.messages.typography import defect_texts, typeset

_TEXTS = {
    # Refusals
    "life.no_panel": (
        "Aucun panel n'est encore tiré dans ce dossier : personne n'y siège.",
        "No panel has been drawn in this dossier yet: nobody sits.",
    ),
    "life.no_panel.remedy": (
        "Tirez d'abord le panel : tirage draw panel.",
        "Draw the panel first: tirage draw panel.",
    ),
    "life.no_member": (
        "« {pid} » n'a pas de siège dans cette assemblée.",
        "“{pid}” has no seat in this assembly.",
    ),
    "life.no_member.remedy": (
        "Vérifiez l'identifiant dans public/panel.csv ; pour un volontaire sans siège qui ne veut plus être tiré : --volunteer.",
        "Check the id in public/panel.csv; for a volunteer without a seat who is no longer to be drawn: --volunteer.",
    ),
    "life.unknown": (
        "« {pid} » n'est pas parmi les volontaires de ce dossier.",
        "“{pid}” is not among the volunteers of this dossier.",
    ),
    "life.unknown.remedy": (
        "Vérifiez l'identifiant dans guarantors/pool.csv.",
        "Check the id in guarantors/pool.csv.",
    ),
    "life.sits": (
        "« {pid} » a un siège : --volunteer est pour qui n'en a pas.",
        "“{pid}” has a seat: --volunteer is for those who have none.",
    ),
    "life.sits.remedy": ("Retirez --volunteer.", "Leave --volunteer out."),
    "life.twice": (
        "Le départ de « {pid} » est déjà au journal ; on ne part qu'une fois.",
        "That “{pid}” left is on the record already; nobody leaves twice.",
    ),
    "life.twice.remedy": (
        "Vérifiez l'identifiant ; tirage status dit ce qui est au journal.",
        "Check the id; tirage status says what is on the record.",
    ),
    "life.accepted": (
        "« {pid} » a déjà accepté son siège.",
        "“{pid}” has accepted the seat already.",
    ),
    "life.accepted.remedy": (
        "Pour un départ : tirage record withdrawal.",
        "For someone who leaves: tirage record withdrawal.",
    ),
    "life.no_absences": (
        "Les règles de cette assemblée ne comptent pas les absences.",
        "The rules of this assembly do not count absences.",
    ),
    "life.no_absences.remedy": (
        "Si son règlement les compte : « absences » sous « term » dans tirage.yaml.",
        "If its own rules count them: “absences” under “term” in tirage.yaml.",
    ),
    "life.absent_already": (
        "L'absence de « {pid} » le {date} est déjà au journal.",
        "The absence of “{pid}” on {date} is on the record already.",
    ),
    "life.absent_already.remedy": ("Corrigez la date.", "Correct the date."),
    "life.absences": (
        "{pid} : {count} absence(s) ; l'exclusion est possible à partir de {allowed}.",
        "{pid}: {count} absence(s); removal is possible from {allowed} on.",
    ),
    "life.absences.enough": (
        "{pid} : {count} absence(s) ; les règles permettent l'exclusion à partir de {allowed} : tirage record removal {pid}",
        "{pid}: {count} absence(s); the rules allow removal from {allowed} on: tirage record removal {pid}",
    ),
    "life.recorded.absence": ("{pid} était absent le {date}.", "{pid} was absent on {date}."),
    "life.leaving": (
        "Il est déjà au journal que « {pid} » part à la prochaine échéance.",
        "It is on the record already that “{pid}” leaves at the next end of a term.",
    ),
    "life.leaving.remedy": (
        "Rien n'est à faire avant l'échéance : tirage status dit quand elle est.",
        "Nothing is to be done before that day: tirage status says when it is.",
    ),
    "life.future": (
        "{date} n'est pas encore arrivé (nous sommes le {today}) : on inscrit ce qui a eu lieu.",
        "{date} has not come yet (today is {today}): what is recorded has happened.",
    ),
    "life.future.remedy": (
        "Corrigez la date, ou attendez ce jour.",
        "Correct the date, or wait for that day.",
    ),
    "life.early": (
        "{date} précède le tirage de ce siège ({first}).",
        "{date} is before this seat was drawn ({first}).",
    ),
    "life.early.remedy": ("Corrigez la date.", "Correct the date."),
    "life.no_vacancy": (
        "Aucun siège n'est vacant : il n'y a personne à remplacer.",
        "No seat is open: there is nobody to replace.",
    ),
    "life.no_vacancy.remedy": (
        "Inscrivez d'abord le départ : tirage record withdrawal PERSONNE --cause … ; un siège se tire une seule fois.",
        "Record first who left: tirage record withdrawal PERSON --cause …; a seat is drawn once only.",
    ),
    "life.planned": (
        "Le tirage {act} est déjà fixé : il ne reste qu'à le tirer, sans autre option que --seed ou --number.",
        "The draw {act} is fixed already: it remains to draw it, with no other option than --seed or --number.",
    ),
    "life.planned.remedy": (
        f'Tirez-le en public : tirage draw replacements --seed "{ROLL_FR}".',
        f'Draw it in public: tirage draw replacements --seed "{ROLL_EN}".',
    ),
    "life.pending": (
        "Le tirage {act} est fixé et attend son hasard : rien ne s'inscrit entre le plan et les dés.",
        "The draw {act} is fixed and waits for its chance: nothing is recorded between the plan and the dice.",
    ),
    "life.pending.remedy": (
        f"Faites ce tirage, puis inscrivez : tirage draw replacements --seed \"{ROLL_FR}\". S'il n'a plus lieu d'être, avant les dés : tirage void.",
        f'Do that draw, then record: tirage draw replacements --seed "{ROLL_EN}". If it is no longer wanted, before the dice: tirage void.',
    ),
    "life.possible": (
        "Des volontaires conviennent aux sièges vacants : ils ne peuvent être déclarés sans successeur.",
        "There are volunteers who fit the open seats: it cannot be recorded that there are none.",
    ),
    "life.possible.remedy": ("Tirez-les : tirage draw replacements.", "Draw them: tirage draw replacements."),
    "life.over": (
        "{date} : le mandat de cette assemblée a pris fin le {end}.",
        "{date}: the term of this assembly ended on {end}.",
    ),
    "life.ended": (
        "Le mandat de cette assemblée a pris fin le {end} : aucun siège n'y est plus tiré.",
        "The term of this assembly ended on {end}: no seat is drawn in it any more.",
    ),
    "life.ended.remedy": (
        "Ouvrez l'assemblée suivante : tirage draw renewal.",
        "Open the next assembly: tirage draw renewal.",
    ),
    "life.over.remedy": (
        "Corrigez la date ; l'assemblée suivante s'ouvre par tirage draw renewal.",
        "Correct the date; the next assembly is opened by tirage draw renewal.",
    ),
    "life.closed": (
        "Cette assemblée a pris fin le {date} : plus personne n'y siège, n'en part ni n'y est tiré.",
        "This assembly ended on {date}: nobody sits in it, leaves it or is drawn into it any more.",
    ),
    "life.closed.remedy": (
        "L'assemblée suivante est dans son dossier next/ : tirage status le dit.",
        "The next assembly is in its folder next/: tirage status says so.",
    ),
    "status.renewal": ("{act} : panel n° {drawn} de la loterie", "{act}: panel no. {drawn} of the lottery"),
    # What was recorded
    "life.recorded.vacancy": (
        "Siège vacant : {pid}, {kind}, le {date}.",
        "A seat is open: {pid}, {kind}, on {date}.",
    ),
    "life.recorded.leaving": (
        "{pid} garde son siège jusqu'à la prochaine échéance : {kind}, le {date}.",
        "{pid} keeps the seat until the next end of a term: {kind}, on {date}.",
    ),
    "life.recorded.unavailable": (
        "{pid} ne sera plus tiré : {kind}, le {date}.",
        "{pid} will not be drawn any more: {kind}, on {date}.",
    ),
    "life.recorded.acceptance": (
        "{pid} a accepté son siège, le {date}.",
        "{pid} has accepted the seat, on {date}.",
    ),
    "life.kind.withdrawal": ("démission", "withdrawal"),
    "life.kind.term": ("fin de mandat", "end of term"),
    "life.kind.removal": ("exclusion", "removal"),
    "life.kind.death": ("décès", "death"),
    "life.kind.moved": ("déménagement", "moved away"),
    "life.kind.age-limit": ("limite d'âge", "limit of age"),
    "life.kind.refusal": ("refus du siège", "seat refused"),
    "life.seats": (
        "{seated} membre(s) siègent sur {seats} ; {vacant} siège(s) vacant(s).",
        "{seated} member(s) sit of {seats}; {vacant} seat(s) open.",
    ),
    "life.next": (
        "Pour pourvoir les sièges vacants : tirage draw replacements {path}",
        "To fill the open seats: tirage draw replacements {path}",
    ),
    "life.impossible": (
        "Personne ne convient aux sièges vacants. Deux issues, publiées l'une et l'autre : --relax (le moindre assouplissement) "
        "ou --leave-vacant (les sièges restent vacants).",
        "No one fits the open seats. Two ways out, both published: --relax (the least change of quotas) or --leave-vacant "
        "(the seats stay open).",
    ),
    # The draw
    "life.draw": (
        "{act} : {count} siège(s) à pourvoir, {among}",
        "{act}: {count} seat(s) to fill, {among}",
    ),
    "life.among.everyone": (
        "parmi les {people} volontaires restants",
        "among the {people} volunteers who remain",
    ),
    "life.among.alike": (
        "parmi les {people} volontaires qui diffèrent de qui est parti sur {number} critère(s) au plus",
        "among the {people} volunteers who differ from someone who left in {number} criteria at most",
    ),
    "life.not_open": (
        "Pas de siège vacant à ce nom : {pids}.",
        "No open seat of that name: {pids}.",
    ),
    "life.not_open.remedy": (
        "Inscrivez d'abord le départ (tirage record withdrawal) ; tirage status dit les sièges vacants.",
        "Record first who left (tirage record withdrawal); tirage status says which seats are open.",
    ),
    "life.all_together": (
        "Un mandat a pris fin : tous les sièges vacants se tirent ensemble.",
        "A term has ended: all open seats are drawn together.",
    ),
    "life.all_together.remedy": (
        "Retirez --vacancy : tirage draw renewal.",
        "Leave --vacancy out: tirage draw renewal.",
    ),
    "life.before": ("avant", "before"),
    "life.sitting": ("après les départs", "after the loss"),
    "life.after": ("après le tirage", "after the draw"),
    "life.drawn": ("Tiré(s) au sort : {pids}.", "Drawn: {pids}."),
    "life.unfilled": (
        "{count} siège(s) restent vacants : personne, parmi les {people} volontaires restants, ne convient. "
        "La preuve est au journal.",
        "{count} seat(s) stay open: of the {people} volunteers who remain no one fits. The proof is on the record.",
    ),
    "life.next.plan": (
        "Rien n'est écrit. Pour fixer ce tirage : tirage draw {draw} {path}",
        "Nothing is written. To fix this draw: tirage draw {draw} {path}",
    ),
    "life.next.roll": (
        "Le tirage est fixé. En public : lisez à voix haute l'empreinte du plan, lancez des dés neufs, puis tapez :\n"
        f'  tirage draw {{draw}} {{path}} --seed "{ROLL_FR}"',
        "The draw is fixed. In public: read the plan's hash aloud, roll new dice, then type:\n"
        f'  tirage draw {{draw}} {{path}} --seed "{ROLL_EN}"',
    ),
    "status.leaving": (
        "{pid} part à la prochaine échéance ({kind})",
        "{pid} leaves at the next end ({kind})",
    ),
    "status.vacancy": ("siège vacant : {pid} ({kind})", "seat open: {pid} ({kind})"),
    "status.unavailable": (
        "{pid} ne peut plus être tiré ({kind})",
        "{pid} cannot be drawn any more ({kind})",
    ),
    "status.absence": ("absence de {pid}", "{pid} was absent"),
    "history.absence": ("{pid} était absent le {date}.", "{pid} was absent on {date}."),
    "status.acceptance": ("{pid} accepte son siège", "{pid} accepts the seat"),
    "status.unfilled": ("personne ne convient aux sièges vacants", "no one fits the open seats"),
    "status.replacement": (
        "{act} : panel n° {drawn} de la loterie",
        "{act}: panel no. {drawn} of the lottery",
    ),
    "status.next.replacements.roll": (
        f'À faire : lancer les dés en public, puis tirage draw replacements {{path}} --seed "{ROLL_FR}"',
        f'Next: roll the dice in public, then tirage draw replacements {{path}} --seed "{ROLL_EN}"',
    ),
    "status.next.replacements": (
        "À faire : pourvoir les sièges vacants, tirage draw replacements {path}",
        "Next: fill the open seats, tirage draw replacements {path}",
    ),
    "ceremony.next.replacements": (
        "Rien ne manque. Pour tirer les sièges vacants : tirage draw replacements {path}",
        "Nothing is missing. To draw the open seats: tirage draw replacements {path}",
    ),
    "ceremony.next.renewal": (
        "Rien ne manque. Pour tirer les sièges vacants : tirage draw renewal {path}",
        "Nothing is missing. To draw the open seats: tirage draw renewal {path}",
    ),
    # The story
    "history.acceptance": ("{pid} accepte son siège le {date}.", "{pid} accepts the seat on {date}."),
    "history.unfilled": (
        "Personne ne convient aux sièges de {vacancies}, parmi {people} volontaires : ils restent vacants.",
        "No one fits the seats of {vacancies} among {people} volunteers: they stay open.",
    ),
    "history.plan.replacements": (
        "Le plan du remplacement {wave} est fixé ({sha256}) : le hasard peut venir.",
        "The plan of replacement {wave} is fixed ({sha256}): chance may come.",
    ),
    "history.plan.renewal": (
        "Le plan du renouvellement {wave} est fixé ({sha256}) : le hasard peut venir.",
        "The plan of renewal {wave} is fixed ({sha256}): chance may come.",
    ),
    "history.replacement.seed": (
        "Le remplacement {wave} est tiré : numéro {number}. Graine {seed}",
        "Replacement {wave} is drawn: number {number}. Seed {seed}",
    ),
    "history.replacement.hand": (
        "Le remplacement {wave} est tiré : numéro {number}, sorti à la main, en public.",
        "Replacement {wave} is drawn: number {number}, drawn by hand, in public.",
    ),
    "history.renewal.seed": (
        "Le renouvellement {wave} est tiré : numéro {number}. Graine {seed}",
        "Renewal {wave} is drawn: number {number}. Seed {seed}",
    ),
    "history.renewal.hand": (
        "Le renouvellement {wave} est tiré : numéro {number}, sorti à la main, en public.",
        "Renewal {wave} is drawn: number {number}, drawn by hand, in public.",
    ),
}

_KINDS = {code.rpartition(".")[2]: said for code, said in _TEXTS.items() if code.startswith("life.kind.")}
for _kind, (_french, _english) in _KINDS.items():
    _TEXTS[f"history.vacancy.{_kind}"] = (
        f"{{pid}} quitte son siège le {{date}} : {_french} (cause : {{cause}}).",
        f"{{pid}} leaves a seat on {{date}}: {_english} (cause: {{cause}}).",
    )
    _TEXTS[f"history.leaving.{_kind}"] = (
        f"{{pid}}, {_french} le {{date}}, garde son siège jusqu'à la prochaine échéance (cause : {{cause}}).",
        f"{{pid}}, {_english} on {{date}}, keeps the seat until the next end of a term (cause: {{cause}}).",
    )
    _TEXTS[f"history.unavailable.{_kind}"] = (
        f"{{pid}}, sans siège, ne peut plus être tiré à partir du {{date}} : {_french} (cause : {{cause}}).",
        f"{{pid}}, without a seat, cannot be drawn any more from {{date}}: {_english} (cause: {{cause}}).",
    )

TEXTS: dict[str, dict[str, str]] = {
    **{code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()},
    **defect_texts(
        {
            "life.cause": (
                "{length} signe(s) qui ne font pas un code.",
                "un code de 1 à 30 signes : a-z, 0-9 et -.",
                "donnez le code prévu par les règles, jamais un récit.",
                "{length} character(s) that make no code.",
                "a code of 1 to 30 characters: a-z, 0-9 and -.",
                "give the code that the rules have, never a story.",
            ),
        }
    ),
}
