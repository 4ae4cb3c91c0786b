"""The pages of saying yes, and of who comes: as everybody may come to them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar

from freedomcities.accounts.models import Count, Letter
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.events.calendars import uid_of
from freedomcities.events.choices import Answer, Where
from freedomcities.events.coming import approve, decline
from freedomcities.events.models import Event, SignUp
from freedomcities.events.moderating import take_down
from freedomcities.events.operations import cancel_event
from freedomcities.events.tests.guests import ADDRESS, GUEST, NOTE, make_yes
from freedomcities.events.tests.makers import (
    HOME_ADDRESS,
    OUTSIDER,
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    snapshot,
)
from freedomcities.events.tests.test_views import Site, site, window  # noqa: F401 a fixture
from freedomcities.moderation.choices import Ground

pytestmark = pytest.mark.django_db
EVERYBODY = ["nobody", "outsider", "member", "lead", "host", "moderator"]


def sent(**overrides: str) -> dict[str, str]:
    return {"name": GUEST, "email": ADDRESS, "note": NOTE, "once": str(uuid4()), **overrides}


def own(event: Event, secret: str, rest: str = "/") -> str:
    return f"/events/{event.pk}/yes/{secret}{rest}"


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_says_yes_and_gets_a_page_of_their_own(site: Site, who: str) -> None:  # noqa: F811
    client = site.windows[who]
    assert "Say yes" in client.get(site.path()).text
    form = client.get(site.path("yes/"))
    assert form.status_code == 200
    assert "no-store" in form.headers["Cache-Control"]
    assert "What should people call you?" in form.text
    answer = client.post(site.path("yes/"), sent())
    row = SignUp.objects.get()
    assert (row.answer, row.event_id) == (Answer.COMES, site.event.pk)
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    for words in ("You are coming", GUEST, "Notecanary", ADDRESS, "Downtown library"):
        assert words in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.text
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_a_visitor_carries_no_cookie_on(site: Site) -> None:  # noqa: F811
    client = Client()
    client.get(site.path("yes/"))
    answer = client.post(site.path("yes/"), sent())
    assert answer.cookies["csrftoken"].value == ""
    assert answer.cookies["csrftoken"]["max-age"] == 0
    # The test's own client would send the empty cookie on, which browsers have dropped.
    assert not Client().get(answer.headers["Location"]).cookies
    gone = client.post(f"{answer.headers['Location']}cancel/")
    assert set(gone.cookies) == {"csrftoken"}
    assert gone.cookies["csrftoken"]["max-age"] == 0
    assert not Client().get(gone.headers["Location"]).cookies


def test_a_form_without_its_token_is_refused(site: Site) -> None:  # noqa: F811
    strict = Client(enforce_csrf_checks=True)
    before = snapshot()
    assert strict.post(site.path("yes/"), sent()).status_code == 403
    assert snapshot() == before


def test_a_name_alone_is_enough(site: Site) -> None:  # noqa: F811
    client = Client()
    answer = client.post(site.path("yes/"), {"name": "Ann"})
    assert SignUp.objects.get().answer == Answer.COMES
    page = client.get(answer.headers["Location"]).text
    assert "Keep this page" in page
    assert f"http://127.0.0.1:8000{answer.headers['Location']}" in page
    # Without a number each form counts.
    client.post(site.path("yes/"), {"name": "Ann", "once": "no number"})
    assert SignUp.objects.count() == 2


def test_sent_twice_it_counts_once_and_leads_to_the_same_page(site: Site) -> None:  # noqa: F811
    form = re.search(r'name="once" value="([^"]+)"', Client().get(site.path("yes/")).text)
    assert form
    twice = [Client().post(site.path("yes/"), sent(once=form[1])) for _time in range(2)]
    assert twice[0].headers["Location"] == twice[1].headers["Location"]
    assert (SignUp.objects.count(), Letter.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"name": ""}, "required"),
        ({"name": "x" * 5_000}, "at most 60"),
        ({"name": "734 555 0143"}, "Choose a name without"),
        ({"name": "\u200b"}, "Write something here."),
        ({"note": "x" * 5_000}, "at most 500"),
        ({"note": "Text me at 734 555 0143"}, "Leave phone numbers, addresses"),
        ({"email": "nobody"}, "Write one email address"),
        ({"email": "\u0430nn@example.org"}, "Write one email address"),
        ({"email": f"{'x' * 5_000}@example.org"}, "at most 254"),
    ],
)
def test_bad_input_is_told_at_its_field_and_changes_nothing(
    site: Site,  # noqa: F811
    words: dict[str, str],
    sentence: str,
) -> None:
    said = make_yes(site.event)
    before = snapshot()
    for path in (site.path("yes/"), own(site.event, said.secret, "/change/")):
        answer = Client().post(path, sent(**words))
        assert answer.status_code == 422
        assert sentence in answer.text
    assert snapshot() == before
    assert not Letter.objects.exists()


def test_formulas_and_scripts_are_words(site: Site) -> None:  # noqa: F811
    nasty = '=1+1<script>alert(1)</script>"'
    answer = Client().post(site.path("yes/"), sent(name=nasty, note=nasty))
    host = site.windows["host"]
    pages = [answer.headers["Location"], site.path("people/"), site.path("people/sheet/")]
    for address in pages:
        page = host.get(address).text
        assert "=1+1&lt;script&gt;" in page
        assert "<script>alert" not in page


def test_known_and_unknown_addresses_get_the_same_answer(site: Site) -> None:  # noqa: F811
    answers = [
        Client().post(site.path("yes/"), sent(name="Ann", email=f"{name}@example.org"))
        for name in ("outcanary", "unknownxx")
    ]
    pages = [Client().get(each.headers["Location"]) for each in answers]
    bodies = [
        re.sub(r'nonce-?=?"?[^"\' ]+|yes/[\w-]+|outcanary|unknownxx', "", each.text)
        for each in pages
    ]
    assert bodies[0] == bodies[1]
    assert {each.status_code for each in answers} == {302}
    assert Letter.objects.count() == 2


def test_too_many_from_one_peer_are_told_when_there_is_room(site: Site) -> None:  # noqa: F811
    for _number in range(50):
        assert Client().post(site.path("yes/"), sent(email="")).status_code == 302
    before = snapshot()
    answer = Client().post(site.path("yes/"), sent(email=""))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert snapshot() == before
    assert "127.0.0.1" not in str(list(Count.objects.values()))


def test_visitors_see_of_the_seats_no_more_than_they_may(site: Site) -> None:  # noqa: F811
    event = make_event(make_host("third"), make_draft(seats=20))
    path = f"/events/{event.pk}/"
    told = {}
    for number in range(1, 22):
        make_yes(event, f"P{number}")
        page = Client().get(path).text
        found = re.search(r"<p>(There are|It is)[^<]*</p>", page)
        assert found
        told[number] = found[0].removeprefix("<p>").partition(" come.")[0]
    assert told[1] == told[9] == "There are seats. So far fewer than 10 people"
    assert told[10] == told[14] == "There are seats. So far 10 or more people"
    assert told[15] == "There are seats. So far 15 or more people"
    assert told[16] == told[19] == "It is nearly full. So far 15 or more people"
    assert told[20] == told[21] == "It is full, with a waiting list. So far 20 or more people"


def test_how_it_stands_is_told_on_the_private_page() -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=1))
    said = [make_yes(event, name) for name in "AB"]
    pages = [Client().get(own(event, each.secret)).text for each in said]
    assert "You are coming" in pages[0]
    assert "You are on the waiting list" in pages[1]
    for page in pages:
        assert "You cannot come after all? Cancel your yes" in page
    # Whoever comes looks for the hour first, on a phone too.
    assert 0 < pages[0].find("When and where") < pages[0].find("Take something on")
    assert "Take something on" not in pages[1]
    Client().post(own(event, said[0].secret, "/cancel/"))
    assert "You are coming" in Client().get(own(event, said[1].secret)).text


def test_the_address_of_a_home_is_for_those_alone_whom_the_host_approved() -> None:
    host = make_host()
    event = make_event(host, make_home_draft(seats=1))
    said = [make_yes(event, name) for name in "ABCD"]
    approve(event.pk, 1, actor=host, now=NOW)
    approve(event.pk, 2, actor=host, now=NOW)
    decline(event.pk, 3, actor=host, now=NOW)
    stand = [
        "You are coming",
        "You are on the waiting list",
        "You cannot come",
        "You asked to come",
    ]
    for number, each in enumerate(said):
        page = Client().get(own(event, each.secret)).text
        file = Client().get(own(event, each.secret, ".ics"))
        assert stand[number] in page
        is_declined = number == 2
        assert ("Into your calendar" in page) == (not is_declined)
        assert ("Delete what you wrote" in page) == is_declined
        assert ("Cancel your yes" in page) == (not is_declined)
        knows = number == 0
        assert (HOME_ADDRESS in page) == knows
        assert ("4127 Quillfeather" in file.text) == knows
        assert (("4127+Quillfeather" in page) and "calendar.google.com" in page) == knows
    # Whoever came and is declined after all is told no more.
    decline(event.pk, 1, actor=host, now=NOW)
    assert HOME_ADDRESS not in Client().get(own(event, said[0].secret)).text
    assert "Quillfeather" not in Client().get(own(event, said[0].secret, ".ics")).text


def test_the_link_for_joining_online_is_for_those_who_come() -> None:
    link = "https://meet.example.org/canary"
    draft = make_draft(where=Where.ONLINE, venue="", address="", link=link, seats=1)
    event = make_event(make_host(), draft)
    said = [make_yes(event, name) for name in "AB"]
    found = [link in Client().get(own(event, each.secret)).text for each in said]
    assert found == [True, False]
    assert link not in Client().get(f"/events/{event.pk}/").text
    files = [Client().get(own(event, each.secret, ".ics")).text for each in said]
    assert [link in text for text in files] == [True, False]


def test_calendar_buttons_say_what_everybody_may_know(site: Site) -> None:  # noqa: F811
    said = make_yes(site.event)
    page = Client().get(own(site.event, said.secret)).text
    found = re.findall(r'href="(https://(?:calendar\.google|outlook\.live)\.com/[^"]+)"', page)
    google, outlook = (parse_qs(urlsplit(address.replace("&amp;", "&")).query) for address in found)
    start = f"{site.event.starts_at:%Y%m%dT%H%M%SZ}/{site.event.ends_at:%Y%m%dT%H%M%SZ}"
    assert google["dates"] == [start]
    assert google["ctz"] == ["America/Detroit"]
    assert google["text"] == outlook["subject"] == ["First gathering"]
    assert google["location"] == ["Downtown library, 343 S Fifth Ave, Ann Arbor, MI"]
    assert outlook["location"] == google["location"]
    assert outlook["startdt"] == [site.event.starts_at.isoformat()]
    for address in found:
        assert said.secret not in address
        assert GUEST not in address


def test_the_file_for_calendars_is_the_same_entry_as_everybodys(site: Site) -> None:  # noqa: F811
    said = make_yes(site.event)
    answer = Client().get(own(site.event, said.secret, ".ics"))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    entry = Calendar.from_ical(answer.text).walk("VEVENT")[0]
    assert entry["UID"] == uid_of(site.event.pk)
    assert entry["SUMMARY"] == "First gathering"
    assert said.secret not in answer.text


def test_somebody_changes_and_cancels(site: Site) -> None:  # noqa: F811
    said = make_yes(site.event, note=NOTE, email=ADDRESS)
    client = Client()
    form = client.get(own(site.event, said.secret, "/change/"))
    assert GUEST in form.text
    assert "no-store" in form.headers["Cache-Control"]
    answer = client.post(own(site.event, said.secret, "/change/"), {"name": "Other"})
    assert answer.headers["Location"] == own(site.event, said.secret)
    page = client.get(own(site.event, said.secret)).text
    assert "Other" in page
    assert GUEST not in page
    # A scanner of letters opens links: that changes nothing.
    assert client.get(own(site.event, said.secret, "/cancel/")).status_code == 200
    assert SignUp.objects.count() == 1
    answer = client.post(own(site.event, said.secret, "/cancel/"))
    assert "is cancelled" in client.get(answer.headers["Location"]).text
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("rest", ["/", ".ics", "/change/", "/cancel/"])
def test_a_link_that_is_over_or_of_another_event_leads_to_nothing(
    site: Site,  # noqa: F811
    rest: str,
) -> None:
    said = make_yes(site.event)
    before = snapshot()
    wrong = (own(site.home, said.secret, rest), own(site.event, said.secret + "x", rest))
    for address in wrong:
        for client in site.windows.values():
            answer = client.get(address)
            assert answer.status_code == 404
            assert "This link leads to nothing any more" in answer.text
            assert "no-store" in answer.headers["Cache-Control"]
            assert client.post(address, {"name": "Ann"}).status_code in {404, 405}
    assert snapshot() == before


def test_an_event_that_is_closed_says_so_and_takes_nobody(site: Site) -> None:  # noqa: F811
    said = make_yes(site.event)
    host = Event.objects.get(pk=site.event.pk).hosts.get().person
    cancel_event(site.event.pk, because="Snow.", actor=host, now=NOW)
    before = snapshot()
    client = Client()
    assert "Say yes" not in client.get(site.path()).text
    assert client.get(site.path("yes/")).headers["Location"] == site.path()
    answer = client.post(site.path("yes/"), sent())
    assert answer.status_code == 422
    assert "This event is cancelled." in answer.text
    page = client.get(own(site.event, said.secret)).text
    assert "This event is cancelled" in page
    assert "Snow." in page
    over = timedelta(days=30)
    Event.objects.filter(pk=site.home.pk).update(starts_at=NOW - over, ends_at=NOW - over)
    answer = client.post(f"/events/{site.home.pk}/yes/", sent())
    assert "This event is over." in answer.text
    assert answer.status_code == 422
    for method in (client.get, client.post):
        assert method(f"/events/{site.waiting.pk}/yes/").status_code == 404
    assert client.get("/events/bbbbccccdddd/yes/").status_code == 404
    assert [row for row in snapshot()[6] if row["event_id"] == site.home.pk] == []
    assert len(snapshot()[6]) == len(before[6])


def test_what_is_off_the_map_hides_its_words_and_can_be_cancelled(site: Site) -> None:  # noqa: F811
    said = make_yes(site.event)
    take_down(site.event.pk, ground=Ground.OTHER, actor=system_actor(), now=NOW)
    page = Client().get(own(site.event, said.secret)).text
    assert "not on the map just now" in page
    assert "First gathering" not in page
    assert Client().get(own(site.event, said.secret, ".ics")).status_code == 404


@pytest.mark.parametrize("rest", ["", "sheet/", "1/approve/", "1/decline/", "1/remove/"])
def test_who_comes_is_for_hosts_alone(site: Site, rest: str) -> None:  # noqa: F811
    make_yes(site.home, note=NOTE, email=ADDRESS)
    host = Event.objects.get(pk=site.home.pk).hosts.get().person
    approve(site.home.pk, 1, actor=host, now=NOW)
    path = f"/events/{site.home.pk}/people/{rest}"
    before = snapshot()
    for who in ("outsider", "member", "lead", "moderator"):
        assert site.windows[who].get(path).status_code == 404
        assert site.windows[who].post(path).status_code in {404, 405}
    answer = site.windows["nobody"].get(path)
    assert answer.headers["Location"].startswith("/account/sign-in/")
    assert site.windows["nobody"].post(path).status_code in {302, 405}
    assert snapshot() == before
    page = site.windows["host"].get(path)
    assert page.status_code == 200
    assert GUEST in page.text
    assert ADDRESS not in page.text
    assert site.windows["host"].get(path.replace("/1/", "/9/")).status_code == (
        404 if "/1/" in path else 200
    )


def test_the_desk_tells_its_hosts_who_waits(site: Site) -> None:  # noqa: F811
    make_yes(site.home)
    path = f"/events/{site.home.pk}/desk/"
    assert "1 waits for your answer" in site.windows["host"].get(path).text
    lead = site.windows["lead"].get(path).text
    assert "waits for your answer" not in lead
    assert "/people/" not in lead


def test_a_host_answers(site: Site) -> None:  # noqa: F811
    for name in ("A", "B"):
        make_yes(site.home, name)
    host, path = site.windows["host"], f"/events/{site.home.pk}/people/"
    assert "Let them come" in host.get(path).text
    answer = host.post(f"{path}1/approve/")
    assert answer.headers["Location"] == path
    host.post(f"{path}2/decline/")
    answers = dict(SignUp.objects.values_list("number", "answer"))
    assert answers == {1: Answer.COMES, 2: Answer.DECLINED}
    host.post(f"{path}2/remove/")
    assert SignUp.objects.count() == 1
    sheet = host.get(f"{path}sheet/").text
    assert sheet.count("<tr>") == 1 + 1 + 15


def test_what_somebody_wrote_stands_nowhere_else(
    site: Site,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Name, note, address and the address of the home: in no page, table, log or letter."""
    other = make_yes(site.home, "Other", email="other@example.org")
    host = Event.objects.get(pk=site.home.pk).hosts.get().person
    approve(site.home.pk, 1, actor=host, now=NOW)
    path = f"/events/{site.home.pk}/"
    answer = Client().post(f"{path}yes/", sent())
    secret = answer.headers["Location"].split("/")[-2]
    approve(site.home.pk, 2, actor=host, now=NOW)
    words = (GUEST, "Notecanary", ADDRESS, "yes.canary")
    pages = [
        *("/events/", path, f"{path}yes/", "/", own(site.home, other.secret)),
        *(own(site.home, other.secret, rest) for rest in (".ics", "/change/", "/cancel/")),
    ]
    for client in (site.windows[who] for who in EVERYBODY if who != "host"):
        for address in (*pages, f"{path}desk/"):
            text = client.get(address).text
            assert [word for word in words if word in text] == [], address
            if other.secret not in address:
                assert HOME_ADDRESS not in text, address
    run_jobs()
    for letter in mail.outbox:
        whole = str(letter.message())
        if letter.to != [ADDRESS]:
            assert [word for word in words if word in whole] == []
        assert GUEST not in whole
        assert "Notecanary" not in whole
    for table in (*snapshot(), list(AuditEntry.objects.values()), list(Letter.objects.values())):
        for word in (*words, secret, other.secret, "Quillfeather"):
            assert word not in str(table)
    assert [word for word in (*words, secret, "Quillfeather") if word in caplog.text] == []


def test_a_member_of_the_site_says_yes_without_being_known(site: Site) -> None:  # noqa: F811
    client = window(make_host(f"{OUTSIDER}2"))
    client.post(site.path("yes/"), sent(email=""))
    row: Any = SignUp.objects.get()
    assert row.email_index == ""
    assert AuditEntry.objects.get(action="say-yes").actor.is_system
