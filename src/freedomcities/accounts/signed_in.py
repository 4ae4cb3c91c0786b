"""Who is signed in, as the framework asks for it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from freedomcities.accounts.models import Person


class PersonBackend(BaseBackend):
    """Finds the person of a session. Nobody is let in by a name and a password."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person, unless erased."""
        return Person.objects.filter(pk=user_id, is_active=True).first()
