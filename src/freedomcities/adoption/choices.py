"""The words that people read for the closed lists of the engine."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freedomcities.adoption.answers import Standing
from freedomcities.adoption.facts import Kind, Reach, Verdict

KINDS = [
    (Kind.STATUTE.value, _("statute")),
    (Kind.EXECUTIVE_ORDER.value, _("executive order")),
    (Kind.ORDINANCE.value, _("ordinance")),
    (Kind.CHARTER.value, _("charter")),
    (Kind.RESOLUTION.value, _("resolution")),
    (Kind.AGENCY_POLICY.value, _("agency policy")),
    (Kind.SCHOOL_BOARD_POLICY.value, _("school board policy")),
    (Kind.AGREEMENT.value, _("agreement")),
    (Kind.APPROPRIATION.value, _("appropriation")),
    (Kind.COURT_ORDER.value, _("court order")),
    (Kind.DECLARATION.value, _("declaration")),
]
REACHES = [
    (Reach.OWN_AGENCIES.value, _("its own agencies")),
    (Reach.TERRITORY.value, _("everyone in its territory")),
    (Reach.AGENCIES.value, _("named agencies")),
]
VERDICTS = [
    (Verdict.MEETS.value, _("meets the rule")),
    (Verdict.PARTLY.value, _("partly meets the rule")),
    (Verdict.CONTRADICTS.value, _("contradicts the rule")),
]
STANDINGS = [
    (Standing.ADOPTED.value, _("in force")),
    (Standing.PARTIAL.value, _("partly in force")),
    (Standing.PROPOSED.value, _("proposed")),
    (Standing.CONTRADICTED.value, _("contradicted")),
    (Standing.PREEMPTED.value, _("overridden by a higher law")),
    (Standing.NONE.value, _("looked for, nothing found")),
    (Standing.UNKNOWN.value, _("not known")),
]
