"""A small world in which everybody who may ask for something is there: for the matrix of access."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from uuid import UUID, uuid4

from django.test import Client

from freedomcities.accounts.choices import Role as SiteRole
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.roles import make_role_link
from freedomcities.accounts.tests.makers import NOW, make_ann, make_worker, set_up_app, sign_in
from freedomcities.adoption.tests.makers import (
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)
from freedomcities.channels.models import Channel, Hook
from freedomcities.channels.tests.makers import make_channel, make_hook, make_thread
from freedomcities.events.coming import say_yes
from freedomcities.events.handing_out import hand_out_role
from freedomcities.events.hosting import invite_host, use_host_invitation
from freedomcities.events.models import Event, EventGroup, EventRole, Host
from freedomcities.events.tests.makers import make_event, make_home_draft
from freedomcities.groups.choices import Role
from freedomcities.groups.joining import ask_to_join, invite
from freedomcities.groups.models import Group, JoinRequest, Membership
from freedomcities.groups.tests.makers import make_group, make_member, make_waiting
from freedomcities.moderation.choices import Complaint, Decision, Direction, Ground
from freedomcities.moderation.models import Case
from freedomcities.moderation.operations import decide
from freedomcities.moderation.reporting import report
from freedomcities.moderation.taking_down import ask as ask_take_down
from freedomcities.officials.models import Agency
from freedomcities.officials.operations import import_officials
from freedomcities.places.models import Place, StateMap
from freedomcities.places.projection import fit_conic
from freedomcities.places.tests.makers import make_place
from freedomcities.privacy.export_links import make_export_link

NOBODY, OUTSIDER, MEMBER, ORGANIZER, LEAD = "nobody", "outsider", "member", "organizer", "lead"
READER, MODERATOR, STAFF = "reader", "moderator", "staff"
PERSONAS = (NOBODY, OUTSIDER, MEMBER, ORGANIZER, LEAD, READER, MODERATOR, STAFF)
# What stands in the world and may be seen by those alone whom it is for.
NAME_CANARIES = ("memberscanary", "organizerscanary", "leadscanary", "askerscanary")
OTHER_CANARIES = ("othersleadcanary", "othersmembercanary", "othersaskercanary")
GUEST_CANARY = "Guestcanary"
HOME_CANARY = "4127 Homecanary Terrace"


@dataclass(frozen=True, slots=True)
class Circle:
    """A group with somebody in each role, somebody who asks, and a link that lets one in."""

    group: Group
    member: Membership
    asked: JoinRequest
    invitation: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A channel with a thread, and the group that began it and hands its news on to a chat."""

    channel: Channel
    thread_id: str
    hook: Hook


@dataclass(frozen=True, slots=True)
class Gathering:
    """An event at somebody's home, with a co-host, a second group and a link to host it.

    ``yes``: the secret of the private link of somebody who asked to come.
    """

    event: Event
    cohost: Host
    second: Group
    invitation: str
    yes: str


@dataclass(frozen=True, slots=True)
class World:
    """The windows of everybody, and what there is to ask for: ``own`` is the group of three."""

    cookies: Mapping[str, SimpleCookie]
    people: Mapping[str, Person]
    own: Circle
    others: Circle
    waiting: Group
    case: UUID
    """That of the group that waits."""
    reading: UUID
    """What a moderator asks readers of law."""
    asked: UUID
    """A take-down for which somebody else has asked."""
    role_link: str
    export_link: str
    talk: Talk
    far_talk: Talk
    gathering: Gathering
    far_gathering: Gathering

    def window(self, persona: str) -> Client:
        """A fresh browser of somebody; what it loses, another one still has."""
        client = Client()
        client.cookies = SimpleCookie(
            {name: morsel.value for name, morsel in self.cookies[persona].items()}
        )
        return client


