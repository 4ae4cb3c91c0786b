"""What a place's page says in sentences: where it stands, why, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freedomcities.adoption.answers import Result, Standing
from freedomcities.adoption.scorecard import Scorecard
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place
from freedomcities.ui.marks import SHAPES

BLOCKED = {Standing.PREEMPTED, Standing.CONTRADICTED}


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do next, from what is known today."""

    title: str
    text: str
    href: str
    action: str


def label_of(place: Place) -> str:
    """The place's name with its state; a state's own name says it already."""
    return place.name if place.kind == Kind.STATE else str(place)


def summarise(card: Scorecard, *, is_today: bool = True) -> tuple[str, str]:
    """Where the place stands, in a sentence; and what else there is to say of it."""
    counts = dict.fromkeys(Standing, 0)
    for each in card.rules:
        if each.rule.required:
            counts[each.effective.standing] += 1
    return _first_sentence(card, counts, is_today=is_today), _more(counts, _optional(card))


def _optional(card: Scorecard) -> int:
    """How many rules are in force that the list does not count: their squares are filled too."""
    return sum(
        each.effective.standing is Standing.ADOPTED for each in card.rules if not each.rule.required
    )


def _first_sentence(card: Scorecard, counts: Mapping[Standing, int], *, is_today: bool) -> str:
    numbers = {"adopted": card.adopted, "required": card.required}
    if counts[Standing.UNKNOWN] == card.required and not _optional(card):
        return _unknown_sentence(card)
    if card.all_in_force:
        return _("All %(required)s rules are in force here.") % numbers
    if not card.adopted:
        return _("None of %(required)s rules is known to be in force here.") % numbers
    if is_today:
        return (
            ngettext(
                "%(adopted)s of %(required)s rules is in force here.",
                "%(adopted)s of %(required)s rules are in force here.",
                card.adopted,
            )
            % numbers
        )
    return (
        ngettext(
            "%(adopted)s of %(required)s rules was in force here.",
            "%(adopted)s of %(required)s rules were in force here.",
            card.adopted,
        )
        % numbers
    )


def _unknown_sentence(card: Scorecard) -> str:
    reported = sum(each.effective.reported for each in card.rules if each.rule.required)
    if not reported and any(each.was_taken_down for each in card.rules):
        return _("What was known here was taken down.")
    if not reported:
        return _("Nobody has looked here yet.")
    return ngettext(
        "%(count)s rule is reported here, and not yet confirmed.",
        "%(count)s rules are reported here, and not yet confirmed.",
        reported,
    ) % {"count": reported}


def _more(counts: Mapping[Standing, int], optional: int) -> str:
    """The other standings with their numbers, in the order of legends; what is not counted last."""
    if counts[Standing.UNKNOWN] == sum(counts.values()) and not optional:
        return ""
    parts = [
        _("%(words)s: %(count)s")
        % {"count": counts[standing], "words": SHAPES[standing.value].words}
        for standing in Standing
        if counts[standing] and standing is not Standing.ADOPTED
    ]
    if optional:
        parts.append(_("in force, but optional: %(count)s") % {"count": optional})
    return capfirst(" · ".join(parts))


def next_step(card: Scorecard, language: str) -> NextStep:
    """What helps most, from what is known: look, confirm, win the next rule, or keep watch."""
    blueprint = card.blueprint
    required = [each for each in card.rules if each.rule.required]
    if card.all_in_force:
        return NextStep(
            _("Keep it true, and help a neighbor"),
            _("Rules on paper need people who watch them. Places nearby can start from yours."),
            "#around",
            _("See the places nearby"),
        )
    missing = [each for each in required if each.effective.standing is not Standing.ADOPTED]
    if not missing:
        return NextStep("", "", "", "")
    # What a higher law forbids is not the first thing to try.
    rule = min(missing, key=lambda each: each.effective.standing in BLOCKED).rule
    name = {"number": rule.number, "name": rule.text(language)["name"]}
    href = reverse("blueprints:rule", args=[blueprint.slug, rule.number])
    if all(each.effective.standing is Standing.UNKNOWN for each in required):
        return NextStep(
            _("Find out what is law here"),
            _(
                "Read the rule, then look for it in the place's book of local laws (its code)"
                " and in its agencies' own policies."
            ),
            href,
            _("Start with rule %(number)s: %(name)s") % name,
        )
    return NextStep(
        _("Next: rule %(number)s, %(name)s") % name,
        _("Read it in plain words, with the two questions to ask an official."),
        href,
        _("See the questions"),
    )


def why_words(result: Result, above: str, *, was_taken_down: bool = False) -> str:
    """Which line of the table decided, in a sentence."""
    sentences = {
        Standing.PREEMPTED: _(
            "It has its own rule, but a higher law says the opposite and forbids local rules."
        ),
        Standing.PARTIAL: _("Part of the rule is in force."),
        Standing.PROPOSED: _("It was introduced or adopted, and is not yet in effect."),
        Standing.NONE: _("A reader looked and found nothing."),
        Standing.UNKNOWN: _("Nothing else is known yet.")
        if was_taken_down
        else _("Nobody has looked yet."),
    }
    if result.reported:
        return _("Somebody reported it. It counts once a second reader has read the passage.")
    if result.standing is Standing.CONTRADICTED:
        if above:
            return _("A law of %(place)s orders or allows the opposite.") % {"place": above}
        return _("What is in force here orders or allows the opposite.")
    if result.standing is Standing.ADOPTED:
        if above:
            return _("It is in force here because of a law of %(place)s.") % {"place": above}
        return _("It is in force here by its own law.")
    return sentences[result.standing]
