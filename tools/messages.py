"""The strings that people read, and their translations.

Each folder under src/freedomcities keeps its own catalogue. The strings are found by
reading the templates' parsed nodes and the Python files' syntax trees, so that nothing
but Python is needed; Babel reads, writes and compiles the catalogues.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "freedomcities"
LANGUAGES = ("es",)
# Names under which a string is marked in Python, and how many of the arguments are strings.
_MARKS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1}
_PLURALS = {"ngettext", "ngettext_lazy"}
_CONTEXTS = {"pgettext", "pgettext_lazy"}
# {% include … with label=_("Next") %}
_IN_EXPRESSION = re.compile(r'_\("([^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Message:
    """A string to translate: its plural is empty where it has none."""

    text: str
    plural: str = ""
    context: str = ""


def all_messages() -> dict[str, dict[Message, list[str]]]:
    """By folder of the package: each string, and the files where it stands."""
    import django
    from django.template.library import SimpleBlockNode

    django.setup()
    # The framework hides what stands inside {% card %}…{% endcard %} from a walk over nodes.
    SimpleBlockNode.child_nodelists = ("nodelist",)
    found: dict[str, dict[Message, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(PACKAGE.rglob("*")):
        if not path.is_file() or "tests" in path.parts or "migrations" in path.parts:
            continue
        relative = path.relative_to(PACKAGE)
        for message in _read(path):
            found[relative.parts[0]][message].append(str(relative))
    return found


def catalogue_path(folder: str, language: str) -> Path:
    """Where a folder's translations into a language stand."""
    return PACKAGE / folder / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path, language: str) -> Catalog:
    """The translations at hand; empty where the file does not exist yet."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def missing(language: str) -> list[str]:
    """Every string without a translation into this language, with its folder."""
    lacking = []
    for folder, messages in all_messages().items():
        catalogue = read_catalogue(catalogue_path(folder, language), language)
        for message in messages:
            entry = catalogue.get(_key(message), message.context or None)
            strings = [] if entry is None or entry.fuzzy else _as_tuple(entry.string)
            if not strings or not all(strings):
                lacking.append(f"{folder}: {message.text!r} ({messages[message][0]})")
    return lacking


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main(folders: list[str]) -> int:
    """Write the catalogues (of these folders, or all) anew, compile; tell what is missing."""
    found = {name: each for name, each in all_messages().items() if name in (folders or [name])}
    for language in LANGUAGES:
        for folder, messages in found.items():
            path = catalogue_path(folder, language)
            renewed = _renewed(read_catalogue(path, language), messages, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, renewed, width=100, sort_output=True, omit_header=False)
            path.with_suffix(".mo").write_bytes(compiled(renewed))
        lacking = missing(language)
        print("\n".join(lacking))
        print(f"{language}: {len(lacking)} of {sum(map(len, found.values()))} strings are missing.")
    return 0


def _renewed(old: Catalog, messages: dict[Message, list[str]], language: str) -> Catalog:
    from datetime import UTC, datetime

    # A fixed date: the files change only where the words do.
    renewed = Catalog(
        locale=language,
        project="freedomcities",
        charset="utf-8",
        fuzzy=False,
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
    )
    renewed.header_comment = "# Freedom Cities, AGPL-3.0-or-later."
    for message, places in messages.items():
        entry = old.get(_key(message), message.context or None)
        renewed.add(
            (message.text, message.plural) if message.plural else message.text,
            string=entry.string if entry is not None and not entry.fuzzy else "",
            locations=[(place, None) for place in sorted(set(places))],  # type: ignore[misc]
            flags={"python-format"} if "%(" in message.text else set(),
            context=message.context or None,
        )
    return renewed


def _key(message: Message) -> str | tuple[str, str]:
    return (message.text, message.plural) if message.plural else message.text


def _as_tuple(string: object) -> tuple[str, ...]:
    if isinstance(string, tuple | list):
        return tuple(string)
    return (str(string),) if string else ()


def _read(path: Path) -> set[Message]:
    if path.suffix == ".py":
        return set(_in_python(path))
    if path.suffix in {".html", ".txt", ".xml", ".svg"} and "templates" in path.parts:
        return set(_in_template(path))
    return set()


def _in_python(path: Path) -> list[Message]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        strings = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        texts = [text for text in strings if isinstance(text, str)]
        if name in _MARKS and texts:
            found.append(Message(texts[0]))
        elif name in _PLURALS and len(texts) >= 2:
            found.append(Message(texts[0], texts[1]))
        elif name in _CONTEXTS and len(texts) >= 2:
            found.append(Message(texts[1], context=texts[0]))
    return found


def _in_template(path: Path) -> list[Message]:
    from django.template import Engine
    from django.template.backends.django import get_installed_libraries
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    engine = Engine(libraries=get_installed_libraries(), app_dirs=True)
    source = path.read_text(encoding="utf-8")
    nodes = engine.from_string(source).nodelist
    found = [Message(text.replace("%", "%%")) for text in _IN_EXPRESSION.findall(source)]
    for node in nodes.get_nodes_by_type(TranslateNode):
        literal = node.filter_expression.var.literal
        if isinstance(literal, str):
            found.append(Message(literal.replace("%", "%%"), context=_context(node)))
    for block in nodes.get_nodes_by_type(BlockTranslateNode):
        singular, _ = block.render_token_list(block.singular)
        plural = block.render_token_list(block.plural)[0] if block.plural else ""
        found.append(Message(singular, plural, _context(block)))
    return found


def _context(node: Any) -> str:
    return str(node.message_context.var) if node.message_context else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
