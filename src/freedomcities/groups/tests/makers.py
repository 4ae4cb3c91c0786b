"""Groups and their people, for tests."""

from __future__ import annotations

from typing import Any

from freedomcities.accounts.choices import Role as SiteRole
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import make_person, system_actor
from freedomcities.accounts.roles import give_roles
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.groups.choices import Joining, Role
from freedomcities.groups.joining import accept_request, ask_to_join
from freedomcities.groups.members import change_role
from freedomcities.groups.models import Group, Membership
from freedomcities.groups.operations import found_group, open_group
from freedomcities.places.models import Place, PlaceName
from freedomcities.places.names import normalise_name
from freedomcities.places.tests.makers import make_place

LEAD, ORGANIZER, MEMBER, OUTSIDER = ("leadcanary", "orgcanary", "membercanary", "outcanary")


def make_founder(name: str = LEAD) -> Person:
    """Somebody with an account."""
    return make_ann(f"{name}@example.org", name=f"Account {name}")


def some_place() -> Place:
    """Ann Arbor, made when first needed."""
    return Place.objects.filter(pk="2603000").first() or make_place("2603000", "Ann Arbor")


def can_be_found(place: Place) -> Place:
    """The same place, by its name as well as by its code."""
    key = normalise_name(place.name)
    PlaceName.objects.create(key=key, place=place, weight=place.population or 0)
    return place


def make_waiting(founder: Person, *, my_name: str = LEAD, **overrides: Any) -> Group:
    """A group that no moderator has seen yet."""
    values: dict[str, Any] = {
        "name": "Neighbors of Ann Arbor",
        "about": "We meet on Mondays.",
        "joining": Joining.REQUEST,
        "places": [some_place()],
        **overrides,
    }
    return found_group(**values, my_name=my_name, actor=founder, now=NOW)


def make_group(founder: Person, *, my_name: str = LEAD, **overrides: Any) -> Group:
    """A group that everybody sees."""
    group = make_waiting(founder, my_name=my_name, **overrides)
    return open_group(group.pk, actor=system_actor(), now=NOW)


def make_moderator() -> Person:
    """Somebody who moderates the site."""
    person = make_person("moderator@example.org", now=NOW)
    give_roles(person, [SiteRole.MODERATOR], actor=system_actor(), now=NOW)
    return person


def make_member(
    group: Group, lead: Person, name: str = MEMBER, role: Role = Role.MEMBER
) -> Membership:
    """Somebody who asked and was let in, with this role."""
    person = make_founder(name)
    asked = ask_to_join(group.pk, name=name, text="", actor=person, now=NOW)
    joined = accept_request(group.pk, asked.pk, actor=lead, now=NOW)
    assert joined is not None
    if role != Role.MEMBER:
        change_role(group.pk, joined.pk, role, actor=lead, now=NOW)
        joined.refresh_from_db()
    return joined


def own(group: Group, person: Person) -> Membership:
    """Somebody's membership in a group."""
    return Membership.objects.get(group=group, person=person)


def snapshot() -> list[Any]:
    """All that groups hold, to see that nothing changed."""
    from freedomcities.groups import models

    tables = (
        models.Group,
        models.GroupChange,
        models.GroupPlace,
        models.Membership,
        models.JoinRequest,
        models.Invitation,
    )
    return [list(table.objects.order_by("pk").values()) for table in tables]
