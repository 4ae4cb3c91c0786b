"""From what the engine answers to the marks that a page draws."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.adoption.answers import Result, Standing
from freedomcities.adoption.facts import Force
from freedomcities.adoption.shown import date_words
from freedomcities.blueprints.models import Rule
from freedomcities.ui.marks import Mark

HELD = {Standing.ADOPTED, Standing.PARTIAL, Standing.PREEMPTED, Standing.CONTRADICTED}


def mark_of(
    rule: Rule,
    result: Result,
    language: str,
    *,
    href: str = "",
    above: str = "",
    was_taken_down: bool = False,
) -> Mark:
    """A rule's square at a place; ``above`` names the government that it was inherited from."""
    return Mark(
        standing=result.standing.value,
        number=rule.number,
        name=str(rule.text(language)["name"]),
        href=href,
        detail=_detail(result, above),
        said=said_of(result, was_taken_down=was_taken_down),
    )


def said_of(result: Result, *, was_taken_down: bool = False) -> str:
    """More than "not known yet": that nobody looked, or what is on record and does not count.

    `was_taken_down`: what was on record is not any more.
    """
    if result.reported:
        return _("reported, not yet confirmed")
    if result.standing is Standing.UNKNOWN and was_taken_down:
        return _("an entry was taken down, nothing else known")
    if result.standing is Standing.UNKNOWN and not result.basis:
        return _("nobody looked yet")
    forces = {ground.force for ground in result.basis}
    if result.standing is Standing.UNKNOWN and forces & {Force.ENDED, Force.STAYED}:
        return _("ended or held back, nothing newer known")
    return ""


def _detail(result: Result, above: str) -> str:
    said = []
    if result.standing in HELD:
        said.append(_since(result))
    if above:
        said.append(_("from %(place)s") % {"place": above})
    return " · ".join(filter(None, said))


def _since(result: Result) -> str:
    if not result.since:
        return _("date unknown")
    return _("since %(day)s") % {"day": date_words(result.since)}
