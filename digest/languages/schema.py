"""What a language file says. One named tuple a section, read by the step of the same name.

Named tuples, not dataclasses as the models are: they are made in a quarter of the time, and these
two dozen are made whenever the program starts to read."""

from typing import NamedTuple

from digest.languages.counting import CountingWords, NoticeWords
from digest.languages.documents import DocumentPhrases
from digest.languages.editions import EditionWords, StoriesWords
from digest.languages.feeds import FeedWords
from digest.languages.figures import DateWords, FigureWords
from digest.languages.inflection import Conjugation, Inflection, RoleForms


class CueVerbs(NamedTuple):
    """Verbs of saying by what may stand behind them, and the verbs and moods around them;
    `adjectives` say with a verb of being what someone thinks ("aware"). `homographs` are forms that
    are nouns as well, `continuing` ones that go before a cue verb ("went on to say"), `serving`
    ones whose object is what tells ("made a promise"), `anonymous` what sources ask not to be,
    `findings` verbs whose objects only reports tell ("polls show a lead"), `predicative` ones that
    say something of their object ("called him a liar"), `counting` forms of verbs that count.

    `telling` verbs have as their object who is told or asked, `addressed` ones behind the
    prepositions that stand with them; `audiences` are prepositions with the nouns of listeners."""

    say: str
    think: str
    demand: str
    report: str
    name: str
    auxiliaries: str
    modals: str
    adjectives: str = ""
    passive: str = ""
    subjunctive: str = ""
    past_subjunctive: str = ""
    hearsay: str = ""
    agents: str = ""
    places: str = ""
    impersonal: str = ""
    quoting: str = ""
    self_saying: str = ""
    companions: str = ""
    telling: str = ""
    addressed: str = ""
    audiences: str = ""
    plain_saying: str = ""
    homographs: str = ""
    continuing: str = ""
    serving: str = ""
    anonymous: str = ""
    findings: str = ""
    predicative: str = ""
    counting: str = ""


class CueNouns(NamedTuple):
    """Nouns by what they tell of a source: a saying, a report, someone unnamed, an outlet, a role.
    `generic` ones are said of any body ("Unternehmen"), `authorities` end those for public ones;
    `offices` end roles that tell who has them, where others describe ("der Mediziner").
    `means` are letters, calls and the like, `inquiries` are made by an outlet ("AFP-Anfrage"), and
    `talks` end those for a talk with one. `spokes` end those for who speaks for a body, `corporate`
    the names of bodies; `press` are reports that an outlet prints, `broadcast` outlets of a kind
    ("state television"), `company` bodies that go by a name of their own; `..._endings` are the
    last parts of compounds; `agent_endings` those of words for who does something, where such words
    are written small, but for `not_agents`. `kickers` stand before the colon of a headline and name
    no source. `outlet_heads` start the names of outlets ("Radio Nord"), and like `listeners` are
    told something without an article, or behind one of `told_several`, as is every noun that ends
    with one of `told_endings` there.
    """

    say: str
    that: str
    report: str
    unnamed: str
    outlet: str
    role: str
    role_endings: str = ""
    agent_endings: str = ""
    not_agents: str = ""
    kickers: str = ""
    say_endings: str = ""
    thing_endings: str = ""
    body: str = ""
    body_endings: str = ""
    spokes: str = ""
    corporate: str = ""
    press: str = ""
    broadcast: str = ""
    outlet_heads: str = ""
    listeners: str = ""
    company: str = ""
    company_endings: str = ""
    outlet_endings: str = ""
    generic: str = ""
    authorities: str = ""
    offices: str = ""
    means: str = ""
    means_endings: str = ""
    inquiries: str = ""
    talks: str = ""


class PeopleWords(NamedTuple):
    """Given names of women and men, titles before a name, among them those of `ladies` and
    `gentlemen`, and the words that stand for a person or thing by gender and number. An article of
    `man_articles` tells that a noun is a man's, where its ending does not. Nouns that end in
    `plurals` and not in `singulars` are several; `others` stand for someone new. A name of one
    language is known in texts of all."""

    women: str = ""
    men: str = ""
    titles: str = ""
    man_articles: str = ""
    woman_articles: str = ""
    ladies: str = ""
    gentlemen: str = ""
    she: str = ""
    he: str = ""
    it: str = ""
    they: str = ""
    others: str = ""
    plurals: str = ""
    singulars: str = ""


