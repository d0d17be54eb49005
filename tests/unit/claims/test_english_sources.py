"""Who is behind an English claim: titles, owners, pronouns and nouns, each for one decision."""

import pytest
from support.quality import as_document

from digest.claims import find
from digest.models import Certainty, Claim, Source


def last(text: str) -> Claim:
    (*_, claim) = find(as_document(text, "en"))
    return claim


def source(text: str) -> Source:
    found = last(text).source
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Gov. Ann Lee said it was late.", "Ann Lee", "Gov."),
        ("Rear Adm. Zed Holt said it was late.", "Zed Holt", "Rear Adm."),
        ("Mr Zed Holt said it was late.", "Zed Holt", None),
        ("Norland's foreign minister, Ann Lee, said it was late.", "Ann Lee", "foreign minister"),
        ("Ann Lee, a pollster from Bray, said it was late.", "Ann Lee", "pollster from Bray"),
        ("Secretary of State Ann Lee said it was late.", "Ann Lee", "Secretary of State"),
        ("The majority leader, Senator Ann Lee, said it was late.", "Ann Lee", "majority leader"),
        ("The study's lead author, Ann Lee, said it was late.", "Ann Lee", "study's lead author"),
        ("On Bluesky, the former mayor said it was late.", "former mayor", None),
        (
            "The company's chief engineer, Ann Lee, said it was late.",
            "Ann Lee",
            "company's chief engineer",
        ),
        ("Ann Lee spoke. Ferry Island, a spokesman said, is closed.", "spokesman", None),
        ("It was late, according to union leader Zed Holt.", "Zed Holt", "union leader"),
        ("It was late, according to fire chief Zed Holt.", "Zed Holt", "fire chief"),
        (
            "It was late, according to a former union leader Ann Lee.",
            "Ann Lee",
            "former union leader",
        ),
    ],
)
def test_titles_and_appositions_are_roles(text: str, name: str, role: str | None) -> None:
    """A title left in a name makes two people of one; a role lost leaves a name without a face."""
    found = source(text)
    assert (found.name, found.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee's lawyers said it was late.", "Ann Lee's lawyers"),
        ("A Justice Department lawyer said it was late.", "Justice Department lawyer"),
        ("Its own engineers said it was late.", "engineers"),
        ("The Bureau of Roads and Bridges said it was late.", "Bureau of Roads and Bridges"),
        ("A 12-page report said it was late.", "12-page report"),
        ("The United Mills won. The U.M. said it was late.", "United Mills"),
        ("Two delegates from Ohio said it was late.", "delegates from Ohio"),
        ("It was late, according to a memo found by the court.", "memo"),
        ("A spokesman for the harbour said it was late.", "spokesman for the harbour"),
        ("A spokesman for Mr. Holt said it was late.", "spokesman for Mr. Holt"),
        ("Ann Lee, a nurse, left. The company, Bray Foods, said it was late.", "Bray Foods"),
        ("A judge in Boise, Idaho, said it was late.", "judge in Boise"),
        ("It was late, according to a tape found by The Herald Dispatch.", "tape"),
        ("A colleague at the Tribune said it was late.", "colleague at the Tribune"),
        ("The secretary of trade, June Holt, said it was late.", "June Holt"),
        ("Ann Lee said no. Mark Bell said it was late.", "Mark Bell"),
        ("The United States of Norland said it was late.", "United States of Norland"),
    ],
)
def test_sources_without_a_name(text: str, name: str) -> None:
    """Whose office it is did not speak, and how many officials there were is no part of them."""
    assert source(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Holt met Ms. Drury. She said it was late.", "Drury"),
        ("Ann Lee left. Her aides cheered. She said it was late.", "Ann Lee"),
        ("Engineers said it was late. Ann Lee left. They said it was early.", "Engineers"),
        ("Ann Lee said it was late. Mark Bell nodded. She said it was early.", "Ann Lee"),
        ("The union said it was late. Ann Lee left. It said it was early.", "union"),
        ('Ann Lee left. "Is Mark Bell here?" she asked.', "Ann Lee"),
        ('Ed Bell left. "Is Mark Holt here?" he asked.', "Ed Bell"),
        ("Governor says it was late\nGov. Ann Lee left. She said it was early.", "Ann Lee"),
        ('"Go now, all of you," sighed one, the investor Cy Bell.', "Cy Bell"),
        ("Ann Lee said it was late. Others said it was early.", "Others"),
        ("Few cheered when Ann Lee spoke, but she said it was early.", "Ann Lee"),
    ],
)
def test_pronouns_agree_in_gender_and_number(text: str, name: str) -> None:
    """ "They" is no woman and "she" no union, however near they stand."""
    assert source(text).name == name


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The mayor disputed the figures.", Certainty.DENIED),
        ("The mayor ruled out a tax.", Certainty.DENIED),
        ("The mayor has not ruled out a tax.", Certainty.POSSIBLE),
        ("The mayor claimed that the bridge was safe.", Certainty.ALLEGED),
        ("The mayor said the union claimed the bridge.", Certainty.STATED),
        ("The mayor did not confirm the figures.", Certainty.DENIED),
        ("Donors are said to be nervous.", Certainty.ALLEGED),
        ("Officials believe that about 300 people fled.", Certainty.ESTIMATED),
        ("Officials believe that the bridge is safe.", Certainty.STATED),
        ("The mayor said the bridge could fall.", Certainty.POSSIBLE),
        ("The mayor said she could not sleep.", Certainty.STATED),
    ],
)
def test_certainty_of_verbs(text: str, certainty: Certainty) -> None:
    """The verb that tells a claim says as much of how sure it is as a hedge in it does."""
    assert last(text).certainty is certainty


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It was late, according to two people who heard him.", "two people who heard him"),
        ("It was late, according to aides briefed on it.", "aides briefed on it"),
        ("It was late, according to Ann Lee, a nurse, who saw it.", "Ann Lee, a nurse, who saw it"),
        ("According to Ann Lee, the bridge fell.", "Ann Lee"),
        ('"Go," said Ann Lee, the pollster who ran it.', "Ann Lee, the pollster who ran it"),
        ('"We all wait," said Ann Lee, who declined to say why.', "Ann Lee"),
        ("The Mill counsel's office said it was late.", "The Mill counsel's office"),
        ("The leader, Per Holm, said it was late.", "The leader, Per Holm"),
        ("Its counsel, Ann Lee, said it was late.", "Its counsel, Ann Lee"),
        ("The United Mills on Monday said it was late.", "The United Mills"),
        ("A study published on Monday said it was late.", "A study published on Monday"),
        ("The members mostly said it was late.", "The members"),
        ("Only 22 members said it was late.", "Only 22 members"),
    ],
)
def test_how_far_a_source_goes(text: str, speaker: str) -> None:
    """Who is quoted reads as in the article: with the clause that tells more of them."""
    claim = next(c for c in find(as_document(text, "en")) if c.certainty is Certainty.STATED)
    assert " ".join(span.of(text) for span in claim.speaker) == speaker


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Ann Lee told the Bray Mercury it was late.", "Bray Mercury"),
        ("Ann Lee told RKW it was late.", "RKW"),
        ("Ann Lee told Congress it was late.", None),
        ("Ann Lee told the Rotary Club it was late.", None),
        ("The Bray Echo rang. Ann Lee told the paper that it was late.", "Bray Echo"),
        ("In an interview with The Bray Echo, Ann Lee said it was late.", "Bray Echo"),
        ("Ann Lee told state television that it was late.", "state television"),
        ('"It is late," Ann Lee wrote in the Sunday Lamp.', "Sunday Lamp"),
        ('"It is late," Ann Lee wrote on Bluesky.', "Bluesky"),
        ('"It is late," Ann Lee joked on the "Low Tide" podcast.', "Low Tide"),
    ],
)
def test_outlets_spoken_to(text: str, medium: str | None) -> None:
    """An outlet that is told something is where a reader can look it up; an audience is not."""
    found = last(text).medium
    assert (found.name if found else None) == medium
