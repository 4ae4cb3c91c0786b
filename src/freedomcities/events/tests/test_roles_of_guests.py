"""Whoever comes takes something on from their private page; who it is, hosts alone see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.events.coming import approve, cancel_yes, decline
from freedomcities.events.handing_out import (
    give_back_role,
    hand_out_role,
    take_back_role,
    take_on_role,
)
from freedomcities.events.kit_shown import open_roles, roles_for_hosts
from freedomcities.events.models import Event, EventRole
from freedomcities.events.operations import cancel_event, change_event
from freedomcities.events.refusals import (
    AlreadyHandedOut,
    HasBeen,
    IsCancelled,
    MayNot,
    NeedsSeat,
    NoSuchYes,
    RoleIsTaken,
)
from freedomcities.events.tests.guests import GUEST, make_yes
from freedomcities.events.tests.makers import (
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    snapshot,
)
from freedomcities.groups.tests.makers import make_founder, make_group


def who_has(event: Event) -> dict[str, str]:
    return {
        each.key: each.who for each in roles_for_hosts(event, with_guests=True) if not each.is_open
    }


def sought(event: Event) -> set[str]:
    return {each.key for each in open_roles(event)}


@pytest.mark.django_db
def test_somebody_who_comes_takes_a_role_on_and_gives_it_back() -> None:
    event = make_event(make_host())
    secret = make_yes(event).secret
    assert "door" in sought(event)
    row = take_on_role(secret, "door", now=NOW + timedelta(hours=3))
    assert take_on_role(secret, "door", now=NOW) == row
    assert who_has(event) == {"door": GUEST}
    assert "door" not in sought(event)
    entry = AuditEntry.objects.get(action="take-on-role")
    # The log knows the day and the role, and nobody.
    assert (entry.actor.is_system, entry.detail) == (True, {"role": "door"})
    assert (entry.at.hour, entry.at.minute) == (0, 0)
    give_back_role(secret, "door", now=NOW)
    assert who_has(event) == {}
    with pytest.raises(MayNot):
        give_back_role(secret, "door", now=NOW)


@pytest.mark.django_db
def test_what_cannot_be_taken_on() -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=1))
    said, waits = make_yes(event, "Ann"), make_yes(event, "Ben")
    hand_out_role(event.pk, "door", name="Cleo", actor=host, now=NOW)

    def refuses(kind: type[Exception], secret: str, key: str, **given: Any) -> None:
        before = snapshot()
        with pytest.raises(kind):
            take_on_role(secret, key, **{"now": NOW, **given})
        assert snapshot() == before

    refuses(RoleIsTaken, said.secret, "door")
    refuses(MayNot, said.secret, "juggler")
    refuses(MayNot, said.secret, "host")
    refuses(NoSuchYes, "nosuchsecret", "notes")
    refuses(NeedsSeat, waits.secret, "notes")
    refuses(HasBeen, said.secret, "notes", now=event.ends_at)
    with pytest.raises(MayNot):
        give_back_role(said.secret, "door", now=NOW)
    cancel_event(event.pk, because="Rain.", actor=host, now=NOW)
    refuses(IsCancelled, said.secret, "notes")


@pytest.mark.django_db
def test_whoever_does_not_come_has_no_role() -> None:
    host = make_host()
    home = make_event(host, make_home_draft())
    secrets = [make_yes(home, name).secret for name in ("Ann", "Ben")]
    for number, key in ((1, "door"), (2, "notes")):
        approve(home.pk, number, actor=host, now=NOW)
        take_on_role(secrets[number - 1], key, now=NOW)
    decline(home.pk, 1, actor=host, now=NOW)
    assert who_has(home) == {"notes": "Ben"}
    cancel_yes(secrets[1], now=NOW)
    assert not EventRole.objects.exists()


@pytest.mark.django_db
def test_where_an_event_moves_to_a_home_everybody_asks_anew() -> None:
    host = make_host()
    event = make_event(host)
    hand_out_role(event.pk, "notes", name="Cleo", actor=host, now=NOW)
    take_on_role(make_yes(event).secret, "door", now=NOW)
    change_event(event.pk, make_home_draft(), actor=host, now=NOW)
    assert who_has(event) == {"notes": "Cleo"}


@pytest.mark.django_db
def test_whoever_only_leads_the_group_does_not_read_who_it_is() -> None:
    lead, host = make_founder(), make_host()
    event = make_event(lead, group_id=make_group(lead).pk)
    event.hosts.update(person=host)
    take_on_role(make_yes(event).secret, "door", now=NOW)
    pages = [f"/events/{event.pk}/kit/{rest}" for rest in ("", "roles/door/take-back/")]
    for person, is_told in ((lead, False), (host, True)):
        client = Client()
        sign_in(client, person)
        for page in pages:
            text = client.get(page).text
            assert (GUEST in text) == is_told
            assert ("omebody who comes" in text) != is_told


@pytest.mark.django_db
def test_a_host_takes_it_back() -> None:
    host = make_host()
    event = make_event(host)
    take_on_role(make_yes(event).secret, "door", now=NOW)
    with pytest.raises(AlreadyHandedOut):
        hand_out_role(event.pk, "door", name="Cleo", actor=host, now=NOW)
    take_back_role(event.pk, "door", actor=host, now=NOW)
    assert "door" in sought(event)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_has_it() -> None:
    event = make_event(make_host())
    secrets = [make_yes(event, name).secret for name in ("Ann", "Ben")]
    race(*[lambda secret=each: take_on_role(secret, "door", now=NOW) for each in secrets])
    assert EventRole.objects.count() == 1


@pytest.mark.django_db
def test_the_private_page_offers_it() -> None:
    event = make_event(make_host())
    own = f"/events/{event.pk}/yes/{make_yes(event).secret}/"
    other = f"/events/{event.pk}/yes/{make_yes(event, 'Ben').secret}/"
    client = Client()
    assert f"{own}roles/door/take-on/" in client.get(own).text
    form = client.get(f"{own}roles/door/take-on/")
    assert "no-store" in form.headers["Cache-Control"]
    done = client.post(f"{own}roles/door/take-on/")
    assert done.headers["Location"] == own
    text = client.get(own).text
    assert "What you have taken on" in text
    assert f"{own}roles/door/give-back/" in text
    assert f"{other}roles/door/take-on/" not in client.get(other).text
    late = client.post(f"{other}roles/door/take-on/")
    assert late.status_code == 422
    assert "Somebody else has taken this on." in late.text
    assert client.get(f"{other}roles/door/give-back/").status_code == 404
    assert client.post(f"{own}roles/door/give-back/").status_code == 302
    assert not EventRole.objects.exists()
    # Everybody reads what is looked for, and never who has it.
    client.post(f"{own}roles/door/take-on/")
    assert GUEST not in client.get(f"/events/{event.pk}/").text


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["juggler", "host"])
def test_a_role_that_is_nobodys_is_not_there(key: str) -> None:
    event = make_event(make_host())
    own = f"/events/{event.pk}/yes/{make_yes(event).secret}/roles/{key}/take-on/"
    assert Client().post(own).status_code == 404
    assert not EventRole.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("rest", ["take-on", "give-back"])
def test_a_link_that_leads_to_nothing_says_so(rest: str) -> None:
    event = make_event(make_host())
    answer = Client().get(f"/events/{event.pk}/yes/nosuchsecret/roles/door/{rest}/")
    assert answer.status_code == 404
    assert "This link leads to nothing" in answer.text
