"""The stage: from the sources of an article's attributions to its speakers."""

from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Article, Attribution, Kind, Reason, Span, Speaker
from sayso.resolve.cast import Cast, Party, join_names
from sayso.resolve.evidence import judge_names
from sayso.resolve.names import find_names
from sayso.resolve.nouns import Phrase, read_phrase
from sayso.resolve.offices import add_offices
from sayso.resolve.people import find_people
from sayso.resolve.pronouns import find_antecedents
from sayso.resolve.register import Register
from sayso.resolve.settle import settle
from sayso.resolve.sorts import Name
from sayso.resolve.story import Found, Story, source_places, source_span
from sayso.resolve.why import explain
from sayso.resolve.words import Words, read_words


class Resolution(NamedTuple):
    """The speakers of an article; for each attribution the id of its own (None: left open) and the
    reason for the choice with the probability, from 0 to 1, that it is right."""

    speakers: tuple[Speaker, ...]
    chosen: tuple[str | None, ...]
    reasons: tuple[Reason, ...]


def resolve_speakers(
    article: Article, attributions: Sequence[Attribution], register: Register | None = None
) -> Resolution:
    """Who stands behind each attribution, under the fullest name that the article gives.

    Spans are code points of `article.text`. Rules and word lists: names are joined within the article,
    pronouns and epithets take an antecedent where one is plain, everything else keeps its own words.
    `register` stands in place of the shipped table of offices.
    Nothing is raised; an attribution without a source has the speaker of kind "unknown".
    """
    story = read_story(article, attributions, register)
    order = sorted(range(len(attributions)), key=lambda n: (_start(attributions[n]), n))
    for number in order:
        settle(story, number)
    found = [story.settled[n] for n in range(len(attributions))]
    for number, (party, *_) in enumerate(found):
        if party and number in story.phrases:
            party.mentions.add(_mention(story, number))
    reasons = tuple(explain(story, number, f) for number, f in enumerate(found))
    return _resolution(story, found, reasons)


def read_story(article: Article, attributions: Sequence[Attribution], register: Register | None = None) -> Story:
    """The article's names, phrases and antecedents, with nothing settled yet."""
    words = read_words(article.text)
    cast = join_names(words, judge_names(words, find_names(words)), _title_names(article))
    add_offices(article.text, words, cast)
    phrases: dict[int, Phrase] = {}
    for number, attribution in enumerate(attributions):
        places = source_places(words, attribution)
        if places:
            phrases[number] = read_phrase(words, cast, places.start, places.stop)
    own: dict[tuple[Kind, str], Party] = {}
    people = find_people(article.text, words, cast, own)
    sources = {phrase.first for phrase in phrases.values()}
    sources |= {cast.names[n].first for phrase in phrases.values() for n in phrase.names}
    guesses = find_antecedents(words, cast, people, sources, _barred(words, cast, attributions, phrases))
    return Story(article, attributions, words, cast, phrases, guesses, register or Register(), own=own)


def _title_names(article: Article) -> tuple[Name, ...]:
    if not article.title:
        return ()
    words = read_words(article.title)
    return judge_names(words, find_names(words))


def _barred(
    words: Words, cast: Cast, attributions: Sequence[Attribution], phrases: dict[int, Phrase]
) -> dict[int, Party]:
    """Whom a pronoun inside a quotation cannot mean: the one who is quoted."""
    barred: dict[int, Party] = {}
    for number, phrase in phrases.items():
        if len(phrase.names) == 1:
            for start, end in attributions[number].content:
                for place in words.within(start, end):
                    if words.items[place].quoted:
                        barred[place] = cast.parties[phrase.names[0]]
    return barred


def _start(attribution: Attribution) -> int:
    spans = attribution.source or attribution.cue or attribution.content
    return spans[0][0] if spans else 0


def _mention(story: Story, number: int) -> Span:
    phrase = story.phrases[number]
    if len(phrase.names) == 1:
        name = story.cast.names[phrase.names[0]]
        return Span(story.words.items[name.first].start, story.words.items[name.last - 1].end)
    return source_span(story.words, phrase)


def _resolution(story: Story, found: Sequence[Found], reasons: tuple[Reason, ...]) -> Resolution:
    first: dict[Party, tuple[int, int]] = {}
    for number, (party, *_) in enumerate(found):
        if party is not None:
            place = min((span.start for span in party.mentions), default=_start(story.attributions[number]))
            first[party] = min(first.get(party, (place, number)), (place, number))
    ids = {party: f"p{n}" for n, party in enumerate(sorted(first, key=first.__getitem__), 1)}
    speakers = tuple(_speaker(party, name) for party, name in ids.items())
    chosen = tuple(ids[f.party] if f.party else None for f in found)
    return Resolution(speakers, chosen, reasons)


def _speaker(party: Party, name: str) -> Speaker:
    return Speaker(name, party.name, party.kind, tuple(party.offices), party.wikidata, tuple(sorted(party.mentions)))
