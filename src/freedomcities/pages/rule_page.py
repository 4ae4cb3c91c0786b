"""The page of a rule with where it is in force: the blueprint's own page, and figures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.adoption.models import Finding
from freedomcities.adoption.shown import titles_of
from freedomcities.blueprints.models import Rule
from freedomcities.blueprints.views import blueprint_context, rule_context
from freedomcities.lib.access import audience
from freedomcities.pages.place_words import label_of
from freedomcities.pages.progress_memory import remembered
from freedomcities.pages.progress_people import people_in_force
from freedomcities.pages.progress_words import count_words
from freedomcities.ui.parts import Cell, Column, Table

MOST_FINDINGS = 40


@audience("public")
@require_safe
def blueprint(request: HttpRequest, blueprint: str) -> HttpResponse:
    """A blueprint's own page, with the titles of the instruments that its texts name."""
    context = blueprint_context(blueprint, find_titles=titles_of)
    return render(request, "blueprints/blueprint.html", context)


@audience("public")
@require_safe
def rule(request: HttpRequest, blueprint: str, number: str) -> HttpResponse:
    """A rule's own page, with where it stands."""
    context = rule_context(blueprint, number, find_titles=titles_of)
    found: Rule = context["rule"]
    counts = remembered(lambda: _counts(found), "rule", found.pk)
    context |= {
        "places": count_words(counts[0]),
        "people": count_words(counts[1]),
        "has_places": counts[0],
        "instruments_table": _table(found),
        "list_address": f"{reverse('progress:progress')}?blueprint={blueprint}&rule={number}#list",
    }
    return render(request, "pages/rule/rule.html", context)


def _counts(found: Rule) -> tuple[int, int]:
    places = found.standings.filter(standing="adopted").count()
    return places, sum(people_in_force([found.pk]).values())


def _table(found: Rule) -> Table:
    """What was found on the rule, place by place."""
    rows = (
        Finding.objects.filter(rule=found)
        .select_related("instrument__place")
        .order_by("instrument__place__state", "instrument__place__name", "instrument", "position")
    )
    return Table(
        caption=_("What readers found"),
        columns=(Column(_("Place")), Column(_("Law or policy")), Column(_("What it says"))),
        rows=tuple(_row(finding) for finding in rows[:MOST_FINDINGS]),
    )


def _row(finding: Finding) -> tuple[Cell, ...]:
    instrument = finding.instrument
    verdict = str(finding.get_verdict_display())
    if not finding.confirmed:
        verdict = _("%(verdict)s (reported)") % {"verdict": verdict}
    return (
        Cell(label_of(instrument.place), reverse("places:place", args=[instrument.place.path])),
        Cell(instrument.name, reverse("adoption:instrument", args=[instrument.pk])),
        Cell(verdict),
    )
