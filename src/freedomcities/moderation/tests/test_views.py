"""Every page of moderation, as everybody who may come to it: nobody, a person, those with roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.moderation.choices import Complaint, Direction, Ground, Why
from freedomcities.moderation.found import Detail
from freedomcities.moderation.marked import marked
from freedomcities.moderation.models import Case, Report, TakeDown
from freedomcities.moderation.reporting import AN_HOUR, report
from freedomcities.moderation.taking_down import ask, confirm
from freedomcities.moderation.tests.makers import (
    LAW,
    LEAF,
    Leaves,
    make_author,
    make_case,
    make_moderator,
    read_and_send,
    snapshot,
)

pytestmark = pytest.mark.django_db
DESK = "/staff/moderation/"
FORM = "/report/?subject=leaf:two"
SCRIPT = '<script>alert("x")</script> =1+1, 734-555-0123'


def window(person: Person | None, *, strong: bool = False) -> Client:
    client = Client()
    if person is not None:
        sign_in(client, person, strong=strong)
    return client


@dataclass
class Site:
    """A leaflet that waits, a public one that was reported, and a listed one."""

    leaf: Leaves
    waits: Case
    reported: Case
    asked: TakeDown
    windows: dict[str, Client]
    people: dict[str, Person]

    def pages(self) -> dict[str, tuple[str, set[str]]]:
        everybody, desk = set(self.windows), {"moderator", "second", "staff"}
        take_downs = f"{DESK}take-downs/"
        return {
            "queue": (DESK, desk),
            "case": (f"{DESK}{self.waits.pk}/", desk),
            "decide": (f"{DESK}{self.waits.pk}/publish/", desk),
            "take_downs": (take_downs, desk),
            "take_down_ask": (f"{take_downs}ask/?subject=leaf-law:three", desk),
            "take_down_confirm": (f"{take_downs}{self.asked.pk}/confirm/", desk),
            "take_down_refuse": (f"{take_downs}{self.asked.pk}/refuse/", desk),
            "report": (FORM, everybody),
            "thanks": ("/report/thanks/", everybody),
            "decisions": ("/about/decisions/", everybody),
        }


@pytest.fixture
def site(leaf: Leaves) -> Site:
    author = make_author()
    leaf.states = {"one": "waiting", "two": "public", "law": "public", "three": "public"}
    leaf.author = author
    people = {
        "person": author,
        "reader": make_moderator("reader", Role.READER),
        "moderator": make_moderator(),
        "second": make_moderator("second"),
        "staff": make_moderator("staff", Role.STAFF),
    }
    moderator = people["moderator"]
    whys = [Why.UNKNOWN_PERSON, Why.PRIVATE_DETAILS]
    return Site(
        leaf=leaf,
        waits=make_case("one", whys=whys, details=[Detail.PHONE]),
        reported=report(LEAF, "two", Complaint.HARMFUL, "Look: ann@example.org", peer="p", now=NOW),
        asked=ask(
            LAW, "law", Direction.TAKE_DOWN, ground=Ground.UNTRUE, text="canarynote",
            actor=moderator, now=NOW,
        ),
        windows={
            "nobody": window(None),
            **{name: window(each, strong=True) for name, each in people.items()},
        },
        people=people,
    )  # fmt: skip


def where(response: Any) -> str:
    return str(response.headers.get("Location", ""))


def test_the_matrix_names_every_address(site: Site) -> None:
    from freedomcities.moderation.urls import urlpatterns

    assert set(site.pages()) == {pattern.name for pattern in urlpatterns}


def test_who_sees_what(site: Site) -> None:
    for name, (path, allowed) in site.pages().items():
        for who, client in site.windows.items():
            shown = client.get(path)
            if who in allowed:
                assert shown.status_code == 200, (name, who)
            elif who == "nobody":
                assert where(shown).startswith("/account/sign-in/?next=%2Fstaff%2F"), name
            else:
                assert shown.status_code == 404, (name, who)


def test_nobody_writes_who_may_not_look(site: Site) -> None:
    for name, (path, allowed) in site.pages().items():
        for who, client in site.windows.items():
            if who in allowed:
                continue
            before = snapshot()
            sent = client.post(path, {"ground": "other", "text": "x"})
            assert sent.status_code in {302, 404, 405}, (name, who)
            assert snapshot() == before, (name, who)
            assert site.leaf.done == []


def test_a_moderator_without_the_second_factor_is_led_to_it(site: Site) -> None:
    weak = window(site.people["moderator"])
    assert weak.get(DESK).status_code == 302
    before = snapshot()
    assert weak.post(f"{DESK}{site.waits.pk}/publish/").status_code == 302
    assert snapshot() == before


def test_forbidden_and_missing_look_alike(site: Site) -> None:
    person, missing = site.windows["person"], uuid4()
    for rest in ("/", "/publish/"):
        hidden = person.get(f"{DESK}{site.waits.pk}{rest}")
        absent = site.windows["moderator"].get(f"{DESK}{missing}{rest}")
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert _plain(hidden.text) == _plain(person.get(f"{DESK}{missing}{rest}").text)
    moderator = site.windows["moderator"]
    assert moderator.get(f"{DESK}{site.waits.pk}/no-decision/").status_code == 404
    for subject in ("leaf:one", "leaf-law:none", "no-such-kind:one", "leaf-law", ""):
        address = f"{DESK}take-downs/ask/?subject={subject}"
        assert moderator.get(address).status_code == 404, subject


def _plain(text: str) -> str:
    return re.sub(r'nonce="[^"]*"|[0-9a-f-]{36}', "", text)


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
        assert set(re.findall(r"leaflet: Leaf \w+", shown.text)) == seen, query
    assert "by somebody new, holds private details: phone number" in client.get(DESK).text
    assert "Nothing waits" in client.get(f"{DESK}?why=every-one").text


def test_the_oldest_comes_first_and_thirty_a_page(site: Site) -> None:
    for number in range(31):
        make_case(f"more{number}")
    Case.objects.filter(subject="more7").update(opened_on="2020-01-01")
    pages = [site.windows["staff"].get(f"{DESK}?page={number}").text for number in (1, 2)]
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
    assert "Reported by 1 person." in text
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


def test_a_take_down_of_words_that_changed_is_not_confirmed(site: Site) -> None:
    client, path = site.windows["second"], f"{DESK}take-downs/{site.asked.pk}/confirm/"
    page = client.get(path).text
    assert "Come on Monday." in page
    (seen,) = re.findall(r'name="seen" value="([0-9a-f]{64})"', page)
    site.leaf.text = "Other words."
    before = snapshot()
    refused = client.post(path, {"seen": seen})
    assert (refused.status_code, "Other words." in refused.text) == (422, True)
    assert "It has changed since you read it: read it again." in refused.text
    assert (snapshot(), site.leaf.done) == (before, [])


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


def test_a_take_down_from_asking_to_the_public_list(site: Site) -> None:
    take_downs = f"{DESK}take-downs/"
    confirm_it = f"{take_downs}{site.asked.pk}/confirm/"
    own = site.windows["moderator"].post(confirm_it)
    assert own.status_code == 422
    assert "You asked for this yourself. Somebody else has to confirm it." in own.text
    assert site.leaf.done == []
    visitor = site.windows["nobody"]
    assert "Nothing was ever taken off the list." in visitor.get("/about/decisions/").text
    assert read_and_send(site.windows["second"], confirm_it).status_code == 302
    assert site.leaf.done == [("law", "hidden")]
    public = visitor.get("/about/decisions/").text
    assert "listed leaflet law" in public
    assert "Taken down. It is not true, or it has no source." in public
    for secret in ("canarynote", "Leaf law", *(str(each.pk) for each in site.people.values())):
        assert secret not in public
    assert site.windows["second"].post(confirm_it).status_code == 404
    again = site.windows["second"].post(
        f"{take_downs}ask/?subject=leaf-law:law", {"ground": "other", "text": ""}
    )
    assert again.status_code == 302
    back = TakeDown.objects.waiting().get()
    assert back.direction == "put-back"
    done = read_and_send(site.windows["staff"], f"{take_downs}{back.pk}/confirm/")
    assert done.status_code == 302
    assert "Put back." in visitor.get("/about/decisions/").text


def test_one_asks_once_and_can_take_it_back(site: Site) -> None:
    take_downs = f"{DESK}take-downs/"
    sent = {"ground": "other", "text": ""}
    address = f"{take_downs}ask/?subject=leaf-law:law"
    before = snapshot()
    refused = site.windows["second"].post(address, sent)
    assert refused.status_code == 422
    assert snapshot() == before
    own = site.windows["moderator"].get(take_downs).text
    assert f"{take_downs}{site.asked.pk}/confirm/" not in own
    assert site.windows["moderator"].post(f"{take_downs}{site.asked.pk}/refuse/").status_code == 302
    assert TakeDown.objects.get().state == "refused"


@pytest.mark.parametrize("who", ["nobody", "person", "moderator"])
def test_anybody_reports_and_carries_no_new_cookie_on(site: Site, who: str) -> None:
    client = site.windows[who]
    kept = set(client.cookies)
    sent = client.post(FORM, {"complaint": "private", "text": SCRIPT})
    assert (sent.status_code, where(sent)) == (302, "/report/thanks/")
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


def test_forms_are_kept_nowhere(site: Site) -> None:
    assert "no-store" in Client().get(FORM).headers["Cache-Control"]
    for name, (path, _allowed) in site.pages().items():
        if name not in {"report", "thanks", "decisions"}:
            kept = site.windows["staff"].get(path).headers["Cache-Control"]
            assert kept == "no-store", name


def test_pages_in_spanish(site: Site) -> None:
    for name, (path, _allowed) in site.pages().items():
        shown = site.windows["moderator"].get(f"/es{path}")
        assert shown.status_code == 200, name
        assert '<html lang="es"' in shown.text, name


def test_a_text_in_pieces_is_the_same_text() -> None:
    for text in ("", "plain", "734-555-0123", f"a {SCRIPT} b ann@example.org"):
        assert "".join(piece.text for piece in marked(text)) == text
    assert [piece.words for piece in marked("x 734-555-0123")] == ["", "phone number"]


def test_a_take_down_that_is_confirmed_moves_the_version_of_public_pages(site: Site) -> None:
    client = Client()
    tag = client.get("/about/decisions/").headers["ETag"]
    confirm(site.asked.pk, actor=site.people["second"], now=NOW)
    fresh = client.get("/about/decisions/", headers={"if-none-match": tag})
    assert fresh.status_code == 200
    assert "listed leaflet law" in fresh.text
