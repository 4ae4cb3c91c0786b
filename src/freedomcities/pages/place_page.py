"""What a place's page shows, gathered from the atlas, the blueprints and what is in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freedomcities.adoption.answers import Ground, Result, Role, Standing
from freedomcities.adoption.facts import Kind as ActKind
from freedomcities.adoption.law_at import LawAt, load_law_at
from freedomcities.adoption.models import Instrument
from freedomcities.adoption.scorecard import (
    RuleCard,
    Scorecard,
    StoryEntry,
    deciding,
    scorecard_of,
    story_of,
)
from freedomcities.adoption.shown import PassageShown, date_words, passage_shown
from freedomcities.blueprints.models import Blueprint, Pillar, Rule
from freedomcities.groups.asked_place import Line, lines_of
from freedomcities.groups.models import Group
from freedomcities.lib.dates import is_ageing
from freedomcities.pages.marks import mark_of, said_of
from freedomcities.pages.place_words import NextStep, next_step, summarise, why_words
from freedomcities.pages.progress_words import count_words
from freedomcities.pages.who_decides import WhoDecides, gather_who_decides
from freedomcities.places.addresses import address_of
from freedomcities.places.choices import Kind
from freedomcities.places.kind_words import kind_word
from freedomcities.places.models import Place
from freedomcities.ui.marks import Mark, shape_of
from freedomcities.ui.parts import Crumb, LevelMark, Moment

MOST_CHILDREN = 60
MOST_GROUPS = 5


@dataclass(frozen=True, slots=True)
class PassageHere:
    """A passage that the page shows under a rule; ``role`` says what part it played.

    ``checked_on``: when somebody last looked, as people read it; "" where nobody wrote it down.
    """

    role: Role
    place: str
    passage: PassageShown
    checked_on: str
    is_ageing: bool


@dataclass(frozen=True, slots=True)
class RuleHere:
    """A rule at the place: its mark, the columns beside it, and the evidence."""

    mark: Mark
    key: str
    address: str
    levels: tuple[LevelMark, ...]
    passages: tuple[PassageHere, ...]
    looked_on: str
    why: str
    was_taken_down: bool


@dataclass(frozen=True, slots=True)
class PillarHere:
    """A part of the vision with the marks of the rules that belong to it."""

    name: str
    address: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything on the page, ready to draw."""

    place: Place
    blueprint: Blueprint
    on: date
    is_today: bool
    crumbs: tuple[Crumb, ...]
    sentence: str
    more: str
    marks: tuple[Mark, ...]
    rules: tuple[RuleHere, ...]
    moments: tuple[Moment, ...]
    declared: tuple[tuple[Instrument, str], ...]
    recorded: tuple[Instrument, ...]
    pillars: tuple[PillarHere, ...]
    next_step: NextStep
    kind: str
    parents: tuple[Place, ...]
    neighbours: tuple[Place, ...]
    people: str
    children: tuple[Place, ...]
    children_left_out: int
    who: WhoDecides | None
    groups: tuple[Line, ...]


def gather_place(
    place: Place, blueprint: Blueprint, *, on: date, today: date, language: str
) -> PlacePage:
    """The page of a place for a blueprint as of a day, in a language."""
    law = load_law_at(place, blueprint)
    card = scorecard_of(law, blueprint, on=on)
    parents = _parents(law)
    names = {each.pk: each.name for each in parents} | {place.pk: place.name}
    names |= {each.code: each.place.name for each in law.others}
    rules = tuple(_rule_here(each, card, names, language) for each in card.rules)
    children = list(Place.objects.children_of(place).order_by("name", "geoid"))
    sentence, more = summarise(card, is_today=on == today)
    own = _recorded(law.government.codes, card.instruments)
    neighbours = tuple(Place.objects.neighbours_of(place))
    return PlacePage(
        place=place,
        blueprint=blueprint,
        on=on,
        is_today=on == today,
        crumbs=_crumbs(place, parents),
        sentence=sentence,
        more=more,
        marks=tuple(each.mark for each in rules),
        rules=rules,
        moments=_moments(story_of(law, until=on), card.instruments),
        declared=tuple(
            (each, date_words(each.adopted_on)) for each in own if each.kind == ActKind.DECLARATION
        ),
        recorded=tuple(each for each in own if each.kind != ActKind.DECLARATION),
        pillars=_pillars(card, language),
        next_step=next_step(card, language),
        kind=str(kind_word(place.kind, place.designation)),
        parents=parents,
        neighbours=neighbours,
        people="" if place.population is None else count_words(place.population),
        children=tuple(children[:MOST_CHILDREN]),
        children_left_out=max(0, len(children) - MOST_CHILDREN),
        who=gather_who_decides(law, day=today),
        groups=_groups(place, parents, neighbours),
    )


def _groups(
    place: Place, parents: tuple[Place, ...], neighbours: tuple[Place, ...]
) -> tuple[Line, ...]:
    """Who is at work here and around, nearest first."""
    seen = Group.objects.visible_to(None)
    near = seen.near(place, limit=MOST_GROUPS, parents=parents, neighbours=neighbours)
    return tuple(lines_of(near))


def _parents(law: LawAt) -> tuple[Place, ...]:
    """What the place lies in, from what was read already; as `Place.objects.parents_of` has it."""
    beside = {each.code: each.place for each in law.others}
    counties = [beside[code] for code in law.counties if beside[code].closed_on is None]
    state = [beside[law.state]] if law.state else []
    return (*counties, *state, *([law.nation] if law.nation else []))


