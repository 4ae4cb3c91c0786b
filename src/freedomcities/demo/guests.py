"""Who comes to the events of the demo: made-up names, and what came of one that is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from freedomcities.accounts.operations import system_actor
from freedomcities.demo.events import draft_of_plan, next_of_plan, plan_of, start_of
from freedomcities.demo.groups import group_of, lead_of, name_of_lead
from freedomcities.events.attendance import add_walk_in, count_people
from freedomcities.events.choices import State
from freedomcities.events.coming import Said, say_yes
from freedomcities.events.handing_out import take_on_role
from freedomcities.events.models import Event
from freedomcities.events.moderating import publish_event
from freedomcities.events.operations import put_on_map
from freedomcities.events.recaps import write_recap

_GUESTS = (
    ("Rosa", "I bring tamales."), ("Theo", ""), ("Mei", ""), ("Grandma Jo", "I need a chair."),
    ("Dario", ""), ("Amina", "Is there a corner for two kids?"), ("Sam R.", ""), ("Lupe", ""),
    ("K.", ""), ("Walter", ""), ("Nadia", ""), ("Chuy", "Puedo interpretar."),
)  # fmt: skip
_AT_HOME = (("Mei", "I live around the corner."), ("Dario", ""), ("New here", "Met Alice at work."))
_ROLES = (("Chuy", "interpreter"), ("Theo", "time"))
_DAYS_AGO, _PEOPLE = 12, 41
_RECAP = (
    "Forty people and a lot of soup. We read all nine rules aloud, in English and in Spanish.\n\n"
    "We decided to ask the police chief for a meeting, together with Ypsilanti. Two people write "
    "the letter this week. The next gathering is on the map."
)


def add_guests(*, now: datetime) -> None:
    """Let people come to what is next, and to one that is over; nobody twice."""
    public, home = (next_of_plan(plan_of(key), now) for key in ("public", "private_home"))
    if public is not None:
        said = _say_yes(public, _GUESTS, now=now)
        for name, role in _ROLES:
            if not public.roles.filter(key=role).exists():
                take_on_role(said[name].secret, role, now=now)
    if home is not None:
        _say_yes(home, _AT_HOME, now=now)
    if not _has_been(now):
        _add_what_was(now=now)


def _say_yes(event: Event, guests: Sequence[tuple[str, str]], *, now: datetime) -> dict[str, Said]:
    return {
        name: say_yes(event.pk, once=_once(name), name=name, note=words, language="en", now=now)
        for name, words in guests
    }


def _once(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"freedomcities:demo:{name}")


def _has_been(now: datetime) -> bool:
    group = group_of("group_a")
    if group is None:
        return True
    since = now - timedelta(days=30)
    return Event.objects.by_group(group).filter(ends_at__range=(since, now)).exists()


def _add_what_was(*, now: datetime) -> None:
    """One of twelve days ago, put on the map two weeks before that."""
    plan, start, group = plan_of("public"), start_of("group_a"), group_of("group_a")
    host, before = lead_of(start), now - timedelta(days=_DAYS_AGO + 14)
    draft = replace(
        draft_of_plan(plan, (now - timedelta(days=_DAYS_AGO)).date()),
        title="Launch night: nine rules for Ann Arbor",
        begin=time(18),
        end=time(20),
    )
    made = put_on_map(
        draft, my_name=name_of_lead(start), group_id=group.pk if group else "", actor=host,
        now=before,
    )  # fmt: skip
    event = made[0]
    if event.state == State.WAITING:
        publish_event(event.pk, actor=system_actor(), now=before)
    _say_yes(event, _GUESTS, now=before)
    event.refresh_from_db()
    after = event.ends_at
    add_walk_in(
        event.pk, once=_once("walk-in"), name="Bea from the library", has_agreed=True,
        language="en", actor=host, now=after,
    )  # fmt: skip
    count_people(
        event.pk, _PEOPLE, listed=range(1, 13), present=range(1, 11), actor=host, now=after
    )
    write_recap(event.pk, _RECAP, actor=host, now=after)
