"""What reading a file of officials comes to, and what other people's lists call the offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from freedomcities.lib.importing import Problem, RowFault
from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.officials_ground import OfficialsGround
from freedomcities.officials.officials_rows import Given, LeftOut
from freedomcities.officials.officials_values import Cells, read_row


@dataclass(slots=True)
class Reading:
    """What a file says; with any problem, nothing of it may be imported.

    `digest` is the SHA-256 of the file, or of those of a folder's files.
    """

    given: list[Given] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    digest: str = ""

    def add(self, line: int, cells: Cells, ground: OfficialsGround, *, file: str = "") -> None:
        """Read one row of it."""
        try:
            self.given.append(read_row(line, cells, ground, file=file))
        except RowFault as fault:
            self.fault(line, str(fault), file=file)

    def fault(self, line: int, sentence: str, *, file: str = "") -> None:
        """Something is wrong on this line."""
        if file:
            sentence = _("In “%(file)s”: %(fault)s") % {"file": file, "fault": sentence}
        self.problems.append(Problem(line, sentence))

    def add_listed(
        self, line: int, word: str, cells: Cells, ground: OfficialsGround, *, file: str = ""
    ) -> None:
        """Read one row of somebody else's list: `word` is what it calls the office.

        An office or a place that is not kept here is left out, and told.
        """
        kind, (place, part) = kind_of(word), ground.find_place(cells.get("place", ""))
        if kind is None:
            self.left_out.append(LeftOut(line, file, word, "office"))
        elif not place or not ground.has(kind, place):
            self.left_out.append(LeftOut(line, file, cells.get("place", ""), "place"))
        else:
            area = cells.get("area") or part
            known = {**cells, "kind": kind, "place": f"geoid:{place}", "area": area}
            self.add(line, known, ground, file=file)


# What lists call the offices that are kept here, in small letters without signs.
_WORDS = {
    OfficeKind.POLICE_CHIEF: ("police chief", "chief of police", "police commissioner"),
    OfficeKind.SHERIFF: ("sheriff", "county sheriff"),
    OfficeKind.PRECINCT_COMMANDER: ("precinct commander",),
    OfficeKind.STATE_POLICE: ("state police", "superintendent of state police"),
    OfficeKind.JAIL: ("jail", "jail administrator", "director of corrections"),
    OfficeKind.MAYOR: ("mayor",),
    OfficeKind.COUNCIL: (
        *("council", "city council", "town council", "village council", "common council"),
        *("councilmember", "council member", "councilor", "councillor", "councilman"),
        *("councilwoman", "council president", "alderman", "alderperson", "alder"),
        *("city councilmember", "city councilor", "selectman", "selectboard"),
    ),
    OfficeKind.COUNTY_BOARD: (
        *("county board", "county commission", "board of supervisors", "county council"),
        *("county commissioner", "county supervisor", "board of county commissioners"),
        *("commissioner", "supervisor"),
    ),
    OfficeKind.SCHOOL_BOARD: ("school board", "board of education", "school board member"),
    OfficeKind.LEGISLATURE: (
        *("legislature", "upper", "lower", "upper house", "lower house", "state senate"),
        *("senate", "house", "state house", "assembly", "senator", "representative"),
        *("state senator", "state representative", "legislator", "assemblymember", "delegate"),
    ),
    OfficeKind.GOVERNOR: ("governor",),
    OfficeKind.ATTORNEY_GENERAL: ("attorney general",),
}
_KINDS: dict[str, str] = {word: kind.value for kind, words in _WORDS.items() for word in words}


def kind_of(*words: str) -> str | None:
    """The kind of office that the first of these words means that means one."""
    plain = (" ".join(word.lower().replace("-", " ").replace("_", " ").split()) for word in words)
    return next((_KINDS[word] for word in plain if word in _KINDS), None)


def first(values: Sequence[str]) -> str:
    """The first that says something, or ""."""
    return next(filter(None, values), "")
