"""Articles with labelled speakers, pronouns and chains -> what the linker learns from.

A scene's questions (`sayso.resolve.pairs`) each have *columns*: the parties named, then for every question the party of
its own words, then nobody and the author. A label says which columns are right.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from lab.bench.speakers import gold_attributions
from lab.corpora import read_jsonl
from lab.gap import Pair, read_pairs
from lab.gum import Document
from lab.own_labels import LABELS, read_own_labels
from lab.scorers import load_scorer
from sayso.attribute.tokens import Tokens
from sayso.model import Article, Attribution, Named, Span, Spans
from sayso.resolve.linker import token_places
from sayso.resolve.mentions import SORT, Mention, find_mentions
from sayso.resolve.opening import read_story
from sayso.resolve.own import own_party
from sayso.resolve.pairs import Scene, build_scene
from sayso.resolve.settle import settle_all
from sayso.resolve.story import Story

Json = dict[str, Any]
#: Names by article, as (start, end, kind).
Spans_ = Mapping[str, Sequence[Sequence[Any]]]
#: How much a question counts: a source, a pronoun elsewhere, a description elsewhere.
SOURCE, PRONOUN, NOUN = 1.0, 0.5, 0.2


@dataclass(slots=True)
class Labels:
    """Of one article: the party of each source, and of stretches of text.

    A party is a name with a kind; `at` are places of which the party is known: (start, end, party).
    """

    sources: dict[int, Json] = field(default_factory=dict)
    at: list[tuple[int, int, Json]] = field(default_factory=list)
    closed: bool = False  # whether descriptions and pronouns without a label mean nobody that is named


@dataclass(slots=True)
class Taught:
    """A scene with its answers.

    `right` has for each labelled question its number, the columns that are right and its weight; `wrong` the columns
    that are known to be wrong where nothing is known to be right.
    """

    name: str
    scene: Scene
    places: npt.NDArray[np.int64]
    right: list[tuple[int, list[int], float]]
    wrong: list[tuple[int, list[int]]] = field(default_factory=list)
    own_names: list[str] = field(default_factory=list)


def columns(scene: Scene) -> tuple[int, int, int]:
    """The first own column, and those of nobody and of the author."""
    own = len(scene.parties)
    nobody = own + len(scene.questions)
    return own, nobody, nobody + 1


def stage(
    article: Article, attributions: Sequence[Attribution], spans: Spans_ | None = None
) -> tuple[Story, list[Mention], Scene]:
    """The rules' reading of an article, and its scene; `spans` has the names of articles that a model has found."""
    known = None if spans is None else spans.get(article.ref or "")
    names = None if known is None else [Named(*n) for n in known]
    story = read_story(article, attributions, names=names)
    settle_all(story)
    mentions = find_mentions(story)
    return story, mentions, build_scene(story, mentions)


def teach(name: str, story: Story, scene: Scene, tokens: Tokens, labels: Labels) -> Taught:
    """The answers to a scene's questions by labels of names."""
    same_name = load_scorer("score_record").same_name
    own, nobody, author = columns(scene)
    parties = _party_of_questions(story, scene, labels)
    own_names = [p.name if (p := own_party(story, scene.mentions[q]).party) else "" for q in scene.questions.tolist()]
    firsts: dict[int, list[int]] = {}
    right = []
    for number, gold in enumerate(parties):
        mention = scene.mentions[int(scene.questions[number])]
        weight = SOURCE if mention.sources else NOUN if mention.sort >= SORT["unnamed"] else PRONOUN
        if gold is None:
            if labels.closed and not mention.sources and mention.sort != SORT["nobody"]:
                right.append((number, [own + number], weight))
            continue
        if gold["kind"] in ("unknown", "author"):
            right.append((number, [nobody, author] if mention.sources else [own + number], weight))
            continue
        if gold["kind"] == "none":
            right.append((number, [own + number], weight))
            continue
        said = [same_name(gold["name"], p.name, gold["kind"] == "person") for p in scene.parties]
        told = [same_name(gold["name"], n, gold["kind"] == "person") if n else "" for n in own_names[: number + 1]]
        chain = firsts.setdefault(id(gold), [])
        good = []
        for grade in ("exact", "party"):
            good = [n for n, s in enumerate(said) if s == grade]
            good += [
                own + n for n, s in enumerate(told) if s == grade and (n == number or n in chain or parties[n] is None)
            ]
            if good:
                break
        good += [own + n for n in chain if own + n not in good and not any(g < own for g in good)]
        if not good and mention.sort >= SORT["unnamed"] and mention.sort != SORT["nobody"]:
            good = [own + number]
        chain.append(number)
        if good:
            right.append((number, good, weight))
    return Taught(name, scene, token_places(story, scene.mentions, tokens), right, own_names=own_names)


