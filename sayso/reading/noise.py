"""Page noise taken off a text: advertisements, share buttons, sign-ups, links to other stories.

Whole lines go or stay, and a line that may be a sentence of the story stays. Before the first and
after the last paragraph of the story more counts as noise than between them.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from sayso.reading.credits import find_credit
from sayso.reading.names import is_person
from sayso.reading.phrases import ANYWHERE, AT_EDGES, LABEL, OPENERS, compile_lines

NOISE = compile_lines(ANYWHERE)
EDGE_NOISE = compile_lines(AT_EDGES)
OPENER = compile_lines(OPENERS)
#: These are the page's own whatever words follow.
CERTAIN = re.compile(
    r"(?:image|media|photo) (?:caption|copyright)\b|©|.*\buses? cookies\b.*\bsite\b",
    re.I,
)
LABELLED = re.compile(rf"{LABEL}(?: ?[:|>»–—]| -) ?(?P<headline>\S.*)", re.IGNORECASE)
#: A headline starts with a capital; a sentence after "Related:" in running text often does not.
HEADLINE_START = re.compile(r"[\"“‘'(]?[A-Z0-9$£€]")
ENDED = re.compile(r"[.!?…:][\"'”’)\]]*$")
STOPPED = re.compile(r"[.…][\"'”’)\]]*$")
QUOTED = re.compile(r"[\"“”]|``|''")
#: Words by which a sentence of a story gives itself away.
TELLING = re.compile(
    r"\b(?:said|says|saying|told|tells|asked|added|urged|warned|argued|insisted|explained|recalled|replied|wrote|"
    r"joked|quipped|promised|suggested|advised|testified|announced|claimed|admitted|shouted|whispered|remarked|"
    r"noted|agreed|declared|demanded|pleaded|begged|according to|stated|he|she|they|him|was|were|had)\b",
    re.IGNORECASE,
)
BULLET = re.compile(r"^[\s•*▪●◦·|>»›→►▶–—-]+|[\s*|·–—-]+$")
SPACES = re.compile(r"\s+")
#: Words that a sentence has at least, and a headline at most; lines that still count as the head.
LEAST_WORDS, MOST_WORDS, HEAD_LINES = 6, 18, 6
#: In characters; a longer line is a paragraph, and costs the patterns no time.
LONGEST = 400
#: A text of more lines is no article, and is left alone: the patterns would take minutes.
MOST_LINES = 20_000
COMMENTS_OPEN = re.compile(
    r"(?:\d[\d,]* )?comments?(?: ?\(?\d[\d,]*\)?)?:?|(?:leave|post|add) a (?:reply|comment)\W*", re.I
)
#: A reader's comment is known by the buttons and times around it.
COMMENT_PART = re.compile(
    r"(?:reply|like|report|flag|share|edited|.{0,40}\bago|.{0,40}\bat \d{1,2}:\d\d.{0,6})\W*", re.I
)


class Cleaned(NamedTuple):
    """A text without its noise, and the names that stood in the noise as those of its writers."""

    text: str
    byline: tuple[str, ...]


def clean_text(text: str, title: str | None = None) -> Cleaned:
    """The text without noise lines, the others as they were, and the byline that the noise held.

    Lines are divided by "\\n". A line of the head that only repeats `title` goes too.
    """
    raw = text.split("\n")
    if len(raw) > MOST_LINES:
        return Cleaned(text, ())
    lines = [SPACES.sub(" ", BULLET.sub("", line) or line.strip()).replace("’", "'") for line in raw]
    filled = [place for place, line in enumerate(lines) if line]
    noisy = {place for place in filled if _is_noise(lines[place])}
    first, last = _find_story(lines, noisy)
    early = filled[:HEAD_LINES][-1] if filled else 0
    byline: list[str] = []
    for place in filled:
        names = find_credit(lines[place], at_head=place < first or place <= early, at_tail=place > last)
        if names is not None:
            noisy.add(place)
            byline.extend(name if name in raw[place] else name.replace("'", "’") for name in names)
        elif not first <= place <= last and _is_edge_noise(lines[place], title if place < first else None):
            noisy.add(place)
    byline = [*_find_bare_names(lines, filled, noisy, first), *byline]
    noisy |= _find_listed(lines, filled, last) | _find_comments(lines, filled)
    return Cleaned(_join(raw, noisy), tuple(dict.fromkeys(byline)))


def _is_noise(line: str) -> bool:
    if len(line) > LONGEST:
        return False
    if not CERTAIN.match(line) and is_telling(line):
        return False
    return bool(NOISE.fullmatch(line)) or _is_pointer(line)


def is_telling(line: str) -> bool:
    """Whether a line is a whole sentence that reports, quotes or narrates, as the page's own do not."""
    return bool(STOPPED.search(line)) and bool(TELLING.search(line) or QUOTED.search(line))


