"""The keys of the configuration file: what each is for, what it may be, and its default.

Together with `delivery_keys` this is their only list. The program reads the file by it, error
messages quote it, and the reference is made from it (`describing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from digest import rendering
from digest.config.checks import (
    DAYS,
    are_days,
    are_networks,
    are_recipients,
    are_some_of,
    is_contact,
    is_cron,
    is_language,
    is_name,
    is_one_of,
    is_store,
    is_template,
    is_time,
    is_timezone,
)
from digest.config.delivery_keys import (
    DeliveryTable,
    DkimTable,
    MailTable,
    RunTable,
    ServeTable,
    SmtpTable,
)
from digest.config.kinds import arrays, number, table, text, texts
from digest.config.ranking_keys import RankingTable
from digest.config.reading import Rule, key
from digest.models.briefs import Brief, Limits, Ranking, Topics
from digest.models.feeds import WAITS
from digest.models.schedule import CatchUp, NothingNew
from digest.models.views import Archived
from digest.models.web import Manners

# Beside the configuration.
TEMPLATES = "templates"
_NAMED = "lower-case letters, digits and hyphens"
_WORDS = "a list of words and names"
_DEFAULTS = Limits()
_MANNERS = Manners(user_agent="")
CHANNELS = ("smtp", "files", "maildir", "webhook")


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicsTable:
    of_interest: tuple[str, ...] = texts(_WORDS, "Stories in which they stand come up.", default=())
    of_no_interest: tuple[str, ...] = texts(
        _WORDS, "Stories in which they stand go down.", default=()
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class LimitsTable:
    stories: int = number(1, 100, "Stories in an edition.", default=_DEFAULTS.stories)
    claims: int = number(1, 100, "Claims in a story.", default=_DEFAULTS.claims)
    words: int = number(50, 20_000, "Words of claims in an edition.", default=_DEFAULTS.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestTable:
    name: str = text(
        f"{_NAMED}; each digest has its own", "What commands call this digest.", check=is_name
    )
    title: str = text(
        "one line of at most 200 characters", "The heading of its editions and their subject."
    )
    language: str = text(
        " or ".join(f'"{code}"' for code in rendering.languages()),
        "The language of headings, dates and numbers. Articles are shown in their own.",
        check=is_language,
    )
    timezone: str = text(
        'a name of the IANA time zone database, such as "Europe/Berlin"',
        "Where its readers are: it says what date it is and how times are shown.",
        check=is_timezone,
    )
    sources: tuple[str, ...] = texts(
        "a list of files, folders and patterns such as `articles/*.html`, relative to the "
        "folder of the configuration file",
        "The articles to read when a command is given none.",
    )
    recent_days: int = number(
        0, 366, "How many days back ingested articles are taken as well; 0 takes none.", default=2
    )
    story_days: int = number(
        0,
        366,
        "For how many days a story goes on: what its readers had in editions of these days is left "
        "out, and articles of these days count as its sources; 0 makes each edition anew.",
        default=14,
    )
    feeds: tuple[str, ...] | None = texts(
        'a list of folders such as "News" or "News/Politics", and of addresses of feeds',
        "The feeds whose articles are taken, in folders and all below them; left out, all feeds.",
        default=None,
    )
    template: str = text(
        "the name of a template: `brief`, `daily`, `weekly`, or a folder in `templates`",
        "How editions look.",
        default="daily",
        check=is_template,
    )
    left_out: str = text(
        '"hide" or "show"',
        "Whether its editions end with the stories that were left out, and why.",
        default="hide",
        check=is_one_of(("hide", "show")),
    )
    archive: str = text(
        " or ".join(f'"{each}"' for each in Archived),
        "What of its editions readers find on the pages of `[serve]`: nothing, the editions with "
        "the paragraphs that they cite, or with their articles as a whole.",
        default=Archived.NONE.value,
        check=is_one_of(tuple(Archived)),
    )
    recipients: tuple[str, ...] = texts(
        "a list of mail addresses, one each, none twice",
        "Who gets its editions.",
        check=are_recipients,
    )
    at: str | None = text(
        'a time of day such as "07:00"',
        "When an edition is due, where its readers are.",
        default=None,
        check=is_time,
    )
    days: tuple[str, ...] = texts(
        "a list of " + ", ".join(f'"{day}"' for day in DAYS),
        "The days on which it is due `at` that time.",
        default=DAYS,
        check=are_days,
    )
    cron: str | None = text(
        'the five fields of a cron line, such as "0 7,18 * * mon-fri"',
        "When editions are due, instead of `at` and `days`.",
        default=None,
        check=is_cron,
    )
    catch_up: str = text(
        " or ".join(f'"{each}"' for each in CatchUp),
        "Of editions that fell due while nothing ran, the last is made, all are, or none.",
        default=CatchUp.LATEST.value,
        check=is_one_of(tuple(CatchUp)),
    )
    catch_up_hours: int = number(
        1, 8760, "How many hours ago an edition may have been due that is caught up on.", default=24
    )
    when_nothing_new: str = text(
        " or ".join(f'"{each}"' for each in NothingNew),
        "When an edition is due and its readers have had all there is, none is made, or one that "
        "says so.",
        default=NothingNew.SKIP.value,
        check=is_one_of(tuple(NothingNew)),
    )
    deliver: tuple[str, ...] = texts(
        "a list of " + ", ".join(f'"{each}"' for each in CHANNELS),
        "How its editions go to their recipients; `[smtp]` and `[delivery]` say where to.",
        default=("files",),
        check=are_some_of(CHANNELS),
    )
    topics: TopicsTable = table(TopicsTable, "`[digest.topics]`", "What its readers care about.")
    limits: LimitsTable = table(LimitsTable, "`[digest.limits]`", "How long its editions may be.")
    ranking: RankingTable = table(
        RankingTable, "`[digest.ranking]`", "How much each part of a score weighs."
    )

    def brief(self) -> Brief:
        return Brief(
            name=self.name,
            title=self.title,
            language=self.language,
            timezone=self.timezone,
            template=self.template,
            show_left_out=self.left_out == "show",
            topics=Topics(**asdict(self.topics)),
            limits=Limits(**asdict(self.limits)),
            ranking=Ranking(**asdict(self.ranking)),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedsTable:
    contact: str | None = text(
        "a mail address or a web address",
        "How those who run a server can reach you; every request tells them.",
        default=None,
        check=is_contact,
    )
    wait: int = number(
        *WAITS, "Minutes from one visit of a feed to the next, at least.", default=30
    )
    keep_days: int = number(
        0,
        36_500,
        "For how many days articles of feeds are kept that no edition used; 0 keeps them for ever.",
        default=90,
    )
    private_networks: tuple[str, ...] = texts(
        'a list of networks such as "192.168.0.0/16"',
        "From where feeds may be fetched although it is not public.",
        default=_MANNERS.private_networks,
        check=are_networks,
    )
    per_host: int = number(
        1, 8, "How much is asked of one host at a time.", default=_MANNERS.per_host
    )
    at_once: int = number(
        1, 200, "How much is asked of all hosts at a time.", default=_MANNERS.at_once
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    store: str = text(
        "`sqlite:///` and a path, relative to the folder of this file",
        "The database of articles and editions. DIGEST_STORE goes before it.",
        default="sqlite:///var/digest.db",
        check=is_store,
    )
    templates: str = text(
        "a path, relative to the folder of this file",
        "The folder of templates of your own; those that come with Digest are there as well.",
        default=TEMPLATES,
    )
    out: str = text(
        "a path, relative to the folder of this file",
        "The folder that editions are written to.",
        default="out",
    )
    feeds: FeedsTable = table(FeedsTable, "`[feeds]`", "How feeds are fetched and kept.")
    mail: MailTable = table(MailTable, "`[mail]`", "Who mail is from, and how it is sent.")
    smtp: SmtpTable = table(SmtpTable, "`[smtp]`", "The server that takes mail.")
    dkim: DkimTable = table(DkimTable, "`[dkim]`", "How mail is signed; left out, it is not.")
    delivery: DeliveryTable = table(
        DeliveryTable, "`[delivery]`", "Where editions go that are not mailed."
    )
    serve: ServeTable = table(
        ServeTable,
        "`[serve]`",
        "The pages of readers, where they unsubscribe, and the archive: `digest serve`.",
    )
    run: RunTable = table(RunTable, "`[run]`", "How `digest run` works.")
    publishers: Mapping[str, tuple[str, ...]] | None = arrays(
        "lists of outlets under the names of their publishers",
        "Outlets that count as one origin, besides those that Digest knows.",
    )
    digest: tuple[DigestTable, ...] = key(
        Rule(
            kind="array of tables",
            allowed="one or more `[[digest]]`",
            description="The digests; commands take the first by default.",
            keys=DigestTable,
        )
    )
