"""Common nouns and what they stand for. Lower case; written from general knowledge of news English."""

from functools import lru_cache

from sayso.model import Kind
from sayso.resolve.gazetteer import DESCRIBING, Gender
from sayso.resolve.grammar import QUANTIFIERS, words_of
from sayso.wordlist import word_set

#: Nouns for one person: an office, a trade or a place in life. Plurals are made by `singular`.
ROLES = word_set(
    """
    abbot academic accountant activist actor actress adjutant admiral administrator advisor adviser
    advocate agent aide ally ambassador analyst anchor apologist applicant archbishop architect artist
    assemblyman assemblywoman assistant associate athlete attendee attorney auditor aunt author
    ayatollah backer baron billionaire bishop blogger boss boy broker brother builder businessman
    businesswoman buyer campaigner candidate captain cardinal celebrity ceo chair chairman chairperson
    chairwoman challenger chancellor chef chief child citizen clergyman cleric clerk client coach
    collaborator colleague collector columnist comedian commander commentator commissioner communist counterpart
    competitor comptroller congressman congresswoman conservative constable consultant contender
    contractor contributor controller coordinator coroner correspondent councillor councilman
    councilwoman counsel counselor cousin creator critic curator customer dad daughter dealer dean
    defector defendant delegate democrat demographer demonstrator deputy designer detective developer
    dictator diplomat director doctor donor driver economist editor educator elder employee employer
    engineer entrepreneur environmentalist envoy epidemiologist evangelist executive expert father
    fellow fighter financier firefighter fisherman follower forecaster foreman founder frontrunner
    front-runner fund-raiser fundraiser gangster general geologist girl girlfriend governor grandfather
    grandmother guard guest guide guy head heiress historian host hostess hunter husband immigrant
    incumbent informant inspector insider instructor insurgent intern interpreter interviewer
    investigator investor islamist jew journalist judge juror justice king lady landlord lawmaker lawyer
    leader lecturer legend legislator liberal libertarian lieutenant lobbyist magistrate magnate man
    manager marine marshal mayor mechanic member mentor merchant meteorologist militant millionaire
    minister moderate moderator mogul mom monk mother musician muslim narrator native negotiator
    neighbor neighbour nephew nominee novelist nurse observer officeholder officer official ombudsman
    operative operator opponent organiser organizer owner painter parent parliamentarian participant
    partner partisan passenger pastor patient patriarch person philanthropist philosopher photographer
    physician physicist pilot planner player poet policeman policewoman politician poll-taker pollster
    pontiff pope premier presenter president president-elect priest prime-minister prince princess
    principal prisoner producer professor programmer progressive prosecutor protester provost
    psychiatrist psychologist publisher pundit queen rabbi rapper reader rebel receptionist recruiter
    rector refugee registrar reporter representative republican researcher resident respondent reverend
    reviewer rival runner runner-up sailor scholar scientist secretary secretary-general seller senator
    senior sergeant sheriff singer sister skeptic socialist soldier solicitor son speaker specialist
    spokesman spokesperson spokeswoman staffer star statesman statistician strategist student sultan
    superintendent supervisor supporter surgeon surrogate suspect taxpayer teacher technician teenager
    theologian therapist trader trainer treasurer trustee tycoon uncle user veteran vice-president
    vicepresident victim viewer viking visitor volunteer voter warden whistleblower widow wife winner
    witness woman worker writer zealot someone somebody anyone source newcomer outsider insider person
    figure recorder alderman filmmaker dissident pediatrician barrister committeeman committeewoman marathoner
    secretary-treasurer grandpa grandma hacker cameraman sculptor pianist violinist composer conductor drummer
    guitarist farmer miner nun rancher plumber carpenter electrician baker butcher cashier waiter waitress barber
    cook gardener janitor nanny pharmacist dentist paramedic midwife vet paralegal coder biologist chemist
    astronomer geneticist statistician anthropologist sociologist ecologist botanist zoologist virologist
    cardiologist oncologist neurosurgeon neuroscientist cyclist swimmer sprinter golfer boxer goalkeeper midfielder
    whip editor-in-chief trooper striker quarterback pitcher referee umpire skipper
    """
)
#: Plurals that no ending tells.
IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "wives": "wife",
    "clergymen": "clergyman",
    "spokesmen": "spokesman", "congressmen": "congressman", "businessmen": "businessman",
    "policemen": "policeman",
    "chairmen": "chairman", "lawmen": "lawman",
}  # fmt: skip
#: Words for many people that are no plural of a role, and words that stand for them.
GROUPS = word_set(
    """
    people public crowd audience electorate many some others most several few majority police clergy
    staff personnel youth elite elites establishment opposition left right base bloc faction coalition
    camp camps crew family couple half percent those both all millions thousands hundreds dozens folks
    everyone everybody nobody americans opponents proponents authorities media millennials democrats
    republicans tories whites blacks hispanics latinos evangelicals hawks doves politicos mob jury duo
    pair trio generation community nobody
    """
)
#: Bodies: nouns that head the name or description of an organisation.
BODIES = word_set(
    """
    academy administration agency airline airlines alliance assembly association authority bank blog
    board broadcaster bureau business cabinet campaign caucus center centre chain channel charity church
    clinic club coalition college commission committee company conference congress consortium consulate
    convention corp corporation council court daily delegation department division embassy enterprise
    executive factory faculty federation firm force forces foundation fund gazette government group
    guild herald hospital house inc industries initiative institute institution journal kremlin
    laboratory league legislature library ltd magazine ministry mission monitor movement museum network
    news newspaper newsroom nonprofit observer office operation opposition orchestra order organisation
    organization outlet pac panel paper parliament party pentagon platform police post press programme
    project publication publisher radio regime regiment regulator retailer review school secretariat
    senate service services show site society station studio subcommittee super-pac supreme syndicate
    taskforce team telegraph think-tank times tribune tribunal trust unit union university vatican
    watchdog website weekly wing workshop
    """
)
#: Things written or shown that can be cited.
DOCUMENTS = word_set(
    """
    abstract account act ad ads advert advertisement affidavit agreement amendment analysis announcement
    article audit bill biography book booklet brief bulletin caption chart circular clause code column
    communique complaint constitution contract data decision declaration decree directive document
    documents documentary draft e-mail e-mails editorial email emails essay estimate evidence exhibit
    export fact-check figures filing filings film findings footage form graphic guide guideline headline
    index indictment interview inventory invoice label law lawsuit leaflet ledger legislation letter
    list log mailer manifesto manual manuscript map measure memo memoir memorandum message minutes note
    notice obituary op-ed opinion order paper passage petition photo picture plaque platform poem
    polling poll polls post poster posting proclamation profile proposal prospectus provision rating
    rating receipt record records reading recording regulation release report resolution review rule
    ruling rules schedule scorecard script section sign slogan song spot statistics statement statistic
    statute story study subpoena summary surveillance survey tape testimony text suit theory title
    transcript translation treaty tweet verdict video warrant website will clip segment piece blog press
    result results projection projections forecast forecasts
    """
)
#: Documents that stand on the body that made them: "a Smith College poll" is the college's.
SURVEYS = word_set(
    """
    poll polls polling survey surveys study studies report reports index analysis average tracker rating
    result results projection forecast
    """
)
#: Documents that are cited for themselves, whoever gave them.
FILED = word_set("agreement document filing record transcript indictment contract registration return disclosure")
#: Plurals that look like people and are not.
NO_PEOPLE = word_set("offers answers orders powers matters prayers numbers fears errors factors")
#: How nouns for persons end.
PERSONAL = ("ist", "ee", "ian", "er", "or", "friend", "mate", "foe", "fan")
GENDERED_NOUNS: dict[str, Gender] = {
    **dict.fromkeys(
        words_of(
            """
            man boy father son husband brother uncle grandfather nephew spokesman chairman
            congressman businessman policeman gentleman guy king prince assemblyman councilman
            actor nobleman fireman salesman
            """
        ),
        "man",
    ),
    **dict.fromkeys(
        words_of(
            """
            woman girl mother daughter wife sister aunt grandmother niece spokeswoman chairwoman
            congresswoman businesswoman policewoman lady actress queen princess widow
            assemblywoman councilwoman nun
            """
        ),
        "woman",
    ),
}


