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
        number = trouble.removeprefix("status ")
        return _("The chat refused it (status %(number)s).") % {"number": number}
    kind = _KINDS.get(trouble)
    return str(kind()) if kind else _("It could not be told.")
