"""What an import of officials did, for the one who asked and for the log."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass

from freedomcities.officials.officials_changes import Changes
from freedomcities.officials.officials_reading import Reading
from freedomcities.officials.officials_rows import LeftOut


@dataclass(frozen=True, slots=True)
class OfficialsSummary:
    """What an import did, or with `dry_run` would have done.

    `left_out`: what somebody else's list has and is not kept here; `why` is "office" where it is
    of no kind that is kept, "place" where the place is not on the map or has no such office.
    """

    offices: int
    new_offices: int
    replaced_offices: int
    officials: int
    new: int
    replaced: int
    unchanged: int
    left_out: tuple[LeftOut, ...]
    ignored: tuple[str, ...]
    dry_run: bool

    @property
    def changed(self) -> int:
        """How many offices and officials are different from before."""
        return self.new_offices + self.replaced_offices + self.new + self.replaced

    def left_out_words(self) -> list[tuple[str, int]]:
        """What was left out, and how often, most often first."""
        counts = Counter(f"{each.why} {each.what}".strip() for each in self.left_out)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def as_json(self) -> dict[str, object]:
        """As programs get it."""
        return asdict(self) | {"changed": self.changed}


def summarise(reading: Reading, changes: Changes, *, dry_run: bool) -> OfficialsSummary:
    """Count what a file said and what of it was new."""
    new, replaced = len(changes.new_officials), len(changes.changed_officials)
    new_offices, replaced_offices = len(changes.new_offices), len(changes.changed_offices)
    return OfficialsSummary(
        offices=new_offices + replaced_offices + changes.same_offices,
        new_offices=new_offices,
        replaced_offices=replaced_offices,
        officials=new + replaced + changes.same_officials,
        new=new,
        replaced=replaced,
        unchanged=changes.same_officials,
        left_out=tuple(reading.left_out),
        ignored=reading.ignored,
        dry_run=dry_run,
    )


def detail_for_the_log(
    summary: OfficialsSummary, changes: Changes, digest: str
) -> dict[str, object]:
    """Which file it was and what it changed; offices by id, where they are few enough to read."""
    touched = sorted(
        {row.id for row in (*changes.new_offices, *changes.changed_offices)}
        | {row.office_id for row in (*changes.new_officials, *changes.changed_officials)}
    )
    return {
        "sha256": digest,
        "offices": touched if len(touched) <= 1_000 else len(touched),
        "new_offices": summary.new_offices,
        "replaced_offices": summary.replaced_offices,
        "new": summary.new,
        "replaced": summary.replaced,
        "unchanged": summary.unchanged,
    }