@lru_cache(maxsize=20_000)
def singular(noun: str) -> str:
    """The singular of a noun, lower case; a word that is no plural comes back as it is."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    for ending in ("ches", "shes", "sses", "xes"):
        if noun.endswith(ending):
            return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def is_people(noun: str) -> bool:
    """Whether a noun that no list has looks like a plural of persons: "antagonists", "friends"."""
    return noun.endswith("s") and noun not in NO_PEOPLE and singular(noun).endswith(PERSONAL)


@lru_cache(maxsize=20_000)
def kind_of(noun: str, lead: str = "") -> Kind | None:
    """What a noun stands for, as a kind of speaker; None where the lists do not tell."""
    one = singular(noun)
    if one.endswith("year-old"):
        return "unnamed" if noun == one else "group"
    if noun in DESCRIBING or noun[:-1] in DESCRIBING:
        return "unnamed" if noun[:-1] not in DESCRIBING else "group"
    if noun[0].isdigit() or noun == "%":
        return "group"
    if noun in GROUPS or noun in QUANTIFIERS or (one != noun and one in ROLES | BODIES and one not in SURVEYS):
        return "group"
    if one in ROLES:
        return "group" if lead in QUANTIFIERS - {"one", "another", "each"} else "unnamed"
    if one in SURVEYS or noun in SURVEYS:
        return "document"
    if noun in BODIES:
        return "organisation"
    if noun in DOCUMENTS or one in DOCUMENTS:
        return "document"
    return None
