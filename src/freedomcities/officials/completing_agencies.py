"""From what a file gives to whole agencies: names in full, and the places that they serve.

Pure. Who says whom an agency serves, the first that does: the file, somebody who wrote it
down earlier, the reviewed table that ships, the agency's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from freedomcities.lib.importing import RowFault
from freedomcities.officials.agency_names import agency_name
from freedomcities.officials.agency_rows import AgencyRow, Given
from freedomcities.officials.choices import How, WhyNobody
from freedomcities.officials.matching import Listed, Match, match
from freedomcities.officials.matching_places import Atlas
from freedomcities.officials.reviewed_agencies import Reviewed


@dataclass(frozen=True, slots=True)
class Completer:
    """Completes rows; `edition` is that of the whole list they belong to, or ""."""

    atlas: Atlas
    known: Mapping[str, AgencyRow]
    reviewed: Mapping[str, Reviewed]
    edition: str

    def complete(self, given: Given) -> AgencyRow:
        """The agency as the table is to have it; RowFault where something is missing."""
        before = self.known.get(given.id)
        row = replace(before or AgencyRow(given.id), **given.values)  # type: ignore[arg-type]
        listed = "listed_name" in given.values
        row = replace(
            row,
            listed_name=row.listed_name if listed or before else row.name,
            name=self._name(row) if listed else row.name,
            edition=self.edition if listed else row.edition,
        )
        for name in ("name", "state", "kind"):
            if not getattr(row, name):
                raise RowFault(_("There is no “%(name)s”.") % {"name": name})
        found = self._match(row, given)
        return replace(
            row,
            places=found.places,
            how=found.how.value if found.how else "",
            why_nobody=found.why.value if found.why else "",
        )

    def _name(self, row: AgencyRow) -> str:
        reviewed = self.reviewed.get(row.id)
        if reviewed and reviewed.name:
            return reviewed.name
        county = self.atlas.gazetteer.county(row.state, row.county)
        return agency_name(
            row.listed_name,
            kind=row.kind,
            county=county.name if county else "",
            state=self.atlas.state_names.get(row.state, ""),
        )

    def _match(self, row: AgencyRow, given: Given) -> Match:
        before = self.known.get(given.id)
        if given.places is not None:
            return _stated(given.places, How.BY_HAND, WhyNobody.BY_HAND)
        if before and before.is_by_hand:
            return _stated(before.places, How.BY_HAND, WhyNobody.BY_HAND)
        reviewed = self.reviewed.get(row.id)
        if reviewed:
            codes = self.atlas.codes
            places = tuple(codes[code] for code in reviewed.places if code in codes)
            return _stated(places, How.REVIEWED, WhyNobody.REVIEWED)
        listed = Listed(row.listed_name, row.state, row.county, row.kind, row.population)
        return match(listed, self.atlas.gazetteer, self.atlas.states)


def _stated(places: tuple[str, ...], how: How, why: WhyNobody) -> Match:
    return Match(places, how) if places else Match(why=why)
