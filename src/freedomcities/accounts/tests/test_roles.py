"""Roles: given by the staff alone, never so that nobody is left who can give them."""

from __future__ import annotations

import pytest
from django.core import mail

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.recovery import make_recovery_codes
from freedomcities.accounts.roles import (
    LastStaff,
    MayNotGive,
    NoSuchLink,
    give_roles,
    make_role_link,
    take_factors,
    use_role_link,
)
from freedomcities.accounts.second_factors import has_second_factor
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW, make_ann, make_worker
from freedomcities.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


def roles_of(person: Person) -> tuple[Role, ...]:
    return Person.objects.get_queryset().get(pk=person.pk).roles


@pytest.mark.parametrize("role", [None, Role.READER, Role.MODERATOR])
def test_only_the_staff_gives_roles(role: Role | None) -> None:
    ann = make_ann()
    giver = make_worker(role)[0] if role else make_ann("ben@example.org")
    before = AuditEntry.objects.count()
    with pytest.raises(MayNotGive):
        give_roles(ann, [Role.READER], actor=giver, now=NOW)
    with pytest.raises(MayNotGive):
        take_factors(ann.pk, actor=giver, now=NOW)
    with pytest.raises(MayNotGive):
        make_role_link(Role.STAFF, actor=giver, now=NOW)
    assert roles_of(ann) == ()
    assert AuditEntry.objects.count() == before


def test_whoever_gets_another_role_is_told_once() -> None:
    staff, _secret = make_worker(Role.STAFF)
    ann = make_ann()
    give_roles(ann, [Role.READER], actor=staff, now=NOW)
    give_roles(ann, [Role.READER], actor=staff, now=NOW)
    assert ann.roles == roles_of(ann) == (Role.READER,)
    run_jobs()
    (letter,) = mail.outbox
    assert letter.to == ["ann@example.org"]
    assert letter.subject == "What you may do for the site has changed"


def test_the_last_of_the_staff_stays() -> None:
    staff, _secret = make_worker(Role.STAFF)
    for roles in ([], [Role.MODERATOR]):
        with pytest.raises(LastStaff):
            give_roles(staff, roles, actor=staff, now=NOW)
    with pytest.raises(LastStaff):
        take_factors(staff.pk, actor=staff, now=NOW)
    assert roles_of(staff) == (Role.STAFF,)
    assert has_second_factor(staff)
    other, _secret = make_worker(Role.STAFF, address="other@example.org")
    give_roles(staff, [], actor=staff, now=NOW)
    assert roles_of(staff) == ()
    with pytest.raises(MayNotGive):
        give_roles(other, [], actor=staff, now=NOW)


def test_the_operator_helps_the_last_of_the_staff() -> None:
    staff, _secret = make_worker(Role.STAFF)
    take_factors(staff.pk, actor=system_actor(), now=NOW)
    assert (roles_of(staff), has_second_factor(staff)) == ((), False)
    run_jobs()
    assert [each.to for each in mail.outbox] == [["staff@example.org"]]


def test_what_a_window_was_told_a_while_ago_counts_for_nothing() -> None:
    staff, _secret = make_worker(Role.STAFF)
    make_worker(Role.STAFF, address="other@example.org")
    ann = make_ann()
    Person.objects.filter(pk=staff.pk).update(is_staff=False)
    assert staff.is_staff
    with pytest.raises(MayNotGive):
        give_roles(ann, [Role.STAFF], actor=staff, now=NOW)
    assert roles_of(ann) == ()


def test_somebody_who_is_gone_gets_no_role() -> None:
    ann = make_ann()
    Person.objects.filter(pk=ann.pk).update(is_active=False)
    with pytest.raises(MayNotGive):
        give_roles(ann, [Role.READER], actor=system_actor(), now=NOW)
    secret = make_role_link(Role.READER, actor=system_actor(), now=NOW)
    with pytest.raises(NoSuchLink):
        use_role_link(ann, secret, now=NOW)
    assert roles_of(ann) == ()


def test_a_lost_factor_takes_every_role_and_every_window_with_it() -> None:
    staff, _secret = make_worker(Role.STAFF)
    worker, _secret = make_worker(Role.MODERATOR, Role.READER, address="worker@example.org")
    make_recovery_codes(worker, now=NOW)
    mark = worker.sessions_mark
    take_factors(worker.pk, actor=staff, now=NOW)
    worker.refresh_from_db()
    assert roles_of(worker) == ()
    assert not has_second_factor(worker)
    assert worker.recovery_codes.count() == 0
    assert worker.sessions_mark != mark
    run_jobs()
    assert [each.subject for each in mail.outbox] == ["Your second step was taken away"]
