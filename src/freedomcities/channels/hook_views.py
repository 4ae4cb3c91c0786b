"""Hooks of a group, for its leads: what they are, a new one, a try, the end of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.accounts.seals import unseal
from freedomcities.blueprints.models import Rule
from freedomcities.channels.asking import crumbs_to, own_seats
from freedomcities.channels.choices import Form
from freedomcities.channels.forms import HookForm
from freedomcities.channels.hooks import MOST_HOOKS, Wanted, remove_hook, set_hook, try_hook
from freedomcities.channels.listing import parts_for
from freedomcities.channels.models import Channel, Hook
from freedomcities.channels.names import name_of
from freedomcities.channels.seats import Seat
from freedomcities.channels.troubles import trouble_words
from freedomcities.groups.asking import desk_address
from freedomcities.lib.access import audience
from freedomcities.places.models import Place
from freedomcities.ui.parts import Crumb


@audience("lead")
@require_safe
def hooks(request: HttpRequest, group_id: str) -> HttpResponse:
    """The chats that hear of a group's channels."""
    seat = _led(request, group_id)
    found = list(seat.group.hooks.order_by("made_on", "pk").prefetch_related("channels__place"))
    context = {
        "group": seat.group,
        "lines": [_line(hook) for hook in found],
        "has_room": len(found) < MOST_HOOKS,
        "crumbs": [
            *crumbs_to(),
            Crumb(seat.group.name, desk_address(seat.group)),
            Crumb(_("Hooks")),
        ],
    }
    return render(request, "channels/hooks.html", context)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def hook_new(request: HttpRequest, group_id: str) -> HttpResponse:
    """Hand news on to one more chat."""
    seat = _led(request, group_id)
    person = person_of(request)
    parts = parts_for([seat], person, today=datetime.now(UTC).date())
    choices = [(line.key, line.name) for part in parts for line in part.lines]
    sheet = Sheet(
        title=_("Hand news on to your chat"),
        lead=_("Each post in the channels that you choose is told there, with a link."),
        button=_("Set the hook"),
        back=_page(group_id),
    )

    def do(sent: Mapping[str, Any]) -> HttpResponse:
        now = datetime.now(UTC)
        wanted = Wanted(
            form=Form(sent["form"]),
            address=sent["address"],
            room=sent["room"],
            token=sent["token"],
            with_text=sent["with_text"],
            language=get_language() or "en",
        )
        chosen = _channels(sent["channels"])
        hook, secret = set_hook(group_id, wanted, chosen, actor=person, now=now)
        context = {"group": seat.group, "hook": hook, "secret": secret}
        return render(request, "channels/hook_set.html", context)

    start = {"form": Form.SLACK}
    form = HookForm(posted(request), channels=choices, initial=start)
    return answer(request, form, sheet, do)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def hook_try(request: HttpRequest, group_id: str, hook_id: UUID) -> HttpResponse:
    """Send a test to the chat."""
    seat = _led(request, group_id)
    hook = _hook(seat, hook_id)
    sheet = Sheet(
        title=_("Send a test to %(chat)s?") % {"chat": _host(hook)},
        lead=_("Look at your chat a moment later. A hook that was switched off is on again."),
        button=_("Send a test"),
        back=_page(group_id),
    )

    return sure(
        request,
        sheet,
        do=lambda: try_hook(group_id, hook_id, actor=person_of(request), now=datetime.now(UTC)),
        done=_("The test is on its way."),
    )


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def hook_remove(request: HttpRequest, group_id: str, hook_id: UUID) -> HttpResponse:
    """Hand nothing on any more."""
    seat = _led(request, group_id)
    hook = _hook(seat, hook_id)
    sheet = Sheet(
        title=_("Remove the hook to %(chat)s?") % {"chat": _host(hook)},
        lead=_(
            "Its address and its secrets are deleted. What your chat has been told stays there."
        ),
        button=_("Remove it"),
        kind="grave",
        back=_page(group_id),
    )

    return sure(
        request,
        sheet,
        do=lambda: remove_hook(group_id, hook_id, actor=person_of(request), now=datetime.now(UTC)),
        done=_("The hook is removed."),
    )


def _led(request: HttpRequest, group_id: str) -> Seat:
    """The seat of whoever asks in a group that they lead; Http404."""
    for seat in own_seats(request):
        if seat.group.pk == group_id and seat.leads:
            return seat
    raise Http404


def _hook(seat: Seat, hook_id: UUID) -> Hook:
    found = seat.group.hooks.filter(pk=hook_id).first()
    if found is None:
        raise Http404
    return found


def _channels(keys: Iterable[str]) -> list[Channel]:
    """The channels of these keys, which the form has offered; not stored where nobody wrote yet."""
    rules = [int(key.removeprefix("rule:")) for key in keys if key.startswith("rule:")]
    places = Place.objects.filter(pk__in=[key for key in keys if ":" not in key]).order_by("pk")
    wanted = Rule.objects.filter(pk__in=rules).order_by("pk")
    return [*(Channel(place=each) for each in places), *(Channel(rule=each) for each in wanted)]


def _line(hook: Hook) -> dict[str, object]:
    return {
        "hook": hook,
        "host": _host(hook),
        "channels": sorted(name_of(each) for each in hook.channels.all()),
        "trouble": trouble_words(hook.trouble),
    }


def _host(hook: Hook) -> str:
    """Of an address no more than this is shown: the rest opens the chat."""
    return urlsplit(unseal(hook, "address_sealed")).hostname or ""


def _page(group_id: str) -> str:
    return reverse("channels:hooks", args=[group_id])
