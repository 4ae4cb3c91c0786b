"""How a subject stands in an address: "group:bcdf…", its kind and its id."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from freedomcities.moderation.models import LONGEST_SUBJECT


def read_subject(text: str) -> tuple[str, str]:
    """Kind and id of what an address names; ("", "") where it names nothing."""
    kind, _colon, subject = text.partition(":")
    is_whole = kind and 0 < len(subject) <= LONGEST_SUBJECT and subject.isprintable()
    return (kind, subject) if is_whole else ("", "")


def report_address(kind: str, subject: str) -> str:
    """Where somebody tells that something is wrong with this; for links on public pages."""
    return f"{reverse('moderation:report')}?{_query(kind, subject)}"


def thanks_address(kind: str, subject: str) -> str:
    """Where somebody is thanked who has told that something is wrong with this."""
    return f"{reverse('moderation:thanks')}?{_query(kind, subject)}"


def _query(kind: str, subject: str) -> str:
    return urlencode({"subject": f"{kind}:{subject}"})
