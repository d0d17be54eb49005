"""What an item can be known by: its guid, its link, its title and its content.

A key that tells nothing is "": one that is missing, that several items of the file share, that
leads to a home page, or that is only a number in a list. Links are compared as `links.key` has
them, titles without case, content word by word. Times are no key: many feeds move them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from digest.feeds import links
from digest.feeds.articles import is_short
from digest.feeds.entry import Entry, Keys, hashed
from digest.models.feeds import Feed, Item

# What is longer is kept as a hash, so that no feed can make the store large with names.
LONGEST = 100

# Words. What is filled in anew at each visit has fewer.
LONG_TEXT = 40

# Numbers that say where in its file an item stands; ids of a database soon have more digits.
POSITION = re.compile(r"\d{1,3}")

# Some feeds list an item before and after a correction; more often a guid is the feed's, not the
# item's.
VERSIONS = 2

EPOCH = datetime.fromtimestamp(0, UTC)


def entries(items: Iterable[Item], feed: Feed) -> tuple[tuple[Item, Entry], ...]:
    """Each item of a file of `feed` once: of several that are alike, the newest."""
    homes = {short(links.key(url)) for url in (feed.url, feed.site)}
    found: list[tuple[Item, Keys]] = [(item, _said(item, homes)) for item in items]
    found = _named(_newest(found, _same))
    for alike in (_same, *ALIKE):
        found = _newest(found, alike)
    shared = [_shared(values) for values in zip(*(said[:3] for _, said in found), strict=True)]
    return tuple((item, _entry(item, said, _telling(said, shared), feed)) for item, said in found)


def _entry(item: Item, said: Keys, keys: Keys, feed: Feed) -> Entry:
    return Entry(
        said=said,
        keys=keys,
        address=links.canonical(item.url),
        published=item.published,
        is_own=_is_own(item, feed),
        is_long=len(item.text.split(None, LONG_TEXT)) > LONG_TEXT,
        is_short=is_short(item),
    )


def short(value: str) -> str:
    return value if len(value) <= LONGEST else hashed(value)


def _link(item: Item) -> str:
    return "" if links.is_home(item.url) else short(links.key(item.url))


def _said(item: Item, homes: set[str]) -> Keys:
    link = _link(item)
    return Keys(
        guid=short(_guid(item.guid)),
        link="" if link in homes else link,
        title=short(" ".join(item.title.casefold().split())),
        content=hashed(" ".join(item.title.split()), " ".join(item.text.split())),
    )


def _guid(guid: str) -> str:
    """A guid that is an address is compared as one, but its fragment can be all that it tells."""
    if POSITION.fullmatch(guid) or links.is_home(guid):
        return ""
    page, mark, fragment = guid.partition("#")
    return (links.key(page) or page) + mark + fragment


def _same(_: Item, said: Keys) -> tuple[object, ...]:
    return ((said.guid, said.link, said.content),)


def _named(found: list[tuple[Item, Keys]]) -> list[tuple[Item, Keys]]:
    """Without the guids that more items have than there are versions of one."""
    count = Counter(said.guid for _, said in found)
    if max(count.values(), default=0) <= VERSIONS:
        return found
    return [
        (item, said if count[said.guid] <= VERSIONS else said._replace(guid=""))
        for item, said in found
    ]


def _newest(found: list[tuple[Item, Keys]], alike: Alike) -> list[tuple[Item, Keys]]:
    said = (alike(*one) for one in found)
    names = [each if all(each) else (number,) for number, each in enumerate(said)]
    if len(set(names)) == len(found):
        return found
    best: dict[tuple[object, ...], tuple[Item, Keys]] = {}
    for name, one in zip(names, found, strict=True):
        best[name] = max(best.get(name, one), one, key=_age)
    return list(best.values())


def _age(one: tuple[Item, Keys]) -> tuple[datetime, Keys, str]:
    """The time comes first; the rest only makes the order of the file tell nothing."""
    item, said = one
    return item.updated or item.published or EPOCH, said, item.url


def _shared(values: Iterable[str]) -> set[str]:
    return {value for value, count in Counter(values).items() if count > 1}


def _telling(said: Keys, shared: Sequence[set[str]]) -> Keys:
    guid, link, title = (
        "" if value in some else value for value, some in zip(said[:3], shared, strict=True)
    )
    return Keys(guid, link, title, said.content)


def _is_own(item: Item, feed: Feed) -> bool:
    """Whether an item's page is on the site of its feed."""
    there = links.site(item.url)
    sites = [site for site in (links.site(feed.url), links.site(feed.site)) if site]
    return any(_is_part(there, site) or _is_part(site, there) for site in sites)


def _is_part(site: str, whole: str) -> bool:
    return f".{site}".endswith(f".{whole}")


Alike = Callable[[Item, Keys], tuple[object, ...]]

# Two items of one file are one where all of this is the same for both, and none of it is missing.
# What may be missing stands in a tuple of its own. A guid does not do alone: feeds give many items
# one guid more often than they list one item in two versions.
ALIKE: tuple[Alike, ...] = (
    lambda _, said: (said.guid, said.content),
    lambda _, said: (said.link, said.content),
    lambda _, said: (said.guid, said.title, (said.link,)),
    lambda item, said: (item.published, said.content, (said.link,)),
)