def _party_of_questions(story: Story, scene: Scene, labels: Labels) -> list[Json | None]:
    items = story.words.items
    exact = {(start, end): party for start, end, party in labels.at}
    ends: dict[int, tuple[int, Json]] = {}
    for start, end, party in labels.at:
        if end not in ends or start < ends[end][0]:
            ends[end] = (start, party)
    found: list[Json | None] = []
    for place in scene.questions.tolist():
        mention = scene.mentions[place]
        gold = next((labels.sources[n] for n in mention.sources if n in labels.sources), None)
        if gold is None and items and mention.sort != SORT["nobody"]:
            start, end = items[mention.first].start, items[mention.last - 1].end
            gold = exact.get((start, end))
            if gold is None and end in ends and mention.sort >= SORT["unnamed"]:
                gold = ends[end][1]
        found.append(gold)
    return found


def read_record_scenes(shared: Path, part: str, tokenizer: Any, spans: Spans_ | None = None) -> Iterator[Taught]:
    """The hand-made records."""
    items = {a["id"]: a for a in read_jsonl(shared / "data/polnear" / f"{part}.jsonl.gz")}
    for record in read_jsonl(shared / "record" / f"{part}.jsonl"):
        golds = [s["speaker"] for s in record["statements"]] + [s["speaker"] for s in record.get("nested", [])]
        labels = Labels(dict(enumerate(_shared(golds))))
        yield _polnear(items[record["id"]], gold_attributions(items[record["id"]], record), labels, tokenizer, spans)


def read_own_scenes(shared: Path, tokenizer: Any, spans: Spans_ | None = None) -> Iterator[Taught]:
    """Our labels of sources, with the pronouns where there are any."""
    items = {a["id"]: a for a in read_jsonl(shared / "data/polnear/train.jsonl.gz")}
    pronouns = {row["id"]: row["pronouns"] for row in read_jsonl(LABELS / "pronouns.jsonl")}
    for record in read_own_labels("speakers", items):
        text = items[record["id"]]["text"]
        golds = [s["speaker"] for s in record["statements"]]
        at = []
        for p in pronouns.get(record["id"], []):
            name = " and ".join(" ".join(text[s:e].split()) for s, e in p.get("name", ()))
            at.append((p["at"][0], p["at"][1], {"kind": p["kind"] or "none", "name": name}))
        joined = _shared([*golds, *(a[2] for a in at)])
        labels = Labels(dict(enumerate(joined[: len(golds)])))
        labels.at = [(s, e, g) for (s, e, _), g in zip(at, joined[len(golds) :], strict=True)]
        yield _polnear(items[record["id"]], gold_attributions(items[record["id"]], record), labels, tokenizer, spans)


def read_party_scenes(shared: Path, tokenizer: Any, spans: Spans_ | None = None) -> Iterator[Taught]:
    """Our labels of all parties of PolNeAR's articles with their forms, sources and pronouns."""
    items = {a["id"]: a for a in read_jsonl(shared / "data/polnear/train.jsonl.gz")}
    for row in read_jsonl(LABELS / "parties.jsonl"):
        item = items[row["id"]]
        record = {"statements": [{"n": s["n"]} for s in row["speakers"]]}
        labels = party_labels(row, item["text"])
        yield _polnear(item, gold_attributions(item, record), labels, tokenizer, spans)


def read_news_scenes(
    shared: Path, tokenizer: Any, spans: Spans_ | None = None, file: str = "news.jsonl"
) -> Iterator[tuple[Json, Taught]]:
    """(article, scene) of our labels of world news, whose attributions a model found."""
    items = {a["id"]: a for a in read_jsonl(shared / "data/news/rss2016.jsonl.gz")}
    for row in read_jsonl(LABELS / file):
        item = items[row["id"]]
        attributions = [Attribution(_spans(a[0]), _spans(a[1]), _spans(a[2])) for a in row["attributions"]]
        labels = party_labels(row, item["text"])
        labels.sources = {s["n"]: labels.sources[k] for k, s in enumerate(row["speakers"]) if s["who"] != ["skip"]}
        yield item, _polnear(item, attributions, labels, tokenizer, spans)


def _spans(pairs: Sequence[Sequence[int]]) -> Spans:
    return tuple(Span(*pair) for pair in pairs)


def party_labels(row: Json, text: str) -> Labels:
    """The labels of a row of `lab/labels/parties.jsonl`; sources are numbered as the row has them."""
    made = [_named(p, text) for p in row["parties"]]
    pairs: dict[str, Json] = {}

    def whose(who: Sequence[int | str]) -> Json:
        found = [made[w] if isinstance(w, int) else {"kind": w, "name": ""} for w in who]
        if len(found) == 1:
            return pairs.setdefault(found[0]["kind"], found[0]) if isinstance(who[0], str) else found[0]
        name = " and ".join(f["name"] for f in found)
        return pairs.setdefault(name, {"kind": found[0]["kind"], "name": name})

    labels = Labels({k: whose(s["who"]) for k, s in enumerate(row["speakers"])}, closed=True)
    labels.at = [(p["at"][0], p["at"][1], whose(p["who"])) for p in row["pronouns"]]
    for party, gold in zip(row["parties"], made, strict=True):
        labels.at += [(s, e, gold) for s, e in party["at"]]
    return labels


