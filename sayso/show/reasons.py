"""A reason for a speaker in words."""

from sayso.model import Reason, Record, Span

#: The rules of `sayso.resolve` as a reader would put them.
_RULES = {
    "full name": "named in full",
    "surname": "by the surname",
    "shared surname": "by a surname that others bear too",
    "lone name": "by a name that stands alone",
    "organisation": "named",
    "group": "named",
    "joined": "named together",
    "apposition": "named beside the description",
    "epithet": "so described in the article",
    "near epithet": "so described shortly before",
    "named body": "a body whose name has this noun",
    "near body": "the one body named shortly before",
    "body of a person": "a body of that person",
    "owner": "whose it is",
    "maker": "whose document it is",
    "office": "by the table of offices",
    "clear pronoun": "a pronoun, with no rival",
    "pronoun": "a pronoun, with rivals",
    "pronoun of its speaker": "a pronoun for the speaker of the whole",
    "quoted self": "whoever is quoted",
    "relative": "a relative clause of that name",
    "relative, own words": "a relative clause of these words",
    "thing": "the body or document told of last",
    "many": "the group told of last",
    "taken up": "told of before by the same noun",
    "in order": "which of those told of by this noun",
    "carried on": "the speaker of the sentence goes on",
    "author": "the writer speaks",
    "unknown": "no source is given",
    "open": "nothing decides",
    "linked": "linked by the model",
    "unsure": "not sure enough to name anybody",
}
_DOUBTFUL = frozenset({"unsure", "open"})
_SHOWN = 3  # candidates
_CONTEXT = 24  # characters shown behind a mention
_SUREST = 0.99


def compose_reason(record: Record, reason: Reason) -> str:
    """One line: the rule, how sure, and the words it rests on."""
    rule = _RULES.get(reason.rule, reason.rule.replace("own words, ", "by its own words: "))
    parts = [f"why: {rule}, {min(reason.confidence, _SUREST):.0%}"]
    if reason.mention:
        parts.append(f"linked to “{_quote(record, reason.mention)}”")
    if reason.name and reason.name != reason.mention:
        parts.append(f"full name at “{_quote(record, reason.name)}”")
    if reason.office:
        parts.append(reason.office)
    if reason.rule in _DOUBTFUL and reason.candidates:
        parts.append(
            "perhaps " + " or ".join(f"{c.name or 'the writer'} ({c.share:.0%})" for c in reason.candidates[:_SHOWN])
        )
    return " · ".join(parts)


def _quote(record: Record, span: Span) -> str:
    """The mention with what follows it, up to a whole word."""
    text = record.article.text
    rest = " ".join(text[span.end : span.end + _CONTEXT].split("\n")[0].split(" ")[:-1])
    return f"{text[span.start : span.end]}{rest}{'…' if rest else ''}"
