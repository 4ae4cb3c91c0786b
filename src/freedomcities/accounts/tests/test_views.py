"""Signing in and keeping one's account, as a browser without scripts does it."""

from __future__ import annotations

import re
from typing import Any

import pyotp
import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import CodeApp, Person, Session
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.roles import make_role_link
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.tests.jobs import last_code, run_jobs
from freedomcities.accounts.tests.makers import (
    NOW,
    make_ann,
    make_worker,
    set_up_app,
    sign_in,
)

pytestmark = pytest.mark.django_db

SIGN_IN, CODE, FACTOR = "/account/sign-in/", "/account/code/", "/account/second-factor/"
ANN = "ann@example.org"


def ask(client: Client, address: str = ANN, after: str = "") -> Any:
    return client.post(f"{SIGN_IN}?next={after}" if after else SIGN_IN, {"email": address})


def enter(client: Client, address: str = ANN, after: str = "") -> Any:
    assert ask(client, address, after).headers["Location"] == CODE
    return client.post(CODE, {"code": last_code()})


def test_signing_in_and_out(client: Client) -> None:
    assert 'type="email"' in client.get(SIGN_IN).text
    asked = ask(client)
    assert (asked.status_code, asked.headers["Location"]) == (302, CODE)
    assert 'autocomplete="one-time-code"' in client.get(CODE).text
    done = client.post(CODE, {"code": last_code()})
    assert done.headers["Location"] == "/account/"
    page = client.get("/account/")
    assert ANN in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Sign out" in client.get("/account/sign-out/").text
    assert client.get("/account/").status_code == 200
    out = client.post("/account/sign-out/")
    assert out.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert out.headers["Location"] == "/"
    assert not Session.objects.exists()
    assert client.get("/account/").headers["Location"] == f"{SIGN_IN}?next=%2Faccount%2F"


def test_the_session_changes_its_name_on_the_way_in(client: Client) -> None:
    ask(client)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(CODE, {"code": last_code()})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert Session.objects.count() == 1


def test_every_address_gets_the_same_answer(client: Client) -> None:
    make_ann()
    answers = []
    for address in (ANN, "nobody@example.org"):
        window = Client()
        asked = ask(window, address)
        page = window.get(CODE)
        headers = {name for name in asked.headers if name != "Date"}
        text = re.sub(r'value="[A-Za-z0-9]{64}"', "", page.text)
        answers.append((asked.status_code, asked.headers["Location"], headers, text))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("address", ["", "ann", "аnn@example.org", "a" * 300])
def test_what_is_no_address_is_told(client: Client, address: str) -> None:
    response = ask(client, address)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    run_jobs()
    assert not mail.outbox


def test_a_wrong_code_is_told_and_the_right_one_still_works(client: Client) -> None:
    ask(client)
    code = last_code()
    wrong = client.post(CODE, {"code": f"{(int(code) + 1) % 1_000_000:06}"})
    assert (wrong.status_code, "That is not the code" in wrong.text) == (422, True)
    assert client.post(CODE, {"code": code}).status_code == 302


def test_a_used_code_and_a_window_that_asked_for_none(client: Client) -> None:
    ask(client)
    code, other = last_code(), Client()
    client.post(CODE, {"code": code})
    assert other.post(CODE, {"code": code}).headers["Location"] == SIGN_IN
    assert other.get(CODE).headers["Location"] == SIGN_IN


def test_two_tabs_of_one_window(client: Client) -> None:
    """The last letter is the one that counts; what the other tab shows is the same page."""
    ask(client)
    first = last_code()
    ask(client)
    second = last_code()
    if first != second:
        assert client.post(CODE, {"code": first}).status_code == 422
    assert client.post(CODE, {"code": second}).status_code == 302


def test_too_often_is_told_with_a_time_to_wait(client: Client) -> None:
    for _ in range(5):
        assert ask(client).status_code == 302
    refused = ask(client)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 600
    forged = client.post(SIGN_IN, {"email": ANN}, headers={"X-Forwarded-For": "203.0.113.1"})
    assert forged.status_code == 429


@pytest.mark.parametrize(
    ("after", "address"),
    [
        ("/places/mi/ann-arbor/", "/places/mi/ann-arbor/"),
        ("https://example.com/", "/account/"),
        ("//example.com/", "/account/"),
        ("javascript:alert(1)", "/account/"),
    ],
)
def test_one_goes_on_where_one_came_from(client: Client, after: str, address: str) -> None:
    assert enter(client, after=after).headers["Location"] == address


def test_who_has_an_app_is_asked_for_its_code(client: Client) -> None:
    _person, secret = make_worker(Role.STAFF)
    done = enter(client, "staff@example.org")
    assert done.headers["Location"] == FACTOR
    assert client.get("/account/").status_code == 302
    wrong = client.post(FACTOR, {"code": "000000"})
    assert wrong.status_code == 422
    CodeApp.objects.update(last_step=0)
    right = client.post(FACTOR, {"code": pyotp.TOTP(secret).now()})
    assert right.headers["Location"] == "/account/"
    assert client.session["strong"]
    assert client.get("/account/").status_code == 200


