"""Writing in channels: new threads, answers, one's own posts, one's name, quiet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.channels.asking import (
    Sight,
    address_as,
    crumbs_to,
    own_post,
    seen_channel,
    seen_thread,
    voice_in,
)
from freedomcities.channels.forms import PostForm, ThreadForm, VoiceForm
from freedomcities.channels.models import Channel
from freedomcities.channels.news import CHANNEL
from freedomcities.channels.opening import open_channel
from freedomcities.channels.operations import (
    change_post,
    delete_post,
    mute,
    rename_voice,
    start_thread,
    unmute,
    write_post,
)
from freedomcities.channels.post_pages import address_of
from freedomcities.channels.seats import Seat
from freedomcities.lib.access import audience


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def thread_new(request: HttpRequest, channel_id: str) -> HttpResponse:
    """Begin a thread."""
    sight = seen_channel(request, channel_id)
    seat = sight.seat_for(request)
    if seat is None:
        return _for_which(request, sight, "channels:thread_new", channel_id)
    sheet = Sheet(
        title=_("New thread in %(channel)s") % {"channel": sight.name},
        lead=_as_whom(sight, seat),
        button=_("Publish it to the channel"),
        back=sight.address,
    )

    def do(sent: Mapping[str, Any]) -> str:
        post = start_thread(
            sight.where, group_id=seat.group.pk, actor=person_of(request), now=datetime.now(UTC),
            **sent,
        )  # fmt: skip
        return address_of(post)

    start = {"name": seat.membership.name}
    is_new = voice_in(sight.channel, seat) is None
    return answer(request, ThreadForm(posted(request), is_new=is_new, initial=start), sheet, do)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def reply(request: HttpRequest, channel_id: str, thread_id: str) -> HttpResponse:
    """Answer in a thread."""
    sight, thread = seen_thread(request, channel_id, thread_id)
    seat = sight.seat_for(request)
    if seat is None:
        return _for_which(request, sight, "channels:reply", channel_id, thread_id)
    sheet = Sheet(
        title=_("Reply to “%(title)s”") % {"title": thread.title},
        lead=_as_whom(sight, seat),
        button=_("Publish it to the channel"),
        back=sight.address,
        field="text",
    )

    def do(sent: Mapping[str, Any]) -> str:
        post = write_post(
            thread_id, group_id=seat.group.pk, actor=person_of(request), now=datetime.now(UTC),
            **sent,
        )  # fmt: skip
        return address_of(post)

    start = {"name": seat.membership.name}
    is_new = voice_in(sight.channel, seat) is None
    return answer(request, PostForm(posted(request), is_new=is_new, initial=start), sheet, do)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def edit(request: HttpRequest, channel_id: str, thread_id: str, number: int) -> HttpResponse:
    """Write one's own post anew; the first one of a thread with its title."""
    _sight, thread = seen_thread(request, channel_id, thread_id)
    post = own_post(thread, number, request)
    sheet = Sheet(title=_("Change your post"), button=_("Save"), back=address_of(post))

    def do(sent: Mapping[str, Any]) -> str:
        change_post(post.pk, actor=person_of(request), now=datetime.now(UTC), **sent)
        messages.success(request, _("Saved."))
        return address_of(post)

    kind = ThreadForm if number == 1 else PostForm
    start = {"text": post.text, "title": thread.title}
    return answer(request, kind(posted(request), is_new=False, initial=start), sheet, do)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def delete(request: HttpRequest, channel_id: str, thread_id: str, number: int) -> HttpResponse:
    """Take one's own post away."""
    sight, thread = seen_thread(request, channel_id, thread_id)
    post = own_post(thread, number, request)
    sheet = Sheet(
        title=_("Delete your post?"),
        lead=_("It is gone at once, for everybody. What was handed on to a chat stays there."),
        button=_("Delete"),
        kind="grave",
        back=address_of(post),
    )

    return sure(
        request,
        sheet,
        do=lambda: delete_post(post.pk, actor=person_of(request), now=datetime.now(UTC)),
        done=_("Your post is deleted."),
        after=sight.address,
    )


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def name(request: HttpRequest, channel_id: str) -> HttpResponse:
    """Be called otherwise in this channel."""
    sight = seen_channel(request, channel_id)
    seat = sight.seat_for(request)
    if seat is None:
        return _for_which(request, sight, "channels:name", channel_id)
    voice = voice_in(sight.channel, seat)
    sheet = Sheet(
        title=_("Your name in this channel"),
        lead=_as_whom(sight, seat),
        button=_("Save"),
        back=sight.address,
        field="name",
    )

    def do(sent: Mapping[str, Any]) -> str:
        voice = rename_voice(
            sight.where, group_id=seat.group.pk, name=sent["name"], actor=person_of(request),
            now=datetime.now(UTC),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return reverse("channels:channel", args=[voice.channel_id])

    start = {"name": voice.name if voice else seat.membership.name}
    return answer(request, VoiceForm(posted(request), initial=start), sheet, do)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def quiet(request: HttpRequest, channel_id: str) -> HttpResponse:
    """Hear nothing of a channel any more, or hear of it again."""
    sight = seen_channel(request, channel_id)
    person = person_of(request)
    is_muted = sight.channel.mutes.filter(person=person).exists()
    words = {"channel": sight.name}
    title = (
        _("Hear of %(channel)s again?") if is_muted else _("Hear nothing of %(channel)s any more?")
    )
    sheet = Sheet(
        title=title % words,
        lead="" if is_muted else _("You can still read and write there. Nobody is told."),
        button=_("Hear of it again") if is_muted else _("Mute the channel"),
        back=sight.address,
    )

    return sure(
        request,
        sheet,
        do=partial(unmute, sight.channel.pk, actor=person, now=datetime.now(UTC))
        if is_muted
        else partial(mute, sight.where, actor=person, now=datetime.now(UTC)),
        done=_("Saved."),
    )


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def follow(request: HttpRequest, channel_id: str) -> HttpResponse:
    """Hear of a channel in which nobody has written yet; then choose how often."""
    sight = seen_channel(request, channel_id)
    if not sight.key:
        return redirect(_how_often(sight.channel))
    sheet = Sheet(
        title=_("Follow %(title)s") % {"title": sight.name},
        lead=_("We write when somebody writes in the channel. Choose next how often."),
        button=_("Go on"),
        back=sight.address,
    )

    def do(_sent: Mapping[str, Any]) -> str:
        now = datetime.now(UTC)
        return _how_often(open_channel(sight.channel, actor=person_of(request), now=now))

    return answer(request, Form(posted(request)), sheet, do)


def _how_often(channel: Channel) -> str:
    subject = urlencode({"subject": f"{CHANNEL}:{channel.pk}"})
    return f"{reverse('notices:follow')}?{subject}"


def _as_whom(sight: Sight, seat: Seat) -> str:
    voice = voice_in(sight.channel, seat)
    words = {"name": voice.name if voice else "", "group": seat.group.name}
    if voice is None:
        return _("You write for %(group)s.") % words
    return _("You write as %(name)s · %(group)s.") % words


def _for_which(request: HttpRequest, sight: Sight, name: str, *args: str) -> HttpResponse:
    """Ask for which of their groups somebody writes."""
    if request.method == "POST":
        raise Http404
    context = {
        "sight": sight,
        "writing": [(seat.group.name, address_as(name, seat, *args)) for seat in sight.seats],
        "crumbs": crumbs_to(sight, _("For which group?")),
    }
    return render(request, "channels/for_which.html", context)
