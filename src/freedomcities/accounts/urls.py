"""The addresses of accounts, under `/account/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.accounts import account_views, factor_views, passkey_views, views

app_name = "accounts"

urlpatterns = [
    path("", account_views.account, name="account"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("code/", views.code, name="code"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("details/", account_views.details, name="details"),
    path("address/", account_views.address, name="address"),
    path("address/code/", account_views.address_code, name="address_code"),
    path("sessions/end/", account_views.sessions_end, name="sessions_end"),
    path("sessions/<uuid:number>/end/", account_views.session_end, name="session_end"),
    path("code-app/", factor_views.code_app, name="code_app"),
    path("code-app/remove/", factor_views.code_app_remove, name="code_app_remove"),
    path("recovery-codes/", factor_views.recovery_codes, name="recovery_codes"),
    path("passkey/", passkey_views.passkey, name="passkey"),
    path("passkeys/", passkey_views.passkeys, name="passkeys"),
    path("passkeys/<uuid:passkey>/remove/", passkey_views.passkey_remove, name="passkey_remove"),
    path("role/<slug:secret>/", factor_views.take_role, name="take_role"),
]