def make_world() -> World:
    """All of it, by the operations."""
    _make_list()
    lead = _person("leads")
    own = _circle(lead, ("members", "organizers", "askers"), "leadscanary", "Own")
    others = _circle(
        _person("otherslead"), ("othersmember", "", "othersasker"), "othersleadcanary", "Others"
    )
    workers = {
        name: make_worker(role, address=f"{name}.canary@example.org")[0]
        for name, role in (
            (READER, SiteRole.READER), (MODERATOR, SiteRole.MODERATOR), (STAFF, SiteRole.STAFF),
        )
    }  # fmt: skip
    people = {
        OUTSIDER: _person("outsiders"),
        MEMBER: Person.objects.get(memberships__name="memberscanary"),
        ORGANIZER: Person.objects.get(memberships__name="organizerscanary"),
        LEAD: lead,
        **workers,
    }
    set_up_app(lead)
    cookies = {NOBODY: SimpleCookie()}
    for name, person in people.items():
        client = Client()
        sign_in(client, person, strong=True)
        cookies[name] = client.cookies
    waiting = make_waiting(_person("founders"), name="Waiting", my_name="founderscanary")
    other = make_worker(SiteRole.MODERATOR, address="second.canary@example.org")[0]
    asked = ask_take_down(
        "instrument", "law2", Direction.TAKE_DOWN, ground=Ground.OTHER, actor=other, now=NOW
    )
    return World(
        cookies=cookies,
        people=people,
        own=own,
        others=others,
        waiting=waiting,
        case=Case.objects.get(kind="group", subject=waiting.pk).pk,
        reading=_reading(other).pk,
        asked=asked.pk,
        role_link=make_role_link(SiteRole.READER, actor=system_actor(), now=NOW),
        export_link=make_export_link(actor=lead, now=NOW),
        talk=_talk(own.group, lead),
        far_talk=_far_talk(),
        gathering=_gathering(own.group, lead, others.group, "ours"),
        far_gathering=_gathering(others.group, _lead_of(others.group), own.group, "theirs"),
    )


def _reading(moderator: Person) -> Case:
    case = report("instrument", "law", Complaint.WRONG, "", peer="p", now=NOW)
    ground = Ground.OUT_OF_DATE
    return decide(case.pk, Decision.ASK_READER, ground=ground, actor=moderator, now=NOW)


def _person(name: str) -> Person:
    return make_ann(f"{name}.canary@example.org", name=f"{name}account")


def _circle(lead: Person, names: tuple[str, str, str], my_name: str, title: str) -> Circle:
    group = make_group(lead, my_name=my_name, name=title)
    member, organizer, asker = names
    joined = make_member(group, lead, f"{member}canary")
    if organizer:
        make_member(group, lead, f"{organizer}canary", role=Role.ORGANIZER)
    asked = ask_to_join(group.pk, name=f"{asker}canary", text="", actor=_person(asker), now=NOW)
    return Circle(group, joined, asked, invite(group.pk, actor=lead, now=NOW))


def _talk(group: Group, lead: Person) -> Talk:
    place = group.places.get().place
    channel = make_channel(place, lead)
    first = make_thread(channel, group, lead)
    return Talk(channel, first.thread_id, make_hook(group, lead, channel))


def _gathering(group: Group, lead: Person, second: Group, name: str) -> Gathering:
    draft = make_home_draft(address=HOME_CANARY, title=f"Gathering {name}")
    event = make_event(lead, draft, group_id=group.pk, my_name=f"{name} host")
    links = [invite_host(event.pk, actor=lead, now=NOW) for _number in range(2)]
    cohost = use_host_invitation(
        links[0], name=f"{name} cohost", actor=_person(f"{name}cohost"), now=NOW
    )
    EventGroup.objects.create(event=event, group=second)
    said = say_yes(event.pk, once=uuid4(), name=GUEST_CANARY, language="en", now=NOW)
    hand_out_role(event.pk, "door", actor=lead, now=NOW)
    EventRole.objects.create(event=event, key="notes", taken_by=said.sign_up)
    return Gathering(event, cohost, second, links[1], said.secret)


def _lead_of(group: Group) -> Person:
    return group.members.select_related("person").get(role=Role.LEAD).person


def _far_talk() -> Talk:
    """In another state, where nobody of the others works."""
    toledo = make_place("3977000", "Toledo", state="OH", latitude=41.66, longitude=-83.58)
    lead = _person("farlead")
    group = make_group(lead, my_name="othersleadcanary", name="Far", places=[toledo])
    return _talk(group, lead)


def _make_list() -> None:
    make_country()
    Place.objects.filter(pk="2603000").update(path="mi/ann-arbor")
    drawn = fit_conic([(42.0, -84.0), (43.0, -83.0)], width=100, height=100)[0].as_dict()
    StateMap.objects.create(state_id="26", width=100, height=100, projection=drawn)
    make_nine()
    for id_ in ("law", "law2"):
        import_rows(
            instrument_row(id_, finding_row("1"), place="2603000", effective_on="2017-04-03")
        )
    Agency.objects.create(
        id="MI8121800", ori="MI8121800", name="Ann Arbor Police Department", kind="city", state="MI"
    )
    office = ["kind,place,name", "mayor,2603000,Somebody"]
    import_officials(office, actor=system_actor(), now=NOW)