def test_the_second_step_alone_lets_nobody_in(client: Client) -> None:
    _person, secret = make_worker(Role.STAFF)
    assert client.post(FACTOR, {"code": pyotp.TOTP(secret).now()}).headers["Location"] == SIGN_IN


def test_a_role_without_an_app_leads_to_setting_one_up(client: Client) -> None:
    secret = make_role_link(Role.STAFF, actor=system_actor(), now=NOW)
    link = f"/account/role/{secret}/"
    led = client.get(link).headers["Location"]
    assert led.startswith(SIGN_IN)
    assert "Sign in to take up: Work for the site: staff" in client.get(led).text
    assert enter(client, after=link).headers["Location"] == link
    assert "Work for the site: staff" in client.get(link).text
    assert client.post(link).headers["Location"] == "/account/code-app/"
    assert client.get(link).status_code == 404
    page = client.get("/account/code-app/")
    # The whole square, however large it is drawn.
    assert re.search(r'<svg[^>]* viewBox="0 0 \d+ \d+"', page.text)
    shown = re.search(r'class="code-secret">([A-Z2-7 ]+)<', page.text)
    assert shown
    # For whoever reads this on the phone that has the app.
    plain = shown[1].replace(" ", "")
    assert f'<a href="otpauth://totp/Freedom%20Cities:Freedom%20Cities?secret={plain}&amp;' in (
        page.text
    )
    app = pyotp.TOTP(shown[1].replace(" ", ""))
    wrong = client.post("/account/code-app/", {"code": "000000"})
    assert shown[1] in wrong.text
    done = client.post("/account/code-app/", {"code": app.now()})
    assert done.headers["Location"] == "/account/recovery-codes/"
    assert Person.objects.get(is_system=False).is_staff
    assert client.session["strong"]


GENERAL = "Sign in first: then you are led on to the page that you asked for."


@pytest.mark.parametrize(
    ("after", "line"),
    [
        ("/account/role/x/", GENERAL),
        ("/account/notices/", GENERAL),
        ("/staff/people/", GENERAL),
        ("/groups/there-is-none/desk/", GENERAL),
        ("/account/take-along/x/", "Sign in to get the file with all that we hold on you."),
        ("/there/is/none/", ""),
        ("https://example.com/account/role/x/", ""),
        ("//example.com/account/role/x/", ""),
        ("", ""),
    ],
)
def test_signing_in_says_what_it_is_for(client: Client, after: str, line: str) -> None:
    text = client.get(SIGN_IN, {"next": after}).text
    assert re.findall(r'<p class="lead"><b>(.+)</b></p>', text) == ([line] if line else [])
    assert "example.com" not in text.partition("<main")[2].partition("</main")[0]


def test_a_refused_address_still_says_what_it_is_for(client: Client) -> None:
    told = ask(client, "ann", after="/staff/")
    assert told.status_code == 422
    assert GENERAL in told.text


def test_the_way_is_kept_when_the_digits_are_asked_for_anew(client: Client) -> None:
    ask(client, after="/account/details/")
    assert GENERAL in client.get(SIGN_IN).text
    assert enter(client).headers["Location"] == "/account/details/"


def test_the_way_goes_on_in_the_language_that_somebody_changes_to(client: Client) -> None:
    secret = make_role_link(Role.READER, actor=system_actor(), now=NOW)
    address = f"/es{SIGN_IN}?next=/account/role/{secret}/"
    shown = client.get(address).text
    assert "Inicia sesión para aceptar: Trabajar para el sitio: lectura de leyes" in shown
    client.post(address, {"email": ANN})
    done = client.post("/es/account/code/", {"code": last_code()})
    assert done.headers["Location"] == f"/es/account/role/{secret}/"


def test_the_day_on_which_an_account_is_erased(client: Client) -> None:
    sign_in(client, make_ann())
    assert re.search(r"Your account is erased on [A-Z][a-z.]+ \d+, 20\d\d unless",
                     client.get("/account/").text)  # fmt: skip


def test_a_link_that_never_was_is_not_there(client: Client) -> None:
    sign_in(client, make_ann())
    assert client.get("/account/role/x/").status_code == 404


def test_name_and_language(client: Client) -> None:
    ann = make_ann()
    sign_in(client, ann)
    saved = client.post("/account/details/", {"name": "  Ana  María ", "language": "es"})
    assert saved.headers["Location"] == "/account/"
    ann.refresh_from_db()
    assert (unseal(ann, "name_sealed"), ann.language) == ("Ana María", "es")
    page = client.get("/account/")
    assert "Ana María" in page.text
    assert "español" in page.text
    assert "Saved." in page.text
    wrong = client.post("/account/details/", {"name": "x" * 61, "language": "xx"})
    assert wrong.status_code == 422


@pytest.mark.parametrize("name", ["ann@example.org", "734-555-0123", "٧٣٤٥٥٥٠١٢٣"])
def test_a_name_that_leads_to_somebody_is_refused(client: Client, name: str) -> None:
    ann = make_ann()
    sign_in(client, ann)
    before = bytes(ann.name_sealed)
    told = client.post("/account/details/", {"name": name, "language": "en"})
    assert told.status_code == 422
    assert "Choose a name without a phone number" in told.text
    ann.refresh_from_db()
    assert bytes(ann.name_sealed) == before


