"""Every page of groups, as everybody who may come to it: nobody, outsider, members, moderator."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.groups.choices import Joining, State
from freedomcities.groups.joining import ask_to_join
from freedomcities.groups.models import Group, JoinRequest, Membership
from freedomcities.groups.tests.makers import (
    LEAD,
    MEMBER,
    ORGANIZER,
    make_founder,
    make_group,
    make_waiting,
    snapshot,
    some_place,
)
from freedomcities.groups.tests.sites import ASKER, SIGN_IN, Site, where
from freedomcities.places.tests.makers import make_containment, make_place

pytestmark = pytest.mark.django_db


def pages_of(site: Site) -> dict[str, tuple[str, set[str]]]:
    """Every address, with who may see it; the others are not told that it is there."""
    everybody = set(site.windows)
    signed_in = everybody - {"nobody"}
    members, helpers, lead = {"member", "organizer", "lead"}, {"organizer", "lead"}, {"lead"}
    member = f"members/{site.member.pk}/"
    return {
        "groups": ("/groups/", everybody),
        "start": ("/groups/start/", everybody),
        "start_here": ("/groups/start/here/?place=geoid:2603000", signed_in),
        "invitation": (f"/groups/invitation/{site.secret}/", everybody),
        "group": (site.path(), everybody),
        "join": (site.path("join/"), {"outsider", "moderator", "asker"}),
        "request_withdraw": (site.path("join/withdraw/"), {"asker"}),
        "desk": (site.path("desk/"), members),
        "request_accept": (site.path(f"requests/{site.asked.pk}/accept/"), helpers),
        "request_decline": (site.path(f"requests/{site.asked.pk}/decline/"), helpers),
        "invitation_new": (site.path("invitations/new/"), helpers),
        "invitations_withdraw": (site.path("invitations/withdraw/"), helpers),
        "member": (site.path(member), lead),
        "member_role": (site.path(f"{member}role/"), lead),
        "member_hand_over": (site.path(f"{member}hand-over/"), lead),
        "member_remove": (site.path(f"{member}remove/"), lead),
        "my_name": (site.path("name/"), members),
        "leaving": (site.path("leave/"), members),
        "change": (site.path("change/"), lead),
        "place_add": (site.path("places/add/"), lead),
        "place_remove": (site.path("places/26161/remove/"), lead),
        "parent": (site.path("parent/"), lead),
        "close": (site.path("close/"), lead),
    }


def test_the_matrix_names_every_address(site: Site) -> None:
    from freedomcities.groups.urls import urlpatterns

    assert set(pages_of(site)) == {pattern.name for pattern in urlpatterns}


def test_who_sees_what(site: Site) -> None:
    for name, (path, allowed) in pages_of(site).items():
        for who, client in site.windows.items():
            shown = client.get(path)
            if who in allowed:
                assert shown.status_code == 200, (name, who)
            elif who == "nobody":
                assert where(shown).startswith(f"{SIGN_IN}?next=%2Fgroups%2F"), name
            else:
                assert shown.status_code == 404, (name, who)


def test_nobody_writes_who_may_not_look(site: Site) -> None:
    for name, (path, allowed) in pages_of(site).items():
        for who, client in site.windows.items():
            if who in allowed:
                continue
            before = snapshot()
            sent = client.post(path, {"name": "x", "about": "x", "role": "lead", "parent": ""})
            assert sent.status_code in {302, 404, 405}, (name, who)
            if sent.status_code == 302:
                assert where(sent) == SIGN_IN, (name, who)
            assert snapshot() == before, (name, who)


def test_hidden_and_missing_look_alike(site: Site) -> None:
    hidden, missing = f"/groups/{site.waiting.pk}/", "/groups/bcdfghjkmnpq/"
    for who in ("nobody", "outsider", "member"):
        for rest in (
            "",
            "desk/",
            "join/",
            "change/",
            "requests/" + str(site.asked.pk) + "/accept/",
        ):
            answers = [site.windows[who].get(path + rest) for path in (hidden, missing)]
            first, second = (
                (each.status_code, _plain(each.text, path), where(each).replace(path, ""))
                for each, path in zip(answers, (hidden, missing), strict=True)
            )
            if first[0] == 302:
                assert second[0] == 302
            else:
                assert first == second, (who, rest)


def _plain(text: str, path: str) -> str:
    """Without what differs by chance or by the address that was asked for."""
    text = re.sub(r'nonce="[^"]*"', "", text)
    return text.replace(path.split("/")[2], "")


@pytest.mark.parametrize("who", ["nobody", "outsider", "moderator"])
def test_no_page_for_others_names_a_member(site: Site, who: str) -> None:
    secrets = [LEAD, ORGANIZER, MEMBER, ASKER, "askertext"]
    for row in [*Membership.objects.all(), *JoinRequest.objects.all()]:
        if row.person != site.people.get(who):
            secrets += [str(row.pk), str(row.person_id), row.person_id.hex]
    walked = 0
    paths = [path for path, _who in pages_of(site).values()]
    paths += ["/groups/?place=geoid:2603000", "/groups/start/?place=geoid:2603000"]
    for path in [*paths, *(f"/es{path}" for path in paths)]:
        shown = site.windows[who].get(path)
        text = shown.text + where(shown).replace(path, "")
        # The address that was asked for may stand in the answer.
        for given in re.findall(r"[0-9a-f-]{36}", path):
            text = text.replace(given, "")
        assert [each for each in secrets if each in text] == [], path
        walked += shown.status_code == 200
    assert walked >= 6


def test_pages_for_visitors_have_no_form_to_send_and_no_cookie(site: Site) -> None:
    client = site.windows["nobody"]
    for path in ("/groups/", site.path(), "/groups/start/", "/groups/?place=geoid:2603000"):
        shown = client.get(path)
        assert 'method="post"' not in shown.text, path
        assert "csrfmiddlewaretoken" not in shown.text, path
        assert not shown.cookies, path
        assert shown.headers["Cache-Control"].startswith("public"), path


def test_pages_with_a_token_are_kept_nowhere(site: Site) -> None:
    for name, (path, allowed) in pages_of(site).items():
        if name in {"groups", "start", "group"}:
            continue
        for who in allowed:
            assert "no-store" in site.windows[who].get(path).headers["Cache-Control"], name


def test_nobody_can_be_linked_over_two_groups(site: Site) -> None:
    """What two desks have in common is the frame alone: no id and no name of who is in both."""
    other = make_group(site.people["outsider"], name="Otra cosa", my_name="zoecanary")
    both = site.member.person
    asked = ask_to_join(other.pk, name="secondname", text="", actor=both, now=NOW)
    outsider = site.windows["outsider"]
    outsider.post(f"/groups/{other.pk}/requests/{asked.pk}/accept/")
    one = site.windows["lead"].get(site.path("desk/")).text
    two = outsider.get(f"/groups/{other.pk}/desk/").text
    assert MEMBER in one
    assert "secondname" in two
    assert MEMBER not in two
    frame = Client().get("/about/").text
    common = set(_values(one)) & set(_values(two)) - set(_values(frame))
    assert common == set()
    for text in (one, two):
        for person in Person.objects.all():
            assert str(person.pk) not in text
            assert person.pk.hex not in text


def _values(text: str) -> list[str]:
    """All that looks like an id: long, with a digit, and no file."""
    found = re.findall(r"[0-9A-Za-z_-]{8,}", text)
    return [each for each in found if re.search(r"\d", each)]


def test_a_form_needs_its_token(site: Site) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, site.people["lead"])
    before = snapshot()
    assert client.post(site.path("close/")).status_code == 403
    assert snapshot() == before


def test_few_queries_however_many_groups(site: Site, django_assert_max_num_queries: Any) -> None:
    ann = make_founder("founder")
    county = make_place("26163", "Wayne County")
    make_containment(some_place(), county)
    for number in range(25):
        group = make_waiting(ann, name=f"Group {number:02}")
        Group.objects.filter(pk=group.pk).update(state=State.OPEN, joining=Joining.INVITATION)
    for path in ("/groups/", "/groups/?place=geoid:2603000", site.path()):
        with django_assert_max_num_queries(14):
            assert Client().get(path).status_code == 200
    with django_assert_max_num_queries(16):
        assert site.windows["lead"].get(site.path("desk/")).status_code == 200
