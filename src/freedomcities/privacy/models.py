"""Links to what somebody takes along, and who demanded to know. Only operations write."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from freedomcities.accounts.models import Person
from freedomcities.lib.privacy import DataClass
from freedomcities.privacy.choices import DemandAnswer, DemandFrom


class ExportLink(models.Model):
    """A link to all that is held on its person: it works once, for them alone.

    ``digest`` is of its secret, which is kept nowhere; what it leads to is gathered when it is
    opened, and never kept.
    """

    data_class: ClassVar = DataClass.SELF

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"export link until {self.expires_at}"


class Demand(models.Model):
    """Somebody demanded to be told something on people. Never on whom: that is nobody's business.

    ``month``: its first day.
    """

    data_class: ClassVar = DataClass.PUBLIC

    month = models.DateField()
    sender = models.CharField(max_length=20, choices=DemandFrom)
    answer = models.CharField(max_length=20, choices=DemandAnswer)

    def __str__(self) -> str:
        return f"demand {self.pk}"