def test_a_new_address_and_a_word_to_the_old_one(client: Client) -> None:
    ann, elsewhere = make_ann(), Client()
    sign_in(client, ann)
    sign_in(elsewhere, ann)
    asked = client.post("/account/address/", {"email": "new@example.org"})
    assert asked.headers["Location"] == "/account/address/code/"
    code = last_code()
    assert mail.outbox[-1].to == ["new@example.org"]
    assert client.post("/account/address/code/", {"code": "x"}).status_code == 422
    assert client.post("/account/address/code/", {"code": code}).status_code == 302
    run_jobs()
    assert mail.outbox[-1].to == [ANN]
    assert mail.outbox[-1].subject == "Your account has a new address"
    ann.refresh_from_db()
    assert unseal(ann, "email_sealed") == "new@example.org"
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert not Person.objects.with_address(ANN).exists()


def test_the_address_of_another_account_is_told_only_to_whose_it_is(client: Client) -> None:
    ann, _bob = make_ann(), make_ann("bob@example.org")
    sign_in(client, ann)
    for address in ("bob@example.org", "nobody@example.org"):
        asked = client.post("/account/address/", {"email": address})
        assert asked.headers["Location"] == "/account/address/code/"
    client.post("/account/address/", {"email": "bob@example.org"})
    refused = client.post("/account/address/code/", {"code": last_code()})
    assert refused.status_code == 422
    assert "another account with this address" in refused.text
    ann.refresh_from_db()
    assert unseal(ann, "email_sealed") == ANN


def test_sessions_are_listed_and_ended(client: Client) -> None:
    ann, elsewhere = make_ann(), Client()
    sign_in(client, ann)
    sign_in(elsewhere, ann)
    page = client.get("/account/")
    assert page.text.count("This window") == 1
    (path,) = re.findall(r'href="(/account/sessions/[0-9a-f-]{36}/end/)"', page.text)
    assert client.get(path).status_code == 200
    assert elsewhere.get("/account/").status_code == 200
    client.post(path)
    assert elsewhere.get("/account/").status_code == 302
    sign_in(elsewhere, ann)
    client.post("/account/sessions/end/")
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_in_spanish(client: Client) -> None:
    asked = client.post("/es/account/sign-in/", {"email": ANN})
    assert asked.headers["Location"] == "/es/account/code/"
    code = last_code()
    assert mail.outbox[-1].subject == f"{code} es tu código para Freedom Cities"
    done = client.post("/es/account/code/", {"code": code})
    assert done.headers["Location"] == "/es/account/"
    assert "Tu cuenta" in client.get("/es/account/").text
    # Letters go on in the language in which the account was made.
    assert Person.objects.with_address(ANN).get().language == "es"


def test_a_page_for_one_person_is_in_no_shared_memory(client: Client) -> None:
    sign_in(client, make_ann())
    public = client.get("/about/")
    assert "public" not in public.headers.get("Cache-Control", "")
    assert "Your account" in public.text
    assert "Your account" not in Client().get("/about/").text


@pytest.mark.parametrize(
    "path",
    [
        *("", "details/", "address/", "address/code/", "sessions/end/", "code-app/"),
        *("code-app/remove/", "role/x/"),
        "sessions/12345678-1234-4234-8234-123456789abc/end/",
    ],
)
def test_a_visitor_is_led_to_sign_in(client: Client, path: str) -> None:
    shown = client.get(f"/account/{path}")
    assert shown.headers["Location"].startswith(f"{SIGN_IN}?next=%2Faccount%2F")
    sent = client.post(f"/account/{path}")
    assert sent.status_code in {302, 405}
    if sent.status_code == 302:
        assert sent.headers["Location"] == SIGN_IN


def test_a_form_needs_its_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(SIGN_IN, {"email": ANN}).status_code == 403
    run_jobs()
    assert not mail.outbox


@pytest.mark.parametrize(
    "path",
    [
        *("address/", "sessions/end/", "code-app/remove/"),
        "sessions/12345678-1234-4234-8234-123456789abc/end/",
    ],
)
def test_a_window_from_before_the_app_has_to_show_it_first(client: Client, path: str) -> None:
    """Whoever got into the mail once and kept a window open does not get any further."""
    ann = make_ann()
    sign_in(client, ann)
    secret = set_up_app(ann)
    assert client.get(f"/account/{path}").headers["Location"] == "/account/code-app/"
    assert client.post(f"/account/{path}", {"sure": "on"}).headers["Location"] == (
        "/account/code-app/"
    )
    ann.refresh_from_db()
    assert ann.is_active
    page = client.get("/account/code-app/")
    assert "code-secret" not in page.text
    CodeApp.objects.update(last_step=0)
    shown = client.post("/account/code-app/", {"code": pyotp.TOTP(secret).now()})
    assert shown.headers["Location"] == "/account/"
    assert client.get(f"/account/{path}").status_code == 200
