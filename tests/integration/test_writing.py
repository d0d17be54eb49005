"""The files of an edition, as a browser opens them."""

from __future__ import annotations

from pathlib import Path

from support.letters import PICTURE

from digest.models.views import Rendered
from digest.pipeline.writing import write


def test_pictures_are_files_beside_the_html_that_shows_them(tmp_path: Path) -> None:
    """`cid:` means something in a mail alone."""
    html = '<img src="cid:chart.png" alt="Four articles">'
    rendered = Rendered(subject="s", html=html, text="t\n", json="{}\n", images=(PICTURE,))
    written = write(rendered, tmp_path / "out")
    assert [each.name for each in written] == [
        "edition.html",
        "edition.txt",
        "edition.json",
        "chart.png",
    ]
    assert written[0].read_text("utf-8") == html.replace("cid:", "")
    assert written[3].read_bytes() == PICTURE.data
    assert {*tmp_path.rglob("*")} == {tmp_path / "out", *written}
