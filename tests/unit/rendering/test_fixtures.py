"""The four editions that all templates are tried with have what readers may meet."""

import pytest
from support.fixtures import NAMES, fixture

from digest.edition import prove
from digest.models import Certainty
from digest.models.editions import Change, Section
from digest.models.stories import Resolution


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_fixture_stands_in_its_articles(name):
    """Or what is tried with them could not be an edition."""
    prove(*fixture(name))


@pytest.mark.parametrize("name", ["english", "arabic"])
def test_a_fixture_has_everything(name):
    """What none of them has, no template is tried with."""
    edition, _ = fixture(name)
    items = list(edition.items())
    assert {item.certainty for item in items} == set(Certainty)
    assert {item.section for item in items} == set(Section)
    assert {item.change for item in items} == {None, *Change}
    assert any(item.denies for item in items)
    assert any(item.told for item in items)
    assert any(item.language != edition.brief.language for item in items)
    assert any(len(item.origins) < len(item.places) for item in items)
    disputes = [each for story in edition.stories for each in story.disputes]
    assert any(each.resolution is Resolution.DISPUTED for each in disputes)
    assert any(standing.replaced for each in disputes for standing in each.values)
    assert any(each.superseded for each in edition.references)
    assert any(not each.outlet and not each.title and not each.url for each in edition.references)
    assert edition.dropped
    assert edition.brief.show_left_out
    assert any(story.topics for story in edition.stories)


def test_fixtures_are_of_the_sizes_that_mail_has_to_carry():
    """20 stories as people read them, 40 that are too many, and one told by 300 copies."""
    english, german = (fixture(name)[0] for name in ("english", "german"))
    assert len(english.stories) == 20
    assert len(german.stories) == 40
    assert max(story.articles for story in english.stories) == 300
