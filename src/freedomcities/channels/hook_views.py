"""Hooks of a group, for its leads: what they are, a new one, a try, the end of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.blueprints.models import Rule
from freedomcities.channels.asking import crumbs_to, own_seats
from freedomcities.channels.chat_steps import GUIDES, Chat
from freedomcities.channels.hook_forms import HookForm
from freedomcities.channels.hook_lines import host_of, lines_of
from freedomcities.channels.hooks import MOST_HOOKS, Wanted, remove_hook, set_hook, try_hook
from freedomcities.channels.listing import parts_for
from freedomcities.channels.models import Channel, Hook
from freedomcities.channels.seats import Seat
from freedomcities.groups.asking import desk_address
from freedomcities.lib.access import audience
from freedomcities.places.models import Place
from freedomcities.ui.parts import Crumb


@audience("lead")
@require_safe
def hooks(request: HttpRequest, group_id: str) -> HttpResponse:
    """The chats that hear of a group's channels."""
    seat = _led(request, group_id)
    lines = lines_of(seat.group)
    context = {
        "group": seat.group,
        "lines": lines,
        "has_room": len(lines) < MOST_HOOKS,
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
    """Hand news on to one more chat (``?chat=slack``); first, which chat it is."""
    seat = _led(request, group_id)
    person = person_of(request)
    try:
        chat = Chat(request.GET.get("chat", ""))
    except ValueError:
        return _which_chat(request, group_id)
    parts = parts_for([seat], person, today=datetime.now(UTC).date())
    sheet = Sheet(
        title=_("Hand news on to %(chat)s") % {"chat": chat.label},
        lead=_("Each post in the channels that you choose is told there, with a link."),
        button=_("Set the hook"),
        back=f"{_page(group_id)}new/",
    )
    form = HookForm(posted(request), chat=chat, parts=parts)

    def do(sent: Mapping[str, Any]) -> HttpResponse:
        wanted = Wanted(
            form=chat.form,
            address=sent["address"],
            room=sent.get("room", ""),
            token=sent.get("token", ""),
            with_text=sent["with_text"],
            language=get_language() or "en",
        )
        chosen, now = _channels(sent["channels"]), datetime.now(UTC)
        hook, secret = set_hook(group_id, wanted, chosen, actor=person, now=now)
        context = {"group": seat.group, "hook": hook, "secret": secret}
        return render(request, "channels/hook_set.html", context)

    more = {"steps": GUIDES[chat].steps}
    return answer(request, form, sheet, do, template="channels/hook_new.html", more=more)


def _which_chat(request: HttpRequest, group_id: str) -> HttpResponse:
    """The first step. Sent without an answer to it, a form is asked again."""
    context = {"chats": list(Chat), "back": _page(group_id)}
    status = 422 if request.method == "POST" else 200
    return render(request, "channels/which_chat.html", context, status=status)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def hook_try(request: HttpRequest, group_id: str, hook_id: UUID) -> HttpResponse:
    """Send a test to the chat."""
    seat = _led(request, group_id)
    hook = _hook(seat, hook_id)
    sheet = Sheet(
        title=_("Send a test to %(chat)s?") % {"chat": host_of(hook)},
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
        title=_("Remove the hook to %(chat)s?") % {"chat": host_of(hook)},
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


def _page(group_id: str) -> str:
    return reverse("channels:hooks", args=[group_id])
