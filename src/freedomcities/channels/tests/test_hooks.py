"""Setting, trying and removing hooks: who may, what is sealed, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.channels.choices import Form
from freedomcities.channels.delivering import deliver
from freedomcities.channels.hooks import MOST_HOOKS, Wanted, remove_hook, set_hook, try_hook
from freedomcities.channels.models import Delivery, Hook
from freedomcities.channels.refusals import NoChannel, NoRoom, NotHttps, NoToken, TooManyHooks
from freedomcities.channels.tests.makers import (
    HOOK_ADDRESS,
    make_channel,
    make_hook,
    make_matrix_hook,
    make_region,
    make_thread,
)
from freedomcities.channels.tests.test_operations import refuses
from freedomcities.groups.choices import Role
from freedomcities.groups.members import change_role, remove_member
from freedomcities.groups.refusals import MayNot
from freedomcities.groups.tests.makers import make_founder, make_group, make_member
from freedomcities.lib.door_refusals import BadAddress, NotPublic

pytestmark = pytest.mark.django_db


def test_all_that_is_secret_is_sealed() -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    wanted = Wanted(
        Form.MATRIX,
        " https://Matrix.example.org ",
        room=" !abc:example.org ",
        token=" tokencanary ",
    )
    hook, secret = set_hook(group.pk, wanted, [channel], actor=ann, now=NOW)
    hook.refresh_from_db()
    assert unseal(hook, "address_sealed") == "https://matrix.example.org/"
    assert unseal(hook, "room_sealed") == "!abc:example.org"
    assert unseal(hook, "token_sealed") == "tokencanary"
    assert unseal(hook, "secret_sealed") == secret
    assert len(secret) == 43
    stored = b"".join(bytes(getattr(hook, f"{each}_sealed")) for each in
                      ("address", "room", "token", "secret"))  # fmt: skip
    for each in (b"example", b"canary", secret.encode()):
        assert each not in stored
    assert (list(hook.channels.all()), hook.with_text, hook.is_on) == ([channel], False, True)
    entry = AuditEntry.objects.order_by("-sequence")[0]
    assert (entry.action, entry.detail) == ("set-hook", {"hook": str(hook.pk)})
    other = make_hook(group, ann, channel)
    assert unseal(other, "secret_sealed") != secret
    assert (bytes(other.room_sealed), bytes(other.token_sealed)) == (b"", b"")


def test_only_leads_of_an_open_group_set_hooks_and_for_what_they_see() -> None:
    places = make_region()
    ann, zoe = make_founder(), make_founder("zoe")
    group = make_group(ann, places=[places["ann_arbor"]])
    make_group(zoe, name="Far", places=[places["toledo"]])
    organizer = make_member(group, ann, "org", Role.ORGANIZER).person
    second = make_member(group, ann, "second", Role.LEAD)
    near, far = make_channel(places["washtenaw"], ann), make_channel(places["toledo"], zoe)
    hook = make_hook(group, ann, near)
    wanted = Wanted(Form.SLACK, HOOK_ADDRESS)
    change_role(group.pk, second.pk, Role.ORGANIZER, actor=ann, now=NOW)
    for actor in (zoe, organizer, second.person, make_founder("out")):
        refuses(MayNot, set_hook, group.pk, wanted, [near], actor=actor)
        refuses(MayNot, try_hook, group.pk, hook.pk, actor=actor)
        refuses(MayNot, remove_hook, group.pk, hook.pk, actor=actor)
    refuses(MayNot, set_hook, group.pk, wanted, [near, far], actor=ann)
    refuses(NoChannel, set_hook, group.pk, wanted, [], actor=ann)
    other = make_group(ann, name="Mine too", places=[places["ypsilanti"]])
    refuses(MayNot, try_hook, other.pk, hook.pk, actor=ann)
    refuses(MayNot, remove_hook, other.pk, hook.pk, actor=ann)
    remove_hook(group.pk, hook.pk, actor=ann, now=NOW)
    assert not Hook.objects.exists()


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"address": "http://hooks.example.org/x"}, NotHttps),
        ({"address": "https://hooks.example.org:8443/x"}, NotPublic),
        ({"address": "ftp://hooks.example.org/x"}, BadAddress),
        ({"address": "https://me:x@hooks.example.org/"}, BadAddress),
        ({"address": "https://2130706433/"}, BadAddress),
        ({"address": "nonsense"}, BadAddress),
        ({"form": Form.MATRIX, "room": "#room:example.org", "token": "x"}, NoRoom),
        ({"form": Form.MATRIX, "room": "", "token": "x"}, NoRoom),
        ({"form": Form.MATRIX, "room": "!a:example.org", "token": ""}, NoToken),
        ({"form": Form.MATRIX, "room": "!a:example.org", "token": "a\r\nX: y"}, NoToken),
        ({"form": Form.MATRIX, "room": "!a:example.org", "token": "ñ"}, NoToken),
    ],
)
def test_what_is_no_way_to_a_chat(changed: dict[str, Any], refusal: type[Exception]) -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    wanted = Wanted(**{"form": Form.SLACK, "address": HOOK_ADDRESS, **changed})
    refuses(refusal, set_hook, group.pk, wanted, [channel], actor=ann)  # type: ignore[arg-type]


def test_a_group_has_a_few_hooks() -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    for _ in range(MOST_HOOKS):
        make_matrix_hook(group, ann, channel)
    wanted = Wanted(Form.SLACK, HOOK_ADDRESS)
    refuses(TooManyHooks, set_hook, group.pk, wanted, [channel], actor=ann)


def test_nobody_tries_for_ever() -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    hook = make_hook(group, ann, make_channel(places["washtenaw"], ann))
    for _ in range(10):
        try_hook(group.pk, hook.pk, actor=ann, now=NOW)
    refuses(TooOften, try_hook, group.pk, hook.pk, actor=ann)
    assert Delivery.objects.count() == 10


@pytest.mark.parametrize("end", ["removed", "member", "organizer"])
def test_whoever_leads_no_more_hears_no_more(end: str) -> None:
    places = make_region()
    ann = make_founder()
    group = make_group(ann, places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], ann)
    mallory = make_member(group, ann, role=Role.LEAD)
    hook = make_hook(group, mallory.person, channel, with_text=True)
    waiting = try_hook(group.pk, hook.pk, actor=mallory.person, now=NOW)
    if end == "removed":
        remove_member(group.pk, mallory.pk, actor=ann, now=NOW)
        assert not Hook.objects.exists()
    else:
        change_role(group.pk, mallory.pk, Role(end), actor=ann, now=NOW)
    make_thread(channel, group, ann)
    assert not Delivery.objects.exclude(pk=waiting.pk).exists()
    # What was on its way goes nowhere either: the door is not even tried.
    assert not deliver(waiting.pk, now=NOW)
    assert not Delivery.objects.exists()
