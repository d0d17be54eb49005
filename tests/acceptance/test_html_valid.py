"""What readers get is valid HTML: mail programs and screen readers mend less than browsers do."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.markup import VALIDATOR, invalid
from support.views import VIEWS, mail

pytestmark = pytest.mark.skipif(
    not VALIDATOR.exists(), reason="needs html-validate: apt-get install npm, then make test"
)


def test_every_mail_is_valid_html(tmp_path: Path) -> None:
    """Each fixture in each template, by the rules of `tests/data/markup/mail.js`."""
    mails = {" ".join(view): mail(*view).html for view in VIEWS}
    assert invalid(mails, "mail", tmp_path) == []


# What stands in the place of </h1>, and the rule that it breaks.
BROKEN = {
    "close-order": "</h2>",
    "no-dup-id": '</h1><p id="x"></p><p id="x"></p>',
    "wcag/h37": '</h1><img src="cid:chart">',
    "element-permitted-content": "</h1><b><h3>x</h3></b>",
    "deprecated": "</h1><font>x</font>",
    "wcag/h30": '</h1><a href="#nowhere"></a>',
}


def test_the_validator_sees_what_is_wrong(tmp_path: Path) -> None:
    """Rules that are relaxed for mail must not have taken the others with them."""
    html = mail("daily", "arabic").html
    assert html.count("</h1>") == 1
    broken = {rule: html.replace("</h1>", wrong) for rule, wrong in BROKEN.items()}
    found = invalid(broken, "mail", tmp_path)
    assert {rule for rule in BROKEN if any(f": {rule}: " in each for each in found)} == {*BROKEN}
