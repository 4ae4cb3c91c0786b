"""Names within a group: no two look alike, so that nobody passes for somebody else."""

from __future__ import annotations

import unicodedata

from freedomcities.groups.models import LONGEST_NAME, Group, Membership


def apart(group: Group, name: str, *, own: Membership | None = None) -> str:
    """The name, with a number behind it where somebody in the group has it already.

    Nothing is refused: whoever asks from outside would learn who belongs to the group.
    """
    others = group.members.all() if own is None else group.members.exclude(pk=own.pk)
    taken = {folded(each) for each in others.values_list("name", flat=True)}
    if folded(name) not in taken:
        return name
    for number in range(2, len(taken) + 3):
        ending = f" ({number})"
        other = name[: LONGEST_NAME - len(ending)].rstrip() + ending
        if folded(other) not in taken:
            return other
    return name


def folded(name: str) -> str:
    """What a name looks like: without case, accents, and signs that are not seen."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(each for each in plain if unicodedata.category(each)[0] in "LNP")
