"""Take-downs as moderators see them, and as everybody does: without names and notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.moderation.choices import Direction, Ground
from freedomcities.moderation.kinds import Shown
from freedomcities.moderation.models import TakeDown
from freedomcities.moderation.queue_shown import ask_address, kind_words, shown_of
from freedomcities.ui.parts import Cell, Column, Table

# An entry that was taken down for its words may have them in its name.
_OF_ITS_WORDS = {Ground.PRIVATE, Ground.HARMFUL, Ground.UNRELATED}


@dataclass(frozen=True, slots=True)
class AskedShown:
    """A take-down for moderators; `again` leads to asking for the opposite of what was done."""

    row: TakeDown
    title: str
    address: str
    ground: str
    is_own: bool
    again: str


def asked_shown(row: TakeDown, viewer: Person) -> AskedShown:
    """One that waits or was done, for somebody who moderates."""
    shown = shown_of(row)
    is_standing = shown is not None and shown.is_public == (row.direction == Direction.PUT_BACK)
    return AskedShown(
        row=row,
        title=shown.title if shown else _("It is not there any more"),
        address=shown.address if shown else "",
        ground=str(Ground(row.ground).label),
        is_own=row.asked_by_id == viewer.pk,
        again=ask_address(row) if is_standing else "",
    )


def decisions_table(rows: Sequence[TakeDown]) -> Table:
    """What was done to which entry, when and why, for everybody."""
    told = _told_by_name(rows)
    return Table(
        caption=_("Decisions of two moderators each"),
        columns=(Column(_("Entry")), Column(_("What was decided, and why")), Column(_("Day"))),
        rows=tuple(_row(row, shown_of(row), told) for row in rows),
    )


def _told_by_name(rows: Sequence[TakeDown]) -> Callable[[TakeDown, Shown], bool]:
    """Whether the name of an entry may stand here: not where it may be what was wrong with it."""
    subjects = {row.subject for row in rows}
    nameless = TakeDown.objects.public().filter(subject__in=subjects, ground__in=_OF_ITS_WORDS)
    hidden = set(nameless.values_list("kind", "subject"))
    return lambda row, shown: shown.is_public or (row.kind, row.subject) not in hidden


def _row(
    row: TakeDown, shown: Shown | None, told: Callable[[TakeDown, Shown], bool]
) -> tuple[Cell, ...]:
    words = _("Taken down") if row.direction == Direction.TAKE_DOWN else _("Put back")
    day = date_format(row.done_on, "DATE_FORMAT") if row.done_on else ""
    name = f"{kind_words(row.kind)} {row.subject}"
    if shown and told(row, shown):
        name = f"{kind_words(row.kind)}: {shown.title}"
    return (
        Cell(capfirst(name), shown.address if shown else ""),
        Cell(f"{words}. {Ground(row.ground).label}."),
        Cell(day),
    )