def _named(party: Json, text: str) -> Json:
    start, end = party["name"]
    kind = party["kind"] if party["kind"] not in ("place", "other") else "none"
    return {"kind": kind, "name": " ".join(text[start:end].split())}


def _polnear(
    item: Json, attributions: list[Attribution], labels: Labels, tokenizer: Any, spans: Spans_ | None
) -> Taught:
    story, _, scene = stage(Article(item["text"], ref=item["id"], title=item["title"]), attributions, spans)
    return teach(item["id"], story, scene, tokenizer.split(item["text"]), labels)


def _shared(golds: Iterable[Json]) -> list[Json]:
    """Equal parties as one object, by which chains are told."""
    seen: dict[tuple[str, str], Json] = {}
    return [seen.setdefault((g["kind"], g["name"]), g) for g in golds]


def read_gum_scenes(
    documents: Iterable[Document], tokenizer: Any, spans: Spans_ | None = None
) -> Iterator[tuple[str, Taught]]:
    """GUM's chains: (text, scene)."""
    for document in documents:
        story, _, scene = stage(Article(document.text, ref=document.id), (), spans)
        tokens = tokenizer.split(document.text)
        places = token_places(story, scene.mentions, tokens)
        yield document.text, Taught(document.id, scene, places, _gum_answers(document, story, scene))


def _gum_answers(document: Document, story: Story, scene: Scene) -> list[tuple[int, list[int], float]]:
    own, *_ = columns(scene)
    by_end: dict[int, list[Any]] = {}
    by_name = {}
    for m in document.mentions:
        by_end.setdefault(document.tokens[m.head].end, []).append(m)
        if m.name:
            by_name[m.name.end] = m.cluster
    items = story.words.items
    clusters: list[int | None] = []
    for mention in scene.mentions:
        word = items[mention.last - 1]
        fits = by_end.get(word.end, [])
        narrow = min(fits, key=lambda m: m.span.end - m.span.start, default=None)
        clusters.append(
            by_name.get(word.end) if mention.named and word.end in by_name else narrow.cluster if narrow else None
        )
    named: dict[int, set[int]] = {}
    for cluster, anchor in zip(clusters, scene.anchors.tolist(), strict=True):
        if cluster is not None and anchor >= 0:
            named.setdefault(cluster, set()).add(anchor)
    firsts: dict[int, int] = {}
    right = []
    for number, place in enumerate(scene.questions.tolist()):
        mention = scene.mentions[place]
        weight = NOUN if mention.sort >= SORT["unnamed"] else PRONOUN
        cluster = clusters[place]
        if cluster is None:
            right.append((number, [own + number], weight))
        elif cluster in named:
            right.append((number, sorted(named[cluster]), weight))
        else:
            first = firsts.setdefault(cluster, number)
            right.append((number, [own + first], weight))
    return right


def read_gap_scenes(
    shared: Path, part: Any, tokenizer: Any, spans: Spans_ | None = None
) -> Iterator[tuple[Pair, Taught]]:
    """GAP's pronouns."""
    for pair in read_pairs(shared, part):
        story, _, scene = stage(Article(pair.text, ref=pair.id), (), spans)
        place = story.words.place(pair.pronoun.start)
        number = next((n for n, q in enumerate(scene.questions.tolist()) if scene.mentions[q].first == place), None)
        taught = Taught(pair.id, scene, token_places(story, scene.mentions, tokenizer.split(pair.text)), [])
        if number is not None:
            a, b = (_column(story, scene, span) for span in (pair.a, pair.b))
            good = [c for c, true in ((a, pair.is_a), (b, pair.is_b)) if true and c is not None]
            bad = [c for c, true in ((a, pair.is_a), (b, pair.is_b)) if not true and c is not None]
            if good and not set(good) & set(bad):
                taught.right.append((number, good, SOURCE))
            elif not (pair.is_a or pair.is_b) and bad:
                taught.wrong.append((number, bad))
        yield pair, taught


def _column(story: Story, scene: Scene, span: Span) -> int | None:
    """The column of the party named within a span."""
    places = story.words.within(*span)
    for mention, anchor in zip(scene.mentions, scene.anchors.tolist(), strict=True):
        if anchor >= 0 and mention.first < places.stop and mention.last > places.start:
            return anchor
    return None
