"""Why a chat could not be told, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freedomcities.lib import door_refusals as refused

_KINDS = {
    kind.kind: kind
    for kind in (
        refused.BadAddress,
        refused.NotPublic,
        refused.NotReached,
        refused.NotTrusted,
        refused.TooSlow,
        refused.TooLarge,
    )
}


def trouble_words(trouble: str) -> str:
    """A sentence; "" where there was none. `trouble` is a refusal's kind, or "status 404"."""
    if not trouble:
        return ""
    if trouble.startswith("status "):
        return _status_words(trouble.removeprefix("status "))
    kind = _KINDS.get(trouble)
    return str(kind()) if kind else _("It could not be told.")


def _status_words(number: str) -> str:
    """What a chat that answers so means, as far as its number tells."""
    words = {
        "401": _("The chat does not let us in (status %(number)s): what opens it is wrong."),
        "403": _("The chat does not let us in (status %(number)s): what opens it is wrong."),
        "404": _("The chat does not know this address (status %(number)s). Get a new one there."),
        "410": _("The chat does not know this address (status %(number)s). Get a new one there."),
        "429": _("The chat was told too much at once (status %(number)s)."),
    }
    fault = _("The chat has a fault of its own (status %(number)s).")
    other = fault if number.startswith("5") else _("The chat refused it (status %(number)s).")
    return words.get(number, other) % {"number": number}
