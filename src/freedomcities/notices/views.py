"""Following something, the list of what one follows, and the links that stop letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.models import Person
from freedomcities.lib.access import audience
from freedomcities.notices import operations
from freedomcities.notices.choices import Pace
from freedomcities.notices.forms import FollowForm, PaceForm, WishesForm
from freedomcities.notices.kinds import SubjectKind, subject_kind
from freedomcities.notices.models import Follow
from freedomcities.notices.operations import find_subject, wishes_of
from freedomcities.notices.refusals import NothingToFollow
from freedomcities.notices.shown import lines_of

PAGE_SIZE = 50
BY_PERSON = Limit("follow", 60, timedelta(minutes=10))
_TEMPLATE = "notices/form.html"
_HOME = "notices:notices"


@audience("person")
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All that somebody follows, and how often they hear of it."""
    person = person_of(request)
    page = Paginator(Follow.objects.of(person), PAGE_SIZE).get_page(request.GET.get("page"))
    wishes = wishes_of(person)
    context = {
        "page": page,
        "lines": lines_of(person, page),
        "number": page.paginator.count,
        "usual": Pace(wishes.pace).label,
        "directly": wishes.directly,
    }
    return render(request, "notices/notices.html", context)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def follow(request: HttpRequest) -> HttpResponse:
    """Follow something (``?subject=place:2603000``): a form of its own, cached nowhere."""
    person = person_of(request)
    name, _colon, id_ = request.GET.get("subject", "").partition(":")
    try:
        subject = find_subject(name, id_, person=person)
    except NothingToFollow as refusal:
        raise Http404(str(refusal)) from None
    known = Follow.objects.of(person).of_any([(name, subject.id)]).first()
    form_class = PaceForm if known else FollowForm
    form = form_class(posted(request), initial={"pace": _first_pace(person, known, name)})

    def do(sent: Mapping[str, Any]) -> str:
        now, pace = datetime.now(UTC), Pace(sent["pace"])
        count(BY_PERSON, str(person.pk), now=now)
        operations.follow(name, subject.id, pace=pace, actor=person, now=now)
        messages.success(request, _said(subject.title, pace))
        return reverse(_HOME)

    sheet = Sheet(
        title=_("Follow %(title)s") % {"title": subject.title},
        lead=cast("SubjectKind", subject_kind(name)).tells,
        button=_("Save") if known else _("Follow"),
        back=subject.address,
        field="pace",
    )
    return answer(request, form, sheet, do, template=_TEMPLATE, more={"known": known})


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def pace(request: HttpRequest, number: UUID) -> HttpResponse:
    """How often somebody hears of one thing that they follow."""
    person = person_of(request)
    found = _own(person, number)
    (line,) = lines_of(person, [found])

    def do(sent: Mapping[str, Any]) -> str:
        now, pace = datetime.now(UTC), Pace(sent["pace"])
        count(BY_PERSON, str(person.pk), now=now)
        operations.change_pace(found.pk, pace, actor=person, now=now)
        messages.success(request, _said(line.title, pace))
        return reverse(_HOME)

    form = PaceForm(posted(request), initial={"pace": found.pace})
    sheet = Sheet(title=line.title, button=_("Save"), back=reverse(_HOME), field="pace")
    return answer(request, form, sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def unfollow(request: HttpRequest, number: UUID) -> HttpResponse:
    """Stop following one thing."""
    person = person_of(request)
    (line,) = lines_of(person, [_own(person, number)])
    sheet = Sheet(
        title=_("Stop following %(title)s?") % {"title": line.title},
        lead=_("No email tells you of it any more."),
        button=_("Stop following"),
        back=reverse(_HOME),
    )
    return sure(
        request,
        sheet,
        do=lambda: operations.unfollow(number, actor=person, now=datetime.now(UTC)),
        done=_("You do not follow it any more."),
    )


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def unfollow_all(request: HttpRequest) -> HttpResponse:
    """Stop every letter but those of signing in."""
    person = person_of(request)
    sheet = Sheet(
        title=_("Stop all emails?"),
        lead=_("You follow nothing then. Only codes and word on your account still come."),
        button=_("Stop them all"),
        back=reverse(_HOME),
    )
    return sure(
        request,
        sheet,
        do=lambda: operations.unfollow_all(actor=person, now=datetime.now(UTC)),
        done=_("All emails are stopped."),
    )


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def wishes(request: HttpRequest) -> HttpResponse:
    """How somebody wants to be told of what they follow next, and of their own affairs."""
    person = person_of(request)
    known = wishes_of(person)

    def do(sent: Mapping[str, Any]) -> str:
        now, pace = datetime.now(UTC), Pace(sent["pace"])
        count(BY_PERSON, str(person.pk), now=now)
        operations.wish(pace=pace, directly=sent["directly"], actor=person, now=now)
        messages.success(request, _("Saved."))
        return reverse(_HOME)

    form = WishesForm(posted(request), initial={"pace": known.pace, "directly": known.directly})
    sheet = Sheet(
        title=_("How we write to you"), button=_("Save"), back=reverse(_HOME), field="pace"
    )
    return answer(request, form, sheet, do)


def _own(person: Person, number: UUID) -> Follow:
    found = Follow.objects.of(person).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _first_pace(person: Person, known: Follow | None, name: str) -> str:
    if known:
        return known.pace
    kind = subject_kind(name)
    return (kind.pace if kind else "") or wishes_of(person).pace


def _said(title: str, pace: Pace) -> str:
    """What comes now, and how often."""
    words = {
        Pace.AT_ONCE: _("You follow %(title)s. An email comes with each thing that happens."),
        Pace.DAILY: _(
            "You follow %(title)s. An email comes at 7 in the morning (Eastern time), on days on "
            "which there is something to tell."
        ),
        Pace.WEEKLY: _(
            "You follow %(title)s. An email comes on Monday at 7 in the morning (Eastern time), "
            "if there is something to tell."
        ),
        Pace.MUTED: _("You follow %(title)s. No emails come for now."),
    }
    return words[pace] % {"title": title}
