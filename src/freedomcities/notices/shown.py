"""What somebody follows as their own page shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.notices.choices import Pace
from freedomcities.notices.kinds import Subject, subject_kind
from freedomcities.notices.models import Follow


@dataclass(frozen=True, slots=True)
class Line:
    """Something that is followed: ``address`` is empty where it is there no more."""

    id: UUID
    title: str
    address: str
    pace: Pace


def lines_of(person: Person, follows: Iterable[Follow]) -> list[Line]:
    """These follows of somebody with their titles, in a query or two for each kind."""
    rows = list(follows)
    found = _subjects(person, rows)
    gone = Subject(_("Something that is not there any more"), "")
    shown = [(row, found.get((row.subject_kind, row.subject_id), gone)) for row in rows]
    return [Line(row.pk, each.title, each.address, Pace(row.pace)) for row, each in shown]


def _subjects(person: Person, rows: Iterable[Follow]) -> Mapping[tuple[str, str], Subject]:
    ids: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        ids[row.subject_kind].append(row.subject_id)
    found: dict[tuple[str, str], Subject] = {}
    for name, of_kind in ids.items():
        kind = subject_kind(name)
        if kind is not None:
            may = kind.may_follow
            seen = [each for each in of_kind if may is None or may(person, each)]
            found |= {(name, id_): each for id_, each in kind.found(seen).items()}
    return found
