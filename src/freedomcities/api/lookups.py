"""Finding what a question names, or saying in one sentence that there is none.

What an address names and there is not is 404; what a filter names and there is not, 400.
"""

from __future__ import annotations

from typing import Annotated

from ninja import Field

from freedomcities.adoption.reading import DEFAULT_BLUEPRINT
from freedomcities.api.asking import LONGEST, Asked
from freedomcities.api.faults import NotFound
from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.lib.errors import Refusal
from freedomcities.places.models import Place
from freedomcities.places.questions import find_by_code

Slug = Annotated[str, Field(max_length=LONGEST)]


class WrongFilter(Refusal):
    """A filter names what there is not, or stands alone where it needs another."""


class OnRule(Asked):
    """A question that may name a rule by its number, with its blueprint."""

    blueprint: Slug | None = Field(
        None, description=f"A blueprint's slug; beside a rule {DEFAULT_BLUEPRINT} goes unsaid."
    )
    rule: Slug | None = Field(None, description="A rule's number in its blueprint.")


def place_at(geoid: str) -> Place:
    """The place of a code in an address; another or an older code of it is as good."""
    place = find_by_code(geoid)
    if place is None:
        raise NotFound(f"There is no place with the code “{geoid}”.")
    return place


def place_asked(geoid: str) -> Place:
    """The place of a code in a filter."""
    place = find_by_code(geoid)
    if place is None:
        raise WrongFilter(f"There is no place with the code “{geoid}”.")
    return place


def blueprint_at(slug: str) -> Blueprint:
    """The blueprint of a slug in an address, a retired one too."""
    found = Blueprint.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(_no_blueprint(slug), candidates=_blueprints())
    return found


def rule_asked(asked: OnRule) -> Rule | None:
    """The rule that the filters name, if they name one, without its texts."""
    if asked.rule is None:
        return None
    slug = asked.blueprint or DEFAULT_BLUEPRINT
    rules = Rule.objects.filter(blueprint=slug, number=asked.rule).defer("content")
    rule = rules.first()
    if rule is None:
        check_blueprint(slug)
        numbers = Rule.objects.filter(blueprint=slug).current().values_list("number", flat=True)
        raise WrongFilter(
            f"The blueprint “{slug}” has no rule “{asked.rule}”.",
            candidates=[{"blueprint": slug, "number": number} for number in numbers],
        )
    return rule


def check_blueprint(slug: str) -> None:
    """Refuse a filter that names no blueprint."""
    if not Blueprint.objects.filter(slug=slug).exists():
        raise WrongFilter(_no_blueprint(slug), candidates=_blueprints())


def _no_blueprint(slug: str) -> str:
    return f"There is no blueprint “{slug}”."


def _blueprints() -> list[dict[str, object]]:
    slugs = Blueprint.objects.current().values_list("slug", flat=True)
    return [{"blueprint": slug} for slug in slugs]
