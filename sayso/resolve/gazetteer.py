"""What is known of proper names beforehand: titles, given names, places, some bodies.

Lower case; written from general knowledge, as far as news needs it.
"""

from functools import cache
from importlib.resources import files
from typing import Literal

from sayso.resolve.grammar import words_of
from sayso.wordlist import fold, word_set

Gender = Literal["woman", "man", ""]

#: Titles that tell the gender, and those that do not; as printed, without the full stop.
GENDERED_TITLES: dict[str, Gender] = {
    **dict.fromkeys(
        words_of(
            """
            mr sir lord king prince baron father brother sheikh imam herr monsieur pope
            """
        ),
        "man",
    ),
    **dict.fromkeys(
        words_of(
            """
            mrs ms miss lady dame queen princess baroness sister madame frau
            """
        ),
        "woman",
    ),
}
ABBREVIATED = word_set(
    """
    mr mrs ms dr sen sens rep reps gov govs gen lt col capt sgt prof rev hon adm maj atty supt cpl det
    insp st jr sr pres dist del
    """
)
CALENDAR = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sept oct nov dec
    """
)
#: Capitalised words that describe a person before the name and are no part of it.
DESCRIBING = word_set(
    """
    republican republicans democrat democratic democrats gop conservative liberal libertarian
    independent tory labour socialist communist christian catholic muslim jewish evangelical american
    british english scottish irish welsh german french italian spanish dutch swedish norwegian danish
    finnish polish russian ukrainian chinese japanese korean indian pakistani israeli palestinian
    iranian iraqi syrian turkish saudi egyptian mexican cuban canadian australian african european asian
    latino hispanic brazilian greek presidential prime vice deputy former acting chief senior the then
    attorney texan
    """
)
#: Of these, what is an adjective only and never a person.
ADJECTIVES = word_set("democratic presidential prime vice deputy former acting senior the then british french")
#: Of these, what is set before a surname alone: "Republican Lund".
PARTISAN = word_set(
    "republican democrat democratic conservative liberal libertarian independent tory labour socialist former then"
)
#: Small words inside personal names, and inside names of bodies.
PARTICLES = word_set("de da di del della der den van von la le el al bin ibn ben abu y dos du ter zu af av")
LINKS = word_set("of for on the and in &")
SUFFIXES = word_set("jr sr ii iii iv")
NEWSPAPERS = word_set("times post journal tribune herald gazette telegraph globe guardian observer sun")
#: Last words of bodies' names that are no bodies as common nouns.
ENDINGS = word_set("research media partners associates holdings airways motors energy systems technologies")
#: Last words of the names of bodies, places, laws and occasions, and such of them as are surnames too.
THINGS = word_set(
    """
    times post journal tribune herald gazette telegraph globe guardian observer research media partners
    associates holdings airways motors energy systems technologies
    register examiner gazette dispatch chronicle inquirer sentinel standard review monitor economist reporter
    politics insider wire poll polls watch corps markets finance klan state states academies lives matter
    counsel fund command lobby republic nation foundation coalition alliance square capital ventures labs
    airlines financial securities insurance pharmaceuticals act amendment bill law prize award awards street
    avenue road bridge river lake islands island mountain shoal county city valley beach park airport stadium
    hall centre center cathedral day eve week year games cup olympics league series championship organisation
    organization council institute society federation congress assembly corps trust voters action now project
    affairs initiative consortium authority cooperation principles point matters enforcement security veterans central
    """
)
#: First words of bodies' names.
BODY_LEADS = word_set(
    """
    goldman merrill lehman deutsche berkshire procter lockheed northrop hewlett comcast planned concerned citizens
    club friends students veterans doctors mothers human black media national international general
    exxon credit
    """
)
#: Peoples that are given names too.
NAMES_TOO = word_set("christian german jordan")
SURNAMES_TOO = word_set("hall park day street bridge lake beach church house post law cash banks star guild eve")
#: Bodies and places that are named by one capitalised word or by an exception.
KNOWN_BODIES = word_set(
    """
    reuters politico breitbart bloomberg buzzfeed facebook twitter google apple amazon microsoft
    wikileaks congress parliament pentagon kremlin vatican nato hamas hezbollah isis taliban unicef
    interpol greenpeace amnesty oxfam gallup quinnipiac monmouth marist ipsos yougov rasmussen walmart
    boeing toyota volkswagen siemens nasa opec senate labour unesco europol frontex fifa uefa mossad
    huffpost slate vox axios newsweek aljazeera xinhua tass youtube instagram uber tesla exxon chevron
    medicare medicaid treasury commerce census agriculture fed nielsen forbes ford intel comcast pfizer nissan
    honda nokia ikea netflix airbnb lyft citigroup halliburton
    """
)
PLACES = word_set(
    """
    afghanistan africa alabama alaska albania algeria america angola argentina arizona arkansas armenia
    asia athens australia austria baghdad bangladesh beijing beirut belarus belgium berlin bolivia
    boston brasilia brazil britain brussels bulgaria cairo california cambodia canada chicago chile
    china colombia colorado connecticut croatia cuba cyprus damascus delaware denmark detroit dublin
    ecuador egypt england estonia ethiopia europe finland florida france gaza geneva georgia germany
    ghana greece guatemala haiti hawaii honduras houston hungary iceland idaho illinois india indiana
    indonesia iowa iran iraq ireland israel istanbul italy jamaica japan jerusalem jordan kabul kansas
    kazakhstan kentucky kenya korea kosovo kuwait laos latvia lebanon libya lithuania london louisiana
    luxembourg maine malaysia mali malta maryland massachusetts mexico miami michigan minnesota
    mississippi missouri moldova mongolia montana morocco moscow myanmar nebraska nepal netherlands
    nevada nicaragua nigeria norway ohio oklahoma oman oregon oslo ottawa pakistan palestine panama
    paraguay paris pennsylvania peru philadelphia philippines poland portugal pyongyang qatar romania
    rome russia rwanda scotland senegal seoul serbia singapore slovakia slovenia somalia spain stockholm
    sudan sweden switzerland syria taiwan tanzania tehran tennessee texas thailand tokyo tunisia turkey
    uganda ukraine uruguay utah uzbekistan venezuela vermont vienna vietnam wales warsaw washington
    wisconsin wyoming yemen zambia zimbabwe cleveland atlanta dallas orlando virginia carolina dakota
    calif fla ariz colo conn mich minn okla ore tenn wis penn pa va nev wyo scandinavia
    baltimore seattle denver phoenix milwaukee pittsburgh manhattan brooklyn hollywood
    """
)
PLACE_LEADS = word_set(
    """
    new north south west east saudi san los las united hong puerto costa el sri great middle white
    capitol wall
    """
)

#: Other usual names of bodies, with those that they stand for where an article has both; lower case, without full
#: stops.
USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "fed": ("federal reserve", "federal reserve board"),
    "gop": ("republican party", "grand old party"),
    "isis": (
        "islamic state",
        "islamic state of iraq and syria",
        "islamic state in iraq and syria",
        "islamic state group",
    ),
    "isil": ("islamic state", "islamic state of iraq and the levant", "isis", "islamic state group"),
    "daesh": ("islamic state", "isis", "isil", "islamic state group"),
    "doj": ("justice department", "department of justice"),
    "dhs": ("department of homeland security", "homeland security"),
    "dod": ("defense department", "department of defense", "pentagon"),
    "scotus": ("supreme court", "us supreme court"),
    "huffpost": ("huffington post", "the huffington post"),
    "wapo": ("washington post", "the washington post"),
    "washpost": ("washington post", "the washington post"),
    "wash post": ("washington post", "the washington post"),
    "nytimes": ("new york times", "the new york times"),
    "wsj": ("wall street journal", "the wall street journal"),
    "nyt": ("new york times", "the new york times"),
    "ap": ("associated press", "the associated press"),
    "afp": ("agence france-presse",),
    "bbc": ("british broadcasting corporation",),
    "un": ("united nations",),
    "eu": ("european union",),
    "uk": ("united kingdom",),
    "us": ("united states", "united states of america"),
    "usa": ("united states", "united states of america"),
    "uae": ("united arab emirates",),
    "nato": ("north atlantic treaty organization",),
    "opec": ("organization of the petroleum exporting countries",),
    "tories": ("conservative party",),
    "treasury": ("treasury department", "us treasury"),
    "state department": ("department of state", "us department of state"),
    "justice department": ("department of justice", "us department of justice"),
    "labor department": ("department of labor", "us department of labor"),
    "defense department": ("department of defense", "us department of defense"),
    "commerce department": ("department of commerce", "us department of commerce"),
    "education department": ("department of education", "us department of education"),
    "homeland security": ("department of homeland security",),
    "hill": ("capitol hill",),
    "pentagon": ("defense department", "us defense department", "department of defense", "us department of defense"),
    "america": ("united states", "united states of america"),
    "dprk": ("north korea",),
}


@cache
def given_names() -> dict[str, Gender]:
    """Given names, lower case, with the gender that they tell ("" for either)."""
    found: dict[str, Gender] = {}
    section: Gender = ""
    for line in files("sayso").joinpath("data", "names.txt").read_text("utf-8").splitlines():
        if line == "[woman]":
            section = "woman"
        elif line == "[man]":
            section = "man"
        elif line == "[either]":
            section = ""
        elif not line.startswith("#"):
            found.update((fold(name), section) for name in line.split())
    return found
