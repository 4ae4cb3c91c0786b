"""Writes of corrections: sending one in, which anybody may, and deciding on it.

Nothing that somebody sends in is shown in public: what is right in it, the operator brings in
by an import, and says so here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.counting import Limit, TooOften, count
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.choices import State as CaseState
from freedomcities.moderation.choices import Why
from freedomcities.moderation.operations import hold, settle
from freedomcities.moderation.private_details import kinds_in
from freedomcities.officials.choices import CorrectionState
from freedomcities.officials.models import Agency, Correction, Office
from freedomcities.officials.permissions import may_decide
from freedomcities.places.models import Place

LONGEST = 2_000
MOST_A_DAY = 200
AN_HOUR = Limit("correction", 50, timedelta(hours=1))
KIND = "correction"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class About:
    """What a correction is about: exactly one of these."""

    office: Office | None = None
    agency: Agency | None = None
    place: Place | None = None


class NothingSaid(Refusal):
    """The text is empty, or longer than anybody will read."""

    def __init__(self) -> None:
        sentence = _("Say what is wrong, in %(most)s characters at most.")
        super().__init__(sentence % {"most": f"{LONGEST:,}"})


class MayNotDecide(Refusal):
    """Somebody other than a moderator or the operator wants to decide."""

    def __init__(self) -> None:
        super().__init__(_("Only moderators and whoever runs this site decide on corrections."))


class NoSuchCorrection(Refusal):
    """None has this number, or it was decided before."""

    def __init__(self, number: int) -> None:
        sentence = _("There is no correction %(number)s that waits for a decision.")
        super().__init__(sentence % {"number": number})


def send_correction(about: About, text: str, *, now: datetime, peer: str = "") -> Correction:
    """Put a correction into the queue; the same one twice is one.

    Whoever sends it stays unknown, so that the log names the system; `peer` is counted and not
    kept. Raises NothingSaid; TooOften from the two hundred and first within a day on, or the
    fifty-first within an hour from one peer.
    """
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        raise NothingSaid
    if peer:
        count(AN_HOUR, peer, now=now)
    known = Correction.objects.open().filter(text=text, **_columns(about)).first()
    if known is not None:
        return known
    with transaction.atomic():
        sent = Correction.objects.create(text=text, submitted_at=now, **_columns(about))
        # The head of the log stays locked from here on: two at once are counted one by one.
        hold(
            KIND, str(sent.pk), [Why.EVERY_ONE], details=kinds_in(text), actor=system_actor(),
            now=now,
        )  # fmt: skip
        subject = f"correction {sent.pk}"
        record(
            actor=system_actor(),
            now=now,
            action="send-correction",
            subject=subject,
            is_public=False,
        )
        _check_room(now)
    return sent


def decide_correction(
    number: int, *, accept: bool, note: str = "", actor: Person, now: datetime
) -> Correction:
    """Accept or decline one that is open; the text of a declined one is dropped.

    Raises MayNotDecide and NoSuchCorrection.
    """
    with transaction.atomic():
        person = Person.objects.filter(pk=actor.pk).first()
        if person is None or not may_decide(person):
            raise MayNotDecide
        found = Correction.objects.open().select_for_update().filter(pk=number).first()
        if found is None:
            raise NoSuchCorrection(number)
        state = CorrectionState.ACCEPTED if accept else CorrectionState.DECLINED
        found.state, found.decided_at, found.note = state, now, note.strip()[:LONGEST]
        if not accept:
            found.text = ""
        found.save(update_fields=["state", "decided_at", "note", "text"])
        end = CaseState.PUBLISHED if accept else CaseState.DECLINED
        settle(KIND, str(found.pk), end, actor=actor, now=now)
        detail = {"state": state.value}
        subject = f"correction {found.pk}"
        record(actor=actor, now=now, action="decide-correction", subject=subject, detail=detail)
    return found


def _columns(about: About) -> dict[str, Office | Agency | Place | None]:
    return {"office": about.office, "agency": about.agency, "place": about.place}


def _check_room(now: datetime) -> None:
    latest = Correction.objects.filter(submitted_at__gt=now - _DAY).order_by("-submitted_at", "-pk")
    times = list(latest.values_list("submitted_at", flat=True)[: MOST_A_DAY + 1])
    if len(times) > MOST_A_DAY:
        # Without the one at hand: once the oldest of the others is a day old there is room.
        wait = max(1, ceil((times[-1] + _DAY - now).total_seconds()))
        raise TooOften(wait, _("Too many corrections came in today. Try again tomorrow."))