class FunctionWords(NamedTuple):
    """The closed classes of words that phrases and clauses are read by. An adjective with one of
    `genitive_endings` can open a genitive without an article, or follow a name with one of
    `owner_endings`; one with `nominative_endings` tells that the article before it opens none.
    With `subject_articles` a man's noun is the subject."""

    determiners: str
    articles: str
    possessives: str
    pronouns: str
    relatives: str
    prepositions: str
    inner_prepositions: str
    conjunctions: str
    openers: str
    that: str
    wh: str
    subordinators: str
    infinitive_markers: str
    adverbs: str
    negations: str
    weekdays: str
    months: str
    time_nouns: str
    definite: str = ""
    sure_genitives: str = ""
    object_pronouns: str = ""
    nobody: str = ""
    own: str = ""
    indefinite: str = ""
    counts: str = ""
    belonging: str = ""
    owners: str = ""
    participles: str = ""
    attributes: str = ""
    around: str = ""
    joining: str = ""
    genitives: str = ""
    datives: str = ""
    reflexives: str = ""
    correlates: str = ""
    expletives: str = ""
    as_said: str = ""
    so: str = ""
    hereby: str = ""
    whereby: str = ""
    addressing: str = ""
    told: str = ""
    told_several: str = ""
    told_endings: str = ""
    not_subject: str = ""
    not_clause: str = ""
    nominative: str = ""
    ambiguous: str = ""
    pointers: str = ""
    first_person: str = ""
    oblique: str = ""
    owner: str = ""
    adverb_endings: str = ""
    contrasts: str = ""
    regular_adverbs: str = ""
    no_adverbs: str = ""
    genitive_endings: str = ""
    nominative_endings: str = ""
    owner_endings: str = ""
    subject_articles: str = ""


class Frames(NamedTuple):
    """Attributions without a verb, by where the source stands. `citing` leads to whom a source
    leans on: "*" is a few words ("beruft sich * auf"), "&" the source ("sich auf & beruft")."""

    before: str
    opinions: str = ""
    with_noun: str = ""
    after: str = ""
    after_noun: str = ""
    so: str = ""
    citing: tuple[str, ...] = ()
    views: str = ""
    out_of: str = ""
    cited: str = ""


class CertaintyWords(NamedTuple):
    """Words that say how sure a source is. `able` ones say that something is possible unless one of
    `unable` stands with them, `excluded` ones if it does. `rumours` name nobody; `denials` are
    verbs that deny as cues, `excluding` those that say with a negation that something is possible,
    `affirming` those that deny with one (where it is empty, all), `expecting` those whose figures
    are estimates, `conditional` tells that the past subjunctive tells hearsay, `alleging`
    those whose claims are allegations, `hearsay` those that say in the passive what nobody is named
    for; `claiming` are a modal and the auxiliary behind a participle; `silence` are words that in
    this order, with others between, say that a source does not speak: "a/b c" is "a c" and "b
    c"."""

    alleged: str
    possible: str
    estimated: str
    denied: str
    conditional: bool = False
    able: str = ""
    unable: str = ""
    excluded: str = ""
    rumours: str = ""
    denials: str = ""
    excluding: str = ""
    affirming: str = ""
    expecting: str = ""
    alleging: str = ""
    hearsay: str = ""
    claiming: tuple[tuple[str, str], ...] = ()
    silence: tuple[str, ...] = ()
    neither: str = ""


class Claims(NamedTuple):
    """What the claim engine knows of a language. Words are divided by white space, verbs by
    commas; `quote_marks` are pairs of an opening and a closing mark. An abbreviation of `clock` can
    end a sentence; `contractions` are words that are written at the end of others, some with the
    word they stand for ("n't=not"). In a `nested` language a quotation inside a claim is one as
    well. Names can go on with the pairs of `name_links` ("Ärzte ohne_Grenzen")."""

    quote_marks: tuple[str, ...]
    conjugation: tuple[Conjugation, ...]
    inflection: Inflection
    verbs: CueVerbs
    nouns: CueNouns
    words: FunctionWords
    frames: Frames
    certainty: CertaintyWords
    figures: FigureWords
    verb_second: bool = False
    inverted: bool = False
    decimal_comma: bool = False
    ordinal_stop: bool = False
    elisions: str = ""
    enclitics: str = ""
    domains: str = ""
    nested: bool = False
    name_particles: str = ""
    name_links: str = ""
    abbreviations: str = ""
    glued: str = ""
    contractions: str = ""
    clock: str = ""
    media: tuple[str, ...] = ()
    roles: RoleForms = RoleForms()
    people: PeopleWords = PeopleWords()
    dates: DateWords = DateWords()


class Language(NamedTuple):
    """`code` is ISO 639-1, `name` the language's own name for itself."""

    code: str
    name: str
    document: DocumentPhrases
    stories: StoriesWords
    edition: EditionWords
    claims: Claims
    counting: CountingWords
    notices: NoticeWords
    feeds: FeedWords = FeedWords()
