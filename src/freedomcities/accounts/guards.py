"""What only somebody may do here who has shown the second factor, where the account has one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from freedomcities.accounts import windows
from freedomcities.accounts.models import Person
from freedomcities.accounts.second_factors import has_second_factor

View = Callable[..., HttpResponse]


def shown_factor(view: View) -> View:
    """Lead a window to the second factor first, if it signed in before the account had one.

    Put it below `@audience("person")`, so that the person is known.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if owes_factor(request):
            return redirect("accounts:code_app")
        return view(request, *args, **kwargs)

    return guarded


def owes_factor(request: HttpRequest) -> bool:
    """Whether the account has a second factor that this window has not shown."""
    return not windows.is_strong(request) and has_second_factor(cast("Person", request.user))
