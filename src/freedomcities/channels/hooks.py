"""Writes about hooks: how a group hears of its channels in the chat that it uses."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.models import Person
from freedomcities.accounts.seals import seal
from freedomcities.channels.choices import Form
from freedomcities.channels.handing_on import send_off
from freedomcities.channels.models import Channel, Delivery, Hook
from freedomcities.channels.opening import opened
from freedomcities.channels.permissions import may_hook
from freedomcities.channels.refusals import NoChannel, NoRoom, NotHttps, NoToken, TooManyHooks
from freedomcities.channels.seats import rings_by_group
from freedomcities.groups.locking import lock_for, membership_of, note
from freedomcities.groups.models import Group
from freedomcities.groups.refusals import MayNot
from freedomcities.lib.dates import day_of
from freedomcities.lib.door import check_address

MOST_HOOKS = 5
_TESTS = Limit("hook-tests", 10, timedelta(hours=1))
_ROOM = re.compile(r"![\x21-\x39\x3b-\x7e]{1,200}(?::[A-Za-z0-9.:\[\]-]{1,230})?", re.ASCII)
_TOKEN = re.compile(r"[\x21-\x7e]{1,500}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a lead writes to set a hook."""

    form: Form
    address: str
    room: str = ""
    token: str = ""
    with_text: bool = False
    language: str = "en"


def set_hook(
    group_id: str, wanted: Wanted, channels: Iterable[Channel], *, actor: Person, now: datetime
) -> tuple[Hook, str]:
    """Hand news of these channels on to a chat; the hook, and its secret, which is told once.

    Of `channels` those are made that nobody has talked in yet.
    Raises MayNot, also for a channel that the group does not see; NoChannel, TooManyHooks,
    NotHttps, NoRoom, NoToken, and what `check_address` raises.
    """
    _check(wanted)
    chosen, secret = list(channels), secrets.token_urlsafe(32)
    if not chosen:
        raise NoChannel
    with transaction.atomic():
        group = lock_for(group_id, actor, may_hook)
        rings = rings_by_group([group.pk])[group.pk]
        if any(each.place_id is not None and each.place_id not in rings for each in chosen):
            raise MayNot
        if group.hooks.count() >= MOST_HOOKS:
            raise TooManyHooks(MOST_HOOKS)
        chosen = [opened(each, actor=actor, now=now) for each in chosen]
        hook = _sealed_hook(group, wanted, secret)
        hook.membership = membership_of(group, actor)
        hook.made_on = day_of(now)
        hook.save(force_insert=True)
        hook.channels.set(chosen)
        note(group, "set-hook", actor=actor, now=now, detail={"hook": str(hook.pk)})
    return hook, secret


def remove_hook(group_id: str, hook_id: UUID, *, actor: Person, now: datetime) -> None:
    """Hand nothing on any more, and forget address and secrets; MayNot."""
    with transaction.atomic():
        group, hook = _own(group_id, hook_id, actor)
        hook.delete()
        note(group, "remove-hook", actor=actor, now=now, detail={"hook": str(hook_id)})


def try_hook(group_id: str, hook_id: UUID, *, actor: Person, now: datetime) -> Delivery:
    """Send a word to the chat, to see that it arrives; one that was switched off is on again.

    Raises MayNot, TooOften.
    """
    with transaction.atomic():
        group, hook = _own(group_id, hook_id, actor)
        count(_TESTS, group.pk, now=now)
        hook.is_on, hook.failures, hook.trouble, hook.wait_until = True, 0, "", None
        hook.save(update_fields=["is_on", "failures", "trouble", "wait_until"])
        note(group, "try-hook", actor=actor, now=now, detail={"hook": str(hook_id)})
        return send_off(Delivery(hook=hook), now=now)


def _own(group_id: str, hook_id: UUID, actor: Person) -> tuple[Group, Hook]:
    group = lock_for(group_id, actor, may_hook)
    hook = group.hooks.select_for_update().filter(pk=hook_id).first()
    if hook is None:
        raise MayNot
    return group, hook


def _check(wanted: Wanted) -> None:
    at = check_address(wanted.address.strip())
    if not at.is_https and at.host not in settings.FETCH_TEST_HOSTS:
        raise NotHttps
    if wanted.form == Form.MATRIX:
        if not _ROOM.fullmatch(wanted.room.strip()):
            raise NoRoom
        if not _TOKEN.fullmatch(wanted.token.strip()):
            raise NoToken


def _sealed_hook(group: Group, wanted: Wanted, secret: str) -> Hook:
    hook = Hook(group=group, form=wanted.form, with_text=wanted.with_text, language=wanted.language)
    hook.address_sealed = seal(hook, "address_sealed", str(check_address(wanted.address.strip())))
    hook.secret_sealed = seal(hook, "secret_sealed", secret)
    if wanted.form == Form.MATRIX:
        hook.room_sealed = seal(hook, "room_sealed", wanted.room.strip())
        hook.token_sealed = seal(hook, "token_sealed", wanted.token.strip())
    return hook
