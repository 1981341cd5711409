"""Lines that credit the writers of a story: their names are kept, the lines are not."""

import re

from sayso.reading.names import NAME, is_person, split_names
from sayso.reading.phrases import HANDLE, MAIL, MOMENT, NETWORK, SITE

ROLE = (
    r"(?:the |an? )?(?:(?:[\w'&.-]+ ){0,6}?)(?:reporter|correspondent|columnist|editor|writer|"
    r"journalist|contributor|producer|"
    r"author|fellow|critic|blogger|intern|photographer|bureau chief|commentator|freelancer|anchor|host)s?"
)
AGENCY = r"(?:the )?[A-Z][\w'&.]*(?: [A-Z&][\w'&.]*){0,4}"
PLACED = rf"(?: in {AGENCY}(?:, {AGENCY})?)?"
NAMES = rf"{NAME}{PLACED}(?:(?:, | and | & |, and ){NAME}{PLACED}){{0,4}}"
REST = rf"(?:(?:,? ?[|·•/–—-] ?|, ?| for | of | at )(?:(?i:{ROLE})(?:,? (?:for |of |at )?{AGENCY})?|{AGENCY}))?"
WHEN = rf"(?:[ ,|·•–—-]*(?i:(?:(?:published|posted|updated|on|at)[: ]+)*{MOMENT}))*"
LEAD = r"(?:(?i:written |reported |story |posted |published |words |text |a report )?(?:[Bb]y|BY)[: ]+)"
BYLINE = re.compile(rf"{LEAD}(?P<names>{NAMES}){REST}{WHEN}(?: ?[|,·]? ?{HANDLE})?(?: ?[|,·]? ?{MAIL})?\.?")
#: Without "By", a role, an agency or a time has to say that the name is a credit.
SIGNED = re.compile(
    rf"(?P<names>{NAMES})(?:(?:, | ?[|·•–—-] ?)(?i:{ROLE})(?:,? (?:for |of )?{AGENCY})?|"
    rf"(?: ?[|·•,-] ?| ){HANDLE}| ?[|·•] ?{MOMENT})"
)
BY_AGENCY = re.compile(
    rf"{LEAD}(?:the )?(?i:associated press|ap|reuters|afp|upi|agence france-presse|staff(?: reports?| and agencies)?|"
    rf"(?:[\w.]+ ){{0,3}}(?:staff|news service|desk|bureau|newsroom|editors)){REST}{WHEN}"
)
TURN_TO = (
    r"(?:(?i:you can |please )?(?i:follow|contact|reach|e-?mail|tweet|write to|find|read more from|read more by|"
    r"more from|more by|see more of) )"
)
WITH_HANDLE = re.compile(
    rf"{TURN_TO}(?:(?i:{ROLE}) )?(?P<names>{NAMES})(?:'s work)?,?"
    rf"(?: (?i:on|at|via|by|through) .{{1,120}}|:? ?(?:{HANDLE}|{MAIL}|{SITE}).{{0,60}})?\.?"
)
BIOGRAPHY = re.compile(
    rf"(?P<names>{NAMES}),? (?:(?:is|was|are|works as|serves as) (?i:{ROLE})\b|"
    r"(?:covers|writes|reports)\b(?: about| on| for)?\b).{0,160}"
)
REACHED = re.compile(
    rf"(?:(?i:{ROLE}) )?(?P<names>{NAMES}) (?:can|may) be "
    r"(?:reached|contacted|followed|found|e-?mailed)\b.{0,250}"
)
TWEETS = re.compile(
    rf"(?P<names>{NAMES}) (?:tweets|is on (?i:{NETWORK})|posts)(?: (?:at|as|from)|:)? ?(?:{HANDLE}|{SITE}).{{0,40}}"
)
HELPED = re.compile(
    rf"(?:{AGENCY} )?(?:(?i:{ROLE}) )?(?P<names>{NAMES})(?:,? (?:in|from|of|at) [^.]{{2,60}},?)? (?:also )?contributed "
    rf"(?:reporting|research|to this (?:report|story|article|piece))\b.{{0,60}}"
)
#: The agencies' last line; only those who reported and wrote are its bylines, editors are not.
DESK = re.compile(
    r"\(?(?P<names>(?:(?:additional )?(?:reporting|writing)|reported|written|compiled) by .{3,200}?)\)?\.?",
    re.IGNORECASE,
)
DESK_PART = re.compile(
    rf"(?i:(?:reporting|writing|reported|written|compiled)(?: and (?:writing|editing|"
    rf"reporting))? by) (?P<names>{NAMES})"
)
REPORTER = re.compile(
    rf"(?:(?i:{ROLE}) )?(?P<names>{NAMES}) (?:also )?"
    r"(?:reported from|contributed (?:reporting|research|from|to this))\b[^.]{0,60}\. ?"
)
REPORTED = re.compile(re.sub(r"\(\?P<names>", "(?:", f"(?:{REPORTER.pattern})+"))
#: A picture's owner, who is not the story's writer.
OWNER = re.compile(
    rf"(?:{NAME}) for (?:the )?(?:{AGENCY} )?(?:Times|Post|Courier|Herald|News|Guardian|Journal|Tribune|"
    r"Gazette|Globe|Star|Sun|Chronicle|Reuters|AP|Observer|Telegraph|Independent|Standard|Mail|"
    r"Press|Beacon|Record|Review)(?: [A-Z]\w+)?"
)
EDITED = re.compile(r"\(?(?:editing|edited|compiled and edited) by .{3,120}\)?\.?", re.IGNORECASE)
#: In characters; a longer line is a paragraph.
LONGEST = 400
ONLINE = re.compile(rf"{HANDLE}|{MAIL}|{SITE}|(?i:\b{NETWORK}\b)")
#: What a story does with such a line, and a credit never does.
SAID = re.compile(r"\b(?:said|says|told|asked|urged|warned|joked|added|wrote|replied)\b.*[.!?]$")


