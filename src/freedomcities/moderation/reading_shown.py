"""What readers of law see of what they are asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from freedomcities.moderation.choices import Reading
from freedomcities.moderation.models import Case
from freedomcities.moderation.queue_shown import ground_words, line_of, shown_of
from freedomcities.ui.parts import Cell, Column, Table


def readings_table(cases: Iterable[Case]) -> Table:
    """These questions, each with what its entry is called now."""
    return Table(
        caption=_("Questions on the law"),
        columns=(Column(_("Entry")), Column(_("What is asked")), Column(_("Reported on"))),
        rows=tuple(map(_row, cases)),
    )


def _row(case: Case) -> tuple[Cell, ...]:
    line = line_of(case, shown_of(case))
    address = reverse("moderation:reading", args=[case.pk])
    return (
        Cell(f"{line.kind}: {line.title}", address),
        Cell(ground_words(case)),
        Cell(date_format(case.opened_on, "DATE_FORMAT")),
    )


def answers_of(case: Case) -> tuple[tuple[str, str], ...]:
    """The addresses of the answers to a question, with their words."""
    return tuple(
        (reverse("moderation:reading_answer", args=[case.pk, each.value]), str(each.label))
        for each in Reading
    )
