"""The parts of a row that have a form of their own: rules, readers, reach, stays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freedomcities.adoption.facts import Reach
from freedomcities.adoption.reading_values import Fields
from freedomcities.adoption.rows import Stays
from freedomcities.lib.dates import PartialDate
from freedomcities.lib.importing import RowFault

_AGENCY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to name: `find_place` gives the canonical code of what a row calls a place,
    or None; `rules` are "blueprint/number".
    """

    find_place: Callable[[str], str | None]
    blueprints: Collection[str]
    rules: Collection[str]


def read_rule(given: str, blueprint: str, known: Known) -> str:
    """The name of a rule: a number of the row's blueprint, or "blueprint/number"."""
    slug, slash, number = given.partition("/")
    slug, number = (slug, number) if slash else (blueprint, given)
    if slug not in known.blueprints:
        raise RowFault(_("There is no blueprint “%(slug)s”.") % {"slug": slug})
    if f"{slug}/{number}" not in known.rules:
        raise RowFault(
            _("The blueprint “%(slug)s” has no rule “%(number)s”.")
            % {"slug": slug, "number": number}
        )
    return f"{slug}/{number}"


def read_readers(fields: Fields) -> tuple[str, ...]:
    """The names of two different people, or none."""
    names = fields.texts("readers")
    if names and (len(names) != 2 or len({_plain(name) for name in names}) != 2):
        raise RowFault(_("“readers” are the names of two different people."))
    return tuple(names)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def read_reach(fields: Fields) -> tuple[Reach, tuple[str, ...]]:
    """The reach, and the ids of agencies where it is theirs."""
    given = fields.values.get("reach")
    if isinstance(given, list):
        agencies = fields.texts("reach")
        if agencies and all(_AGENCY.fullmatch(each) for each in agencies):
            return Reach.AGENCIES, tuple(dict.fromkeys(agencies))
    word = given if isinstance(given, str) else "" if given is None else None
    if word == "":
        # The narrower of the two: what nobody wrote down binds nobody else.
        return Reach.OWN_AGENCIES, ()
    if word not in {Reach.OWN_AGENCIES, Reach.TERRITORY}:
        raise RowFault(
            _("The reach “%(reach)s” is none: write own-agencies, territory or ids of agencies.")
            % {"reach": given}
        )
    return Reach(word), ()


def read_stays(fields: Fields, blueprint: str, known: Known) -> Stays:
    """The stays; one that says nothing, or ends before it begins, is a fault."""
    return tuple(_stay(given, blueprint, known) for given in fields.list("stayed"))


def _stay(given: object, blueprint: str, known: Known) -> tuple[str, str | None, tuple[str, ...]]:
    if not isinstance(given, list) or len(given) not in {2, 3}:
        raise RowFault(_("A stay is written [from, to] or [from, to, [rules]]."))
    span = Fields({"stayed": given[0], "to": given[1]})
    begin, end = span.date("stayed"), span.date("to")
    if not begin:
        raise RowFault(_("A stay has a day on which it began."))
    if end and PartialDate.parse(end).last_day < PartialDate.parse(begin).first_day:
        raise RowFault(
            _("The stay from %(begin)s ends before it begins, on %(end)s.")
            % {"begin": begin, "end": end}
        )
    named = Fields({"rules": given[2]}).texts("rules") if len(given) == 3 else []
    if len(given) == 3 and not named:
        raise RowFault(_("A stay is written [from, to] or [from, to, [rules]]."))
    return begin, end or None, tuple(read_rule(each, blueprint, known) for each in named)
