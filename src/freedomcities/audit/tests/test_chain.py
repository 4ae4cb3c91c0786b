from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from freedomcities.accounts.operations import system_actor
from freedomcities.audit.models import AuditEntry, ChainHead
from freedomcities.audit.operations import ChainBroken, record, site_version, verify_chain

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> None:
    AuditEntry.objects.all().delete()
    ChainHead.objects.all().delete()
    for number in range(3):
        record(
            actor=system_actor(), now=NOW, action="try", subject=f"s{number}", detail={"n": number}
        )


def test_each_entry_stands_on_the_one_before(chain: None) -> None:
    first, second, third = AuditEntry.objects.order_by("sequence")
    assert (second.previous, third.previous) == (first.digest, second.digest)
    assert verify_chain() == 3
    assert site_version() == 3


def test_an_empty_chain_is_whole(db: None) -> None:
    AuditEntry.objects.all().delete()
    ChainHead.objects.all().delete()
    assert verify_chain() == 0


@pytest.mark.parametrize(
    "change", [{"action": "lie"}, {"subject": "x"}, {"detail": {"n": 9}}, {"previous": "0" * 64}]
)
def test_a_changed_entry_is_named(chain: None, change: dict[str, object]) -> None:
    AuditEntry.objects.filter(sequence=2).update(**change)
    with pytest.raises(ChainBroken, match="entry 2 was changed"):
        verify_chain()


def test_a_removed_entry_is_named(chain: None) -> None:
    AuditEntry.objects.filter(sequence=2).delete()
    with pytest.raises(ChainBroken, match="entry 2 is missing"):
        verify_chain()


def test_a_cut_end_is_seen(chain: None) -> None:
    AuditEntry.objects.filter(sequence=3).delete()
    with pytest.raises(ChainBroken, match="ends at entry 2, but its head says 3"):
        verify_chain()


def test_what_is_rolled_back_leaves_no_entry(chain: None) -> None:
    with transaction.atomic():
        record(actor=system_actor(), now=NOW, action="try", subject="gone")
        transaction.set_rollback(True)
    assert verify_chain() == 3
