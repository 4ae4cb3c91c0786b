"""The queue of moderators, one case of it, and deciding."""

from __future__ import annotations

import re
from datetime import date

import pytest

from freedomcities.accounts.tests.makers import NOW
from freedomcities.moderation.choices import Complaint
from freedomcities.moderation.marked import marked
from freedomcities.moderation.models import Case, Report
from freedomcities.moderation.reporting import report
from freedomcities.moderation.tests.makers import LAW, make_case, read_and_send, snapshot
from freedomcities.moderation.tests.site import DESK, READING, SCRIPT, Site, where

pytestmark = pytest.mark.django_db


def waiting(page: str) -> str:
    """The part of the page with what waits for a moderator."""
    return page.partition('id="reading"')[0]


def test_the_queue_and_its_filters(site: Site) -> None:
    client = site.windows["moderator"]
    for query, seen in (
        ("", {"leaflet: Leaf one", "leaflet: Leaf two"}),
        ("?kind=leaf&why=report", {"leaflet: Leaf two"}),
        ("?why=private-details", {"leaflet: Leaf one"}),
        ("?why=unknown-person", {"leaflet: Leaf one"}),
        ("?why=every-one", set()),
        ("?kind=leaf-law", set()),
        ("?kind=nonsense&why=%00", {"leaflet: Leaf one", "leaflet: Leaf two"}),
    ):
        shown = client.get(f"{DESK}{query}")
        assert shown.status_code == 200, query
        assert set(re.findall(r"leaflet: Leaf \w+", waiting(shown.text))) == seen, query
    assert (
        "its author is new here, private details were found in it: phone number"
        in client.get(DESK).text
    )
    assert "Nothing waits" in client.get(f"{DESK}?why=every-one").text


def test_the_oldest_comes_first_and_thirty_a_page(site: Site) -> None:
    for number in range(31):
        make_case(f"more{number}")
    Case.objects.filter(subject="more7").update(opened_on="2020-01-01")
    client = site.windows["staff"]
    pages = [waiting(client.get(f"{DESK}?page={number}").text) for number in (1, 2)]
    rows = [re.findall(rf'href="{DESK}([0-9a-f-]{{36}})/"', page) for page in pages]
    assert [len(each) for each in rows] == [30, 3]
    assert rows[0][0] == str(Case.objects.get(subject="more7").pk)


def test_a_case_shows_what_was_found_and_runs_nothing(site: Site) -> None:
    site.leaf.text = SCRIPT
    text = site.windows["moderator"].get(f"{DESK}{site.waits.pk}/").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; =1+1, <mark" in text
    assert re.search(r'<mark title="phone number">734-555-0123<span', text)
    assert "Nothing else by its author was accepted yet." in text
    assert f'href="{DESK}{site.waits.pk}/publish/"' in text
    assert f"{DESK}{site.waits.pk}/leave/" not in text
    assert str(site.people["person"].pk) not in text, "nobody is named"


def test_a_report_is_read_beside_what_it_is_about(site: Site) -> None:
    text = site.windows["second"].get(f"{DESK}{site.reported.pk}/").text
    assert "Nobody knows who said it, and it must stay so." in text
    assert "It threatens or insults somebody" in text
    assert '<mark title="email address">ann@example.org' in text
    assert f"{DESK}{site.reported.pk}/take-down/" in text


def test_a_moderator_publishes_and_the_second_is_told(site: Site) -> None:
    path = f"{DESK}{site.waits.pk}/publish/"
    done = read_and_send(site.windows["moderator"], path, text="fine")
    assert (done.status_code, where(done)) == (302, DESK)
    assert site.leaf.done == [("one", "public")]
    before = snapshot()
    told = site.windows["second"].post(path, {"text": ""})
    assert told.status_code == 422
    assert "Somebody else has decided on this already." in told.text
    assert snapshot() == before
    shown = site.windows["second"].get(f"{DESK}{site.waits.pk}/").text
    assert "This is decided" in shown
    assert "fine" in shown


def test_a_moderator_does_not_open_what_is_their_own(site: Site) -> None:
    site.leaf.author = site.people["moderator"]
    path, before = f"{DESK}{site.waits.pk}/publish/", snapshot()
    refused = read_and_send(site.windows["moderator"], path, text="")
    assert refused.status_code == 422
    assert "This is your own. Somebody else has to decide on it." in refused.text
    assert (snapshot(), site.leaf.done) == (before, [])
    assert read_and_send(site.windows["second"], path, text="").status_code == 302


@pytest.mark.parametrize("decision", ["publish", "decline"])
def test_nothing_is_decided_on_words_that_nobody_has_read(site: Site, decision: str) -> None:
    client, path = site.windows["moderator"], f"{DESK}{site.waits.pk}/{decision}/"
    page = client.get(path).text
    assert '<mark title="phone number">734-555-0123' in page, "what is decided on stands there"
    site.leaf.text = "Bob lives at 4127 Quillfeather Terrace."
    before = snapshot()
    (seen,) = re.findall(r'name="seen" value="([0-9a-f]{64})"', page)
    for stale in ({"seen": seen}, {"seen": ""}, {}):
        refused = client.post(path, {"ground": "harmful", "text": "fine", **stale})
        assert refused.status_code == 422
        assert "It has changed since you read it: read it again." in refused.text
        assert '<mark title="street address">4127 Quillfeather Terrace' in refused.text
        assert "734-555-0123" not in refused.text
        assert snapshot() == before
    assert site.leaf.done == []
    (now_read,) = re.findall(r'name="seen" value="([0-9a-f]{64})"', refused.text)
    assert now_read != seen
    sent = {"ground": "harmful", "text": "", "seen": now_read}
    assert client.post(path, sent).status_code == 302
    assert len(site.leaf.done) == 1


