"""Mail that came back: which agencies, offices and officials have an address. No other reads."""

from __future__ import annotations

from django.db.models import Q

from freedomcities.officials.models import Agency, Office, Official


def mark_bounced(email: str, *, day: str) -> dict[str, list[str]]:
    """Mark everybody at this address, however it is capitalised; the ids, by sort of record."""
    at_work = Q(email__iexact=email) | Q(outreach_email__iexact=email)
    found = {
        "agencies": Agency.objects.filter(at_work).exclude(bounced_on=day),
        "offices": Office.objects.filter(at_work).exclude(bounced_on=day),
        "officials": Official.objects.filter(email__iexact=email).exclude(bounced_on=day),
    }
    marked = {}
    for name, rows in found.items():
        ids = sorted(rows.values_list("pk", flat=True))
        rows.model._default_manager.filter(pk__in=ids).update(bounced_on=day)  # noqa: SLF001
        marked[name] = [str(id_) for id_ in ids]
    return marked
