"""Which office a title names, as the lists print it; None for what is no office of one person at a time."""

import re

#: Nouns of ministries, and the office that they make; the first that opens the ministry's name counts.
MINISTRIES = {
    "foreign affairs": "foreign minister",
    "foreign and commonwealth affairs": "foreign minister",
    "foreign relations": "foreign minister",
    "external affairs": "foreign minister",
    "external relations": "foreign minister",
    "finance": "finance minister",
    "economy and finance": "finance minister",
    "economics and finance": "finance minister",
    "economic affairs and finance": "finance minister",
    "economy, finance": "finance minister",
    "national defense": "defence minister",
    "defense": "defence minister",
    "defence": "defence minister",
    "the interior": "interior minister",
    "interior": "interior minister",
    "internal affairs": "interior minister",
    "home affairs": "interior minister",
    "the home department": "interior minister",
    "the home office": "interior minister",
    "justice": "justice minister",
    "public health": "health minister",
    "health": "health minister",
    "national education": "education minister",
    "education": "education minister",
    "agriculture": "agriculture minister",
    "the environment": "environment minister",
    "environment": "environment minister",
    "labor": "labour minister",
    "culture": "culture minister",
    "tourism": "tourism minister",
    "transportation": "transport minister",
    "transport": "transport minister",
    "energy": "energy minister",
    "oil": "oil minister",
    "petroleum": "oil minister",
    "foreign trade": "trade minister",
    "trade": "trade minister",
    "information": "information minister",
}
PLAIN = {
    "president": "president",
    "presidents": "president",
    "presidents of the presidency": None,
    "prime minister": "prime minister",
    "prime ministers": "prime minister",
    "premier": "prime minister",
    "premiers": "prime minister",
    "heads of government": "prime minister",
    "chancellor": "chancellor",
    "chancellors": "chancellor",
    "king": "monarch",
    "kings": "monarch",
    "queen": "monarch",
    "kings/queens": "monarch",
    "emirs": "monarch",
    "sultans": "monarch",
    "grand dukes/grand duchesses": "monarch",
    "emperors/empresses": "monarch",
    "governors-general": "governor general",
    "governor general": "governor general",
    "chief executives": "chief executive",
    "chief executive": "chief executive",
    "vice president": "vice president",
    "vice-presidents": "vice president",
    "chancellor of the exchequer": "finance minister",
    "attorney general": "attorney general",
    "lord chancellor": "lord chancellor",
    "premier, state council": "prime minister",
    "secretary of state": "foreign minister",
    "secretary of defense": "defence minister",
    "secretary of homeland security": "homeland security secretary",
    "u.s. representatives to the united nations": "ambassador to the united nations",
    "national security advisors": "national security adviser",
    "national security adviser": "national security adviser",
    "u.s. trade representatives": "trade representative",
    "directors of national intelligence": "director of national intelligence",
    "chairman, board of governors, federal reserve": "central bank governor",
    "senate majority leaders": "senate majority leader",
    "speakers of the house of representatives": "house speaker",
    "speaker of the house": "house speaker",
    "senate majority leader": "senate majority leader",
    "senate minority leader": "senate minority leader",
    "house majority leader": "house majority leader",
    "house minority leader": "house minority leader",
    "president pro tempore of the senate": "senate president pro tempore",
    "presidents pro tempore of the senate": "senate president pro tempore",
    "ambassador to the us": "ambassador to the united states",
    "permanent representative to the un": "ambassador to the united nations",
    "permanent representative to the un, new york": "ambassador to the united nations",
}
#: These begin like a leader's title and go on with other duties.
LEADING = ("prime minister", "premier")
BANK = re.compile(
    r"(?:governor|president|chairman), "
    r"(?:(?:\w+ )?(?:central|national|reserve|state) bank|bank of (?!investment)|bundesbank|german federal bank)"
)
MINISTER = re.compile(r"minister (?:of|for) (.+)")
SECRETARY = re.compile(r"(?:minister|secretary of state|secretary) (?:of|for) (.+)")


def office_of(title: str, secretaries: bool = False) -> str | None:
    """The office that a title of the lists names, or None; with `secretaries`, where these are ministers.

    A minister of state is no minister, a deputy none either; "Minister of Finance and Trade" is the finance minister
    (and not the trade minister, whose office another may hold).
    """
    low = " ".join(title.lower().replace('"acting"', "").split())
    if low in PLAIN:
        return PLAIN[low]
    if BANK.match(low):
        return "central bank governor"
    if low.startswith(LEADING):
        rest = low.removeprefix("prime minister").removeprefix("premier")
        return "prime minister" if rest.startswith((",", " and ")) else None
    ministry = (SECRETARY if secretaries else MINISTER).fullmatch(low)
    if not ministry or ministry[1].startswith("state "):
        return None
    return next((o for noun, o in MINISTRIES.items() if _opens(ministry[1], noun)), None)


def _opens(ministry: str, noun: str) -> bool:
    """Whether the noun opens the ministry's name and ends as a phrase of its own ("energy", not "energy policy")."""
    rest = ministry.removeprefix(noun)
    return rest != ministry and (not rest or rest.startswith((",", " and ", " in ")))
