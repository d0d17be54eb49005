"""Which elements are read, and by what; which tell of something else; which mean nothing here."""

from __future__ import annotations

from collections.abc import Callable, Collection
from xml.etree.ElementTree import Element

from digest.formats.feed.fast.said import PERSON, Said

Reader = Callable[[Said, Element, int], None]

ENTRIES = ("item", "entry")
GROUPS = ("media_content", "media_group")
PICTURES = ("image", "textinput")

PUBLISHED = ("dcterms_issued", "issued", "pubdate", "published")
UPDATED = ("dc_date", "dcterms_modified", "lastbuilddate", "modified", "updated")
CREATED = ("created", "dcterms_created")
AUTHORS = ("author", "dc_author", "dc_creator", "itunes_author", "managingeditor")
CATEGORIES = ("category", "dc_subject", "keywords")

SOURCE: dict[str, Reader] = {
    **dict.fromkeys(("title", "dc_title"), Said.read_title),
    "link": Said.read_site,
    **dict.fromkeys(("guid", "id"), Said.read_guid),
    "feedburner_origlink": Said.read_first_page,
}
FEED: dict[str, Reader] = {
    **SOURCE,
    **dict.fromkeys(("language", "dc_language"), Said.read_language),
    **dict.fromkeys(("description", "dc_description"), Said.read_subtitle),
    **dict.fromkeys(("summary", "itunes_summary"), Said.read_summary),
}
# Pictures, sounds and films of an item, which stand within each other.
MEDIA: dict[str, Reader] = {
    "media_title": Said.read_media_title,
    "media_description": Said.read_description,
    "media_category": Said.read_media_category,
    "media_keywords": Said.read_keywords,
}
ITEM: dict[str, Reader] = {
    **FEED,
    **MEDIA,
    "link": Said.read_link,
    **dict.fromkeys(("description", "dc_description"), Said.read_description),
    **dict.fromkeys(PUBLISHED, Said.read_published),
    **dict.fromkeys(UPDATED, Said.read_updated),
    **dict.fromkeys(CREATED, Said.read_created),
    **dict.fromkeys(AUTHORS, Said.read_author),
    **dict.fromkeys(CATEGORIES, Said.read_category),
    "itunes_category": Said.read_itunes_category,
    "itunes_keywords": Said.read_keywords,
    "content": Said.read_content,
    "content_encoded": Said.read_encoded,
    "enclosure": Said.read_enclosure,
}

# What sources have with words and attributes, and nobody reads.
TEXTS = ("generator", "rights", "subtitle", "tagline")

# What is told of something else, and what may stand in it.
Aside = dict[str, Collection[str]]

ASIDE: Aside = dict.fromkeys(("contributor", "dc_contributor"), PERSON)
ASIDE_OF_ROOT: Aside = {
    "image": ("title", "link", "url", "description", "width", "height"),
    "textinput": ("title", "link", "name", "description"),
}
ASIDE_OF_SOURCE: Aside = {
    **ASIDE,
    **dict.fromkeys(AUTHORS, PERSON),
    **dict.fromkeys((*CATEGORIES, "itunes_keywords", *PUBLISHED, *UPDATED, *CREATED), ()),
    **dict.fromkeys(("media_category", "media_keywords"), ()),
    "itunes_category": ("itunes_category",),
    "itunes_owner": PERSON,
}
ASIDE_OF_FEED: Aside = {**ASIDE_OF_SOURCE, **ASIDE_OF_ROOT}

# What feedparser gives a meaning that is of no use here, unless it has other elements in it.
LEAVES = frozenset(
    """admin_errorreportsto admin_generatoragent cc_license cloud copyright creativecommons_license
    dc_publisher dc_rights dcterms_valid email expirationdate feedburner_browserfriendly generator
    georss_box georss_line georss_point georss_polygon height homepage info itunes_block
    itunes_email itunes_explicit itunes_image itunes_link itunes_name itunes_subtitle media_credit
    media_license media_player media_rating media_restriction media_thumbnail name newlocation
    rights subtitle tagline uri url webmaster width""".split()  # noqa: SIM905 - forty words
)
# What feedparser reads and this does not, and the words for what it keeps.
LEFT_ALONE = frozenset(
    """abstract authors body channel contributors created_parsed entries feed fullitem geom
    georss_where georssgeom gml_exterior gml_linearring gml_linestring gml_point gml_polygon gml_pos
    gml_poslist guidislink links psc_chapter psc_chapters published_parsed rdf_rdf rss source
    summary_detail sy_updatefrequency sy_updateperiod tags title_detail ttl updated_parsed where
    xhtml_body""".split()  # noqa: SIM905 - thirty words
)
MEANT = LEFT_ALONE.union(ITEM, ASIDE_OF_FEED, ENTRIES, GROUPS)
