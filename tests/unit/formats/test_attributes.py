"""Tags of too many attributes are seen before a library reads them, wherever they hide."""

from hypothesis import example, given
from hypothesis import strategies as st
from lxml.html import HTMLParser, document_fromstring

from digest.formats.markup import MAX_ATTRIBUTES, has_many_attributes

NAMES = [f"a{number}" for number in range(2 * MAX_ATTRIBUTES + 1)]
MANY = tuple(
    separator.join(NAMES) for separator in (" ", "/", " <", "\n", "='x'", '="x"', "='>' ", "= x ")
)
PIECES = (
    *("<", ">", '"', "'", "=", "/", " ", "!", "--", "<!", "<?", "</", "<p", "<p ", "<p t='>'", "x"),
    *("<!--", "-->", "--!>", "<!-->", "<!--->", "<![CDATA[", "]]>", "<!DOCTYPE"),
    *("<script>", "</script>", "</script ", "<script/>", "<SCRIPT ", "</ScRiPt>", "<scripts>"),
    *("<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea>", "<svg>", "<xmp>"),
    *(
        "<iframe>",
        "</iframe>",
        "<plaintext>",
        "<noscript>",
        "</noscript>",
        "<template>",
        "<select>",
    ),
)
pieces = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@given(pieces, st.sampled_from(("<p ", "<a/", "<p", '<p t="', "")), st.sampled_from(MANY), pieces)
@example("<!-- x --!>", "<p ", MANY[0], "")
@example("<script>1</script >", "<p ", MANY[0], "")
@example("<title><!--</title>", "<p ", MANY[0], "-->")
@example("<![CDATA[ <!-- ]]>", "<p ", MANY[0], "-->")
def test_no_tag_that_the_parser_sees_has_more(before: str, tag: str, many: str, after: str) -> None:
    """The parser compares each attribute with all before it: enough of them take it hours."""
    page = f"<html><body>{before}{tag}{many}{after}"
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    seen = document_fromstring(page.encode(), parser=parser).iter()
    if max(len(element.attrib) for element in seen) > MAX_ATTRIBUTES:
        assert has_many_attributes(page)


def test_words_are_no_attributes() -> None:
    """Long texts, scripts, comments and addresses stand in ordinary pages."""
    words = " ".join(NAMES)
    for page in (
        f"<p>{words}</p>",
        f"<script>if (a<b) {{ {words} }}</script>",
        f"<!-- <p {words} -->",
        f'<img src="data:image/png;base64,{"/".join(NAMES)}">',
        f"<p>1 < 2 {words}</p>",
    ):
        assert not has_many_attributes(page)
