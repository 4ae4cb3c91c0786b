"""The starter list as people meet it: on rules' pages, on its own pages, on places' pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.utils.html import escape

from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.starter import STARTER_LIST
from freedomcities.blueprints.markdown import instrument_ids
from freedomcities.blueprints.models import Rule
from tests.site.addresses import in_spanish
from tests.site.conftest import Read
from tests.site.reading import read_page

ROWS = [json.loads(line) for line in STARTER_LIST.read_text("utf-8").splitlines() if line.strip()]

# The two examples of seed 004, by rule: whose they are, and words of the seed.
EXAMPLES = {
    "5": ("seed-dc-mayors-order-2011-174", "Washington", "Mayor"),
    "6": ("seed-il-executive-order-15-02", "Illinois", "Executive Order"),
}


def test_every_instrument_has_its_page_in_both_languages(read: Read) -> None:
    assert len(ROWS) >= 25
    for row in ROWS:
        html = read(f"/instruments/{row['id']}/")
        assert escape(row["title"]) in html, row["id"]
        for finding in row.get("findings", ()):
            assert _squeezed(finding["quote"])[:60] in _squeezed(read_page(html).main), row["id"]
        read(in_spanish(f"/instruments/{row['id']}/"))


def test_the_list_of_instruments_leads_to_each(read: Read) -> None:
    listed = "".join(read(f"/instruments/?page={page}") for page in (1, 2))
    for row in ROWS:
        assert f'href="/instruments/{row["id"]}/"' in listed, row["id"]


@pytest.mark.parametrize("number", EXAMPLES)
def test_the_examples_of_the_source_stand_on_their_rule_as_reported(
    number: str, read: Read
) -> None:
    id_, place, said = EXAMPLES[number]
    html = read(f"/rules/freedom-cities/{number}/")
    assert f'href="/instruments/{id_}/"' in html
    page = read_page(html).main
    assert said in page
    row = next(line for line in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if f"/{id_}/" in line)
    assert place in row
    assert "(reported)" in row
    spanish = read(in_spanish(f"/rules/freedom-cities/{number}/"))
    assert f'href="/es/instruments/{id_}/"' in spanish
    assert "(reported)" not in spanish
    assert not Finding.objects.get(instrument=id_).confirmed


@pytest.mark.parametrize("number", EXAMPLES)
def test_the_examples_carry_the_quotation_and_the_address_of_the_source(
    number: str, read: Read, shared: Path
) -> None:
    id_ = EXAMPLES[number][0]
    seed = next((shared / "seeds").glob("004_*.txt")).read_text("utf-8")
    kept = Instrument.objects.get(pk=id_)
    quote = Finding.objects.get(instrument=kept).quote
    assert _squeezed(quote) in _squeezed(seed)
    assert kept.url in seed
    html = read(f"/instruments/{id_}/")
    assert escape(kept.url) in html
    assert _squeezed(quote) in _squeezed(read_page(html).main)


def test_what_is_only_reported_counts_nowhere(read: Read) -> None:
    """Illinois' order is reported on rule 6: the state's page says so, and does not count it."""
    answer = json.loads(read("/api/v1/places/17/standings"))
    sixth = next(each for each in answer["rules"] if each["number"] == "6")
    assert (sixth["standing"], sixth["reported"]) == ("unknown", True)
    assert [each["instrument"] for each in sixth["basis"]] == ["seed-il-executive-order-15-02"]
    page = read_page(read("/places/il/")).main
    assert "It counts once a second reader has read the passage." in page


def test_the_instruments_that_rules_name_exist() -> None:
    known = {row["id"] for row in ROWS}
    for rule in Rule.objects.all():
        for language in ("en", "es"):
            texts = [each for each in rule.text(language).values() if isinstance(each, str)]
            assert set(instrument_ids(*texts)) <= known, f"{rule} {language}"


def _squeezed(text: str) -> str:
    """Without white space and with plain quotation marks, which pages set in their own way."""
    return re.sub(r"[\s“”\"'‘’…\[\].]+", "", text)
