"""HTML and text are views of one edition: they say the same, and nothing in it is markup."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from support.editions import FOLDER, build, load, long

from digest.edition.selection import Reason
from digest.errors import TemplateError, UnprovenClaimError
from digest.models import ClaimType, FigureKind
from digest.models.editions import Dropped
from digest.models.mail import PLACEHOLDER
from digest.models.views import CLIP_BYTES
from digest.rendering import Links, check, render
from digest.rendering import html as html_view
from digest.rendering.cleaning import clean
from digest.rendering.layout import Layout
from digest.rendering.shortening import shortened
from digest.rendering.wording import load as load_wording

DAILY = Path(__file__).parents[3] / "templates" / "daily"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


class Visible(HTMLParser):
    """The text of a page, its links and its tags."""

    def __init__(self, html):
        super().__init__()
        self.text, self.links, self.tags, self._skipped = [], [], set(), 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.add(tag)
        self.links += [values["href"]] if "href" in values else []
        self._skipped += tag in {"style", "title"}

    def handle_endtag(self, tag):
        self._skipped -= tag in {"style", "title"}

    def handle_data(self, data):
        self.text += [] if self._skipped else [data]


def squeezed(text):
    """Without what the two views set differently: white space, case, and the way words run."""
    return re.sub(r"[\s\u200f\u2066-\u2069]+", "", text).casefold()


def both(edition, documents):
    rendered = render(edition, documents, DAILY)
    page = Visible(rendered.html)
    return rendered, page, squeezed("".join(page.text)), squeezed(rendered.text)


@pytest.mark.parametrize("name", NAMES)
def test_the_text_view_is_as_expected(name):
    """Beside each edition stands the text it is set as: read it aloud before you change it."""
    assert render(*load(name), DAILY).text == (FOLDER / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_both_views_have_the_same_words(name):
    """None says what the other does not."""
    rendered, page, html, text = both(*load(name))
    links = squeezed(" ".join(page.links))
    for words, other in ((page.text, text), ([rendered.text], html + links)):
        for word in re.findall(r"\w+", " ".join(words)):
            assert word.casefold() in other


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: clean(text).strip()
)


@st.composite
def editions(draw):
    """An edition with any words in all its places."""
    name, role, medium, cited, hedge, figure = (draw(TEXT) for _ in range(6))
    stretches = draw(st.lists(TEXT, min_size=1, max_size=3))
    headline, outlet, title, origin = (draw(TEXT) for _ in range(4))
    document = {"id": "a/b.txt", "language": draw(st.sampled_from(["de", "en", "ar", "?"]))}
    document |= {"outlet": outlet, "title": title, "url": draw(st.sampled_from([None, title]))}
    document["text"] = "\n\n".join(
        [headline, *stretches, name, f"Radio {medium}", cited, hedge, figure]
    )
    item = {
        "section": draw(st.sampled_from(["reported", "verbatim", "figures"])),
        "type": draw(st.sampled_from([each.value for each in ClaimType])),
        "words": stretches,
        "speaker": [name, "person"],
        "role": role,
        "medium": [f"Radio {medium}", "outlet"],
        "citing": [[cited, "unnamed"]],
        "certainty": draw(st.sampled_from(["stated", "alleged", "denied"])),
        "evidence": [hedge],
        "places": [[1, 2], [1, 4]],
        "origins": [origin],
    }
    story = {"documents": [1], "origins": [origin], "headline": headline, "items": [item]}
    data = {"title": draw(TEXT), "language": draw(st.sampled_from(["de", "en"]))}
    data |= {"timezone": "Etc/UTC", "date": load("empty")[0].date, "number": 1, "minutes": 1}
    return build(data | {"documents": [document], "stories": [story]})


@settings(max_examples=60)
@given(editions())
def test_every_word_of_an_edition_is_in_both_views(made):
    """Claims, speakers, roles, media, the cited, headlines, origins and sources: whatever they say.

    No tag comes of them, and no line of the text is wider than the page.
    """
    edition, documents = made
    rendered, page, html, text = both(edition, documents)
    story, reference = edition.stories[0], edition.references[0]
    item = story.items[0]
    speaker, medium, cited = (
        clean(each.name.text) for each in (item.attribution, item.medium, item.citing[0])
    )
    shown = [each.text for each in item.words]
    shown += [speaker, item.attribution.role, edition.brief.title]
    shown += [story.headline.text, reference.outlet, reference.title]
    # Nobody says something to himself, or cites himself.
    shown += [each for each in (medium, cited) if each.casefold() != speaker.casefold()]
    for each in shown:
        assert squeezed(clean(each)) in html
        assert squeezed(clean(each)) in text
    assert page.tags <= TAGS
    assert all(cell_len(line) <= 72 for line in rendered.text.split("\n") if "://" not in line)


# All that the templates write.
TAGS = {tag for name in NAMES for tag in Visible(render(*load(name), DAILY).html).tags}


HOSTILE = [
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "<mj-raw><script>alert(1)</script></mj-raw>",
    "<mj-include path='/etc/passwd' />",
    '<img src=x onerror="alert(1)">',
    "</p></td></table><h1>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "]]> <!-- --> <![CDATA[",
    "%(count)s %s %d %",
    "\u202egnp.exe\u202c \x00\x1b[31m",
    "a \ud800 b",
    "\\u0041 \\ \" ' `",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_document_says_is_a_template_or_markup(text):
    """In a title, a claim, a name, a role, an outlet or an origin: it is shown as it is written."""
    edition, documents = _everywhere(text)
    rendered, page, html, plain = both(edition, documents)
    shown = squeezed(clean(text))
    assert html.count(shown) >= 12
    assert plain.count(shown) >= 12
    assert not page.tags & {"script", "img", "mj-raw", "mj-include"}
    assert "49" not in rendered.text
    rendered.json.encode("utf-8")
    for view in (rendered.subject, rendered.html, rendered.text):
        view.encode("utf-8")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", view)


def _everywhere(text):
    item = {"section": "reported", "words": [text], "speaker": [text, "person"], "role": text}
    item |= {"places": [[1, 1]], "origins": [text], "citing": [["X", "unnamed"]]}
    day = load("empty")[0].date
    had = {"document": 1, "date": day, "words": ["X"], "origins": [text]}
    denial = {**item, "words": ["X"], "change": "new", "denies": "elsewhere"}
    denial["earlier"] = {**had, "words": [text]}
    changed = {**item, "change": "updated", "earlier": had}
    value = {"figure": text, "speaker": ["X", "person"], "origin": text, "place": [1, 1]}
    value |= {"time": datetime(2026, 3, 1, tzinfo=UTC)}
    dispute = {"kind": "number", "about": text, "resolution": "disputed", "values": [value] * 2}
    story = {"documents": [1], "origins": [text], "headline": text, "items": [changed, denial]}
    story |= {"disputes": [dispute]}
    document = {"id": text, "language": "en", "outlet": text, "title": text, "text": f"{text} X"}
    data = {"title": text, "language": "en", "timezone": "Etc/UTC", "number": 1, "minutes": 1}
    data |= {"date": day}
    return build(data | {"documents": [document], "stories": [story]})


def test_words_that_are_not_in_their_document_stop_the_build():
    """Nothing is rendered that nobody said; the error names the claim."""
    edition, documents = load("german")
    story = edition.stories[0]
    item = replace(story.items[0], words=(replace(story.items[0].words[0], text="Die Werft lügt"),))
    forged = replace(edition, stories=(replace(story, items=(item, *story.items[1:])),))
    with pytest.raises(UnprovenClaimError, match="Die Werft lügt"):
        render(forged, documents, DAILY)


def test_the_same_edition_gives_the_same_bytes():
    """A build can be repeated and compared."""
    assert render(*load("german"), DAILY) == render(*load("german"), DAILY)


@pytest.mark.parametrize(("language", "stories", "claims"), [("de", 40, 8), ("en", 130, 3)])
def test_a_long_edition_is_shortened_and_says_so(language, stories, claims):
    """It is never cut off by a mail program: cards lose claims, then the last stories go; what is
    left out is counted, and stands in the text.
    """
    edition, documents = long(language, stories, claims)
    rendered, page, _, text = both(edition, documents)
    assert CLIP_BYTES * 0.85 < len(rendered.html.encode()) <= CLIP_BYTES
    assert len(rendered.problems) == 1
    assert "shortened" in rendered.problems[0].message
    shown = [item for item in edition.items() if f'id="{item.id}"' in rendered.html]
    cards = [story for story in edition.stories if f'id="{story.id}"' in rendered.html]
    counted = re.findall(r"(\d+) (?:more claims?: see|weitere Aussagen? ste)", "".join(page.text))
    gone = re.findall(r"(\d+) (?:more stor\w+: see|weitere Themen stehen)", "".join(page.text))
    assert sum(map(int, counted)) == sum(len(story.items) for story in cards) - len(shown)
    assert sum(map(int, gone)) == len(edition.stories) - len(cards)
    assert all(squeezed(item.words[0].text) in text for item in edition.items())


def test_articles_that_nothing_leads_to_cost_no_claims():
    """Hundreds of copies of one text would else take all the room of the one thing they say. A few
    are listed, the others counted, in both parts.
    """
    edition, documents = load("german")
    story, *others = edition.stories
    listed, last = edition.references, len(edition.references) + 301
    copies = (replace(listed[0], number=n) for n in range(len(listed) + 1, last))
    story = replace(story, references=tuple(range(1, last)))
    edition = replace(edition, references=(*listed, *copies), stories=(story, *others))
    rendered, _, html, text = both(edition, documents)
    assert rendered.problems == ()
    assert all(f'id="{item.id}"' in rendered.html for item in edition.items())
    for view in (html, text):
        assert "und295weitereartikel" in view
        assert 5 <= len(re.findall(r"\[\d+\]", view)) <= 10


def test_a_card_that_is_shortened_keeps_one_claim_of_each_section():
    """What was said, by whom, and how much of it: variety before length."""
    edition, documents = long("de", 30, 8)
    page = Visible(render(edition, documents, DAILY).html)
    sections = [text for text in page.text if text in {"Berichtet", "Im Wortlaut", "Zahlen"}]
    assert sections[:3] == ["Berichtet", "Im Wortlaut", "Zahlen"]


def test_links_of_claims_and_titles_go_before_claims():
    """The headline leads to the page that has both, and to all that was left out."""
    edition, _ = load("developing")
    said = load_wording("de")
    page = Layout(edition, said, Links("https://digest.example/archive/daily")).page()
    short = shortened(page, said, claims=12, more=0, cards=len(page.cards))
    lines = [line for card in short.cards for group in card.groups for line in group.lines]
    assert len(lines) == len(list(edition.items()))
    rows = [row for card in short.cards for table in card.tables for row in table.rows]
    assert not any(line.url for line in lines) | any(each.url for row in rows for each in row.cited)
    assert not any(source.title or source.details for source in short.sources)
    assert all(card.url for card in short.cards)
    (first, *_) = shortened(page, said, claims=1, more=0, cards=2).cards
    assert first.rest == "4 weitere Aussagen im Web"


def test_a_bar_has_a_cell_for_each_origin_and_for_each_article_that_repeats_one():
    """At most a dozen: of many copies it shows the share, and never no origin at all."""
    card = Layout(load("developing")[0], load_wording("de")).page().cards[0]
    counts = [(5, 2), (1, 1), (1, 2), (12, 12), (24, 6), (300, 1)]
    bars = [replace(card, articles=n, origins=m).bar for n, m in counts]
    assert bars == [(2, 3), (1, 0), (2, 0), (12, 0), (3, 9), (1, 11)]


def test_the_bar_is_drawn_without_pictures_and_not_read_aloud():
    """Its words stand beside it."""
    html = render(*load("developing"), DAILY).html
    (bar, *_) = re.findall("<table[^>]*aria-hidden.*?</table>", html)
    assert (bar.count('<td class="o"'), bar.count('<td class="p"')) == (2, 3)


def test_a_long_edition_that_still_fits_is_warned_of():
    """From 80% on, one more story may be too many."""
    rendered = render(*long("en", 24, 6), DAILY)
    assert html_view.WARNING < len(rendered.html.encode()) <= CLIP_BYTES
    assert "KB" in rendered.problems[0].message
    assert not render(*load("german"), DAILY).problems


def test_words_are_told_from_those_in_another_language():
    """A voice reads them as they are spoken, and a right-to-left quotation runs its own way."""
    english, scripts = render(*load("english"), DAILY).html, render(*load("scripts"), DAILY).html
    assert re.search('<span lang="de" dir="ltr"[^>]*>»Wir prüfen alles«</span>', english)
    assert re.search('<span lang="ar" dir="rtl"[^>]*>الجسر', scripts)
    assert re.search('<span lang="de" dir="ltr"[^>]*>Fähre „Tilda“', english)


def test_what_readers_had_is_told_from_the_words_for_it():
    """A voice would else read a quotation as if it were in the language of the edition."""
    edition, documents = load("developing")
    story = edition.stories[0]
    item = replace(story.items[2], language="nds")
    edition = replace(edition, stories=(replace(story, items=(item,)), *edition.stories[1:]))
    html = render(edition, documents, DAILY).html
    assert '1 Ursprung, <span lang="nds" dir="ltr">„Der Deich soll' in html


def test_a_weekday_is_no_figure_to_the_eye():
    """It is a date, and stands in bold no more than the words around it; a day of a month does."""
    text = "Am Donnerstag und am 4. Mai zählte Ada Quill 12 Boote"
    item = {"section": "figures", "words": [text], "speaker": ["Ada Quill", "person"]}
    item |= {"places": [[1, 1]], "origins": ["X"], "figures": ["Donnerstag", "4. Mai", "12"]}
    story = {"documents": [1], "origins": ["X"], "headline": "Ada Quill", "items": [item]}
    data = {"title": "T", "language": "de", "timezone": "Etc/UTC", "number": 1, "minutes": 1}
    document = {"id": "a.txt", "language": "de", "text": text}
    data |= {"date": load("empty")[0].date, "documents": [document], "stories": [story]}
    edition, _ = build(data)
    first, *others = edition.stories[0].items[0].figures
    dates = (replace(first, kind=FigureKind.DATE), replace(others[0], kind=FigureKind.DATE))
    told = replace(edition.stories[0].items[0], figures=(*dates, others[1]))
    edition = replace(edition, stories=(replace(edition.stories[0], items=(told,)),))
    (line,) = Layout(edition, load_wording("de")).page().cards[0].groups[0].lines
    assert [piece.text for piece in line.pieces if piece.strong] == ["4. Mai", "12"]


def test_what_was_left_out_is_told_on_request_with_reasons_of_the_readers():
    """Not what they had, for that is no news, and not what an editor left out; and not without
    end.
    """
    edition, documents = load("german")
    words = edition.stories[0].items[0].words
    reasons = [Reason.STORIES, Reason.HAD, Reason.EDITOR, Reason.ALIKE, *[Reason.WORDS] * 10]
    dropped = tuple(
        Dropped(id=str(n), words=words, reason=reason, score=()) for n, reason in enumerate(reasons)
    )
    edition = replace(edition, dropped=dropped)
    assert "Nicht aufgenommen" not in render(edition, documents, DAILY).text
    told = replace(edition, brief=replace(edition.brief, show_left_out=True))
    _, _, html, text = both(told, documents)
    for view in (html, text):
        assert view.count("dafürwarkeinplatzmehr") == 9
        assert view.count("vielesdavonstehtweiteroben") == 1
        assert "und2weiterethemen" in view


UNSUBSCRIBE = f"https://digest.example.org/u/{PLACEHOLDER}"


@pytest.mark.parametrize("name", NAMES)
def test_who_gets_a_mail_is_told_why_and_how_to_end_it(name):
    """In both parts, once, and whole: a link that a line break cut would lead nowhere."""
    edition, documents = load(name)
    rendered = render(edition, documents, DAILY, unsubscribe=UNSUBSCRIBE)
    assert rendered.text.count(f"\n{UNSUBSCRIBE}\n") == 1
    assert Visible(rendered.html).links.count(UNSUBSCRIBE) == 1
    because = load_wording(edition.brief.language).gettext(
        "This address is on the mailing list of “%(title)s”.", title=edition.brief.title
    )
    assert squeezed(because) in squeezed("".join(Visible(rendered.html).text))
    assert squeezed(because) in squeezed(rendered.text)


def test_a_long_mail_can_be_unsubscribed_from_too():
    """What is left out where an edition is too long is never this."""
    rendered = render(*long("de", 200, 2), DAILY, unsubscribe=UNSUBSCRIBE)
    assert rendered.problems
    assert Visible(rendered.html).links.count(UNSUBSCRIBE) == 1


def test_an_edition_that_is_not_mailed_has_no_such_line():
    """A file or a web page belongs to nobody who could unsubscribe."""
    rendered = render(*load("english"), DAILY)
    assert "mailing list" not in rendered.html + rendered.text


def test_a_template_that_hides_how_to_unsubscribe_is_refused(tmp_path):
    """Mail to many without a way out is spam, to the law and to the filters."""
    template = Path(shutil.copytree(DAILY, tmp_path / "mine"))
    path = template / "edition.txt.j2"
    path.write_text(path.read_text("utf-8").replace("{{ text.footer() -}}", ""), "utf-8")
    with pytest.raises(TemplateError, match="unsubscribe") as caught:
        render(*load("english"), template, unsubscribe=UNSUBSCRIBE)
    assert caught.value.place.endswith("edition.txt.j2")
    assert [each.message for each in check(template)] == [caught.value.message]
