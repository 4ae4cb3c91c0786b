"""Handing news on to chats, each once as far as that can be.

A job claims the news, sends, and takes them away. One that is killed in between is done again
after the claim, under the same key: Matrix shows them once, and a program can tell by the header.
A chat that does not answer is left alone for longer each time, and in the end for good.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Person
from freedomcities.accounts.seals import unseal
from freedomcities.channels.choices import Form
from freedomcities.channels.hook_calls import Chat, News, call_for
from freedomcities.channels.models import Delivery, Hook, Post
from freedomcities.channels.names import name_of
from freedomcities.channels.post_pages import link_to
from freedomcities.channels.seats import rings_by_group
from freedomcities.groups.choices import Role, State
from freedomcities.lib import door
from freedomcities.lib.dates import day_of
from freedomcities.lib.door_refusals import DoorRefusal
from freedomcities.lib.sealing import CannotOpen

MOST_FAILURES = 10
CLAIM = timedelta(minutes=5)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
_GONE = 410
_DAY = timedelta(days=1)
_SAVED = ("is_on", "failures", "trouble", "wait_until", "last_sent_on", "tried_on")


def deliver(delivery_id: UUID, *, now: datetime) -> bool:
    """Hand on what may go now; whether the chat took it."""
    delivery = _claim(delivery_id, now)
    if delivery is None:
        return False
    if not _is_still_for(delivery):
        delivery.delete()
        return False
    trouble, is_gone, wait = _send(delivery, now)
    with transaction.atomic():
        hook = Hook.objects.select_for_update().filter(pk=delivery.hook_id).first()
        if hook is None:
            return not trouble
        if trouble:
            _note_failure(hook, delivery, trouble, is_gone=is_gone, wait=wait, now=now)
        else:
            delivery.delete()
            hook.failures, hook.trouble, hook.wait_until = 0, "", None
            hook.last_sent_on = day_of(now)
        hook.tried_on = day_of(now)
        hook.save(update_fields=_SAVED)
    return not trouble


def deliver_due(*, now: datetime, most: int = 10) -> int:
    """Hand on what waited for its time, or was left by a job that broke off; how many went."""
    due = Delivery.objects.due(now).order_by("post_id", "pk")
    return sum(deliver(each, now=now) for each in list(due.values_list("pk", flat=True)[:most]))


def _claim(delivery_id: UUID, now: datetime) -> Delivery | None:
    """The news, for this job alone; None where they are gone, not due, or another job's."""
    if not Delivery.objects.due(now).filter(pk=delivery_id).exists():
        return None
    # Its own row alone is looked at: of two jobs at once the second sees what the first wrote.
    mine = Delivery.objects.unclaimed(now).filter(pk=delivery_id)
    if not mine.update(claimed_until=now + CLAIM):
        return None
    found = Delivery.objects.select_related("hook__group", "post__thread__channel", "post__group")
    return found.filter(pk=delivery_id).first()


def _is_still_for(delivery: Delivery) -> bool:
    """Whether the group sees the channel still, and whoever set the hook leads the group still."""
    group, setter = delivery.hook.group, delivery.hook.membership
    if group.state != State.OPEN or setter is None or setter.role != Role.LEAD:
        return False
    place_id = delivery.post.thread.channel.place_id if delivery.post else None
    return place_id is None or place_id in rings_by_group([group.pk])[group.pk]


def _send(delivery: Delivery, now: datetime) -> tuple[str, bool, int]:
    """What went wrong ("" where nothing did), whether for good, and the seconds to wait."""
    hook = delivery.hook
    with translation.override(hook.language):
        news = _news_of(delivery.post, with_text=hook.with_text) if delivery.post else _test()
    try:
        chat = _chat_of(hook)
    except CannotOpen:
        return "sealed", False, 0
    call = call_for(chat, news, key=str(delivery.pk), timestamp=int(now.timestamp()))
    try:
        answer = door.send(
            call.address,
            call.body,
            media_type="application/json",
            headers=call.headers,
            method=call.method,
        )
    except DoorRefusal as refusal:
        return refusal.kind, False, 0
    trouble = "" if answer.is_good else f"status {answer.status}"
    return trouble, answer.status == _GONE, answer.retry_after or 0


def _news_of(post: Post, *, with_text: bool) -> News:
    words = {
        "channel": name_of(post.thread.channel),
        "title": post.thread.title,
        "group": post.group.name if post.group else "",
    }
    headline = _("New in %(channel)s: “%(title)s”, by %(group)s") % words
    return News(headline, post.text if with_text else "", link_to(post))


def _test() -> News:
    headline = _("A test from Freedom Cities: news of your channels arrive here.")
    return News(headline, "", settings.PUBLIC_URL + reverse("channels:channels"))


def _chat_of(hook: Hook) -> Chat:
    return Chat(
        Form(hook.form),
        unseal(hook, "address_sealed"),
        unseal(hook, "secret_sealed"),
        unseal(hook, "room_sealed"),
        unseal(hook, "token_sealed"),
    )


def _note_failure(
    hook: Hook, delivery: Delivery, trouble: str, *, is_gone: bool, wait: int, now: datetime
) -> None:
    hook.trouble = trouble
    if delivery.post_id is None:
        delivery.delete()
        return
    Delivery.objects.filter(pk=delivery.pk).update(claimed_until=None)
    hook.failures += 1
    grown = min(_FIRST_WAIT * 3 ** (hook.failures - 1), _LONGEST_WAIT)
    hook.wait_until = now + min(max(grown, timedelta(seconds=wait)), _LONGEST_WAIT)
    if is_gone or hook.failures >= MOST_FAILURES:
        hook.is_on, hook.wait_until = False, None
        hook.deliveries.all().delete()
        _tell_leads(hook, now)


def _tell_leads(hook: Hook, now: datetime) -> None:
    """A word to those who lead the group."""
    leads = Person.objects.get_queryset().filter(
        memberships__group=hook.group_id, memberships__role=Role.LEAD, is_active=True
    )
    for lead in leads.order_by("pk"):
        address = unseal(lead, "email_sealed")
        if address:
            context = {
                "group": hook.group.name,
                "address": f"{settings.PUBLIC_URL}{_hooks_page(hook, lead.language)}",
            }
            write_letter(
                "channels/letters/hook_off",
                to=address,
                language=lead.language,
                context=context,
                now=now,
                lasts=_DAY * 3,
            )


def _hooks_page(hook: Hook, language: str) -> str:
    with translation.override(language):
        return reverse("channels:hooks", args=[hook.group_id])
