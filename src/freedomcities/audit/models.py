"""The entries of the chain, and its head."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from freedomcities.audit.chain import START
from freedomcities.lib.privacy import DataClass


class AuditEntry(models.Model):
    """One operation that was done. Never changed, never deleted."""

    data_class: ClassVar = DataClass.PUBLIC

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(max_length=200, db_index=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.subject}"


class ChainHead(models.Model):
    """Where the chain ends now: one row, locked by whoever appends.

    ``sequence`` grows with every operation; ``version`` with those that public pages may show,
    and so it is the version of the site that pages carry in their validators.
    """

    data_class: ClassVar = DataClass.PUBLIC

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    version = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=START)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="audit_one_chain_head")
        ]

    def __str__(self) -> str:
        return f"chain of {self.sequence}"
