"""The party of a source's own words."""

from sayso.resolve.cast import Party
from sayso.resolve.grammar import PRONOUNS
from sayso.resolve.kinds import kind_of
from sayso.resolve.mentions import SORT, Mention
from sayso.resolve.nouns import read_phrase
from sayso.resolve.story import NOBODY, Found, Story, own_words

#: Rules that link a source to another mention, which the linker does itself; what they found is no party of its own
#: words.
LINKING = frozenset(
    {"taken up", "thing", "many", "quoted self", "unknown", "author", "pronoun", "clear pronoun", "carried on",
     "pronoun of its speaker", "open"}
)  # fmt: skip


def own_party(story: Story, mention: Mention) -> Found:
    """The party of a question's own words: what the rules make of it without looking for another mention."""
    if mention.own is None:
        mention.own = _own_party(story, mention)
    return mention.own


def _own_party(story: Story, mention: Mention) -> Found:
    named = {id(p) for p in story.cast.parties}
    rule = mention.rule
    if rule and rule.party is not None and rule.rule not in LINKING and id(rule.party) not in named:
        return rule
    if mention.sort < SORT["unnamed"] or mention.sort == SORT["nobody"]:
        return NOBODY
    phrase = story.phrases.get(mention.sources[0]) if mention.sources else None
    if phrase is None:
        phrase = read_phrase(story.words, story.cast, mention.first, mention.last)
    words = story.words.items
    plural = words[phrase.last - 1].low != phrase.head
    kind = phrase.kind or kind_of(phrase.head) or ("group" if plural else "unnamed")
    return (
        own_words(story, phrase, kind)
        if words[phrase.first].low not in PRONOUNS or phrase.last - phrase.first > 1
        else NOBODY
    )


def author_of(story: Story) -> Party:
    """The article's own writer."""
    return story.party("author", " and ".join(story.article.byline))
