"""What a language file says. One dataclass a section, read by the step of the same name."""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.languages.figures import DateWords, FigureWords


@dataclass(frozen=True, kw_only=True, slots=True)
class StoriesWords:
    """`common` words tell no event from another; `negations` turn a claim round; `spelling` pairs
    letters with those that another language writes for them; `articles` stand before names."""

    common: frozenset[str]
    shared: frozenset[str] = frozenset()
    negations: frozenset[str]
    spelling: tuple[tuple[str, str], ...]
    articles: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionWords:
    """How a claim reads without its article; all but `leaning` are patterns, searched in any case.
    What `tie` finds at the start of a claim is not shown. A claim in which `dependent` is found,
    or `bound` in what stands before it in its sentence, is no sentence of its own. One that starts
    with a word or phrase of `leaning` points at words that are not shown. A figure with a
    `describing` unit tells who someone is ("34-Jährige"), and is not the point of a claim."""

    tie: str
    dependent: str
    bound: str = "(?!)"
    describing: str = "(?!)"
    leaning: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Conjugation:
    """How a regular verb makes its forms: for verbs that end in one of `ends`, `drop` is taken
    off and the endings are put on. `augment` stands before the participle ("ge")."""

    ends: str
    drop: str = ""
    finite: str = ""
    participle: str = ""
    subjunctive: str = ""
    past_subjunctive: str = ""
    gerund: str = ""
    augment: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Inflection:
    """Irregular verbs, one to a comma: infinitive, present, past, participle, past subjunctive;
    and other common `verbs`, so that their finite forms are known. `plurals` are pairs of an ending
    of the past and what its plural adds, `subjunctive` the ending of the infinitive and of the
    subjunctive made of it; an infinitive ends in `infinitive_endings`, and is also a finite form
    where it is `infinitive_finite`. Words that are not known otherwise are finite forms by
    `finite_endings`, past subjunctives by `past_subjunctive_endings`, past forms and participles
    alike by `regular_pasts`, but for `no_pasts`."""

    irregular: str
    verbs: str = ""
    regular_pasts: str = ""
    no_pasts: str = ""
    infinitive_marker: str = ""
    infinitive_endings: str = ""
    infinitive_finite: bool = False
    finite_endings: str = ""
    past_subjunctive_endings: str = ""
    plurals: tuple[tuple[str, str], ...] = ()
    subjunctive: tuple[tuple[str, str], ...] = ()
    unaugmented: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CueVerbs:
    """Verbs of saying by what may stand behind them, and the verbs and moods around them;
    `adjectives` say with a verb of being what someone thinks ("aware"). `homographs` are forms that
    are nouns as well, `continuing` ones that go before a cue verb ("went on to say"), `serving`
    ones whose object is what tells ("made a promise"), `anonymous` what sources ask not to be,
    `findings` verbs whose objects only reports tell ("polls show a lead"), `predicative` ones that
    say something of their object ("called him a liar").

    `telling` verbs have as their object who is told or asked, `addressed` ones behind the
    prepositions that stand with them; `audiences` are prepositions with the nouns of listeners."""

    say: str
    think: str
    demand: str
    report: str
    name: str
    adjectives: str = ""
    auxiliaries: str
    passive: str = ""
    modals: str
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


