"""The same rows as a spreadsheet keeps them: one finding a row.

Rows with one id are one instrument; what they say of it must agree. Inside a cell `;`
separates stays, agencies and readers.
"""

from __future__ import annotations

import difflib

from django.utils.translation import gettext as _

from freedomcities.adoption.facts import Reach
from freedomcities.adoption.rows import Record, Values
from freedomcities.lib.csv_tables import Cells, read_table
from freedomcities.lib.importing import Problem, RowFault

# What an export tells besides, for people who read the table.
_EXPORTED_COLUMNS = {"rule_version", "page_url"}
_FINDING_COLUMNS = ("rule", "verdict", "quote", "pinpoint", "confirmed", "readers")
_REACHES = (Reach.OWN_AGENCIES.value, Reach.TERRITORY.value)
_YES, _NO = {"true", "yes", "1"}, {"", "false", "no", "0"}


def read_csv(text: str) -> tuple[list[Record], list[Problem]]:
    """The records of a CSV text, one an id, and what is wrong with the other rows."""
    records: dict[str, Record] = {}
    table = read_table(text, needed=("id", "place", "kind"))
    problems = table.problems
    for line, cells in table.rows:
        try:
            values = _values_of(cells)
            known = records.get(cells["id"].strip()) if cells["id"].strip() else None
            if known:
                _add_finding(known, values)
                known.finding_lines.append(line)
            else:
                lines = [line] if "findings" in values else []
                records[cells["id"].strip() or f"\n{line}"] = Record(line, values, lines)
        except RowFault as fault:
            problems.append(Problem(line, str(fault)))
    return list(records.values()), sorted(problems, key=lambda problem: problem.line)


def _values_of(cells: Cells) -> Values:
    """The values as a line of JSON would hold them; the rules carry their blueprint."""
    blueprint = cells.get("blueprint", "").strip()
    values: Values = {
        name: cell or None
        for name, cell in cells.items()
        if name not in {*_FINDING_COLUMNS, *_EXPORTED_COLUMNS, "blueprint"}
    }
    values["preempts"] = _flag("preempts", cells)
    values["stayed"] = [_stay(part, blueprint) for part in _parts(cells.get("stayed", ""))]
    values["reach"] = _reach(cells.get("reach", "").strip())
    rules = _parts(cells.get("rules", "").replace(",", ";"))
    values["rules"] = [_rule(part, blueprint) for part in rules] or None
    if any(cells.get(name, "").strip() for name in _FINDING_COLUMNS[:-2]):
        values["findings"] = [_finding(cells, blueprint)]
    return values


def _finding(cells: Cells, blueprint: str) -> Values:
    return {
        "rule": _rule(cells.get("rule", "").strip(), blueprint),
        "verdict": cells.get("verdict", "").strip(),
        "quote": cells.get("quote") or None,
        "pinpoint": cells.get("pinpoint") or None,
        "confirmed": _flag("confirmed", cells),
        "readers": _parts(cells.get("readers", "")),
    }


def _add_finding(known: Record, values: Values) -> None:
    """Join a further row to the instrument of which an earlier line told already."""
    for name in values.keys() - {"findings"}:
        if values[name] != known.values[name]:
            raise RowFault(
                _("“%(name)s” differs from line %(line)s, which has the same id.")
                % {"name": name, "line": known.line}
            )
    findings, further = known.values.get("findings"), values.get("findings")
    if not isinstance(findings, list) or not isinstance(further, list) or further[0] in findings:
        raise RowFault(_("This stands on line %(line)s already.") % {"line": known.line})
    findings.append(further[0])


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _rule(number: str, blueprint: str) -> str:
    return f"{blueprint}/{number}" if blueprint and number and "/" not in number else number


def _flag(name: str, cells: Cells) -> bool:
    word = cells.get(name, "").strip().lower()
    if word in _YES | _NO:
        return word in _YES
    raise RowFault(
        _("“%(name)s” is “%(value)s”: write true or false.") % {"name": name, "value": word}
    )


def _stay(part: str, blueprint: str) -> list[object]:
    span, colon, rules = part.partition(":")
    begin, slash, end = span.partition("/")
    if not slash:
        raise RowFault(
            _("The stay “%(stay)s” cannot be read: write from/to or from/to:2,5.") % {"stay": part}
        )
    dates = [begin.strip(), end.strip() or None]
    named = [_rule(rule, blueprint) for rule in _parts(rules.replace(",", ";"))]
    return [*dates, named] if colon else [*dates]


def _reach(cell: str) -> object:
    """A word, or the ids of agencies; a slip of the pen is not taken for an agency."""
    if not cell or cell in _REACHES:
        return cell or None
    ids = _parts(cell)
    if any(difflib.get_close_matches(each.lower(), _REACHES, n=1, cutoff=0.75) for each in ids):
        return cell
    return ids
