"""What a language file says of the phrases around an article's own words."""

from typing import NamedTuple


class DocumentPhrases(NamedTuple):
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
    agencies: tuple[tuple[str, ...], ...]
    zones: tuple[tuple[str, int], ...] = ()
