"""French, of another state of the European Union, or of neither: as rolls and forms write it.

A text that is not known is not sorted: a slip in `Francaise` must not count as a foreigner.
"""

from __future__ import annotations

from tirage.people.identity import canonical

FRENCH, EUROPEAN, OTHER, UNKNOWN = "FR", "EU", "OTHER", ""

# Codes of ISO 3166-1, and EL as the Union writes Greece.
_UNION = "AT BE BG CY CZ DE DK EE EL ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_ELSEWHERE = (
    "AD AE AF AG AL AM AO AR AU AZ BA BB BD BF BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM "
    "CN CO CR CU CV DJ DM DO DZ EC EG ER ET FJ FM GA GB GD GE GH GM GN GQ GT GW GY HK HN HT ID IL IN IQ "
    "IR IS JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LY MA MC MD ME MG MH MK ML MM MN "
    "MO MR MU MV MW MX MY MZ NA NE NG NI NO NP NR NZ OM PA PE PG PH PK PS PW PY QA RS RU RW SA SB SC SD "
    "SG SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG UK US UY UZ VA VC VE "
    "VN VU WS XK YE ZA ZM ZW"
)
_UNION_WORDS = (
    "allemande autrichienne belge bulgare chypriote cypriote croate danoise espagnole estonienne "
    "finlandaise grec grecque hellénique hongroise irlandaise italienne lettone lituanienne "
    "luxembourgeoise maltaise néerlandaise polonaise portugaise roumaine slovaque slovène suédoise "
    "tchèque"
)
_ELSEWHERE_WORDS = (
    "afghane albanaise algérienne américaine andorrane angolaise argentine arménienne australienne "
    "azerbaïdjanaise bahreïnienne bangladaise bangladeshie barbadienne béninoise bhoutanaise biélorusse "
    "bélarusse birmane bolivienne bosnienne botswanaise brésilienne britannique brunéienne burkinabè "
    "burundaise cambodgienne camerounaise canadienne cap-verdienne centrafricaine chilienne chinoise "
    "colombienne comorienne congolaise costaricienne cubaine djiboutienne dominicaine dominiquaise "
    "égyptienne émirienne équatorienne érythréenne éthiopienne fidjienne gabonaise gambienne géorgienne "
    "ghanéenne guatémaltèque guinéenne guyanienne haïtienne hondurienne indienne indonésienne irakienne "
    "iranienne islandaise israélienne ivoirienne jamaïcaine japonaise jordanienne kazakhe kényane "
    "kirghize kosovare koweïtienne laotienne libanaise libérienne libyenne liechtensteinoise macédonienne "
    "malaisienne malawienne maldivienne malgache malienne marocaine mauricienne mauritanienne mexicaine "
    "moldave monégasque mongole monténégrine mozambicaine namibienne népalaise nicaraguayenne nigériane "
    "nigérienne norvégienne néo-zélandaise omanaise ougandaise ouzbèke pakistanaise palestinienne "
    "panaméenne paraguayenne péruvienne philippine qatarienne russe rwandaise saint-marinaise "
    "salvadorienne santoméenne saoudienne sénégalaise serbe seychelloise sierra-léonaise singapourienne "
    "somalienne soudanaise sri-lankaise sud-africaine sud-coréenne nord-coréenne coréenne suisse "
    "surinamaise syrienne tadjike taïwanaise tanzanienne tchadienne thaïlandaise timoraise togolaise "
    "trinidadienne tunisienne turque turc turkmène ukrainienne uruguayenne vénézuélienne vietnamienne "
    "yéménite zambienne zimbabwéenne apatride"
)


def _stem(text: str) -> str:
    """Without the ending that a feminine has: `algérien` and `algérienne` are one."""
    word = canonical(text)
    return word.removesuffix("NE") if word.endswith("NNE") else word.removesuffix("E")


_KNOWN = {
    **dict.fromkeys(("FR", "FRA", _stem("française"), _stem("France")), FRENCH),
    **dict.fromkeys((*_UNION.split(), *map(_stem, _UNION_WORDS.split())), EUROPEAN),
    **dict.fromkeys(map(canonical, ("UE", "Union européenne")), EUROPEAN),
    **dict.fromkeys((*_ELSEWHERE.split(), *map(_stem, _ELSEWHERE_WORDS.split())), OTHER),
    **dict.fromkeys(map(canonical, ("hors UE", "non UE", "hors Union européenne")), OTHER),
}


def read_nationality(text: str) -> str:
    """`FR`, `EU`, `OTHER`, or empty where the text is blank or not known.

    >>> [read_nationality(text) for text in ("Française", "PT", "Algérien", "")]
    ['FR', 'EU', 'OTHER', '']
    """
    return _KNOWN.get(canonical(text)) or _KNOWN.get(_stem(text), UNKNOWN)
