"""How a rule is called by its number and its name: in lists, choices, marks and the terminal."""

from __future__ import annotations


def says_its_number(number: str, name: str) -> bool:
    """Whether a name begins or ends with its number, as “12th rule” and “Regla 12” do."""
    words = name.split()
    return number in {*words[:1], *words[-1:]}


def numbered(number: str, name: str, *, between: str = ". ") -> str:
    """“3. Name of the rule”; the name alone where it says its number, in any language."""
    return name if says_its_number(number, name) else f"{number}{between}{name}"