def _is_pointer(line: str) -> bool:
    labelled = LABELLED.fullmatch(line)
    if not labelled or not HEADLINE_START.match(labelled["headline"]) or STOPPED.search(line):
        return False
    return len(line.split()) <= MOST_WORDS + 4


def _is_edge_noise(line: str, title: str | None) -> bool:
    if title and _letters(line) == _letters(title):
        return True
    return len(line) <= LONGEST and bool(EDGE_NOISE.fullmatch(line) or OPENER.fullmatch(line)) and not is_telling(line)


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _find_story(lines: list[str], noisy: set[int]) -> tuple[int, int]:
    """The first and the last line that are paragraphs of the story; all lines where none is one."""
    story = [
        place
        for place, line in enumerate(lines)
        if place not in noisy and _is_paragraph(line) and find_credit(line, at_head=True, at_tail=True) is None
    ]
    return (story[0], story[-1]) if story else (0, len(lines))


def _is_paragraph(line: str) -> bool:
    if not ENDED.search(line) or len(line.split()) < LEAST_WORDS:
        return False
    if len(line) > LONGEST:
        return True
    return is_telling(line) or not EDGE_NOISE.fullmatch(line)


def _find_bare_names(lines: list[str], filled: list[int], noisy: set[int], first: int) -> list[str]:
    """A name alone above the story is its writer's where a date, handle or button follows it."""
    found = []
    for place, follower in pairwise(filled[1:]):
        if place < first and follower in noisy and place not in noisy and is_person(lines[place]):
            noisy.add(place)
            found.append(lines[place])
    return found


def _find_listed(lines: list[str], filled: list[int], last: int) -> set[int]:
    """The headlines under "Related stories" and the like; between paragraphs only close to it."""
    found: set[int] = set()
    for position, place in enumerate(filled):
        if len(lines[place]) > LONGEST or not OPENER.fullmatch(lines[place]) or is_telling(lines[place]):
            continue
        found.add(place)
        limit = len(filled) if place > last else position + 4
        for follower in filled[position + 1 : limit]:
            if ENDED.search(lines[follower]) or not 3 <= len(lines[follower].split()) <= MOST_WORDS:
                break
            found.add(follower)
    return found


def _find_comments(lines: list[str], filled: list[int]) -> set[int]:
    """What readers wrote below the story, where its buttons show that it is that."""
    for position, place in enumerate(filled):
        if position >= 2 and COMMENTS_OPEN.fullmatch(lines[place]):
            rest = filled[position:]
            buttons = sum(bool(COMMENT_PART.fullmatch(lines[other])) for other in rest[1:])
            if buttons >= 2 and buttons >= len(rest) / 5:
                return set(rest)
    return set()


def _join(raw: list[str], noisy: set[int]) -> str:
    # A dropped line takes its blank line along; all other space stays as it is.
    kept: list[str] = []
    gap = False
    for place, line in enumerate(raw):
        if place in noisy:
            gap = True
        elif line.strip() or not (gap and (not kept or not kept[-1].strip())):
            kept.append(line)
            gap = gap and not line.strip()
    return "\n".join(kept).strip("\n")
