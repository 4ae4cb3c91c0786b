"""The desk of those who run the site: what waits for them, and who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, ask_again, person_of, posted, sure
from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Letter, Person
from freedomcities.accounts.roles import give_roles, make_role_link, take_factors
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.second_factors import has_second_factor
from freedomcities.lib.access import audience
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.permissions import is_moderator, is_reader
from freedomcities.pages.staff_forms import RoleForm, RolesForm
from freedomcities.ui.parts import Crumb


@dataclass(frozen=True, slots=True)
class Queue:
    """Something that waits for somebody: how many, what it is, and where."""

    title: str
    number: int
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works for the whole site, as the staff sees them."""

    id: UUID
    name: str
    roles: str
    has_factor: bool
    is_own: bool


@audience("reader", also=("moderator",))
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for whoever looks, most first; and for the staff, the tools."""
    person = person_of(request)
    queues = sorted(_queues(person), key=lambda each: -each.number)
    context = {
        "waiting": [each for each in queues if each.number],
        "empty": [each for each in queues if not each.number],
        "is_staff": person.is_staff,
        "letters": Letter.objects.filter(tries__gt=0).count() if person.is_staff else 0,
    }
    return render(request, "pages/staff/desk.html", context)


@audience("staff")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who works for the whole site, and what they may do."""
    found = Person.objects.get_queryset().with_roles().order_by("pk")
    workers = sorted((_worker(each, request) for each in found), key=lambda each: each.name)
    crumbs = [_desk_crumb(), Crumb(_("Who works here"))]
    return render(request, "pages/staff/people.html", {"workers": workers, "crumbs": crumbs})


@audience("staff", methods=("GET", "POST"))
@require_http_methods(FORM)
def link(request: HttpRequest) -> HttpResponse:
    """Make a link that gives one role to one person; shown once."""
    form = RoleForm(posted(request))
    crumbs = [_desk_crumb(), _people_crumb(), Crumb(_("Invite somebody to work here"))]
    context: dict[str, object] = {"form": form, "crumbs": crumbs}
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        try:
            secret = make_role_link(role, actor=_actor(request), now=datetime.now(UTC))
        except Refusal:
            raise Http404 from None
        address = reverse("accounts:take_role", args=[secret])
        context |= {"link": f"{settings.PUBLIC_URL}{address}", "role": role.label}
        return render(request, "pages/staff/link.html", context)
    status = 422 if form.errors else 200
    return render(request, "pages/staff/link.html", context, status=status)


@audience("staff", methods=("GET", "POST"))
@require_http_methods(FORM)
def roles(request: HttpRequest, person: UUID) -> HttpResponse:
    """Change what somebody may do; choosing nothing leads to ending their work."""
    found = _found(person)
    form = RolesForm(posted(request), initial={"roles": [role.value for role in found.roles]})
    context = _about(found, request) | {"form": form}
    if form.is_valid():
        chosen = {Role(each) for each in form.cleaned_data["roles"]}
        if not chosen:
            return redirect("staff:end", found.pk)
        try:
            give_roles(found, chosen, actor=_actor(request), now=datetime.now(UTC))
        except Refusal as refusal:
            return ask_again(
                request, "pages/staff/roles.html", form, refusal, field="roles", more=context
            )
        messages.success(request, _("Saved. They are told by email."))
        # Whoever took the role from themselves sees this desk no more.
        return redirect("staff:people" if _actor(request).is_staff else "accounts:account")
    status = 422 if form.errors else 200
    return render(request, "pages/staff/roles.html", context, status=status)


@audience("staff", methods=("GET", "POST"))
@require_http_methods(FORM)
def end(request: HttpRequest, person: UUID) -> HttpResponse:
    """End somebody's work for the site: say what goes and what stays, and ask whether it is meant.

    Whoever ends their own sees this desk no more.
    """
    found = _found(person)
    worker = _worker(found, request)
    title = _("End your work for the site?")
    done = _("Your work for the site has ended. Thank you for it.")
    if not worker.is_own:
        title = _("End the work of %(name)s?") % {"name": worker.name}
        done = _("Their work for the site has ended. An email tells them.")
    sheet = Sheet(
        title=title,
        button=_("Take away: %(roles)s") % {"roles": worker.roles},
        back=reverse("staff:people"),
        kind="grave",
    )
    return sure(
        request,
        sheet,
        do=lambda: give_roles(found, (), actor=_actor(request), now=datetime.now(UTC)),
        done=done,
        after=reverse("accounts:account") if worker.is_own else "",
        template="pages/staff/end.html",
        more={"worker": worker},
    )


@audience("staff", methods=("GET", "POST"))
@require_http_methods(FORM)
def factors(request: HttpRequest, person: UUID) -> HttpResponse:
    """Help somebody who has lost their second step and their recovery codes."""
    found = _found(person)
    context = _about(found, request)
    if request.method == "POST":
        try:
            take_factors(found.pk, actor=_actor(request), now=datetime.now(UTC))
        except Refusal as refusal:
            context["refusal"] = str(refusal)
            return render(request, "pages/staff/factors.html", context, status=422)
        messages.success(request, _("Done. Now send them a link that gives the role again."))
        return redirect("staff:link")
    return render(request, "pages/staff/factors.html", context)


def _queues(person: Person) -> list[Queue]:
    """Those of the roles that somebody has."""
    return [
        *(_queues_of_moderators() if is_moderator(person) else []),
        *(_queues_of_readers() if is_reader(person) else []),
    ]


def _queues_of_moderators() -> list[Queue]:
    return [
        Queue(
            _("Waiting for a moderator"),
            Case.objects.waiting().count(),
            _("New groups, words with private details, reports and corrections."),
            reverse("moderation:queue"),
        ),
        Queue(
            _("Taking down and putting back"),
            TakeDown.objects.waiting().count(),
            _("Somebody asked for it; a second person has to confirm."),
            reverse("moderation:take_downs"),
        ),
    ]


def _queues_of_readers() -> list[Queue]:
    return [
        Queue(
            _("Questions on the law"),
            Case.objects.with_readers().count(),
            _("People say that something on the list is wrong or out of date."),
            reverse("moderation:readings"),
        )
    ]


def _actor(request: HttpRequest) -> Person:
    """As they stand in the database now."""
    return Person.objects.get_queryset().get(pk=person_of(request).pk)


def _found(person: UUID) -> Person:
    """Somebody who works here; nobody else is shown to the staff."""
    found = Person.objects.get_queryset().with_roles().filter(pk=person).first()
    if found is None:
        raise Http404
    return found


def _worker(person: Person, request: HttpRequest) -> Worker:
    return Worker(
        id=person.pk,
        name=unseal(person, "name_sealed") or _("no name given"),
        roles=", ".join(str(role.label) for role in person.roles),
        has_factor=has_second_factor(person),
        is_own=person.pk == person_of(request).pk,
    )


def _about(person: Person, request: HttpRequest) -> dict[str, object]:
    worker = _worker(person, request)
    return {"worker": worker, "crumbs": [_desk_crumb(), _people_crumb(), Crumb(worker.name)]}


def _desk_crumb() -> Crumb:
    return Crumb(_("Desk"), reverse("staff:desk"))


def _people_crumb() -> Crumb:
    return Crumb(_("Who works here"), reverse("staff:people"))
