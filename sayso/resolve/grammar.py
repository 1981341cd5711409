"""Closed classes of English words, lower case: pronouns, prepositions, articles and the like."""

from sayso.wordlist import word_set


def words_of(words: str) -> list[str]:
    """The words of a list, in order."""
    return words.split()


#: A person's words and acts of mind, which stand on the person whose they are.
PRONOUNS: dict[str, str] = {
    **dict.fromkeys(words_of("he him his himself"), "man"),
    **dict.fromkeys(words_of("she her hers herself"), "woman"),
    **dict.fromkeys(words_of("they them their theirs themselves"), "many"),
    **dict.fromkeys(words_of("it its itself"), "thing"),
    **dict.fromkeys(words_of("i me my mine myself we us our ours ourselves"), "self"),
    **dict.fromkeys(words_of("you your yours yourself yourselves"), "hearer"),
    **dict.fromkeys(words_of("who whom whose which that"), "relative"),
}
POSSESSIVES = word_set("his her their its my our your whose")
RELATIVES = word_set("who whom whose which that where")
ARTICLES = word_set("the a an this that these those")
DEFINITE = word_set("the this that his her their its our these those")
PREPOSITIONS = word_set(
    """
    of for in from at with on to by among near under about against behind within inside across around
    over after before between into through during without toward towards like including via per than as
    outside regarding amongst amidst alongside throughout onto upon despite since until unlike
    """
)
QUANTIFIERS = word_set(
    """
    many some most several few all both none half one two three four five six seven eight nine ten
    number percent majority plurality dozens hundreds thousands millions each any others those
    percentage share minority handful lot plenty scores part another other
    """
)
#: Words that stand with a capital at the start of a sentence without being names.
FUNCTION = word_set(
    """
    a about above according across after again against ago all almost along already also although always
    am amid among an and another any anyone anything are around as ask asked at away back be because
    been before behind being below besides between beyond both but by can could despite did do does
    doing done down during each earlier either else even ever every everyone everything except few first
    following for former from get give given go had has have having he hence her here hers him his how
    however i if in indeed inside instead into is it its itself just last late later least less let like
    many may maybe me meanwhile might mine more moreover most much must my nearly neither never
    nevertheless next no nobody none nor not nothing now of off often on once one only onto or other
    others our out over per perhaps quite rather really said same says second several shall she should
    similarly since so some someone something sometimes soon still such than that the their them then
    there therefore these they this those though three through throughout thus to today together told
    tomorrow tonight too toward two under unless unlike until up upon us use very via was we well were
    what whatever when where whether which while who whom whose why will with within without would yes
    yesterday yet you your please thank thanks ok oh ah well ask asked read update updated photo byline
    copyright abstract outside depending according regarding unlike amid alongside plus fewer
    fifty twenty thirty forty hundred hundreds thousands
    """
)
#: Finite verbs that tell a subject before them: auxiliaries, verbs of saying, common irregular pasts.
FINITE = word_set(
    """
    is was are were has have had does did do will would can could may might must shall should isn't wasn't
    doesn't didn't won't wouldn't can't couldn't hasn't hadn't
    said says told tells wrote writes added adds asked asks argued argues claimed claims noted notes called
    calls warned warns insisted insists replied replies tweeted tweets wants wanted thinks thought believes
    believed knows knew hopes hoped plans planned seems seemed appears appeared denied denies declined refused
    made makes took takes came comes went goes got gets gave gives found finds began begins became becomes kept
    keeps left leaves held holds stood stands spoke speaks ran runs won wins lost loses met meets led leads saw
    sees put puts set sets brought brings drew draws rose fell fought fights faced faces agreed agrees voted
    also never then still now
    """
)