def test_what_was_read_in_one_language_is_decided_in_another(site: Site) -> None:
    client, path = site.windows["moderator"], f"{DESK}{site.waits.pk}/publish/"
    (seen,) = re.findall(r'name="seen" value="([0-9a-f]{64})"', client.get(f"/es{path}").text)
    assert client.post(path, {"text": "", "seen": seen}).status_code == 302


def test_declining_needs_a_reason_of_the_list(site: Site) -> None:
    path, client = f"{DESK}{site.waits.pk}/decline/", site.windows["moderator"]
    before = snapshot()
    for sent in ({}, {"ground": "because"}, {"ground": "other", "text": "x" * 1_001}):
        assert client.post(path, sent).status_code == 422, sent
    assert snapshot() == before
    assert read_and_send(client, path, ground="harmful", text="").status_code == 302
    assert site.leaf.done == [("one", "gone")]


def test_a_subject_that_vanished_can_be_closed(site: Site) -> None:
    del site.leaf.states["one"]
    client, address = site.windows["moderator"], f"{DESK}{site.waits.pk}/"
    shown = client.get(address)
    assert "It is not there any more" in shown.text
    assert f'href="{address}leave/"' in shown.text
    assert client.get(DESK).status_code == 200
    assert client.post(f"{address}leave/", {"text": ""}).status_code == 302
    assert Case.objects.get(pk=site.waits.pk).state == "gone"


def test_a_text_in_pieces_is_the_same_text() -> None:
    for text in ("", "plain", "734-555-0123", f"a {SCRIPT} b ann@example.org"):
        assert "".join(piece.text for piece in marked(text)) == text
    assert [piece.words for piece in marked("x 734-555-0123")] == ["", "phone number"]


@pytest.mark.parametrize("reporters", [1, 9])
def test_a_number_of_people_below_ten_stands_nowhere(site: Site, reporters: int) -> None:
    for case in (site.reported, site.read):
        Case.objects.filter(pk=case.pk).update(reporters=reporters)
    moderator, reader = site.windows["moderator"], site.windows["reader"]
    pages = [moderator.get(DESK), moderator.get(f"{DESK}{site.reported.pk}/"),
             moderator.get(f"{DESK}{site.read.pk}/"), reader.get(READING),
             reader.get(f"{READING}{site.read.pk}/")]  # fmt: skip
    for page in pages:
        assert page.status_code == 200
        assert not re.search(rf"\b{reporters}\b (person|people)|\({reporters}\)", page.text)
        assert "or more people" not in page.text


def test_that_many_people_say_so_is_told(site: Site) -> None:
    Case.objects.filter(pk=site.reported.pk).update(reporters=14)
    for path in (DESK, f"{DESK}{site.reported.pk}/"):
        text = site.windows["moderator"].get(path).text
        assert "10 or more people say so." in text
        assert not re.search(r"\b14\b (or|person|people)|\(14\)", text)


def test_on_which_day_somebody_reported_is_not_told(site: Site) -> None:
    Report.objects.update(sent_on=date(2019, 2, 3))
    for who, path in (("moderator", DESK), ("reader", READING)):
        case = site.reported if who == "moderator" else site.read
        text = site.windows[who].get(f"{path}{case.pk}/").text
        assert not re.search("Feb|2019", text)


def test_a_case_leads_to_its_place_and_its_source(site: Site) -> None:
    for who, path in (("moderator", f"{DESK}{site.waits.pk}/"),
                      ("reader", f"{READING}{site.read.pk}/")):  # fmt: skip
        text = site.windows[who].get(path).text
        assert 'href="/places/mi/ann-arbor/"' in text
        assert "Ann Arbor, MI" in text
        assert 'href="https://example.org/leaf" rel="nofollow noopener noreferrer"' in text


def test_a_moderator_asks_a_reader_of_law(site: Site) -> None:
    site.leaf.states["four"] = "public"
    case = report(LAW, "four", Complaint.WRONG, "It ended.", peer="p", now=NOW)
    client, path = site.windows["moderator"], f"{DESK}{case.pk}/ask-reader/"
    assert f'href="{path}"' in client.get(f"{DESK}{case.pk}/").text
    before = snapshot()
    for sent in ({}, {"ground": "untrue"}, {"ground": "mistake"}):
        assert client.post(path, sent).status_code == 422, sent
    assert snapshot() == before
    done = read_and_send(client, path, ground="out-of-date", text="Look at section 3.")
    assert where(done) == DESK
    case.refresh_from_db()
    assert (case.state, case.ground, case.note) == ("reading", "out-of-date", "Look at section 3.")
    assert site.leaf.done == []
    queue = client.get(DESK).text
    assert "With readers of law" in queue
    shown = client.get(f"{DESK}{case.pk}/").text
    assert "A reader of law was asked" in shown
    assert "It ended." in shown
    assert f"{DESK}{case.pk}/leave/" in shown
    assert f"{DESK}{case.pk}/ask-reader/" not in shown


def test_what_is_no_law_is_not_asked_of_readers(site: Site) -> None:
    client, path = site.windows["moderator"], f"{DESK}{site.reported.pk}/ask-reader/"
    assert path not in client.get(f"{DESK}{site.reported.pk}/").text
    before = snapshot()
    refused = read_and_send(client, path, ground="out-of-date", text="")
    assert refused.status_code == 422
    assert "This cannot be decided here." in refused.text
    assert snapshot() == before
