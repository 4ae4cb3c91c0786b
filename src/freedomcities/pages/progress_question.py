"""What somebody asks of the list: the blueprint, the filters and the order, from the address.

A value that means nothing is left out and named in one sentence; the rest of the question
still counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.blueprints.models import FALLBACK, Blueprint, Rule
from freedomcities.lib.numbering import numbered
from freedomcities.places.choices import Kind
from freedomcities.ui.marks import SHAPES
from freedomcities.ui.tiles import NAMES

# What the list may be sorted by, and whether that begins with the greatest.
SORTS: Mapping[str, bool] = {"in-force": True, "name": False, "people": True, "since": True}
DEFAULT_SORT = "in-force"
FILTERS = ("state", "rule", "standing", "kind")
# The nation is no row of the list: what it orders stands in every place below it.
KINDS = tuple(kind.value for kind in Kind if kind is not Kind.NATION)


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule in the language of the page."""

    pk: int
    number: str
    name: str
    required: bool

    @property
    def label(self) -> str:
        """Number and name, as a choice shows them."""
        return numbered(self.number, self.name)


@dataclass(frozen=True, slots=True)
class BlueprintShown:
    """A blueprint with its current rules, in the language of the page."""

    slug: str
    title: str
    lead: str
    all_in_force: str
    rules: tuple[RuleShown, ...] = ()

    @property
    def rule_ids(self) -> tuple[int, ...]:
        """The keys of all its rules."""
        return tuple(rule.pk for rule in self.rules)

    @property
    def required_ids(self) -> tuple[int, ...]:
        """The keys of those that count for having all in force."""
        return tuple(rule.pk for rule in self.rules if rule.required)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the list that can be answered; empty texts filter nothing.

    ``state`` is a postal code ("MI"), fixed where the page is that of a state. ``sort`` is a key
    of `SORTS`, ``is_reversed`` turns its usual direction round. ``wrong``: a sentence for each
    value that meant nothing.
    """

    blueprint: BlueprintShown
    blueprints: tuple[BlueprintShown, ...]
    rule: RuleShown | None = None
    state: str = ""
    is_state_fixed: bool = False
    standing: str = ""
    kind: str = ""
    sort: str = DEFAULT_SORT
    is_reversed: bool = False
    wrong: tuple[str, ...] = ()

    @property
    def is_descending(self) -> bool:
        """Whether the greatest comes first."""
        return SORTS[self.sort] is not self.is_reversed

    @property
    def has_filter(self) -> bool:
        """Whether the list is narrowed beyond the blueprint, be it by the page's own state."""
        return bool(self.rule or self.state or self.standing or self.kind)

    @property
    def has_choice(self) -> bool:
        """Whether somebody narrowed the list by hand."""
        return bool(set(self.parameters()).intersection(FILTERS))

    def parameters(self, *, without: Iterable[str] = ()) -> dict[str, str]:
        """What the address says, without defaults and without what is named."""
        sort = ("-" if self.is_reversed else "") + self.sort
        given = {
            "blueprint": "" if self.blueprint == self.blueprints[0] else self.blueprint.slug,
            "rule": self.rule.number if self.rule else "",
            "state": "" if self.is_state_fixed else self.state.lower(),
            "standing": self.standing,
            "kind": self.kind,
            "sort": "" if sort == DEFAULT_SORT else sort,
        }
        left_out = set(without)
        return {name: value for name, value in given.items() if value and name not in left_out}

    def query(self, *, without: Iterable[str] = ()) -> str:
        """The parameters with their question mark, for behind an address; empty without any."""
        parameters = self.parameters(without=without)
        return f"?{urlencode(parameters)}" if parameters else ""

    def sorted_by(self, sort: str) -> Question:
        """The same in another order; asked for its own order, turned round."""
        turned = sort == self.sort and not self.is_reversed
        return replace(self, sort=sort, is_reversed=turned)


def read_question(parameters: Mapping[str, str], *, state: str = "") -> Question | None:
    """The question in an address; None where no blueprint is loaded.

    ``state``: the postal code of the page's own state, which the address may not change.
    """
    language = get_language() or FALLBACK
    found = list(Blueprint.objects.current())
    if not found:
        return None
    wrong: list[str] = []
    slug = _one_of(parameters, "blueprint", [one.slug for one in found], wrong) or found[0].slug
    shown = tuple(_blueprint_shown(one, language, with_rules=one.slug == slug) for one in found)
    chosen = next(one for one in shown if one.slug == slug)
    sort = parameters.get("sort", "").strip()
    asked = {**parameters, "sort": sort.removeprefix("-")}
    return Question(
        blueprint=chosen,
        blueprints=shown,
        rule=_rule(parameters, chosen, wrong),
        state=state or _one_of(parameters, "state", NAMES, wrong),
        is_state_fixed=bool(state),
        standing=_one_of(parameters, "standing", SHAPES, wrong),
        kind=_one_of(parameters, "kind", KINDS, wrong),
        sort=_one_of(asked, "sort", SORTS, wrong) or DEFAULT_SORT,
        is_reversed=sort.startswith("-"),
        wrong=tuple(wrong),
    )


def _blueprint_shown(found: Blueprint, language: str, *, with_rules: bool) -> BlueprintShown:
    text = found.text(language)
    rules = Rule.objects.filter(blueprint=found).current() if with_rules else ()
    return BlueprintShown(
        slug=found.slug,
        title=str(text["title"]),
        lead=str(text["lead"]),
        all_in_force=str(text["all_in_force"]),
        rules=tuple(
            RuleShown(one.pk, one.number, str(one.text(language)["name"]), one.required)
            for one in rules
        ),
    )


def _rule(
    parameters: Mapping[str, str], blueprint: BlueprintShown, wrong: list[str]
) -> RuleShown | None:
    by_number = {rule.number: rule for rule in blueprint.rules}
    number = _one_of(parameters, "rule", by_number, wrong)
    return by_number[number] if number else None


def _one_of(
    parameters: Mapping[str, str], name: str, known: Iterable[str], wrong: list[str]
) -> str:
    """The known value that was meant, capital letters or not; "" where there is none."""
    given = parameters.get(name, "").strip()
    if not given:
        return ""
    meant = {value.lower(): value for value in known}.get(given.lower())
    if meant is None:
        wrong.append(_sentence(name) % {"value": given[:40]})
    return meant or ""


def _sentence(name: str) -> str:
    sentences = {
        "blueprint": _("“%(value)s” is no blueprint here, so the first one is shown."),
        "rule": _("“%(value)s” is no rule of this blueprint, so all rules are shown."),
        "state": _("“%(value)s” is no state, so all states are shown."),
        "standing": _("“%(value)s” is no standing, so all standings are shown."),
        "kind": _("“%(value)s” is no kind of place, so all kinds are shown."),
        "sort": _("The list cannot be sorted by “%(value)s”."),
    }
    return sentences[name]
