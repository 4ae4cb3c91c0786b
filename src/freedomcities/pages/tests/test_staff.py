"""The desk: who sees it, and what the staff does there."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person, RoleLink
from freedomcities.accounts.operations import change_details
from freedomcities.accounts.second_factors import has_second_factor
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW, make_ann, make_worker, sign_in
from freedomcities.groups.tests.makers import make_waiting
from freedomcities.moderation.tests.makers import leaves, make_reading

pytestmark = pytest.mark.django_db


def window(*roles: Role, address: str = "staff@example.org", strong: bool = True) -> Client:
    """A browser in which somebody with these roles is signed in."""
    client = Client()
    person = make_worker(*roles, address=address)[0] if roles else make_ann(address)
    sign_in(client, person, strong=strong)
    return client


def worker(*roles: Role) -> Person:
    person, _secret = make_worker(*roles, address="worker@example.org")
    change_details(person, name="Wren", language="en", now=NOW)
    return person


@pytest.mark.parametrize(
    ("roles", "desk", "people"),
    [((), 404, 404), ((Role.READER,), 200, 404), ((Role.MODERATOR,), 200, 404),
     ((Role.STAFF,), 200, 200)],
)  # fmt: skip
def test_who_sees_the_desk(roles: tuple[Role, ...], desk: int, people: int) -> None:
    other = worker(Role.READER)
    client = window(*roles)
    assert client.get("/staff/").status_code == desk
    own = [f"/staff/people/{other.pk}/{rest}/" for rest in ("roles", "factors", "end")]
    for address in ("/staff/people/", "/staff/people/link/", *own):
        assert client.get(address).status_code == people, address
        if people == 404:
            assert client.post(address, {"role": "staff", "roles": "staff"}).status_code == 404
    other.refresh_from_db()
    assert (other.roles, has_second_factor(other)) == ((Role.READER,), True)
    assert not RoleLink.objects.exists()


def test_a_window_without_the_second_step_sees_nothing() -> None:
    client = window(Role.STAFF, strong=False)
    for address in ("/staff/", "/staff/people/"):
        assert client.get(address).headers["Location"] == "/account/code-app/"
    reader = window(Role.READER, address="reader@example.org", strong=False)
    assert reader.get("/staff/").headers["Location"] == "/account/code-app/"


def test_what_waits_stands_on_the_desk() -> None:
    client = window(Role.MODERATOR)
    assert "Nothing waits. Thank you." in client.get("/staff/").text
    make_waiting(make_ann())
    text = client.get("/staff/").text
    assert "This waits for you, or for others who do the same work." in text
    assert 'href="/staff/moderation/"' in text
    assert "Who works here" not in text
    assert "Who works here" in window(Role.STAFF, address="b@example.org").get("/staff/").text


@pytest.mark.parametrize(
    ("roles", "decides", "reads"),
    [((Role.READER,), False, True), ((Role.MODERATOR,), True, False), ((Role.STAFF,), True, False),
     ((Role.READER, Role.MODERATOR), True, True)],
)  # fmt: skip
def test_the_desk_shows_the_work_of_ones_own_roles(
    roles: tuple[Role, ...], decides: bool, reads: bool
) -> None:
    text = window(*roles).get("/staff/").text
    assert ('href="/staff/moderation/"' in text) == decides
    assert ('href="/staff/moderation/take-downs/"' in text) == decides
    assert ('href="/staff/reading/"' in text) == reads


def test_a_reader_finds_the_question_of_a_moderator() -> None:
    client = window(Role.READER)
    assert "Nothing waits. Thank you." in client.get("/staff/").text
    with leaves(states={"one": "public"}):
        make_reading()
        text = client.get("/staff/").text
    assert "Questions on the law" in text
    assert "Nothing waits. Thank you." not in text
    assert 'href="/staff/"' in client.get("/account/").text, "the account leads to the desk"


def test_only_those_with_a_role_are_shown() -> None:
    worker(Role.READER)
    make_ann(name="Unseen")
    text = window(Role.STAFF).get("/staff/people/").text
    assert "Wren" in text
    assert "Unseen" not in text
    assert "worker@example.org" not in text


def test_somebody_without_a_role_is_nobody_here() -> None:
    ann, client = make_ann(), window(Role.STAFF)
    for rest in ("roles", "factors", "end"):
        assert client.get(f"/staff/people/{ann.pk}/{rest}/").status_code == 404
        assert client.post(f"/staff/people/{ann.pk}/{rest}/", {"roles": "staff"}).status_code == 404
    ann.refresh_from_db()
    assert ann.roles == ()


def test_the_staff_changes_roles_and_ends_them() -> None:
    other, client = worker(Role.READER), window(Role.STAFF)
    address = f"/staff/people/{other.pk}/roles/"
    client.post(address, {"roles": ["reader", "moderator"]})
    other.refresh_from_db()
    assert other.roles == (Role.READER, Role.MODERATOR)
    refused = client.post(address, {"roles": ["king"]})
    assert refused.status_code == 422
    asked = client.post(address, {})
    assert asked.headers["Location"] == f"/staff/people/{other.pk}/end/"
    other.refresh_from_db()
    assert other.roles == (Role.READER, Role.MODERATOR)


def test_ending_work_says_first_what_it_does_and_does_that_alone() -> None:
    other, client, elsewhere = worker(Role.READER, Role.MODERATOR), window(Role.STAFF), Client()
    sign_in(elsewhere, other, strong=True)
    address = f"/staff/people/{other.pk}/end/"
    people = client.get("/staff/people/").text
    assert f'<a href="{address}">End their work for the site</a>' in people
    text = client.get(address).text
    assert "End the work of Wren?" in text
    assert "Gone at once, in every window: reader of law, moderator." in text
    assert "Nobody is signed out." in text
    assert elsewhere.get("/staff/").status_code == 200
    assert client.post(address).headers["Location"] == "/staff/people/"
    other.refresh_from_db()
    assert (other.roles, has_second_factor(other)) == ((), True)
    assert elsewhere.get("/staff/").status_code == 404
    assert elsewhere.get("/account/").status_code == 200
    assert client.get(address).status_code == 404
    run_jobs()
    assert [each.to for each in mail.outbox] == [["worker@example.org"]]


def test_whoever_ends_their_own_work_is_led_to_their_account() -> None:
    client = window(Role.STAFF)
    own = Person.objects.get_queryset().with_roles().get()
    address = f"/staff/people/{own.pk}/end/"
    assert "End your work for the site?" in client.get(address).text
    refused = client.post(address)
    assert refused.status_code == 422
    assert "You are the last of the staff" in refused.text
    worker(Role.STAFF)
    assert client.post(address).headers["Location"] == "/account/"
    assert client.get("/staff/").status_code == 404


def test_the_last_of_the_staff_is_told_so() -> None:
    client = window(Role.STAFF)
    own = Person.objects.get_queryset().with_roles().get()
    refused = client.post(f"/staff/people/{own.pk}/roles/", {"roles": ["reader"]})
    assert refused.status_code == 422
    assert "You are the last of the staff" in refused.text
    gone = client.post(f"/staff/people/{own.pk}/factors/")
    assert gone.status_code == 422
    assert "You are the last of the staff" in gone.text
    own.refresh_from_db()
    assert own.roles == (Role.STAFF,)


def test_a_link_gives_its_role_to_one_person() -> None:
    client = window(Role.STAFF)
    assert client.post("/staff/people/link/", {"role": "king"}).status_code == 422
    made = client.post("/staff/people/link/", {"role": "reader"})
    found = re.search(r'class="code-secret">http://[^/]+(/account/role/[^<]+/)<', made.text)
    assert found
    invited = window(address="ann@example.org")
    assert invited.post(found[1]).headers["Location"] == "/account/code-app/"
    assert invited.post(found[1]).status_code == 404
    roles = [each.roles for each in Person.objects.get_queryset().with_roles()]
    assert sorted(roles) == [(Role.READER,), (Role.STAFF,)]


def test_a_lost_second_step_is_taken_away() -> None:
    other, client = worker(Role.MODERATOR), window(Role.STAFF)
    address = f"/staff/people/{other.pk}/factors/"
    text = client.get(address).text
    assert "First make sure that it is them" in text
    assert "their work for the site ends (moderator)" in text
    assert client.post(address).headers["Location"] == "/staff/people/link/"
    other.refresh_from_db()
    assert (other.roles, has_second_factor(other)) == ((), False)
