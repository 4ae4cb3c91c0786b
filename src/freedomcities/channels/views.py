"""Reading: the list of channels, a channel, a thread. For those who sit there alone."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from freedomcities.accounts.answering import person_of
from freedomcities.channels import post_pages
from freedomcities.channels.asking import (
    AT,
    ON,
    Sight,
    address_as,
    crumbs_to,
    own_seats,
    seen_channel,
    seen_thread,
    voice_in,
)
from freedomcities.channels.forms import PostForm
from freedomcities.channels.listing import parts_for
from freedomcities.channels.models import Channel, Hook
from freedomcities.lib.access import audience

PAGE_SIZE = 30


@audience("lead")
@require_safe
def channels(request: HttpRequest) -> HttpResponse:
    """All channels that one sees, the nearest first."""
    seats = own_seats(request)
    parts = parts_for(seats, person_of(request), today=datetime.now(UTC).date())
    context = {"parts": parts, "seats": seats}
    return render(request, "channels/channels.html", context)


@audience("lead")
@require_safe
def place(request: HttpRequest, geoid: str) -> HttpResponse:
    """Lead to the channel of a place; where nobody wrote yet it is empty."""
    return redirect(seen_channel(request, f"{AT}-{geoid}").address)


@audience("lead")
@require_safe
def rule(request: HttpRequest, blueprint: str, number: str) -> HttpResponse:
    """Lead to the channel of a rule."""
    return redirect(seen_channel(request, f"{ON}-{blueprint}-{number}").address)


@audience("lead")
@require_safe
def channel(request: HttpRequest, channel_id: str) -> HttpResponse:
    """The threads of a channel, the latest first."""
    sight = seen_channel(request, channel_id)
    threads = sight.channel.threads.shown_to(person_of(request)).latest_first()
    page = Paginator(threads, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [
        {"thread": each, "address": _last_page(each.channel_id, each.pk, post_pages.pages_in(each))}
        for each in page
    ]
    context = {
        "sight": sight,
        "lines": lines,
        "page": page,
        "is_muted": sight.channel.mutes.filter(person=person_of(request)).exists(),
        "writing": _writing(sight, "channels:thread_new", channel_id),
        "hooks": hooks_on(sight.channel),
        "crumbs": crumbs_to(sight),
    }
    return render(request, "channels/channel.html", context)


@audience("lead")
@require_safe
def thread(request: HttpRequest, channel_id: str, thread_id: str) -> HttpResponse:
    """The posts of a thread, page by page."""
    sight, found = seen_thread(request, channel_id, thread_id)
    numbers = range(1, max(found.numbers, 1) + 1)
    page = Paginator(numbers, post_pages.SIZE).get_page(request.GET.get("page"))
    shown = found.posts.shown_to(person_of(request))
    posts = shown.on_page(page.number, size=post_pages.SIZE).with_names()
    mine = {seat.membership.pk for seat in sight.seats}
    seat = sight.seat_for(request)
    context = {
        "sight": sight,
        "thread": found,
        "posts": posts.select_related("voice__membership"),
        "mine": mine,
        "page": page,
        "writing": _writing(sight, "channels:reply", channel_id, thread_id),
        "hooks": hooks_on(sight.channel),
        "crumbs": crumbs_to(sight, found.title),
    }
    if seat is not None and not page.has_next():
        is_new = voice_in(sight.channel, seat) is None
        context["form"] = PostForm(is_new=is_new, initial={"name": seat.membership.name})
        context["form_address"] = address_as("channels:reply", seat, channel_id, thread_id)
        context["seat"] = seat
    return render(request, "channels/thread.html", context)


def hooks_on(channel: Channel) -> dict[str, int]:
    """How many groups have news of a channel handed on, and how many of them the text too."""
    on = Hook.objects.at_work().filter(channels=channel)
    return {
        "groups": on.values("group").distinct().count(),
        "with_text": on.filter(with_text=True).values("group").distinct().count(),
    }


def _writing(sight: Sight, name: str, *args: str) -> list[tuple[str, str]]:
    """For each group that one may write for: its name, and where."""
    return [(seat.group.name, address_as(name, seat, *args)) for seat in sight.seats]


def _last_page(channel_id: str, thread_id: str, page: int) -> str:
    address = reverse("channels:thread", args=[channel_id, thread_id])
    return f"{address}?page={page}" if page > 1 else address
