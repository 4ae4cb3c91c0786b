"""Take-downs as moderators see them, and as everybody does: without names and notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.moderation.choices import Direction, Ground
from freedomcities.moderation.models import TakeDown
from freedomcities.moderation.queue_shown import ask_address, kind_words, shown_of
from freedomcities.ui.parts import Cell, Column, Table


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


def decisions_table(rows: Iterable[TakeDown]) -> Table:
    """What was done to which record, when and why, for everybody."""
    return Table(
        caption=_("Decisions of two people each"),
        columns=(Column(_("Record")), Column(_("Decision")), Column(_("Day"))),
        rows=tuple(_row(row) for row in rows),
    )


def _row(row: TakeDown) -> tuple[Cell, ...]:
    shown = shown_of(row)
    words = _("Taken down") if row.direction == Direction.TAKE_DOWN else _("Put back")
    day = date_format(row.done_on, "DATE_FORMAT") if row.done_on else ""
    return (
        # Its title may be what was wrong with it: the id alone stands here.
        Cell(f"{kind_words(row.kind)} {row.subject}", shown.address if shown else ""),
        Cell(f"{words}. {Ground(row.ground).label}."),
        Cell(day),
    )
