"""Recovery codes: each stands in for the second step once, and for nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from django.core import mail
from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.models import CodeApp, RecoveryCode
from freedomcities.accounts.recovery import (
    HOW_MANY,
    NothingToRecover,
    WrongRecoveryCode,
    check_second_step,
    codes_left,
    make_recovery_codes,
)
from freedomcities.accounts.second_factors import WrongAppCode
from freedomcities.accounts.tests.jobs import last_code, run_jobs
from freedomcities.accounts.tests.makers import NOW, make_ann, make_worker, set_up_app, sign_in

pytestmark = pytest.mark.django_db


def test_each_code_works_once_however_it_is_typed() -> None:
    ann = make_ann()
    set_up_app(ann)
    codes = make_recovery_codes(ann, now=NOW)
    assert len(set(codes)) == HOW_MANY == codes_left(ann)
    check_second_step(ann, codes[0].upper().replace("-", " "), now=NOW)
    assert codes_left(ann) == HOW_MANY - 1
    with pytest.raises(WrongRecoveryCode):
        check_second_step(ann, codes[0], now=NOW)
    assert codes_left(ann) == HOW_MANY - 1
    run_jobs()
    (letter,) = mail.outbox
    assert letter.to == ["ann@example.org"]
    assert "7 codes are left" in letter.body


def test_new_codes_make_the_old_ones_useless() -> None:
    ann = make_ann()
    set_up_app(ann)
    old = make_recovery_codes(ann, now=NOW)
    new = make_recovery_codes(ann, now=NOW)
    with pytest.raises(WrongRecoveryCode):
        check_second_step(ann, old[0], now=NOW)
    check_second_step(ann, new[0], now=NOW)


def test_a_code_is_good_for_its_own_person_alone() -> None:
    ann, ben = make_ann(), make_ann("ben@example.org")
    set_up_app(ann)
    set_up_app(ben)
    codes = make_recovery_codes(ann, now=NOW)
    make_recovery_codes(ben, now=NOW)
    with pytest.raises(WrongRecoveryCode):
        check_second_step(ben, codes[0], now=NOW)
    assert codes_left(ann) == codes_left(ben) == HOW_MANY


def test_the_codes_themselves_stand_nowhere() -> None:
    ann = make_ann()
    set_up_app(ann)
    codes = make_recovery_codes(ann, now=NOW)
    kept = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_whoever_has_no_second_step_needs_none() -> None:
    ann = make_ann()
    with pytest.raises(NothingToRecover):
        make_recovery_codes(ann, now=NOW)
    assert codes_left(ann) == 0


def test_nobody_tries_them_out() -> None:
    ann = make_ann()
    set_up_app(ann)
    codes = make_recovery_codes(ann, now=NOW)
    for _ in range(10):
        with pytest.raises((WrongRecoveryCode, WrongAppCode)):
            check_second_step(ann, "bcdfg-hjkmn", now=NOW)
    with pytest.raises(TooOften):
        check_second_step(ann, codes[0], now=NOW)
    check_second_step(ann, codes[0], now=NOW + timedelta(minutes=11))


def test_somebody_who_lost_the_phone_gets_in(client: Client) -> None:
    worker, _secret = make_worker(Role.MODERATOR)
    codes = make_recovery_codes(worker, now=NOW)
    client.post("/account/sign-in/", {"email": "staff@example.org"})
    run_jobs()
    client.post("/account/code/", {"code": last_code()})
    page = client.get("/account/second-factor/").text
    assert 'href="?recovery=1"' in page
    lost = "/account/second-factor/?recovery=1"
    assert "One of your recovery codes" in client.get(lost).text
    wrong = client.post(lost, {"code": "bcdfg-hjkmn"})
    assert wrong.status_code == 422
    assert "none of your recovery codes" in wrong.text
    assert client.post(lost, {"code": codes[3]}).headers["Location"] == "/account/code-app/"
    assert client.session["strong"]
    told = client.get("/account/code-app/").text
    assert "That code is used up; 7 codes are left." in told
    assert "Set up the app on your new phone now" in told
    assert "code-secret" in told
    assert client.get("/staff/").status_code == 200


def test_an_app_that_is_not_lost_leads_on_as_ever(client: Client) -> None:
    _worker, secret = make_worker(Role.MODERATOR)
    client.post("/account/sign-in/?next=/staff/", {"email": "staff@example.org"})
    client.post("/account/code/", {"code": last_code()})
    CodeApp.objects.update(last_step=0)
    code = pyotp.TOTP(secret).now()
    done = client.post("/account/second-factor/", {"code": code})
    assert done.headers["Location"] == "/staff/"
    assert "codes are left" not in client.get("/staff/").text


def test_somebody_without_codes_is_told_what_to_do(client: Client) -> None:
    make_worker(Role.STAFF)
    client.post("/account/sign-in/", {"email": "staff@example.org"})
    client.post("/account/code/", {"code": last_code()})
    text = client.get("/account/second-factor/?recovery=1").text
    assert "No recovery codes either?" in text
    assert "call or meet somebody of the staff" in text
    # What it names is there.
    named = re.findall(r"<code>freedomcities ([a-z-]+)(?: (--[a-z-]+))?</code>", text)
    assert named == [("take-factors", ""), ("init", "--staff-link")]
    assert client.get("/account/").status_code == 302


def test_the_page_shows_the_codes_once(client: Client) -> None:
    ann = make_ann()
    set_up_app(ann)
    sign_in(client, ann, strong=True)
    assert "You have no recovery codes yet" in client.get("/account/recovery-codes/").text
    made = client.post("/account/recovery-codes/")
    assert made.status_code == 200
    assert made.text.count('class="code-secret"') == HOW_MANY
    assert "no-store" in made.headers["Cache-Control"]
    again = client.get("/account/recovery-codes/").text
    assert "8 codes that are good" in again
    assert 'class="code-secret"' not in again


def test_a_window_that_has_not_shown_the_step_makes_none(client: Client) -> None:
    ann = make_ann()
    secret = set_up_app(ann)
    sign_in(client, ann)
    assert client.post("/account/recovery-codes/").headers["Location"] == "/account/code-app/"
    assert codes_left(ann) == 0
    # The code of this half minute may be the one that set it up.
    CodeApp.objects.update(last_step=0)
    code = pyotp.TOTP(secret).now()
    assert client.post("/account/code-app/", {"code": code}).headers["Location"] == "/account/"
    assert client.post("/account/recovery-codes/").status_code == 200
