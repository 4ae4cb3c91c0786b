"""What the pages of channels share: what somebody sees, and for which group they write."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from freedomcities.accounts.answering import person_of
from freedomcities.blueprints.models import Rule
from freedomcities.channels.models import Channel, Post, Thread, Voice
from freedomcities.channels.names import name_of
from freedomcities.channels.operations import Where
from freedomcities.channels.seats import Seat, seats_of
from freedomcities.places.models import Place
from freedomcities.ui.parts import Crumb

AS = "as"
AT, ON = "at", "on"


@dataclass(frozen=True, slots=True)
class Sight:
    """A channel that somebody sees, and the seats from which they see it."""

    channel: Channel
    seats: tuple[Seat, ...]
    key: str = ""
    """What it goes by in addresses where nobody has talked yet and its row is not stored."""

    @property
    def name(self) -> str:
        """What the channel is called."""
        return name_of(self.channel)

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("channels:channel", args=[self.slug])

    @property
    def slug(self) -> str:
        """What it goes by in addresses."""
        return self.key or self.channel.pk

    @property
    def where(self) -> Where:
        """What operations take for it."""
        return self.channel if self.key else self.channel.pk

    def seat_for(self, request: HttpRequest) -> Seat | None:
        """For which group they write: their only one, or the one that the address names."""
        wanted = request.GET.get(AS, "")
        if len(self.seats) == 1:
            return self.seats[0]
        return next((seat for seat in self.seats if seat.group.pk == wanted), None)


def own_seats(request: HttpRequest) -> list[Seat]:
    """The seats of whoever asks; Http404 for whoever has none."""
    seats = seats_of(person_of(request))
    if not seats:
        raise Http404
    return seats


def seen_channel(request: HttpRequest, channel_id: str) -> Sight:
    """A channel that whoever asks sees; Http404, whether it is hidden or missing.

    `channel_id` may be a key as well, `at-26161` or `on-freedom-cities-1`: looking makes no row.
    """
    seats = own_seats(request)
    fresh = _of_key(channel_id)
    of = {"place": fresh.place, "rule": fresh.rule} if fresh else {"pk": channel_id}
    stored = Channel.objects.seen_from(seats).with_names().filter(**of).first()
    found = stored or fresh
    seeing = tuple(seat for seat in seats if seat.sees(found)) if found else ()
    if found is None or not seeing:
        raise Http404
    return Sight(found, seeing, "" if stored else channel_id)


def _of_key(key: str) -> Channel | None:
    """A row, not stored, for what a key names; None for an id, and where there is no such thing."""
    kind, _dash, name = key.partition("-")
    if kind == AT:
        place = Place.objects.governments().filter(pk=name).first()
        return Channel(place=place) if place else None
    blueprint, _dash, number = name.rpartition("-")
    rule = Rule.objects.current().filter(blueprint=blueprint, number=number) if kind == ON else None
    found = rule.select_related("blueprint").first() if rule else None
    return Channel(rule=found) if found else None


def seen_thread(request: HttpRequest, channel_id: str, thread_id: str) -> tuple[Sight, Thread]:
    """A thread of such a channel; Http404."""
    sight = seen_channel(request, channel_id)
    seen = sight.channel.threads.shown_to(person_of(request))
    thread = seen.filter(pk=thread_id).first()
    if thread is None:
        raise Http404
    return sight, thread


def own_post(thread: Thread, number: int, request: HttpRequest) -> Post:
    """A post of whoever asks; Http404."""
    mine = Post.objects.by(person_of(request)).filter(thread=thread, number=number)
    post = mine.select_related("thread").first()
    if post is None:
        raise Http404
    return post


def seen_post(thread: Thread, number: int, request: HttpRequest) -> Post:
    """A post that whoever asks sees; Http404."""
    seen = Post.objects.shown_to(person_of(request)).filter(thread=thread, number=number)
    post = seen.select_related("thread").first()
    if post is None:
        raise Http404
    return post


def voice_in(channel: Channel, seat: Seat) -> Voice | None:
    """What somebody goes by in a channel, for a group, where they have written before."""
    return channel.voices.filter(membership=seat.membership).first()


def address_as(name: str, seat: Seat, *args: str) -> str:
    """The page of this name, where somebody writes for a group."""
    return f"{reverse(name, args=args)}?{urlencode({AS: seat.group.pk})}"


def crumbs_to(sight: Sight | None = None, last: str = "") -> list[Crumb]:
    """The way down to a page of a channel."""
    crumbs = [Crumb(_("Channels"), reverse("channels:channels"))]
    if sight is not None:
        crumbs.append(Crumb(sight.name, sight.address if last else ""))
    return [*crumbs, Crumb(last)] if last else crumbs
