"""What was demanded of the people who run the site, and what they answered: for everybody."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal
from freedomcities.privacy.choices import DemandAnswer, DemandFrom
from freedomcities.privacy.models import Demand


class MayNotTell(Refusal):
    """Somebody who does not run the site."""

    def __init__(self) -> None:
        super().__init__("Only the staff and the system itself may write down demands.")


class NoSuchDemand(Refusal):
    """No demand has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no demand {number}.")


def record_demand(
    *, sender: DemandFrom, answer: DemandAnswer, month: date, actor: Person, now: datetime
) -> Demand:
    """Write down a demand, by its month. Raises MayNotTell."""
    _check(actor)
    with transaction.atomic():
        made = Demand.objects.create(month=month.replace(day=1), sender=sender, answer=answer)
        _note(made, "record-demand", actor, now)
    return made


def answer_demand(number: int, *, answer: DemandAnswer, actor: Person, now: datetime) -> Demand:
    """Write down what was answered. Raises MayNotTell, NoSuchDemand."""
    _check(actor)
    with transaction.atomic():
        found = Demand.objects.select_for_update().filter(pk=number).first()
        if found is None:
            raise NoSuchDemand(number)
        found.answer = answer
        found.save(update_fields=["answer"])
        _note(found, "answer-demand", actor, now)
    return found


def _check(actor: Person) -> None:
    if not (actor.is_system or (actor.is_staff and actor.is_active)):
        raise MayNotTell


def _note(demand: Demand, action: str, actor: Person, now: datetime) -> None:
    detail = {"sender": demand.sender, "answer": demand.answer, "month": str(demand.month)}
    record(actor=actor, now=now, action=action, subject=f"demand {demand.pk}", detail=detail)
