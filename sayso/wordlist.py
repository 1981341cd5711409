"""Words: lists of them, written as text, and what of a word is compared."""

import unicodedata


def word_set(words: str) -> frozenset[str]:
    """The words of a text, for looking up."""
    return frozenset(words.split())


def fold(word: str) -> str:
    """A word without case, accents and the curve of its apostrophe, for comparing."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in parts if not unicodedata.combining(c)).lower()
