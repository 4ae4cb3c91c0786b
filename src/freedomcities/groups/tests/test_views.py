"""Every page of groups, as everybody who may come to it: nobody, outsider, members, moderator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.groups.choices import Joining, Role, State
from freedomcities.groups.joining import ask_to_join, invite
from freedomcities.groups.models import Group, Invitation, JoinRequest, Membership
from freedomcities.groups.operations import close_group, set_parent
from freedomcities.groups.tests.makers import (
    LEAD,
    MEMBER,
    ORGANIZER,
    OUTSIDER,
    can_be_found,
    make_founder,
    make_group,
    make_member,
    make_moderator,
    make_waiting,
    own,
    snapshot,
    some_place,
)
from freedomcities.moderation.models import Case
from freedomcities.moderation.tests.makers import read_and_send
from freedomcities.places.tests.makers import make_containment, make_place

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"
ASKER = "askercanary"


def window(person: Person | None, *, strong: bool = False) -> Client:
    client = Client()
    if person is not None:
        sign_in(client, person, strong=strong)
    return client


@dataclass
class Site:
    """An open group with everybody around it, and one that waits."""

    group: Group
    waiting: Group
    windows: dict[str, Client]
    people: dict[str, Person]
    member: Membership
    asked: JoinRequest
    secret: str

    def path(self, rest: str = "") -> str:
        return f"/groups/{self.group.pk}/{rest}"


@pytest.fixture
def site() -> Site:
    lead, outsider, moderator = make_founder(), make_founder(OUTSIDER), make_moderator()
    county = make_place("26161", "Washtenaw County")
    make_containment(some_place(), county)
    group = make_group(lead, places=[some_place(), county])
    organizer = make_member(group, lead, ORGANIZER, Role.ORGANIZER)
    member = make_member(group, lead)
    # The outsider leads a group of their own: being a lead elsewhere is nothing here.
    make_group(outsider, name="Elsewhere", my_name=OUTSIDER)
    asked = ask_to_join(group.pk, name=ASKER, text="askertext", actor=make_founder(ASKER), now=NOW)
    people = {
        "nobody": None, "outsider": outsider, "moderator": moderator, "member": member.person,
        "organizer": organizer.person, "lead": lead,
    }  # fmt: skip
    return Site(
        group=group,
        waiting=make_waiting(lead, name="Waiting group"),
        windows={name: window(each, strong=name == "moderator") for name, each in people.items()},
        people={name: each for name, each in people.items() if each},
        member=member,
        asked=asked,
        secret=invite(group.pk, actor=lead, now=NOW),
    )


def case_of(group: Group) -> Case:
    """What moderators decide on."""
    return Case.objects.get(kind="group", subject=group.pk)


def where(response: Any) -> str:
    return str(response.headers.get("Location", ""))


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
        "join": (site.path("join/"), {"outsider", "moderator"}),
        "desk": (site.path("desk/"), members),
        "request_accept": (site.path(f"requests/{site.asked.pk}/accept/"), helpers),
        "request_decline": (site.path(f"requests/{site.asked.pk}/decline/"), helpers),
        "invitation_new": (site.path("invitations/new/"), helpers),
        "invitations_withdraw": (site.path("invitations/withdraw/"), helpers),
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


def test_what_visitors_read(site: Site) -> None:
    text = site.windows["nobody"].get(site.path()).text
    assert "<h1>Neighbors of Ann Arbor</h1>" in text
    assert "We meet on Mondays." in text
    assert "The group has fewer than 10 people." in text
    assert 'href="/places/mi/ann-arbor/"' in text
    assert f'href="{site.path("join/")}"' in text
    assert not re.search(r"\b[1-9] (people|members)", text)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, ""), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10 or more"), (14, "10 or more"),
     (15, "15 or more")],
)  # fmt: skip
def test_counts_on_the_page(count: int, words: str) -> None:
    group = make_group(make_founder())
    group.members.all().delete()
    for number in range(count):
        Membership.objects.create(
            group=group, person=Person.objects.create(), name=f"n{number}", joined_in=NOW.date()
        )
    text = Client().get(f"/groups/{group.pk}/").text
    assert re.findall(r"The group has (.*?) people\.", text) == ([words] if words else [])


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


def test_a_group_is_started_in_two_steps(site: Site) -> None:
    can_be_found(some_place())
    client = site.windows["member"]
    first = client.get("/groups/start/?place=Ann+Arbor%2C+MI")
    assert "These are already at work here: join one?" in first.text
    assert "Neighbors of Ann Arbor" in first.text
    assert "Waiting group" not in first.text
    path = "/groups/start/here/?place=geoid%3A2603000"
    assert f'href="{path}"' in first.text
    words = {"name": "New one", "about": "About", "joining": "request", "my_name": "Me"}
    empty = client.post(path, {**words, "my_name": ""})
    assert (empty.status_code, 'aria-invalid="true"' in empty.text) == (422, True)
    done = client.post(path, words)
    group = Group.objects.get(name="New one")
    assert where(done) == f"/groups/{group.pk}/desk/"
    assert (group.state, own(group, site.people["member"]).role) == (State.WAITING, Role.LEAD)
    assert "waits for a moderator" in client.get(where(done)).text
    assert where(client.get("/groups/start/here/?place=nowhere")) == "/groups/start/"


def test_places_that_are_not_known_or_several(site: Site) -> None:
    can_be_found(some_place())
    can_be_found(make_place("2700001", "Ann Arbor", state="MN", path="mn/ann-arbor"))
    for page in ("/groups/", "/groups/start/"):
        several = Client().get(f"{page}?place=Ann+Arbor")
        assert several.status_code == 200
        assert f'href="{page}?place=geoid%3A2603000"' in several.text
        assert "No place is known as “zzqqxx”" in Client().get(f"{page}?place=zzqqxx").text
        assert Client().get(f"{page}?place={'x' * 3_000}").status_code == 200
        assert Client().get(f"{page}?place=%00").status_code == 200


def test_the_list_leads_people_to_their_own_desks(site: Site) -> None:
    desk, queue = f'href="{site.path("desk/")}"', 'href="/staff/moderation/"'
    seen = {who: client.get("/groups/").text for who, client in site.windows.items()}
    assert {who for who, text in seen.items() if desk in text} == {"lead", "organizer", "member"}
    assert {who for who, text in seen.items() if queue in text} == {"moderator"}
    assert queue not in window(site.people["moderator"]).get("/groups/").text


def test_joining_by_request(site: Site) -> None:
    client = site.windows["outsider"]
    assert client.post(site.path("join/"), {"name": ""}).status_code == 422
    done = client.post(site.path("join/"), {"name": "Zoe", "text": "Hi"})
    assert where(done) == site.path()
    assert "has not decided yet" in client.get(site.path()).text
    asked = JoinRequest.objects.get(name="Zoe")
    organizer = site.windows["organizer"]
    assert "Zoe" in organizer.get(site.path("desk/")).text
    assert "Zoe" not in site.windows["member"].get(site.path("desk/")).text
    assert where(organizer.post(site.path(f"requests/{asked.pk}/accept/"))) == site.path("desk/")
    assert client.get(site.path("desk/")).status_code == 200
    assert organizer.post(site.path(f"requests/{asked.pk}/accept/")).status_code == 404


def test_a_declined_request_is_deleted(site: Site) -> None:
    site.windows["lead"].post(site.path(f"requests/{site.asked.pk}/decline/"))
    assert not JoinRequest.objects.exists()
    assert site.group.members.count() == 3


def test_an_invitation_is_shown_once_and_works_once(site: Site) -> None:
    made = site.windows["organizer"].post(site.path("invitations/new/"))
    assert (made.status_code, made.headers["Cache-Control"]) == (200, "no-store")
    (link,) = re.findall(r"/groups/invitation/[A-Za-z0-9_-]+/", made.text)
    told = Client().get(link)
    assert "You are invited to Neighbors of Ann Arbor" in told.text
    assert f'href="{SIGN_IN}?next=%2Fgroups%2Finvitation%2F' in told.text
    assert "no-store" in told.headers["Cache-Control"]
    # Sent without an account it is the same page, and the link stays good.
    assert "You are invited to" in Client().post(link, {"name": "x"}).text
    client = site.windows["outsider"]
    assert "Join Neighbors of Ann Arbor" in client.get(link).text
    assert where(client.post(link, {"name": "Zoe"})) == site.path("desk/")
    spent = site.windows["moderator"].get(link)
    assert (spent.status_code, "This invitation is over" in spent.text) == (404, True)
    again = site.windows["member"].post(f"/groups/invitation/{site.secret}/", {"name": "M"})
    assert (again.status_code, "belong to this group already" in again.text) == (422, True)
    site.windows["lead"].post(site.path("invitations/withdraw/"))
    assert not Invitation.objects.exists()


def test_the_tools_of_a_lead(site: Site) -> None:
    lead = site.windows["lead"]
    member = f"members/{site.member.pk}/"
    words = {"name": "Renamed", "about": "Other words", "joining": "invitation"}
    assert where(lead.post(site.path("change/"), words)) == site.path("desk/")
    assert lead.post(site.path("change/"), {**words, "about": ""}).status_code == 422
    assert "Renamed" in Client().get(site.path()).text
    assert "by invitation only" in Client().get(site.path()).text
    assert site.windows["outsider"].get(site.path("join/")).status_code == 404
    assert lead.post(site.path(f"{member}role/"), {"role": "king"}).status_code == 422
    lead.post(site.path(f"{member}role/"), {"role": "organizer"})
    site.member.refresh_from_db()
    assert site.member.role == Role.ORGANIZER
    unknown = lead.post(site.path("places/add/"), {"place": "zzqqxx"})
    assert (unknown.status_code, "No place is known" in unknown.text) == (422, True)
    lead.post(site.path("places/26161/remove/"))
    assert site.group.places.count() == 1
    assert lead.post(site.path("places/2603000/remove/")).status_code == 422
    lead.post(site.path("places/add/"), {"place": "geoid:26161"})
    assert site.group.places.count() == 2
    lead.post(site.path(f"{member}hand-over/"))
    assert own(site.group, site.people["lead"]).role == Role.MEMBER
    assert lead.get(site.path("change/")).status_code == 404
    site.windows["member"].post(
        site.path(f"members/{own(site.group, site.people['lead']).pk}/remove/")
    )
    assert lead.get(site.path("desk/")).status_code == 404


def test_names_leaving_and_the_last_lead(site: Site) -> None:
    member = site.windows["member"]
    assert member.post(site.path("name/"), {"name": " "}).status_code == 422
    member.post(site.path("name/"), {"name": "Another"})
    assert "Another" in site.windows["lead"].get(site.path("desk/")).text
    refused = site.windows["lead"].post(site.path("leave/"))
    assert (refused.status_code, "You are the only lead" in refused.text) == (422, True)
    assert where(member.post(site.path("leave/"))) == site.path()
    assert member.get(site.path("desk/")).status_code == 404


def test_a_parent_is_shown_on_both_pages(site: Site) -> None:
    lead = site.people["lead"]
    above = make_group(lead, name="The whole county")
    offered = site.windows["lead"].get(site.path("parent/")).text
    assert "The whole county" in offered
    assert "Elsewhere" not in offered
    site.windows["lead"].post(site.path("parent/"), {"parent": above.pk})
    assert "The whole county" in Client().get(site.path()).text
    assert "Neighbors of Ann Arbor" in Client().get(f"/groups/{above.pk}/").text
    foreign = Group.objects.get(name="Elsewhere").pk
    assert site.windows["lead"].post(site.path("parent/"), {"parent": foreign}).status_code == 422


def test_a_parent_that_waits_is_shown_to_nobody(site: Site) -> None:
    set_parent(site.group.pk, site.waiting.pk, actor=site.people["lead"], now=NOW)
    for who in ("nobody", "outsider", "member"):
        assert "Waiting group" not in site.windows[who].get(site.path()).text


def test_a_closed_group_says_so(site: Site) -> None:
    site.windows["lead"].post(site.path("close/"))
    shown = Client().get(site.path())
    assert (shown.status_code, "This group is closed" in shown.text) == (200, True)
    assert "fewer than" not in shown.text
    assert "Neighbors of Ann Arbor" not in Client().get("/groups/?place=geoid:2603000").text
    assert site.windows["outsider"].get(site.path("join/")).status_code == 404
    assert site.windows["lead"].get(site.path("desk/")).status_code == 200
    assert site.windows["lead"].get(site.path("change/")).status_code == 404


def test_a_moderator_opens_and_declines(site: Site) -> None:
    moderator = site.windows["moderator"]
    queue = moderator.get("/staff/moderation/").text
    assert "Waiting group" in queue
    assert LEAD not in queue
    assert moderator.get(f"/groups/{site.waiting.pk}/").status_code == 200
    decided = f"/staff/moderation/{case_of(site.waiting).pk}/publish/"
    read_and_send(moderator, decided, text="")
    assert Client().get(f"/groups/{site.waiting.pk}/").status_code == 200
    assert moderator.post(decided, {"text": ""}).status_code == 422
    other = make_waiting(site.people["lead"], name="Nasty")
    declined = f"/staff/moderation/{case_of(other).pk}/decline/"
    read_and_send(moderator, declined, ground="harmful", text="")
    assert not Group.objects.filter(pk=other.pk).exists()


def test_a_moderator_without_the_second_step_is_anybody(site: Site) -> None:
    client = window(site.people["moderator"])
    assert client.get(f"/groups/{site.waiting.pk}/").status_code == 404
    assert where(client.get("/staff/moderation/")) == "/account/code-app/"


def test_a_form_needs_its_token(site: Site) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, site.people["lead"])
    before = snapshot()
    assert client.post(site.path("close/")).status_code == 403
    assert snapshot() == before


def test_in_spanish(site: Site) -> None:
    page = Client().get(f"/es/groups/{site.group.pk}/")
    assert "El grupo tiene menos de 10 personas." in page.text
    sign_in(client := Client(), site.people["lead"])
    assert "Mesa de trabajo" in client.get(f"/es/groups/{site.group.pk}/desk/").text


def test_what_is_written_is_text(site: Site) -> None:
    words = {
        "name": "<b>x</b>",
        "about": "<script>alert(1)</script>\n\nhttps://e.org",
        "joining": "request",
    }
    site.windows["lead"].post(site.path("change/"), words)
    text = Client().get(site.path()).text
    assert "<script>alert" not in text
    assert "<b>x</b>" not in text


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
    with django_assert_max_num_queries(14):
        assert site.windows["lead"].get(site.path("desk/")).status_code == 200


def test_a_closed_group_lets_nobody_in_by_its_page(site: Site) -> None:
    close_group(site.group.pk, actor=site.people["lead"], now=NOW)
    assert site.windows["outsider"].get(f"/groups/invitation/{site.secret}/").status_code == 404
