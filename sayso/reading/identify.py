"""py3langid, loaded once: the model takes half a second, so only a doubtful text gets this far."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier


def identify(sample: str) -> tuple[str, float]:
    """The ISO 639 code of the likeliest language of a text, and its probability."""
    code, sure = _load().classify(sample)
    return str(code), float(sure)


@cache
def _load() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
