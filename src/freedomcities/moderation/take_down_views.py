"""Take-downs of what is on the list, as the two moderators see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.lib.access import audience
from freedomcities.moderation.asking import TEMPLATE, seen_by, words_of
from freedomcities.moderation.choices import AskState, Direction, Ground
from freedomcities.moderation.forms import GroundForm
from freedomcities.moderation.kinds import Shown, kind_of
from freedomcities.moderation.models import TakeDown
from freedomcities.moderation.queue_shown import ground_words, shown_of
from freedomcities.moderation.subjects import read_subject
from freedomcities.moderation.take_downs_shown import asked_shown
from freedomcities.moderation.taking_down import ask, confirm, refuse

MOST_SHOWN = 100


@audience("moderator")
@require_safe
def take_downs(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, the oldest first, and what was done lately."""
    viewer = person_of(request)
    waiting = TakeDown.objects.visible_to(viewer).waiting()[:MOST_SHOWN]
    done = TakeDown.objects.public()[:MOST_SHOWN]
    context = {
        "asked": [asked_shown(each, viewer) for each in waiting],
        "done": [asked_shown(each, viewer) for each in done],
    }
    return render(request, "moderation/take_downs.html", context)


@audience("moderator", methods=("GET", "POST"))
@require_http_methods(FORM)
def take_down_ask(request: HttpRequest) -> HttpResponse:
    """Ask that something on the list be taken down, or put back: what it is not now."""
    name, subject = read_subject(request.GET.get("subject", ""))
    kind = kind_of(name)
    shown = kind.show(subject) if kind and kind.is_on_the_list else None
    if shown is None:
        raise Http404
    direction = Direction.TAKE_DOWN if shown.is_public else Direction.PUT_BACK
    sheet = Sheet(
        title=_title(direction, shown),
        lead=_("Nothing happens before a second person confirms it. Everybody finds the reason."),
        button=_("Ask for it"),
        kind="grave",
        back=reverse("moderation:take_downs"),
    )

    def do(sent: Mapping[str, Any]) -> str:
        ask(
            name,
            subject,
            direction,
            ground=Ground(sent["ground"]),
            text=sent["text"],
            actor=person_of(request),
            now=datetime.now(UTC),
        )
        messages.success(request, _("Asked. A second person has to confirm it."))
        return reverse("moderation:take_downs")

    form = GroundForm(posted(request), what=direction)
    return answer(request, form, sheet, do, template=TEMPLATE, more=words_of(shown))


@audience("moderator", methods=("GET", "POST"))
@require_http_methods(FORM)
def take_down_confirm(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Do what somebody else asked for."""
    asked, shown = _asked(request, asked_id)
    sheet = Sheet(
        title=_title(Direction(asked.direction), shown),
        lead=_("Another moderator asked for it. Read why, and confirm it if you agree."),
        button=_("Confirm"),
        kind="grave",
        back=reverse("moderation:take_downs"),
    )

    return sure(
        request,
        sheet,
        do=lambda: confirm(
            asked.pk, seen=seen_by(request), actor=person_of(request), now=datetime.now(UTC)
        ),
        done=_("It is done, and stands in the public list of decisions."),
        template=TEMPLATE,
        more={**words_of(shown), **_why(asked)},
    )


@audience("moderator", methods=("GET", "POST"))
@require_http_methods(FORM)
def take_down_refuse(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Leave it as it is."""
    asked, shown = _asked(request, asked_id)
    sheet = Sheet(
        title=_("Refuse this?"),
        lead=_title(Direction(asked.direction), shown),
        button=_("Refuse"),
        back=reverse("moderation:take_downs"),
    )

    return sure(
        request,
        sheet,
        do=lambda: refuse(asked.pk, actor=person_of(request), now=datetime.now(UTC)),
        done=_("It stays as it is."),
        template=TEMPLATE,
        more=_why(asked),
    )


def _title(direction: Direction, shown: Shown | None) -> str:
    title = shown.title if shown else _("It is not there any more")
    if direction is Direction.TAKE_DOWN:
        return _("Take down: %(title)s") % {"title": title}
    return _("Put back: %(title)s") % {"title": title}


def _why(asked: TakeDown) -> dict[str, str]:
    """What whoever asked for it says, for the second person."""
    return {"ground": ground_words(asked), "note": asked.note}


def _asked(request: HttpRequest, asked_id: UUID) -> tuple[TakeDown, Shown | None]:
    rows = TakeDown.objects.visible_to(person_of(request)).filter(state=AskState.OPEN)
    found = rows.filter(pk=asked_id).first()
    if found is None:
        raise Http404
    return found, shown_of(found)
