"""The first page: one question, the list in figures, the map, ways to begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Exists, OuterRef
from django.db.models.functions import Greatest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.shown import date_words
from freedomcities.events.next_ones import next_asked
from freedomcities.events.question import read_question as read_events
from freedomcities.lib.access import audience
from freedomcities.pages import progress_shown
from freedomcities.pages.place_words import label_of
from freedomcities.pages.progress import figures
from freedomcities.pages.progress_drawn import drawn
from freedomcities.pages.progress_memory import edition, remembered
from freedomcities.pages.progress_question import Question, read_question
from freedomcities.pages.progress_words import count_words
from freedomcities.ui.parts import Moment

NEWEST = 4
NEXT = 4


@dataclass(frozen=True, slots=True)
class Beginning:
    """One of the ways to begin."""

    title: str
    text: str
    href: str
    action: str


@audience("public")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where does your town stand? ``?place=`` or ``?near=``: the next events are those near it."""
    question = read_question({})
    if question is None:
        return render(request, "pages/home/empty.html")
    at = edition()
    near = read_events({name: request.GET.get(name, "") for name in ("place", "near")})
    found = figures(question.blueprint, at=at)
    context = {
        "lead": question.blueprint.lead,
        "places": count_words(found.any_in_force),
        "complete": count_words(found.all_in_force),
        "people": count_words(found.people),
        "governments": count_words(found.governments),
        "required": len(question.blueprint.required_ids),
        "has_any": found.any_in_force,
        "has_complete": found.all_in_force,
        "tiles": drawn(
            "pages/home/tiles.html",
            lambda: {"tiles": progress_shown.tiles(found, question, None)},
            question.blueprint.slug,
            at=at,
        ),
        "newest": remembered(newest, "newest", get_language(), at=at),
        "near": near,
        "events": next_asked(near, now=datetime.now(UTC), most=NEXT),
        "beginnings": beginnings(question),
        "examples": [
            (name, f"{reverse('places:places')}?q={asked}")
            for name, asked in (
                ("Ann Arbor", "Ann+Arbor,+MI"),
                ("60148", "60148"),
                ("Denver", "Denver,+CO"),
            )
        ],
    }
    return render(request, "pages/home/home.html", context)


def newest() -> list[Moment]:
    """The instruments with a confirmed passage that were recorded last, the latest law first."""
    read = Exists(Finding.objects.confirmed().filter(instrument=OuterRef("pk")))
    rows = Instrument.objects.filter(read).select_related("place")
    rows = rows.order_by("-recorded_at", Greatest("adopted_on", "effective_on").desc(), "id")[
        :NEWEST
    ]
    return [
        Moment(
            when=date_words(row.adopted_on or row.effective_on or row.introduced_on),
            title=label_of(row.place),
            text=row.name,
            href=reverse("adoption:instrument", args=[row.pk]),
        )
        for row in rows
    ]


def beginnings(question: Question) -> list[Beginning]:
    """Ways to begin, with what is built today."""
    return [
        Beginning(
            _("Look up your town"),
            _("See what is in force, the very words of the law, and what is still open."),
            reverse("places:places"),
            _("Find your place"),
        ),
        Beginning(
            _("Join a group near you"),
            _("Nobody wins a law alone. See who is at work already, and start one if nobody is."),
            reverse("groups:groups"),
            _("Find a group"),
        ),
        Beginning(
            _("Come to an event"),
            _("Say yes to something near you, or put a first gathering on the map."),
            reverse("events:events"),
            _("Find an event"),
        ),
        Beginning(
            _("Find out who to meet"),
            _("Add the towns of the people in the room: one place, one door, and what to say."),
            reverse("who:who"),
            _("Find the door"),
        ),
        Beginning(
            _("Read the rules"),
            _("Each in plain words, with a model clause and the two questions to ask."),
            reverse("blueprints:blueprint", args=[question.blueprint.slug]),
            _("Read them"),
        ),
        Beginning(
            _("Take the list"),
            _("Sort it, map it, or take it away as data for your own work."),
            reverse("progress:progress"),
            _("See the list"),
        ),
    ]
