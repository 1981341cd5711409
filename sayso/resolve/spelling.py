"""Two forms of one name: with and without accents, short and full, right and misspelt."""

from sayso.resolve.grammar import words_of

#: The shortest given name in which a slip of the pen is looked for.
MISSPELT = 6
#: The shortest surname in which one is looked for.
NEAR = 5
#: Short and full forms of one given name.
NICKNAMES = dict(
    pair.split("/")
    for pair in words_of(
        """
        ken/kenneth bill/william will/william mike/michael bob/robert rob/robert jim/james tom/thomas dan/daniel
        dave/david joe/joseph ted/edward ed/edward tony/anthony steve/steven chris/christopher matt/matthew
        nick/nicholas sam/samuel ben/benjamin greg/gregory jeff/jeffrey rick/richard dick/richard ron/ronald
        don/donald tim/timothy andy/andrew larry/lawrence jerry/gerald pete/peter phil/philip ray/raymond
        al/albert fred/frederick sue/susan sandy/sandra kathy/katherine kate/katherine liz/elizabeth
        beth/elizabeth debbie/deborah barb/barbara jen/jennifer jenny/jennifer pat/patricia peggy/margaret
        maggie/margaret cathy/catherine mandy/amanda becky/rebecca vicky/victoria chuck/charles hank/henry
        """
    )
)


def is_short(short: str, full: str) -> bool:
    """Whether one given name is the usual short form of another; both in lower case."""
    return NICKNAMES.get(short) == full


def is_slip(one: str, two: str) -> bool:
    """Whether a letter doubled, dropped or set twice is all that tells two long words apart."""
    if min(len(one), len(two)) < MISSPELT or abs(len(one) - len(two)) != 1:
        return False
    short, long = sorted((one, two), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(1, len(long)))


def is_near(one: str, two: str) -> bool:
    """Whether one letter set otherwise, dropped or doubled is all that tells two surnames apart; both in lower case.

    For a surname that is nobody's against one that is somebody's: with both in full they are two people.
    """
    if min(len(one), len(two)) < NEAR or abs(len(one) - len(two)) > 1 or one[0] != two[0]:
        return False
    if len(one) == len(two):
        return sum(a != b for a, b in zip(one, two, strict=True)) == 1
    short, long = sorted((one, two), key=len)
    return any(long[:n] + long[n + 1 :] == short for n in range(1, len(long)))
