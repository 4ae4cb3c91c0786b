"""The closed lists of officials, and the words that people read for them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgencyKind(TextChoices):
    """What sort of government a law-enforcement agency belongs to."""

    CITY = "city", _("city or town police")
    COUNTY = "county", _("county agency")
    STATE = "state", _("state police")
    UNIVERSITY = "university", _("university or college police")
    OTHER_STATE = "other-state", _("other state agency")
    TRIBAL = "tribal", _("tribal police")
    FEDERAL = "federal", _("federal agency")
    OTHER = "other", _("other agency")


class How(TextChoices):
    """How it is known that an agency serves a place."""

    NAME = "name", _("by its name")
    COUNTY = "county-field", _("by its name and county")
    JOINT = "joint", _("its name names several places")
    REVIEWED = "reviewed", _("from the table of those looked up one by one")
    BY_HAND = "by-hand", _("whoever imported it said so")


class WhyNobody(TextChoices):
    """Why it is not known which places an agency serves."""

    NOT_FOUND = "not-found", _("no place of this name in the state")
    OTHER_COUNTY = "other-county", _("the place of this name lies in another county")
    SEVERAL = "several", _("several places of this name in the county")
    REGIONAL = "regional", _("a regional department whose name does not say whom it serves")
    LOCALITY = "locality", _("a place that has no government of its own")
    POST = "post", _("one post of a state's police")
    NOT_A_GOVERNMENTS = "not-a-governments", _("it does not police a town, county or state")
    NO_SUCH_STATE = "no-such-state", _("no state of the atlas")
    REVIEWED = "reviewed", _("looked up: it serves no place of the atlas")
    BY_HAND = "by-hand", _("whoever imported it said that it serves no place of the atlas")


class OfficeKind(TextChoices):
    """The doors that people can knock at."""

    POLICE_CHIEF = "police-chief", _("police chief")
    SHERIFF = "sheriff", _("sheriff")
    PRECINCT_COMMANDER = "precinct-commander", _("precinct commander")
    STATE_POLICE = "state-police", _("state police")
    JAIL = "jail", _("jail")
    MAYOR = "mayor", _("mayor")
    COUNCIL = "council", _("council")
    COUNTY_BOARD = "county-board", _("county board")
    SCHOOL_BOARD = "school-board", _("school board")
    LEGISLATURE = "legislature", _("legislature")
    GOVERNOR = "governor", _("governor")
    ATTORNEY_GENERAL = "attorney-general", _("attorney general")


class CorrectionState(TextChoices):
    """What came of a correction that somebody sent in."""

    OPEN = "open", _("not decided yet")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