def _crumbs(place: Place, parents: Iterable[Place]) -> tuple[Crumb, ...]:
    above = [parent for parent in reversed(list(parents)) if parent.kind != Kind.NATION]
    # A town in several counties stands under the main one; the others are listed below.
    counties = [parent for parent in above if parent.kind == Kind.COUNTY]
    shown = [parent for parent in above if parent.kind != Kind.COUNTY or parent == counties[-1]]
    crumbs = [Crumb(_("Places"), reverse("places:places"))]
    return (*crumbs, *(Crumb(each.name, address_of(each)) for each in shown), Crumb(place.name))


def _rule_here(
    each: RuleCard, card: Scorecard, names: Mapping[str, str], language: str
) -> RuleHere:
    result = each.effective
    above = names.get(result.inherited_from or "", "")
    return RuleHere(
        mark=mark_of(
            each.rule,
            result,
            language,
            href=f"#rule-{each.rule.number}",
            above=above,
            was_taken_down=each.was_taken_down,
        ),
        key=f"rule-{each.rule.number}",
        address=reverse("blueprints:rule", args=[card.blueprint.slug, each.rule.number]),
        levels=_levels(card.place, each),
        passages=_passages(result, card, names),
        looked_on=date_words(result.searches[0].checked_on.text) if result.searches else "",
        why=why_words(result, above, was_taken_down=each.was_taken_down),
        was_taken_down=each.was_taken_down,
    )


def _levels(place: Place, each: RuleCard) -> tuple[LevelMark, ...]:
    """State · County · the place's own law, each alone."""
    columns: list[tuple[str, Result]] = []
    if each.state:
        columns.append((_("State"), each.state.own))
    if each.county:
        columns.append((_("County"), each.county.own))
    if not columns:
        return ()
    columns.append((_own_word(place), each.own))
    return tuple(
        LevelMark(label, Mark(result.standing.value, name=label, said=_level_said(each, result)))
        for label, result in columns
    )


def _level_said(each: RuleCard, result: Result) -> str:
    # Which of the columns an entry was taken from, is not told: "not known yet" is true of all.
    is_silent = each.was_taken_down and result.standing is Standing.UNKNOWN
    return "" if is_silent else said_of(result)


def _own_word(place: Place) -> str:
    words = {
        Kind.COUNTY: _("County"),
        Kind.MUNICIPALITY: _("City"),
        Kind.TOWN: _("Town"),
        Kind.STATE: _("State"),
    }
    return words.get(Kind(place.kind), _("Own"))


def _passages(result: Result, card: Scorecard, names: Mapping[str, str]) -> tuple[PassageHere, ...]:
    return tuple(_passage(ground, card, names) for ground in deciding(result))


def _passage(ground: Ground, card: Scorecard, names: Mapping[str, str]) -> PassageHere:
    instrument = card.instruments[ground.instrument.id]
    checked = instrument.checked_on
    return PassageHere(
        role=ground.role,
        place=names.get(ground.instrument.place, "") if ground.inherited else "",
        passage=passage_shown(instrument, ground.finding),
        checked_on=date_words(checked) if checked else "",
        is_ageing=is_ageing(checked, day=card.on),
    )


def _moments(
    entries: Iterable[StoryEntry], instruments: Mapping[str, Instrument]
) -> tuple[Moment, ...]:
    """The story, a day an entry: which rules changed to what, and what did it."""
    days: dict[date, list[StoryEntry]] = {}
    for entry in entries:
        days.setdefault(entry.change.day, []).append(entry)
    return tuple(_moment(day, each, instruments) for day, each in days.items())


def _moment(day: date, entries: list[StoryEntry], instruments: Mapping[str, Instrument]) -> Moment:
    by_standing: dict[Standing, list[Rule]] = {}
    for entry in entries:
        by_standing.setdefault(entry.change.result.standing, []).append(entry.rule)
    said = [_changed(standing, rules) for standing, rules in by_standing.items()]
    text = next((entry.change.text for entry in entries if entry.change.text), None)
    return Moment(
        when=date_words(text or ""),
        title="; ".join(said),
        text=" · ".join(_titles_of(entries, instruments)),
        day=day.isoformat(),
    )


def _changed(standing: Standing, rules: list[Rule]) -> str:
    numbers = ", ".join(rule.number for rule in rules)
    words = ngettext("Rule %(numbers)s: %(words)s", "Rules %(numbers)s: %(words)s", len(rules))
    return words % {"numbers": numbers, "words": shape_of(standing.value).words}


def _titles_of(entries: Iterable[StoryEntry], instruments: Mapping[str, Instrument]) -> list[str]:
    deciders = {
        ground.instrument.id: None
        for entry in entries
        for ground in entry.change.result.basis
        if ground.role is Role.DECIDED
    }
    return [instruments[each].name for each in deciders]


def _recorded(
    codes: Collection[str], instruments: Mapping[str, Instrument]
) -> tuple[Instrument, ...]:
    """Every law and policy of the place itself, counted or not, oldest first."""
    own = [each for each in instruments.values() if each.place_id in codes]
    return tuple(sorted(own, key=lambda each: (each.adopted_on or each.effective_on, each.pk)))


def _pillars(card: Scorecard, language: str) -> tuple[PillarHere, ...]:
    """All parts of the vision; those without a rule of this blueprint are shown as such."""
    start = reverse("blueprints:blueprints")
    return tuple(
        PillarHere(
            str(pillar.text(language)["name"]),
            f"{start}#{pillar.slug}",
            tuple(
                mark_of(each.rule, each.effective, language, href=f"#rule-{each.rule.number}")
                for each in card.rules
                if pillar.slug in each.rule.pillars
            ),
        )
        for pillar in Pillar.objects.current()
    )
