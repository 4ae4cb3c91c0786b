"""Taking an instrument off the list and putting it back: what two moderators agreed on.

Its record stays, and imports go on replacing it; readers find it nowhere, and it counts for
no standing.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freedomcities.accounts.models import Person
from freedomcities.adoption import standings_table
from freedomcities.adoption.import_rows import Saved
from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.operations import recompute_after, today
from freedomcities.adoption.shown import instrument_address, place_words, source_address
from freedomcities.audit.operations import record
from freedomcities.moderation.choices import Direction, Ground
from freedomcities.moderation.kinds import ContentKind, Fact, Shown, TextShown
from freedomcities.moderation.kinds import register as register_kind
from freedomcities.moderation.refusals import CannotBe
from freedomcities.moderation.taking_down import check_two
from freedomcities.places.addresses import address_of

KIND = "instrument"


def take_down(id: str, *, ground: Ground, actor: Person, now: datetime) -> Instrument:  # noqa: A002
    """Take an instrument off the list; somebody else has asked for it. MayNot, CannotBe."""
    return _move(id, Direction.TAKE_DOWN, actor=actor, now=now, detail={"ground": ground.value})


def put_back(id: str, *, actor: Person, now: datetime) -> Instrument:  # noqa: A002 as in the model
    """Show an instrument again; somebody else has asked for it. MayNot, CannotBe."""
    return _move(id, Direction.PUT_BACK, actor=actor, now=now, detail={})


def _move(
    id: str,  # noqa: A002
    direction: Direction,
    *,
    actor: Person,
    now: datetime,
    detail: dict[str, str],
) -> Instrument:
    is_down = direction is Direction.TAKE_DOWN
    with transaction.atomic():
        lock = standings_table.lock_day()
        check_two(KIND, id, direction, actor=actor)
        row = Instrument.records.select_for_update().filter(pk=id).first()
        if row is None or (row.withdrawn_on is None) != is_down:
            raise CannotBe
        row.withdrawn_on = today(now) if is_down else None
        row.save(update_fields=["withdrawn_on"])
        rules = Finding.records.filter(instrument=row).values_list("rule_id", flat=True)
        touched = Saved(replaced=[row.pk], issuers={row.place_id}, rules=set(rules))
        changed = recompute_after(touched, lock, day=today(now))
        action = "withdraw-instrument" if is_down else "put-instrument-back"
        said = {**detail, "standings": changed}
        record(actor=actor, now=now, action=action, subject=f"instrument {row.pk}", detail=said)
    return row


def show(id: str) -> Shown | None:  # noqa: A002
    """An instrument as moderators see it, withdrawn or not."""
    row = Instrument.records.select_related("place").filter(pk=id).first()
    if row is None:
        return None
    source = source_address(row.url)
    quotes = Finding.records.filter(instrument=row).order_by("position")
    texts = [
        TextShown(_("Citation"), row.citation),
        TextShown(_("Note of the readers"), row.note),
        *(TextShown(_("Passage"), quote) for quote in quotes.values_list("quote", flat=True)),
    ]
    return Shown(
        title=row.name,
        # A passage that speaks on several rules is read once.
        texts=tuple(dict.fromkeys(each for each in texts if each.text)),
        facts=(
            Fact(_("Place"), place_words(row.place), address_of(row.place)),
            *([Fact(_("Source"), row.url, source)] if source else []),
        ),
        address=instrument_address(row.pk),
        is_public=row.withdrawn_on is None,
    )


_INSTRUMENTS = ContentKind(
    name=KIND,
    label=gettext_lazy("law or policy"),
    show=show,
    take_down=take_down,
    put_back=put_back,
    is_on_the_list=True,
    is_law=True,
)


def register() -> None:
    """Let two moderators take instruments off the list; said once, when the site starts."""
    register_kind(_INSTRUMENTS)
