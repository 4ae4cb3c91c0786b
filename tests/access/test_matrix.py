"""The matrix of access: every address, asked for and sent to, by everybody, of each group.

What each cell must be follows from what the address declares (`lib.access`) and from who asks;
the few that are stricter stand here by name. An address that is in no table fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from freedomcities.accounts.tests.makers import sign_in
from freedomcities.groups.models import JoinRequest
from freedomcities.lib.routes import Route, all_routes
from tests.access import addresses
from tests.access.world import (
    GUEST_CANARY,
    HOME_CANARY,
    LEAD,
    MEMBER,
    MODERATOR,
    NAME_CANARIES,
    NOBODY,
    ORGANIZER,
    OTHER_CANARIES,
    PERSONAS,
    READER,
    STAFF,
    World,
    make_world,
)

REACHED, SIGN_IN, MISSING = "reached", "led to sign in", "not there"
ROUTES = {route.name: route for route in all_routes() if route.name}
MAY = {
    "member": {MEMBER, ORGANIZER, LEAD},
    "lead": {LEAD},
    "reader": {READER},
    "moderator": {MODERATOR, STAFF},
    "staff": {STAFF},
}
# Members see a group's desk; who lets people in is an organizer or a lead.
LETS_IN = {
    "groups:invitation_new",
    "groups:invitations_withdraw",
    "groups:request_accept",
    "groups:request_decline",
}

# What needs somebody who hosts it, and knows the address of the home.
OF_A_HOST = {
    "events:approve_yes", "events:change", "events:decline_yes", "events:host_leave",
    "events:people", "events:people_sheet", "events:remove_yes",
    "events:attendance", "events:thanks", "events:walk_in",
    # Whoever lets somebody in lets them see who comes.
    "events:host_new",
}  # fmt: skip
# What the private link of whoever said yes opens: their own words stand there.
OF_A_YES = {"events:own_calendar", "events:own_yes", "events:yes_cancel", "events:yes_change"}

# Their own post, and hooks of the group.
OF_A_LEAD = {
    "channels:delete", "channels:edit", "channels:hook_new", "channels:hook_remove",
    "channels:hook_try", "channels:hooks",
}  # fmt: skip
# Whoever sits anywhere has a list, and the channels of all rules.
OF_EVERY_SEAT = {"channels:channels", "channels:rule"}


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world, made once and never committed; what a test does to it is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(built: World, db: None) -> World:
    return built


def test_no_address_is_left_out() -> None:
    assert set(ROUTES) == addresses.ALL


def ask(world: World, persona: str, address: str, method: str) -> Any:
    """The answer; whatever it changed is as before."""
    with transaction.atomic():
        answer = world.window(persona).generic(method, address)
        transaction.set_rollback(True)
    return answer


def outcome(answer: Any) -> str:
    """What became of somebody who asked; a refusal that tells apart is none of these."""
    if answer.status_code == 404:
        return MISSING
    if answer.status_code == 302 and "/account/sign-in/" in answer.headers["Location"]:
        return SIGN_IN
    assert answer.status_code in {200, 301, 302, 304, 400, 422}, answer.status_code
    return REACHED


def check(world: World, route: Route, address: str, expected: dict[str, str], own: bool) -> None:
    """Every person, by every method that the address takes."""
    for method in route.methods:
        answers = {each: ask(world, each, address, method) for each in PERSONAS}
        found = {persona: outcome(answer) for persona, answer in answers.items()}
        assert found == expected, f"{method} {address}"
        inside = MAY["member"] if own else set()
        for persona in set(PERSONAS) - inside:
            _tells_no_name(answers[persona], NAME_CANARIES)
        for persona in PERSONAS:
            _tells_no_name(answers[persona], OTHER_CANARIES)


def _tells_no_name(answer: Any, canaries: tuple[str, ...]) -> None:
    body = b"".join(answer) if answer.streaming else answer.content
    said = body.decode("utf-8", "replace")
    assert [each for each in canaries if each in said] == []
    assert ".canary@example.org" not in said or "/account/" in answer.wsgi_request.path


def by_audience(route: Route, *, own: bool = True) -> dict[str, str]:
    """What the address says of itself."""
    if route.audience == "public":
        return dict.fromkeys(PERSONAS, REACHED)
    everybody = set(PERSONAS) - {NOBODY}
    may = everybody if route.audience == "person" else MAY[route.audience]
    if route.audience in {"member", "lead"} and not own:
        may = set()
    if route.name == "staff:desk":
        # Everybody finds the work of their own role there.
        may = MAY["reader"] | MAY["moderator"]
    if route.name in LETS_IN:
        may = may & {ORGANIZER, LEAD}
    if route.name == "groups:join" and own:
        # Whoever belongs to it cannot ask to join it.
        may = may - MAY["member"]
    if route.name == "groups:request_withdraw":
        # Nobody of these has asked to join; whoever did is below.
        may = set()
    return {
        each: REACHED if each in may else SIGN_IN if each == NOBODY else MISSING
        for each in PERSONAS
    }


@pytest.mark.parametrize("name", sorted(addresses.PUBLIC))
def test_what_is_for_everybody(world: World, name: str) -> None:
    assert ROUTES[name].audience == "public"
    check(world, ROUTES[name], addresses.PUBLIC[name], by_audience(ROUTES[name]), own=False)


@pytest.mark.parametrize("name", sorted(addresses.ON_THE_WAY_IN))
def test_what_is_on_the_way_in(world: World, name: str) -> None:
    expected = dict.fromkeys(PERSONAS, SIGN_IN)
    check(world, ROUTES[name], addresses.ON_THE_WAY_IN[name], expected, own=False)


@pytest.mark.parametrize("name", sorted(addresses.FOR_NOBODY))
def test_what_is_there_for_nobody(world: World, name: str) -> None:
    expected = dict.fromkeys(PERSONAS, MISSING)
    if ROUTES[name].audience != "public":
        expected[NOBODY] = SIGN_IN
    check(world, ROUTES[name], addresses.FOR_NOBODY[name], expected, own=False)


@pytest.mark.parametrize("name", sorted(addresses.PERSON))
def test_what_is_for_whoever_is_signed_in(world: World, name: str) -> None:
    assert ROUTES[name].audience == "person"
    # On the pages of an account its own person's name and address stand, and in no other's.
    check(world, ROUTES[name], addresses.PERSON[name], by_audience(ROUTES[name]), own=True)


@pytest.mark.parametrize("name", sorted(addresses.WORK))
def test_what_is_for_those_who_work_for_the_site(world: World, name: str) -> None:
    assert ROUTES[name].audience in {"reader", "moderator", "staff"}
    address = addresses.WORK[name](world)
    check(world, ROUTES[name], address, by_audience(ROUTES[name]), own=False)


@pytest.mark.parametrize("own", [True, False], ids=["own", "another's"])
@pytest.mark.parametrize("name", sorted(addresses.GROUP))
def test_what_is_within_a_group(world: World, name: str, own: bool) -> None:
    address = addresses.GROUP[name](world.own if own else world.others)
    check(world, ROUTES[name], address, by_audience(ROUTES[name], own=own), own=own)


@pytest.mark.parametrize("own", [True, False], ids=["own", "far away"])
@pytest.mark.parametrize("name", sorted(addresses.CHANNELS))
def test_what_is_in_a_channel(world: World, name: str, own: bool) -> None:
    address = addresses.CHANNELS[name](world.talk if own else world.far_talk)
    may = {LEAD} if name in OF_A_LEAD else {LEAD, ORGANIZER}
    if not own and name not in OF_EVERY_SEAT:
        may = set()
    expected = {
        each: REACHED if each in may else SIGN_IN if each == NOBODY else MISSING
        for each in PERSONAS
    }
    check(world, ROUTES[name], address, expected, own=True)


@pytest.mark.parametrize("own", [True, False], ids=["own", "another's"])
@pytest.mark.parametrize("name", sorted(addresses.EVENT))
def test_what_is_at_an_event(world: World, name: str, own: bool) -> None:
    gathering = world.gathering if own else world.far_gathering
    address = addresses.EVENT[name](gathering)
    may = set(PERSONAS) - {NOBODY}
    if ROUTES[name].audience != "public":
        # Its host leads the group; an organizer of it does all but what needs a host.
        may = {LEAD} if name in OF_A_HOST else {LEAD, ORGANIZER}
        may = may if own else set()
        # Whoever leads the second group is nobody at it.
    expected = {
        each: REACHED
        if each in may or ROUTES[name].audience == "public"
        else SIGN_IN
        if each == NOBODY
        else MISSING
        for each in PERSONAS
    }
    check(world, ROUTES[name], address, expected, own=True)
    for persona in set(PERSONAS) - ({LEAD} if own else set()):
        said = ask(world, persona, address, "GET").content.decode("utf-8", "replace")
        assert HOME_CANARY not in said, persona
        if name not in OF_A_YES:
            assert GUEST_CANARY not in said, persona


@pytest.mark.parametrize("own", [True, False], ids=["own", "another's"])
@pytest.mark.parametrize("name", sorted(addresses.PICTURES))
def test_a_picture_that_waits(world: World, name: str, own: bool) -> None:
    address = addresses.PICTURES[name](world.gathering if own else world.far_gathering)
    may = {MODERATOR, STAFF, *({LEAD, ORGANIZER} if own else set())}
    expected = {each: REACHED if each in may else MISSING for each in PERSONAS}
    check(world, ROUTES[name], address, expected, own=True)


@pytest.mark.parametrize("name", sorted(addresses.LINKS))
def test_what_is_for_whoever_has_a_link(world: World, name: str) -> None:
    expected = by_audience(ROUTES[name])
    if name in {"privacy:export", "notices:pace", "notices:unfollow"}:
        expected = {**dict.fromkeys(PERSONAS, MISSING), NOBODY: SIGN_IN, LEAD: REACHED}
    check(world, ROUTES[name], addresses.LINKS[name](world), expected, own=True)


def test_a_request_is_withdrawn_by_whoever_asked_and_in_that_group_alone(world: World) -> None:
    own, others = (f"/groups/{each.group.pk}/join/withdraw/" for each in (world.own, world.others))
    sign_in(client := Client(), world.own.asked.person)
    assert outcome(client.get(own)) == REACHED
    assert {outcome(client.get(others)), outcome(client.post(others))} == {MISSING}
    assert JoinRequest.objects.filter(pk=world.others.asked.pk).exists()
    assert outcome(client.post(own)) == REACHED
    assert not JoinRequest.objects.filter(pk=world.own.asked.pk).exists()


def test_a_group_that_waits_is_there_for_its_own_and_for_moderators(world: World) -> None:
    address = f"/groups/{world.waiting.pk}/"
    found = {each: outcome(ask(world, each, address, "GET")) for each in PERSONAS}
    may = {MODERATOR, STAFF}
    assert found == {each: REACHED if each in may else MISSING for each in PERSONAS}


@pytest.mark.parametrize("rest", ["desk/", "change/", "close/", "leave/"])
def test_forbidden_and_missing_look_alike(world: World, rest: str) -> None:
    secret = re.compile(rb"nonce-?=?\"?[^\"' ]+|/groups/[a-z0-9]+/|csrfmiddlewaretoken[^>]+")
    forbidden = ask(world, "outsider", f"/groups/{world.own.group.pk}/{rest}", "GET")
    missing = ask(world, "outsider", f"/groups/bbbbbbbbbbbb/{rest}", "GET")
    assert forbidden.status_code == missing.status_code == 404
    assert secret.sub(b"", forbidden.content) == secret.sub(b"", missing.content)
    assert set(forbidden.headers) == set(missing.headers)
