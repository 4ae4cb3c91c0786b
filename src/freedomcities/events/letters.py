"""Letters to those who said yes and left an address: what they say, and when they leave no more.

Nobody has shown that an address is theirs. So a letter repeats nothing that its sender wrote, an
address gets a handful a day whoever asks, and every letter has the link that takes the yes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from freedomcities.accounts.counting import Limit, TooOften, count
from freedomcities.accounts.letter_checks import leaves_if
from freedomcities.accounts.letters import Context, write_letter
from freedomcities.accounts.seals import unseal
from freedomcities.events.choices import Answer, State, Where, Writes
from freedomcities.events.models import Event, EventRecap, SignUp
from freedomcities.events.next_ones import next_after
from freedomcities.events.shown import before_words, when_of, where_words
from freedomcities.events.sign_ups import secret_of
from freedomcities.groups.member_counts import count_words, rounded

ANSWERS_A_DAY = Limit("event-answers", 8, timedelta(days=1))
MAILINGS_A_DAY = Limit("event-mailings", 20, timedelta(days=1))
"""To one address; whoever goes to more events a day than that reads of them on their pages."""

REMINDERS = (Writes.TOMORROW, Writes.TODAY)
_LASTS = {Writes.TOMORROW: timedelta(hours=12), Writes.TODAY: timedelta(hours=6)}
_OTHERS_LAST = timedelta(days=3)


def write_answer(kind: Writes, row: SignUp, *, now: datetime) -> None:
    """Write to one person how it stands with them; within the transaction that says so."""
    _write(kind, row, row.event, {}, ANSWERS_A_DAY, now=now)


def write_of_mailing(
    kind: Writes, row: SignUp, event: Event, before: Mapping[str, str], *, now: datetime
) -> None:
    """Write to one of many."""
    _write(kind, row, event, before, MAILINGS_A_DAY, now=now, can_wait=True)


def write_off(row: SignUp, *, now: datetime) -> None:
    """Write that an event, which is deleted with all its sign-ups, will not be."""
    _write(Writes.CANCELLED, row, row.event, {}, None, now=now, can_wait=True)


def home_of(event: Event, answer: str) -> str:
    """The address of the home that it is at, for those alone who come; "" for all others."""
    is_told = event.where == Where.HOME and answer == Answer.COMES
    return unseal(event, "home_sealed") if is_told else ""


def link_of(event: Event, answer: str) -> str:
    """The link for joining it online, for those alone who come; "" for all others."""
    return unseal(event, "link_sealed") if answer == Answer.COMES else ""


def register() -> None:
    """Say when such letters leave no more; said once, when the site starts."""
    for kind in Writes:
        if kind != Writes.CANCELLED:
            leaves_if(_template(kind), _is_wanted_today if kind in REMINDERS else _is_wanted)


def _write(
    kind: Writes,
    row: SignUp,
    event: Event,
    before: Mapping[str, str],
    limit: Limit | None,
    *,
    now: datetime,
    can_wait: bool = False,
) -> None:
    if not row.email_index:
        return
    try:
        if limit is not None:
            count(limit, row.email_index, now=now)
    except TooOften:
        return
    with translation.override(row.language):
        context = _context(row, event, before)
        if kind == Writes.THANKS:
            context = {**context, **_thanks(event, now=now)}
    write_letter(
        _template(kind),
        to=unseal(row, "email_sealed"),
        language=row.language,
        context=context,
        now=now,
        lasts=_LASTS.get(kind, _OTHERS_LAST),
        can_wait=can_wait,
    )


def _thanks(event: Event, *, now: datetime) -> Context:
    """What else stands in a letter of thanks: how many were there, and what comes next."""
    following = next_after(event, now=now)
    return {
        "people": count_words(event.attended or 0) if rounded(event.attended or 0) else "",
        "has_recap": EventRecap.objects.filter(event=event).exclude(text="").exists(),
        "next_title": following.title if following else "",
        "next_day": following.day if following else "",
        "next_address": following.address if following else "",
    }


def _context(row: SignUp, event: Event, before: Mapping[str, str]) -> Context:
    when = when_of(event)
    # What waits for a moderator is called as nobody wrote it: its host may have written it anew.
    is_read = event.state != State.WAITING
    near = _("an event in or near %(place)s") % {"place": event.place}
    return {
        "yes": str(row.pk),
        "secret": secret_of(row.pk),
        "event": event.pk,
        "title": event.title if is_read else near,
        "answer": row.answer,
        "starts_at": event.starts_at.isoformat(),
        "day": when.day,
        "hours": when.hours,
        "where": where_words(event) if is_read else near,
        "home": home_of(event, row.answer) if is_read else "",
        "link": link_of(event, row.answer) if is_read else "",
        "before_words": [before_words(what, text, event) for what, text in before.items()],
        "because": event.cancelled_because,
    }


def _template(kind: Writes) -> str:
    return f"events/letters/{kind.value}"


def _is_wanted(context: Context) -> bool:
    """Whether the yes is still there: whoever has taken it back is not written to."""
    return SignUp.objects.filter(pk=UUID(str(context["yes"]))).exists()


def _is_wanted_today(context: Context) -> bool:
    """Whether a reminder is still true: they come, and it is on the map for that time."""
    rows = SignUp.objects.filter(pk=UUID(str(context["yes"])), answer=Answer.COMES)
    return rows.filter(
        event__state=State.PUBLISHED,
        event__starts_at=datetime.fromisoformat(str(context["starts_at"])),
    ).exists()
