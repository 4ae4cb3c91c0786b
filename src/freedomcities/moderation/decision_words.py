"""What moderators read on the buttons, and what follows from each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freedomcities.moderation.choices import Decision
from freedomcities.moderation.kinds import ContentKind, Words

_USUAL = {
    Decision.PUBLISH: Words(
        Decision.PUBLISH.label, _("Everybody sees it then, and its author is known from then on.")
    ),
    Decision.DECLINE: Words(Decision.DECLINE.label, _("It is deleted, and nobody sees it.")),
    Decision.LEAVE: Words(
        Decision.LEAVE.label, _("It stays as it is, and the reports are deleted.")
    ),
    Decision.TAKE_DOWN: Words(Decision.TAKE_DOWN.label, _("Visitors do not see it any more.")),
    Decision.ASK_READER: Words(
        Decision.ASK_READER.label,
        _(
            "Somebody who reads law compares it with its source. It stays as it is until then, "
            "and they read what people reported."
        ),
    ),
}


def words_for(kind: ContentKind | None, decision: Decision) -> Words:
    """The kind's own words, else the usual ones."""
    own = kind.words if kind else {}
    return own.get(decision, _USUAL[decision])
