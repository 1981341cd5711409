"""The language of an article: English is read, another is refused by name."""

import re
from importlib import import_module

from sayso.errors import LanguageError

#: Function words that English shares with few languages; every fifth word of English news is one.
FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "that",
        "with",
        "for",
        "was",
        "said",
        "which",
        "is",
        "from",
        "are",
        "were",
        "has",
        "have",
        "had",
        "been",
        "this",
        "would",
        "their",
        "they",
        "his",
        "her",
        "it",
        "by",
        "as",
        "not",
        "but",
        "who",
        "what",
        "will",
        "could",
        "there",
        "after",
        "about",
        "he",
        "she",
        "you",
    ]
)
ENGLISH_SHARE, SOME_ENGLISH = 0.15, 0.08
SAMPLE, LEAST_BYTES, SURE = 4000, 200, 0.9
WORD = re.compile(r"[^\W\d_]+")
#: In English, the languages in which a text is refused; what is not here is never refused.
LANGUAGES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh",
    "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz",
    "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam",
    "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "my": "Burmese", "ne": "Nepali",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "oc": "Occitan", "pa": "Punjabi",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik",
    "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese", "yue": "Cantonese", "zh": "Chinese",
}  # fmt: skip


def find_language(text: str, ref: str, declared: str | None = None) -> str | None:
    """ "en", or None where the text is too short or too odd to tell.

    Raises `LanguageError` where the text is surely in another language, by py3langid (Lui and
    Baldwin 2012) on a sample; `declared` is the page's own word for it, which settles a doubt.
    English is told by its function words first, which spares most articles the model.
    """
    sample = _take_sample(text)
    words = WORD.findall(sample.lower())
    share = sum(word in FUNCTION_WORDS for word in words) / max(len(words), 1)
    # Bytes, not characters: a Chinese or Russian text says more with fewer letters.
    size = len("".join(words).encode("utf-8", "surrogatepass"))
    if share >= ENGLISH_SHARE and len(words) >= 8:
        return "en"
    if share >= SOME_ENGLISH or size < LEAST_BYTES:
        return "en" if len(words) >= 8 and share >= SOME_ENGLISH else None
    code, sure = import_module("sayso.reading.identify").identify(sample)
    agreed = declared is not None and declared.lower().startswith(code)
    if code in LANGUAGES and (sure >= SURE or (agreed and sure >= SURE / 2)):
        raise LanguageError(ref, f"written in {LANGUAGES[code]} ({code}); only English is read")
    return "en" if code == "en" and sure >= SURE else None


def _take_sample(text: str) -> str:
    # From the middle as well: the head of a text is often names, places and a dateline.
    if len(text) <= SAMPLE:
        return text
    middle = (len(text) - SAMPLE // 2) // 2
    return text[: SAMPLE // 2] + " " + text[middle : middle + SAMPLE // 2]
