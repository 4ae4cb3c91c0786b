"""Corrections as moderators see them, on the page of what waits."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freedomcities.accounts.models import Person
from freedomcities.moderation.choices import Decision
from freedomcities.moderation.kinds import ContentKind, Fact, Shown, TextShown, Words, on_any_ground
from freedomcities.moderation.kinds import register as register_kind
from freedomcities.officials.choices import CorrectionState
from freedomcities.officials.corrections import KIND, decide_correction
from freedomcities.officials.models import Correction
from freedomcities.officials.office_words import row_title
from freedomcities.places.addresses import address_of


def show(subject: str) -> Shown | None:
    """An open correction; nothing is known of who sent it."""
    rows = Correction.objects.select_related("office__place", "agency", "place")
    found = rows.filter(pk=int(subject), state=CorrectionState.OPEN).first()
    if found is None:
        return None
    place = found.office.place if found.office else found.place
    return Shown(
        title=row_title(found.office) if found.office else str(found.agency or found.place),
        texts=(TextShown(_("What is wrong, and what is right?"), found.text),),
        facts=(Fact(_("Place"), str(place), address_of(place)),) if place else (),
        address=address_of(place) if place else "",
        is_public=False,
    )


def _accept(subject: str, *, actor: Person, now: datetime) -> None:
    decide_correction(int(subject), accept=True, actor=actor, now=now)


def _decline(subject: str, *, actor: Person, now: datetime) -> None:
    decide_correction(int(subject), accept=False, actor=actor, now=now)


_CORRECTIONS = ContentKind(
    name=KIND,
    label=gettext_lazy("correction"),
    show=show,
    publish=_accept,
    decline=on_any_ground(_decline),
    takes_reports=False,
    words={
        Decision.PUBLISH: Words(
            gettext_lazy("It is right"),
            gettext_lazy("Say so once an import has brought it in: nothing here changes a page."),
        )
    },
)


def register() -> None:
    """Let moderators decide on corrections; said once, when the site starts."""
    register_kind(_CORRECTIONS)
