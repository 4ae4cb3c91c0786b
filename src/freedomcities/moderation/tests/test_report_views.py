"""What everybody may send: that something is wrong."""

from __future__ import annotations

import re

import pytest

from freedomcities.moderation.models import Case, Report
from freedomcities.moderation.reporting import AN_HOUR
from freedomcities.moderation.tests.makers import snapshot
from freedomcities.moderation.tests.site import FORM, SCRIPT, Site, where

pytestmark = pytest.mark.django_db
THANKS = "/report/thanks/?subject=leaf%3Atwo"


@pytest.mark.parametrize("who", ["nobody", "person", "moderator"])
def test_anybody_reports_and_carries_no_new_cookie_on(site: Site, who: str) -> None:
    client = site.windows[who]
    kept = set(client.cookies)
    sent = client.post(FORM, {"complaint": "private", "text": SCRIPT})
    assert (sent.status_code, where(sent)) == (302, THANKS)
    assert {name for name in client.cookies if client.cookies[name].value} <= kept
    assert Report.objects.get(complaint="private").text == SCRIPT
    assert Case.objects.get(subject="two").reporters == 2


def test_a_report_without_words_and_one_that_is_wrong(site: Site) -> None:
    client = site.windows["nobody"]
    assert client.post(FORM, {"complaint": "wrong"}).status_code == 302
    before = snapshot()
    for sent in ({}, {"complaint": "nonsense"}, {"complaint": "wrong", "text": "x" * 5_000}):
        assert client.post(FORM, sent).status_code == 422, sent
    trapped = client.post(FORM, {"complaint": "wrong", "website": "x", "text": "new"})
    assert trapped.status_code == 302
    assert snapshot() == before


def test_what_cannot_be_reported_is_not_there(site: Site) -> None:
    client = site.windows["nobody"]
    before = snapshot()
    for subject in (
        "leaf:one",
        "leaf:none",
        "no:two",
        "leaf",
        "leaf:",
        "",
        "correction:1",
        "leaf:\x00",
    ):
        for send in (client.get, client.post):
            assert send("/report/", query_params={"subject": subject}).status_code == 404, subject
    assert snapshot() == before


def test_a_flood_of_reports_is_told_when_to_come_again(site: Site) -> None:
    client = site.windows["nobody"]
    for number in range(AN_HOUR.most):
        assert client.post(FORM, {"complaint": "wrong", "text": str(number)}).status_code == 302
    before = snapshot()
    refused = client.post(FORM, {"complaint": "wrong", "text": "more"})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 3_600
    assert snapshot() == before


@pytest.mark.parametrize(
    ("subject", "is_told"),
    [("leaf:two", True), ("leaf:one", False), ("leaf:none", False), ("", False)],
)
def test_the_thanks_lead_back_to_what_everybody_sees(
    site: Site, subject: str, is_told: bool
) -> None:
    page = site.windows["nobody"].get("/report/thanks/", query_params={"subject": subject})
    assert page.status_code == 200
    assert ("Back to Leaf two" in page.text) == is_told
    assert "Leaf one" not in page.text


def test_the_form_says_that_nobody_writes_back(site: Site) -> None:
    text = site.windows["nobody"].get(FORM).text
    assert "so nobody can write back to you" in text
    assert re.search(
        r'<div class="visually-hidden" aria-hidden="true">\s*<label for="id_website"', text
    )
