"""Open an article's story: its names with their parties, the phrases of its sources, the antecedents that the rules
see.
"""

from collections.abc import Sequence

from sayso.model import Article, Attribution, Kind, Named
from sayso.resolve.cast import Cast, Party, join_names
from sayso.resolve.evidence import judge_names
from sayso.resolve.names import find_names, read_names
from sayso.resolve.nouns import Phrase, read_phrase
from sayso.resolve.offices import add_offices
from sayso.resolve.people import find_people
from sayso.resolve.pronouns import find_antecedents
from sayso.resolve.register import Register
from sayso.resolve.sorts import Name
from sayso.resolve.story import Story, source_places
from sayso.resolve.words import Words, read_words


def read_story(
    article: Article,
    attributions: Sequence[Attribution],
    register: Register | None = None,
    names: Sequence[Named] | None = None,
) -> Story:
    """The article's names, phrases and antecedents, with nothing settled yet; `names` are those that a model found."""
    words = read_words(article.text)
    found = judge_names(words, find_names(words)) if names is None else read_names(words, names)
    cast = join_names(words, found, _title_names(article))
    cues = {place for a in attributions for span in a.cue for place in words.within(*span)}
    add_offices(article.text, words, cast, cues)
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
