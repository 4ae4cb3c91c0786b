"""What an address needs is checked before its view is called."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.signing_in import week_of
from freedomcities.accounts.tests.makers import NOW, make_ann, make_worker, sign_in
from freedomcities.config.access import Access
from freedomcities.lib.access import Audience

pytestmark = pytest.mark.django_db

THROUGH = None


def ask(
    audience: Audience,
    person: Person | AnonymousUser,
    *,
    strong: bool = True,
    also: tuple[Audience, ...] = (),
) -> Any:
    request: Any = RequestFactory().get("/desk/?a=b")
    request.user, request.session = person, {"strong": strong}
    view = SimpleNamespace(audience=audience, also=also)
    return Access(lambda _request: HttpResponse()).process_view(request, view, (), {})  # type: ignore[arg-type]


def test_a_public_page_is_everybodys() -> None:
    assert ask(Audience.PUBLIC, AnonymousUser()) is THROUGH


@pytest.mark.parametrize("audience", [each for each in Audience if each is not Audience.PUBLIC])
def test_a_visitor_is_led_to_sign_in(audience: Audience) -> None:
    address = ask(audience, AnonymousUser()).headers["Location"]
    assert address == "/account/sign-in/?next=%2Fdesk%2F%3Fa%3Db"


@pytest.mark.parametrize("audience", [Audience.PERSON, Audience.MEMBER, Audience.LEAD])
def test_whoever_is_signed_in_comes_as_far_as_the_view(audience: Audience) -> None:
    assert ask(audience, make_ann(), strong=False) is THROUGH


@pytest.mark.parametrize(
    ("role", "open_to"),
    [
        (Role.READER, {Audience.READER}),
        (Role.MODERATOR, {Audience.MODERATOR}),
        (Role.STAFF, {Audience.STAFF, Audience.MODERATOR}),
    ],
)
def test_a_role_opens_its_own_pages_and_needs_the_second_step(
    role: Role, open_to: set[Audience]
) -> None:
    person, _secret = make_worker(role)
    for audience in (Audience.READER, Audience.MODERATOR, Audience.STAFF):
        if audience in open_to:
            assert ask(audience, person) is THROUGH
            weak = ask(audience, person, strong=False)
            assert weak.headers["Location"] == "/account/code-app/"
        else:
            with pytest.raises(Http404):
                ask(audience, person)


def test_a_page_of_two_roles_is_open_to_either_and_to_nobody_else() -> None:
    also = (Audience.MODERATOR,)
    for role in Role:
        person, _secret = make_worker(role, address=f"{role}@example.org")
        assert ask(Audience.READER, person, also=also) is THROUGH
        weak = ask(Audience.READER, person, also=also, strong=False)
        assert weak.headers["Location"] == "/account/code-app/"
    with pytest.raises(Http404):
        ask(Audience.READER, make_ann(), also=also)


@pytest.mark.parametrize("audience", [Audience.READER, Audience.MODERATOR, Audience.STAFF])
def test_without_a_role_there_is_nothing_to_see(audience: Audience) -> None:
    with pytest.raises(Http404):
        ask(audience, make_ann())


def test_a_visit_leaves_the_week_and_nothing_finer() -> None:
    ann = make_ann()
    Person.objects.get_queryset().filter(pk=ann.pk).update(seen_in=None)
    ann.refresh_from_db()
    ask(Audience.PERSON, ann)
    ann.refresh_from_db()
    assert ann.seen_in == week_of(NOW)


def test_what_is_for_one_person_is_kept_by_nobody() -> None:
    def respond(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    for audience, kept in ((Audience.PERSON, "no-store"), (Audience.PUBLIC, None)):
        request: Any = RequestFactory().get("/")
        request.resolver_match = SimpleNamespace(func=SimpleNamespace(audience=audience))
        response = Access(respond)(request)
        assert response.headers.get("Cache-Control") == kept


def test_a_public_page_as_somebody_sees_it_is_kept_by_nobody(client: Client) -> None:
    assert "public" in client.get("/groups/").headers["Cache-Control"]
    sign_in(client, make_ann())
    assert client.get("/groups/").headers["Cache-Control"] == "private, no-store"
