"""GUM's reader, on a small document of our own and on the corpus, and the measure of named mentions."""

from collections import Counter
from pathlib import Path, PurePosixPath
from tarfile import open as open_tar

import pytest

from lab.bench.mentions import Named, find_gold, measure
from lab.gum import KEPT, Document, Mention, keep, read_documents
from lab.gum.conllu import parse_document
from lab.gum.corpus import read_splits
from sayso.errors import ReadError

ROWS = """
# newdoc id = OWN_news_harbour
# meta::dateCreated = 2021-03-04
# meta::genre = news
# newpar
# newpar_block = p (1 s)
# sent_id = OWN_news_harbour-1
1 The DT 4 det Entity=(1-person-new-nnnnn-cf1-4-coref
2 New NNP 3 amod Entity=(2-place-new-nnnnn-cf1-1,2-sgl-New_Tarn
3 Tarn NNP 4 compound Entity=2)
4 mayor NN 9 nsubj _
5 Lena NNP 4 flat _
6-7 Berg's _ _ _ _
6 Berg NNP 4 flat Entity=1)
7 's POS 4 case _
8 can MD 9 aux SpaceAfter=No
8.1 not RB _ _ CopyOf=8
9 not RB 0 root SpaceAfter=No
10 . . 9 punct _

# newpar
# sent_id = OWN_news_harbour-2
1 She PRP 2 nsubj Entity=(1-person-giv:act-nnnnn-cf1-1-ana)
2 left VBD 0 root _
3 the DT 4 det Entity=(3-organization-new-nnnnn-cf2-2-sgl
4 Institute NNP 2 obj _
5 of IN 6 case _
6 Tides NNPS 4 nmod Entity=3)|SpaceAfter=No
7 . . 2 punct _
"""
CHAINS = "\n".join(f"{n}\tx\t{'(7' if n == 0 else '7)' if n == 5 else '(7)' if n == 10 else '_'}" for n in range(17))


def conllu() -> str:
    """The rows above in the ten columns of the format."""
    lines = []
    for line in ROWS.strip().split("\n"):
        fields = line.split(" ")
        if line and not line.startswith("#"):
            number, form, tag, head, deprel, misc = fields
            pos = {"NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON"}.get(tag, "X")
            line = "\t".join([number, form, form, pos, tag, "_", head, deprel, "_", misc])
        lines.append(line)
    return "\n".join(lines)


def words(document: Document, mention: Mention) -> tuple[str, str | None]:
    """A mention and its name as written."""
    name = mention.name and document.text[slice(*mention.name)]
    return document.text[slice(*mention.span)], name


def test_document_is_laid_out_as_written() -> None:
    document = parse_document(conllu(), "train")
    assert document.text == "The New Tarn mayor Lena Berg's cannot.\n\nShe left the Institute of Tides."
    assert (document.date, document.genre) == ("2021-03-04", "news")
    assert [document.text[t.start : t.end] for t in document.tokens[5:9]] == ["Berg", "'s", "can", "not"]
    assert [s.paragraph for s in document.sentences] == [0, 1]


def test_mentions_have_their_names_without_titles_and_articles() -> None:
    document = parse_document(conllu(), "train")
    assert [words(document, m) for m in document.mentions] == [
        ("The New Tarn mayor Lena Berg", "Lena Berg"),
        ("New Tarn", "New Tarn"),
        ("She", None),
        ("the Institute of Tides", "Institute of Tides"),
    ]
    assert [m.form for m in document.mentions] == ["name", "name", "pronoun", "name"]
    assert [m.cluster for m in document.mentions] == [1, 2, 1, 3]


def test_ontogum_takes_the_kinds_of_gum() -> None:
    document = parse_document(conllu(), "train", CHAINS)
    assert [(m.kind, m.cluster, m.form) for m in document.mentions] == [("person", 7, "name"), ("person", 7, "pronoun")]


def test_unpaired_bracket_is_an_error_that_names_the_document() -> None:
    with pytest.raises(ReadError, match="OWN_news_harbour"):
        parse_document(conllu().replace("Entity=3)", "Entity=4)"), "train")


def test_measure_leaves_articles_and_possessives_out_of_account() -> None:
    document = parse_document(conllu(), "kept")
    berg, tarn, she = find_gold(document)[1], find_gold(document)[0], 40
    found = {document.id: [Named(berg.start, berg.end + 2, "person"), Named(tarn.start, tarn.end - 1, "place")]}
    found[document.id].append(Named(she, she + 3, "person"))
    exact, overlap = (measure([document], found, "three kinds", exact=e) for e in (True, False))
    assert (exact["micro"], overlap["micro"]) == ((3, 3, 1), (3, 3, 2))
    assert measure([document], found, "without place", exact=True)["micro"] == (2, 2, 1)


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Document]:
    """GUM's train and dev."""
    return list(read_documents(shared))


def test_corpus_has_train_and_dev_and_no_test(documents: list[Document], shared: Path) -> None:
    parts = read_splits(shared / "data" / "gum" / "splits.md")
    assert Counter(d.split for d in documents) == {"train": 173, "dev": 28, "kept": 4}
    assert {parts[d.id] for d in documents} == {"train", "dev"}


def test_kept_documents_are_those_of_the_rule(documents: list[Document]) -> None:
    assert keep(d.id for d in documents if d.genre == "news") == KEPT


def test_offsets_give_back_every_sentence(documents: list[Document], shared: Path) -> None:
    texts = {}
    with open_tar(shared / "data" / "gum" / "gum.tar.gz") as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            content = archive.extractfile(member) if path.suffix == ".conllu" else None
            lines = content.read().decode().splitlines() if content else []
            texts[path.stem] = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    for document in documents:
        assert [document.text[slice(*s.span)] for s in document.sentences] == texts[document.id]


def test_heads_and_names_lie_in_their_mentions(documents: list[Document]) -> None:
    for document in documents:
        for mention in document.mentions:
            assert mention.first <= mention.head < mention.last
            assert mention.span.start == document.tokens[mention.first].start
            assert mention.kind is not None
            name = mention.name or mention.span
            assert mention.span.start <= name.start < name.end <= mention.span.end


def test_counts_are_those_of_the_corpus(documents: list[Document]) -> None:
    mentions = [m for d in documents for m in d.mentions]
    forms = Counter(m.form for m in mentions if m.kind == "person")
    assert len(mentions) == 57041
    assert sum(len(d.tokens) for d in documents) == 203809
    assert forms["pronoun"] > 10000
    assert 2200 < forms["name"] < 2800


def test_ontogum_has_hardly_a_mention_alone(shared: Path) -> None:
    sizes = [n for d in read_documents(shared, "ontogum") for n in Counter(m.cluster for m in d.mentions).values()]
    assert (len(sizes), sizes.count(1)) == (6110, 9)