def find_credit(line: str, *, at_head: bool, at_tail: bool) -> tuple[str, ...] | None:
    """The writers that a whole line credits, maybe none of them a name; None where it is no credit.

    A bare "By Jane Doe" counts at the head and the tail of a text only, a sentence about a writer
    tail only, unless it tells how to reach them.
    """
    if SAID.search(line) and not _reachable(line):
        return None
    for pattern in (WITH_HANDLE, REACHED, TWEETS):
        if (found := pattern.fullmatch(line)) and ONLINE.search(line) and (names := _persons(found["names"])):
            return names
    if (found := BIOGRAPHY.fullmatch(line)) and (at_tail or _reachable(line)) and (names := _persons(found["names"])):
        return names
    if OWNER.fullmatch(line) or BY_AGENCY.fullmatch(line):
        return ()
    if at_head or at_tail:
        for pattern in (BYLINE, SIGNED):
            if (found := pattern.fullmatch(line)) and (names := _persons(found["names"])):
                return names
    return _find_closing(line) if at_tail else None


def _find_closing(line: str) -> tuple[str, ...] | None:
    if found := HELPED.fullmatch(line):
        return _persons(found["names"]) or None
    if DESK.fullmatch(line):
        parts = [_persons(part["names"]) for part in DESK_PART.finditer(line)]
        return tuple(name for names in parts for name in names) if parts else None
    if REPORTED.fullmatch(line):
        return tuple(name for part in REPORTER.finditer(line) for name in _persons(part["names"])) or None
    return () if EDITED.fullmatch(line) else None


def _reachable(line: str) -> bool:
    return bool(
        re.search(rf"{HANDLE}|{MAIL}|\b(?:follow|e-?mail|contact|reach) (?:him|her|them)\b", line, re.IGNORECASE)
    )


def _persons(names: str) -> tuple[str, ...]:
    found = split_names(re.sub(PLACED, "", names))
    return tuple(found) if found and all(is_person(name) for name in found) else ()
