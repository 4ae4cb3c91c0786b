"""An app for one-time codes: each code once, a role never without a factor."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp
import pytest

from freedomcities.accounts.choices import Role
from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.models import CodeApp
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.roles import give_roles
from freedomcities.accounts.second_factors import (
    LastFactor,
    WrongAppCode,
    add_code_app,
    app_address,
    check_code_app,
    has_second_factor,
    new_secret,
    remove_code_app,
)
from freedomcities.accounts.tests.makers import NOW, make_ann, set_up_app

pytestmark = pytest.mark.django_db


def at(steps: float) -> datetime:
    return NOW + timedelta(seconds=30 * steps)


def code(secret: str, steps: float) -> str:
    return pyotp.TOTP(secret).at(at(steps))


def test_an_app_is_taken_up_once_it_shows_a_right_code() -> None:
    ann, secret = make_ann(), new_secret()
    with pytest.raises(WrongAppCode):
        add_code_app(ann, secret, code(secret, 5), now=NOW)
    assert not has_second_factor(ann)
    add_code_app(ann, secret, code(secret, 0), now=NOW)
    assert has_second_factor(ann)
    assert secret.encode() not in CodeApp.objects.get().secret_sealed


def test_a_code_is_good_once_and_no_older_one_after_it() -> None:
    ann = make_ann()
    secret = set_up_app(ann)
    with pytest.raises(WrongAppCode):
        check_code_app(ann, code(secret, 0), now=NOW)
    check_code_app(ann, code(secret, 2), now=at(2))
    for steps in (2, 1):
        with pytest.raises(WrongAppCode):
            check_code_app(ann, code(secret, steps), now=at(2))
    check_code_app(ann, code(secret, 3), now=at(3))


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(off: int) -> None:
    ann = make_ann()
    secret = set_up_app(ann)
    check_code_app(ann, code(secret, 10 + off), now=at(10))


@pytest.mark.parametrize("off", [-2, 2])
def test_a_clock_may_not_be_further_off(off: int) -> None:
    ann = make_ann()
    secret = set_up_app(ann)
    with pytest.raises(WrongAppCode):
        check_code_app(ann, code(secret, 10 + off), now=at(10))


def test_codes_cannot_be_guessed() -> None:
    ann = make_ann()
    secret = set_up_app(ann)
    for _ in range(10):
        with pytest.raises(WrongAppCode):
            check_code_app(ann, "xxxxxx", now=at(2))
    with pytest.raises(TooOften):
        check_code_app(ann, code(secret, 2), now=at(2))


def test_somebody_with_a_role_cannot_do_without() -> None:
    ann = make_ann()
    set_up_app(ann)
    give_roles(ann, [Role.READER], actor=system_actor(), now=NOW)
    with pytest.raises(LastFactor):
        remove_code_app(ann, now=NOW)
    assert has_second_factor(ann)
    give_roles(ann, [], actor=system_actor(), now=NOW)
    remove_code_app(ann, now=NOW)
    assert not has_second_factor(ann)


def test_what_the_app_photographs() -> None:
    secret = "ABCD" * 8
    address = app_address(secret, site="Freedom Cities", name="Ann")
    assert address == f"otpauth://totp/Freedom%20Cities:Ann?secret={secret}&issuer=Freedom%20Cities"
