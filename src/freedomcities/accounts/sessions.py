"""Sessions whose rows do not hold what the cookie holds: a stolen database opens no window."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import IntegrityError, transaction

_PERSON = "_auth_user_id"
_LENGTH = 40
_SHORT = timedelta(days=2)


class SessionStore(DatabaseStore):
    """The framework's store, with a digest for the key and the person in a column of its own."""

    # The framework's types know its own model alone.
    model: Any

    @classmethod
    def get_model_class(cls) -> Any:
        """The model of the rows."""
        from freedomcities.accounts.models import Session  # noqa: PLC0415 apps are not there yet

        return Session

    def _get_session_from_db(self) -> Any:
        rows = self.model.objects.filter(
            session_key=digest(self.session_key), expire_date__gt=datetime.now(UTC)
        )
        row = rows.first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        """Whether there is a row for what a cookie holds."""
        return bool(self.model.objects.filter(session_key=digest(session_key)).exists())

    def save(self, must_create: bool = False) -> None:
        """Write it: a new row, or what changes of a known one."""
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        person = data.get(_PERSON)
        values = {
            "session_data": self.encode(data),
            "expire_date": _ends(self.get_expiry_date()),
            "person_id": person,
        }
        key = digest(self.session_key)
        if must_create:
            begun = datetime.now(UTC).date() if person else None
            try:
                with transaction.atomic():
                    self.model.objects.create(session_key=key, begun_on=begun, **values)
            except IntegrityError:
                raise CreateError from None
        elif not self.model.objects.filter(session_key=key).update(**values):
            raise UpdateError
        elif person:
            unmarked = self.model.objects.filter(session_key=key, begun_on=None)
            unmarked.update(begun_on=datetime.now(UTC).date())

    def delete(self, session_key: str | None = None) -> None:
        """Forget it."""
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=digest(key)).delete()


def _ends(moment: datetime) -> datetime:
    """When a window ends; one of weeks at the beginning of that day, since the hour of its end
    would be the hour in which somebody signed in.
    """
    if moment - datetime.now(UTC) < _SHORT:
        return moment
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def digest(session_key: str | None) -> str:
    """What the row of a session is found by."""
    return hashlib.sha256((session_key or "").encode()).hexdigest()[:_LENGTH]
