"""What somebody asks of the list of instruments: filters and order, from the address.

A value that means nothing is left out and named in one sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from freedomcities.adoption.facts import Kind, Verdict
from freedomcities.adoption.in_force_on import in_force_on
from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.querysets import InstrumentQuerySet
from freedomcities.blueprints.models import Rule
from freedomcities.ui.tiles import NAMES

NATION = "us"
STATES = (NATION, *(code.lower() for code in NAMES))
KINDS = tuple(kind.value for kind in Kind)
SAYS = tuple(verdict.value for verdict in Verdict)
TODAY = ("yes", "no")
SORTS = ("recorded", "place", "date")
DEFAULT_SORT = "recorded"


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """A question that can be answered; an empty text filters nothing.

    `rule` is "blueprint/number"; `today` is "yes" or "no"; `wrong` holds a sentence for each
    value that meant nothing.
    """

    state: str = ""
    kind: str = ""
    rule: str = ""
    says: str = ""
    today: str = ""
    sort: str = DEFAULT_SORT
    wrong: tuple[str, ...] = ()

    @property
    def has_filter(self) -> bool:
        """Whether somebody narrowed the list."""
        return bool(self.state or self.kind or self.rule or self.says or self.today)

    def parameters(self) -> dict[str, str]:
        """What the address says, without defaults."""
        given = {
            "state": self.state,
            "kind": self.kind,
            "rule": self.rule,
            "says": self.says,
            "today": self.today,
            "sort": "" if self.sort == DEFAULT_SORT else self.sort,
        }
        return {name: value for name, value in given.items() if value}

    def query(self) -> str:
        """The parameters with their question mark; empty without any."""
        parameters = self.parameters()
        return f"?{urlencode(parameters)}" if parameters else ""


def read_list_question(parameters: Mapping[str, str], rules: Collection[str]) -> ListQuestion:
    """The question in an address; `rules` are the names of those that there are."""
    known: Mapping[str, Collection[str]] = {
        "state": STATES,
        "kind": KINDS,
        "rule": rules,
        "says": SAYS,
        "today": TODAY,
        "sort": SORTS,
    }
    meant, wrong = {}, []
    for name, values in known.items():
        given = parameters.get(name, "").strip()
        value = {each.lower(): each for each in values}.get(given.lower(), "")
        if given and not value:
            wrong.append(_sentence(name) % {"value": given[:40]})
        if value:
            meant[name] = value
    return ListQuestion(**meant, wrong=tuple(wrong))


def listed(question: ListQuestion, rules: Sequence[Rule], *, day: date) -> InstrumentQuerySet:
    """The instruments that fit, in the order asked for, with their places."""
    rows = Instrument.objects.select_related("place")
    if question.state:
        rows = rows.filter(place__state="" if question.state == NATION else question.state.upper())
    if question.kind:
        rows = rows.filter(kind=question.kind)
    if question.rule or question.says:
        found = Finding.objects.all()
        if question.rule:
            found = found.filter(rule__in=[one.pk for one in rules if str(one) == question.rule])
        if question.says:
            found = found.filter(verdict=question.says)
        rows = rows.filter(pk__in=found.values("instrument"))
    if question.today:
        law = rows.exclude(kind=Kind.DECLARATION)
        now = in_force_on(law, day, question.rule)
        rows = now if question.today == "yes" else rows.exclude(pk__in=now.values("pk"))
    return _in_order(rows, question.sort)


def _in_order(rows: InstrumentQuerySet, sort: str) -> InstrumentQuerySet:
    if sort == "place":
        return rows.order_by("place__name", "place__state", "id")
    if sort == "date":
        # As given: texts of dates sort as the dates do, and "" is no date.
        given = [NullIf(name, Value("")) for name in ("effective_on", "adopted_on")]
        newest = Coalesce(*given, NullIf("introduced_on", Value("")))
        return rows.annotate(date=newest).order_by(F("date").desc(nulls_last=True), "id")
    return rows.latest_recorded()


def _sentence(name: str) -> str:
    sentences = {
        "state": _("“%(value)s” is no state, so all states are shown."),
        "kind": _("“%(value)s” is no kind of law or document, so all kinds are shown."),
        "rule": _("“%(value)s” is no rule here, so all rules are shown."),
        "says": _("“%(value)s” is nothing that a law says on a rule, so all are shown."),
        "today": _("“%(value)s” is neither “yes” nor “no”, so all are shown, in force or not."),
        "sort": _("The list cannot be sorted by “%(value)s”."),
    }
    return sentences[name]