@dataclass(frozen=True, kw_only=True, slots=True)
class CueNouns:
    """Nouns by what they tell of a source: a saying, a report, someone unnamed, an outlet, a role.
    `generic` ones are said of any body ("Unternehmen"), `authorities` end those for public ones;
    `offices` end roles that tell who has them, where others describe ("der Mediziner").
    `means` are letters, calls and the like, `inquiries` are made by an outlet ("AFP-Anfrage"), and
    `talks` end those for a talk with one. `spokes` end those for who speaks for a body, `corporate`
    the names of bodies; `press` are reports that an outlet prints, `broadcast` outlets of a kind
    ("state television"), `company` bodies that go by a name of their own; `..._endings` are the
    last parts of compounds; `agent_endings` those of words for who does something, where such words
    are written small, but for `not_agents`. `kickers` stand before the colon of a headline and name
    no source.
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


@dataclass(frozen=True, kw_only=True, slots=True)
class PeopleWords:
    """Given names of women and men, titles before a name, among them those of `ladies` and
    `gentlemen`, and the words that stand for a person or thing by gender and number. An article of
    `man_articles` tells that a noun is a man's, where its ending does not. Nouns that end in
    `plurals` and not in `singulars` are several. A name of one language is known in texts of
    all."""

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
    plurals: str = ""
    singulars: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleForms:
    """How a role gets its dictionary form: `adjectives` are the endings that inflected ones have,
    `masculine` and `feminine` those of the dictionary; a noun that ends in `feminine_nouns` is a
    woman's, one in `masculine_nouns` a man's, one in `adjectival` that of either. `nouns` pairs
    endings of cases with those of the dictionary, `genitives` those behind an article that is
    surely one, `datives` those of people without a name. `cases` are all such endings. `same` are
    groups of words for one role, divided by commas."""

    adjectives: str = ""
    masculine: str = ""
    feminine: str = ""
    feminine_nouns: str = ""
    masculine_nouns: str = ""
    same: str = ""
    adjectival: str = ""
    nouns: tuple[tuple[str, str], ...] = ()
    genitives: tuple[tuple[str, str], ...] = ()
    datives: tuple[tuple[str, str], ...] = ()
    cases: str = ""
    genitive_names: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FunctionWords:
    """The closed classes of words that phrases and clauses are read by. An adjective with one of
    `genitive_endings` can open a genitive without an article, or follow a name with one of
    `owner_endings`; one with `nominative_endings` tells that the article before it opens none.
    With `subject_articles` a man's noun is the subject."""

    determiners: str
    articles: str
    possessives: str
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
    pronouns: str
    relatives: str
    reflexives: str = ""
    correlates: str = ""
    expletives: str = ""
    prepositions: str
    inner_prepositions: str
    conjunctions: str
    openers: str
    that: str
    wh: str
    subordinators: str
    infinitive_markers: str
    as_said: str = ""
    so: str = ""
    hereby: str = ""
    whereby: str = ""
    adverbs: str
    negations: str
    weekdays: str
    months: str
    time_nouns: str
    addressing: str = ""
    told: str = ""
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Frames:
    """Attributions without a verb, by where the source stands. `citing` leads to whom a source
    leans on: "*" is a few words ("beruft sich * auf")."""

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


@dataclass(frozen=True, kw_only=True, slots=True)
class CertaintyWords:
    """Words that say how sure a source is. `able` ones say that something is possible unless one of
    `unable` stands with them. `rumours` name nobody; `denials` are verbs that deny as cues,
    `excluding` those that say with a negation that something is possible, `affirming` those that
    deny with one (where it is empty, all), `expecting` those whose
    figures are estimates, `conditional` tells that the past subjunctive tells hearsay, `alleging`
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Claims:
    """What the claim engine knows of a language. Words are divided by white space, verbs by
    commas; `quote_marks` are pairs of an opening and a closing mark. An abbreviation of `clock` can
    end a sentence; `contractions` are words that are written at the end of others, some with the
    word they stand for ("n't=not"). In a `nested` language a quotation inside a claim is one as
    well."""

    quote_marks: tuple[str, ...]
    verb_second: bool = False
    inverted: bool = False
    decimal_comma: bool = False
    ordinal_stop: bool = False
    elisions: str = ""
    enclitics: str = ""
    domains: str = ""
    nested: bool = False
    name_particles: str = ""
    abbreviations: str = ""
    glued: str = ""
    contractions: str = ""
    clock: str = ""
    conjugation: tuple[Conjugation, ...]
    inflection: Inflection
    verbs: CueVerbs
    nouns: CueNouns
    media: tuple[str, ...] = ()
    roles: RoleForms = RoleForms()
    people: PeopleWords = PeopleWords()
    words: FunctionWords
    frames: Frames
    certainty: CertaintyWords
    figures: FigureWords
    dates: DateWords = field(default_factory=DateWords)


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentPhrases:
    """The phrases around an article's own words, compared without case.

    `teasers`, `clutter`, `photos`, `credits`, `bylines` and `originals` are starts of lines:
    teasers lead to another article and do not end as a sentence does; before the name of the
    outlet that published first stand `originals`. `labels` are whole lines. `notices` and
    `captions` stand anywhere in a line. A line with two `networks` and one of `readers`, both as
    they are spelled, sends the reader there. `joints` stand between two names. A line that is a
    date with `stamps` says when the article is from; `date_fillers` may stand in it too. A time has
    one of `hour_marks` before its minutes; `zones` are names of zones with their hours from UTC,
    those alone that mean one thing (EST is also Australian). Each of `agencies` is all names of
    one, first the one it goes by.
    """

    teasers: tuple[str, ...]
    clutter: tuple[str, ...]
    labels: tuple[str, ...]
    notices: tuple[str, ...]
    networks: tuple[str, ...]
    readers: tuple[str, ...]
    originals: tuple[str, ...]
    captions: tuple[str, ...]
    photos: tuple[str, ...]
    credits: tuple[str, ...]
    bylines: tuple[str, ...]
    joints: tuple[str, ...]
    stamps: tuple[str, ...]
    date_fillers: tuple[str, ...]
    hour_marks: tuple[str, ...]
    zones: tuple[tuple[str, int], ...] = ()
    agencies: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """`code` is ISO 639-1, `name` the language's own name for itself."""

    code: str
    name: str
    document: DocumentPhrases
    stories: StoriesWords
    edition: EditionWords
    claims: Claims
