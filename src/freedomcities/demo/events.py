"""The events of the demo: what groups plan in the weeks to come, put there as any is.

They are of the weeks to come on whatever day the demo is started: one that is over is put there
anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from freedomcities.accounts.operations import system_actor
from freedomcities.demo.groups import STARTS, Start, group_of, lead_of, name_of_lead
from freedomcities.events.addresses import page_at
from freedomcities.events.choices import Access, Issue, Kind, Language, State, Where
from freedomcities.events.drafts import Draft
from freedomcities.events.models import Event
from freedomcities.events.moderating import publish_event
from freedomcities.events.operations import put_on_map
from freedomcities.places.questions import find_place

PRIVATE_HOME_ADDRESS = "4127 Quillfeather Terrace"
_BOTH = (Language.ENGLISH, Language.SPANISH)


@dataclass(frozen=True, slots=True)
class Plan:
    """An event of a group: in how many days, at which hours, and what it is."""

    key: str
    group: str
    title: str
    about: str
    kind: Kind
    in_days: int
    begin: time
    end: time
    venue: str = ""
    address: str = ""
    where: Where = Where.VENUE
    issue: Issue = Issue.IMMIGRATION
    zip_code: str = ""
    link: str = ""
    languages: Sequence[Language] = (Language.ENGLISH,)
    access: Sequence[Access] = ()
    seats: int | None = None
    repeats: int = 1


PLANS = (
    Plan(
        "public", "group_a", "First gathering: our city and its rules",
        "We read which of the nine rules are in force here, choose whom to meet, and plan the next "
        "gathering. An hour and a half. Bring a pen, and a neighbor.",
        Kind.FIRST_GATHERING, 9, time(18, 30), time(20), "Downtown library", "343 S Fifth Ave",
        zip_code="48104", access=(Access.WHEELCHAIR, Access.CHILDCARE), seats=60,
    ),
    Plan(
        "private_home", "group_a", "Kitchen table: who asks for the meeting?",
        "Eight people, soup, and a list of telephone calls that we share out.",
        Kind.WORK_SESSION, 13, time(19), time(21), address=PRIVATE_HOME_ADDRESS,
        where=Where.HOME, zip_code="48103", seats=8,
    ),
    Plan(
        "ypsilanti", "group_b", "Primera reunión · First gathering",
        "Leemos las reglas y escogemos a quién ir a ver. We read the rules and choose whom to "
        "meet. Interpretation both ways.",
        Kind.FIRST_GATHERING, 11, time(17), time(18, 30), "Parkridge community center",
        "591 Armstrong Dr", languages=_BOTH, access=(Access.CHILDCARE,),
    ),
    Plan(
        "webinar", "king", "Training: the two questions",
        "How to ask an official two questions and stay an exchange. With practice in pairs.",
        Kind.TRAINING, 6, time(18), time(19, 15), where=Where.ONLINE,
        link="https://meet.example.org/two-questions", languages=_BOTH, repeats=3,
    ),
    Plan(
        "aurora", "aurora", "Junta con el jefe de la policía",
        "Vamos juntos a hablar con el jefe de la policía de Aurora. Nos juntamos media hora antes.",
        Kind.MEETING, 17, time(10), time(11), "Police headquarters", "1200 E Indian Trail",
        languages=(Language.SPANISH, Language.ENGLISH), access=(Access.WHEELCHAIR,),
    ),
    Plan(
        "denver", "denver", "Council hearing: the five demands",
        "We fill the seats. Who wants to speak signs up at the door by 5 p.m.",
        Kind.HEARING, 20, time(17, 30), time(20), "City and County Building", "1437 Bannock St",
        access=(Access.WHEELCHAIR, Access.SIGN_LANGUAGE),
    ),
    Plan(
        "phoenix", "phoenix", "Rally for rules that hold",
        "Speakers from six neighborhoods, music, water. Signs are there.",
        Kind.RALLY, 15, time(9), time(11), "Cesar Chavez Plaza", "201 W Washington St",
        languages=_BOTH,
    ),
    Plan(
        "austin", "austin", "What became of the vote of 2018?",
        "We read the reports of the police department together and write down what is missing.",
        Kind.WORK_SESSION, 22, time(18), time(20), "Carver branch library", "1161 Angelina St",
        issue=Issue.POLICE_REFORM,
    ),
    Plan(
        "bellevue", "bellevue", "Flyers around the market",
        "We meet at the fountain, in pairs, for two hours.",
        Kind.OTHER, 8, time(10), time(12), where=Where.AREA,
    ),
    Plan(
        "santa_fe", "santa_fe", "Read your own ordinance",
        "Bring the code of your town, and we read it rule by rule.",
        Kind.TRAINING, 25, time(18), time(19, 30), "Southside library", "6599 Jaguar Dr",
        languages=_BOTH,
    ),
    Plan(
        "brooklyn", "brooklyn", "A people's budget for our precinct",
        "What four blocks would do with one percent. Paper and scissors are there.",
        Kind.WORK_SESSION, 19, time(14), time(16), "Central library", "10 Grand Army Plaza",
        issue=Issue.BUDGETS, access=(Access.WHEELCHAIR,), seats=25,
    ),
)  # fmt: skip


def add_events(*, now: datetime) -> None:
    """Put those on the map that are not there, or are over."""
    for plan in PLANS:
        if next_of_plan(plan, now) is None:
            _add(plan, now=now)


def describe_events(url: str, *, now: datetime) -> Mapping[str, str]:
    """The pages of the two that the contract names, and the address that nobody may see."""
    found = {plan.key: next_of_plan(plan, now) for plan in PLANS[:2]}
    pages = {key: url + page_at(event.pk) for key, event in found.items() if event}
    return {**pages, "private_home_address": PRIVATE_HOME_ADDRESS}


def plan_of(key: str) -> Plan:
    """The plan of this key."""
    return next(each for each in PLANS if each.key == key)


def start_of(group: str) -> Start:
    """The group of the demo of this key."""
    return next(each for each in STARTS if each.key == group)


def next_of_plan(plan: Plan, now: datetime) -> Event | None:
    """What a plan put on the map, and is not over."""
    group = group_of(plan.group)
    if group is None:
        return None
    return Event.objects.by_group(group).filter(kind=plan.kind).upcoming(now).first()


def draft_of_plan(plan: Plan, day: date) -> Draft:
    """What a plan puts on the map, on a day."""
    return Draft(
        title=plan.title,
        about=plan.about,
        kind=plan.kind,
        issue=plan.issue,
        day=day,
        begin=plan.begin,
        end=plan.end,
        where=plan.where,
        place=find_place(start_of(plan.group).places[0]),
        zip_code=plan.zip_code,
        venue=plan.venue,
        address=plan.address,
        link=plan.link,
        languages=plan.languages,
        access=plan.access,
        seats=plan.seats,
    )


def _add(plan: Plan, *, now: datetime) -> None:
    start, group = start_of(plan.group), group_of(plan.group)
    made = put_on_map(
        draft_of_plan(plan, (now + timedelta(days=plan.in_days)).date()),
        my_name=name_of_lead(start),
        group_id=group.pk if group else "",
        repeats=plan.repeats,
        actor=lead_of(start),
        now=now,
    )
    if made[0].state == State.WAITING:
        publish_event(made[0].pk, actor=system_actor(), now=now)
