"""How long it takes to render editions and to make the letters of all who get one.

    python bench/rendering.py [--repeats 5]

Each figure is the fastest of some tries, in CPU time of one core, so that what else runs on the
machine counts little. npm's mjml gets the same MJML, in one process of its own that renders it over
and over; it is left out where `make test` has not installed it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from mjml import mjml2html
from printing import print_table
from support.editions import Fixture, long
from support.fixtures import fixture
from support.letters import CONTENT, CREATED, SENDER
from support.views import LINKS, TEMPLATES, TOOLS, UNSUBSCRIBE

from digest.delivery.letters import freeze, letter
from digest.delivery.message import body
from digest.models.briefs import Preference
from digest.models.mail import Delivery, Kind, Mailing
from digest.models.views import Rendered
from digest.rendering import render, wording
from digest.rendering.layout import Layout
from digest.rendering.templating import MJML, TEXT, Templates

RECIPIENTS = 1000
# The copies of recipients with topics of their own: an edition is chosen and rendered for each.
OWN = 20
NPM = """
const mjml = require(process.argv[1]);
const source = require("fs").readFileSync(process.argv[2], "utf8");
const render = mjml.default || mjml;
(async () => {
  const times = [];
  for (let n = 0; n < Number(process.argv[3]) + 2; n++) {
    const start = process.cpuUsage();
    await render(source, { validationLevel: "skip" });
    const used = process.cpuUsage(start);
    times.push((used.user + used.system) / 1000);
  }
  console.log(JSON.stringify(Math.min(...times)));
})();
"""


def fastest(work: Callable[[], object], repeats: int) -> float:
    """Milliseconds of CPU time of the fastest of some tries."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def of_npm(source: str, repeats: int) -> float | None:
    """The same of npm's mjml, warmed up."""
    package = TOOLS / "mjml"
    if not package.exists():
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".mjml", encoding="utf-8") as file:
        file.write(source)
        file.flush()
        command = ["node", "-e", NPM, str(package), file.name, str(repeats)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout))


def rendered(made: Fixture) -> Rendered:
    return render(*made, TEMPLATES["daily"], links=LINKS, unsubscribe=UNSUBSCRIBE)


def letters(made: Rendered, count: int) -> None:
    """The letters of so many recipients, from one body."""
    content = replace(CONTENT, subject=made.subject, html=made.html, text=made.text)
    shared = body(content, SENDER)
    mailing = Mailing(id="daily-2026-11-22", kind=Kind.EDITION, digest="daily", created=CREATED)
    for n in range(count):
        delivery = Delivery(
            mailing=mailing.id,
            channel="smtp",
            recipient=f"reader{n}@example.org",
            token=f"{n:032}",
            next_try=CREATED,
            changed=CREATED,
        )
        letter(freeze(delivery, mailing, shared, SENDER), shared, SENDER)


def own(made: Fixture, count: int) -> None:
    """Letters of recipients of whom each gets an edition of their own."""
    edition, documents = made
    for n in range(count):
        brief = replace(edition.brief, preferences=(Preference(name=f"topic {n}", steps=1),))
        letters(rendered((replace(edition, brief=brief), documents)), 1)


def measured(name: str, made: Fixture, repeats: int) -> list[str]:
    said = wording.load(made[0].brief.language)
    templates, page = Templates(TEMPLATES["daily"], said), Layout(made[0], said, LINKS).page("")
    source = templates.fill(MJML, page)
    npm = of_npm(source, repeats)
    ours = fastest(partial(mjml2html, source, fonts={}), repeats)
    return [
        name,
        f"{len(rendered(made).html.encode()) / 1000:.0f} KB",
        f"{fastest(partial(rendered, made), repeats):.0f} ms",
        f"{fastest(partial(templates.fill, TEXT, page), repeats):.1f} ms",
        f"{ours:.1f} ms",
        f"{npm:.0f} ms ({npm / ours:.0f} times)" if npm else "",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    editions = {
        "20 stories, English": fixture("english"),
        "40 stories, German, shortened": fixture("german"),
        "20 stories of 6 claims": long("en", 20, 6),
        "200 stories of 6 claims, shortened": long("en", 200, 6),
    }
    head = ["edition", "HTML", "all parts", "text alone", "MJML to HTML", "npm's mjml"]
    print_table(head, [measured(name, made, repeats) for name, made in editions.items()])
    print()
    made = rendered(editions["20 stories, English"])
    one = fastest(partial(letters, made, RECIPIENTS), repeats)
    each = fastest(partial(own, editions["20 stories, English"], OWN), repeats) / OWN * RECIPIENTS
    rows = [["one edition for all", f"{one / 1000:.2f} s"]]
    rows.append(["an edition for each", f"{each / 1000:.1f} s (from {OWN} of them)"])
    print_table([f"letters to {RECIPIENTS}", "CPU time"], rows)


if __name__ == "__main__":
    main()
