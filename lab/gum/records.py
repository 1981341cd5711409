"""What is read of a document of GUM; offsets are code points of its text, places count its tokens from 0."""

from dataclasses import dataclass
from typing import Literal, get_args

from sayso.model import Span

#: What a mention is of, in the corpus's own words.
Kind = Literal[
    "person", "organization", "place", "object", "event", "abstract", "time", "animal", "plant", "substance"
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
Form = Literal["name", "nominal", "pronoun"]
#: GUM's own parts, and `kept`: documents of its train that are kept from training.
Split = Literal["train", "dev", "kept"]


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word: "Berg's" is two; `text[start:end]` is its form.

    `pos` is the universal part of speech, `tag` the Penn Treebank's, `deprel` the universal dependency on the
    token at the place `head`, which is None for the root of a sentence.
    """

    start: int
    end: int
    pos: str
    tag: str
    deprel: str
    head: int | None

    @property
    def proper(self) -> bool:
        """Whether it is tagged as (a part of) a proper name; in "New Party" the adjective is as well."""
        return self.tag in ("NNP", "NNPS") or self.pos == "PROPN"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens at the places [first, last), in a paragraph (from 0), with who speaks where a transcript tells."""

    first: int
    last: int
    span: Span
    paragraph: int
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that refers: the tokens at the places [first, last), always contiguous, often nested.

    Mentions of one `cluster` (a number within the document) are of one thing; a mention alone in its cluster is a
    singleton. `head` is the place of the syntactic head. `name` is the proper name of what is mentioned, without
    titles; `form` says whether there is one. `kind` is None only in OntoGUM, for phrases that GUM does not mark.
    """

    first: int
    last: int
    head: int
    span: Span
    kind: Kind | None
    form: Form
    cluster: int
    name: Span | None


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its annotation; `date` is the ISO day on which it was written.

    Paragraphs have a blank line between them, as in Sayso's articles; mentions are in the order of their begin,
    the longer first.
    """

    id: str
    genre: str
    split: Split
    date: str | None
    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
