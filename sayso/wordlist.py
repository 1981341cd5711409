"""Lists of words, written as text."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text, for looking up."""
    return frozenset(words.split())
