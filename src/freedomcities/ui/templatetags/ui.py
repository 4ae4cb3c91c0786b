"""The components that stand in a line of text or alone: `{% load ui %}`.

Each is drawn by the template of its name under `ui/components/`, but for what stands on a page by
the hundred, which is put together here; `/about/design/` shows them all.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from heroicons.templatetags import heroicons

from freedomcities.ui import tiles
from freedomcities.ui.marks import SHAPES, Mark, shape_of, shapes_in, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.core.paginator import Page
    from django.forms import BaseForm, BoundField

    from freedomcities.ui.navigation import NavLink
    from freedomcities.ui.parts import Moment, Table

register = template.Library()

MARKS_IN_ONE_LINE = 12


@register.simple_tag
def mark(
    standing: str,
    number: str = "",
    name: str = "",
    *,
    href: str = "",
    size: str = "m",
    silent: bool = False,
    said: str = "",
) -> SafeString:
    """Draw one square. `size`: s, m, l or fit; `silent` where words beside it say the same."""
    drawn = _mark_html(
        standing=standing,
        # Plain text, so that a name once marked as safe is not kept as such for all others.
        number=str(number) + "",
        name=str(name) + "",
        size=size,
        silent=silent,
        language=get_language() or "",
        said=str(said) + "",
    )
    return format_html('<a class="mark-link" href="{}">{}</a>', href, drawn) if href else drawn


@lru_cache(maxsize=4096)
def _mark_html(
    *,
    standing: str,
    number: str,
    name: str,
    size: str,
    silent: bool,
    language: str,  # noqa: ARG001 the words differ by it
    said: str,
) -> SafeString:
    # A list shows hundreds of marks of a few kinds: each kind is rendered once.
    context = {
        "shape": shape_of(standing),
        "number": number,
        "size": size,
        "long": len(number) > 2,
        "text": "" if silent else text_of(standing, number=number, name=name, said=said),
    }
    return SafeString(render_to_string("ui/components/mark.html", context).strip())


@register.simple_tag(name="draw")
def draw_mark(shown: Mark, *, size: str = "m", silent: bool = False) -> SafeString:
    """Draw the square of a `Mark`, with its link if it has one."""
    return mark(
        shown.standing,
        shown.number,
        str(shown.name),
        href=shown.href,
        size=size,
        silent=silent,
        said=str(shown.said),
    )


@register.simple_tag
def nine(marks: Iterable[Mark], *, size: str = "fit", label: str = "") -> SafeString:
    """Draw a row of squares, as many as the blueprint has rules."""
    drawn = [draw_mark(each, size=size) for each in marks]
    wraps = " nine-wraps" if len(drawn) > MARKS_IN_ONE_LINE else ""
    named = format_html(' aria-label="{}"', label) if label else ""
    squares = mark_safe("".join(f"<li>{each}</li>" for each in drawn))
    return format_html('<ul class="nine{} nine-{}"{}>{}</ul>', wraps, size, named, squares)


@register.inclusion_tag("ui/components/legend.html")
def legend(marks: Iterable[Mark] | None = None, *, href: str = "") -> dict[str, Any]:
    """Say what the shapes mean: all of them, or only those among `marks`; `href` leads to all."""
    shapes = list(SHAPES.values()) if marks is None else shapes_in(marks)
    return {"shapes": shapes, "href": href}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, *, size: int = 0, flips: bool = False, outlined: bool = False) -> SafeString:
    """Draw an icon beside words, which say the same. `flips` where text runs from the right."""
    draw = heroicons.heroicon_outline if outlined else heroicons.heroicon_mini
    attributes: dict[str, Any] = {"class": "icon icon-flips" if flips else "icon"}
    if size:
        attributes["size"] = size
    return SafeString(draw(name, aria_hidden="true", **attributes))


@register.simple_tag
@lru_cache(maxsize=512)
def nav_links(items: tuple[NavLink, ...]) -> SafeString:
    """List the links of a navigation: every page has four, and the same as others have."""
    current = mark_safe(' aria-current="page"')
    links = format_html_join(
        "",
        '<li><a href="{}"{}>{}</a></li>',
        ((each.href, current if each.current else "", each.label) for each in items),
    )
    return format_html("<ul>{}</ul>", links)


@register.inclusion_tag("ui/components/button.html")
def button(
    label: str,
    *,
    href: str = "",
    kind: str = "go",
    icon: str = "",
    name: str = "",
    value: str = "",
) -> dict[str, str]:
    """Draw a button, or with `href` a link that looks like one. `kind`: go, plain or grave."""
    return {"label": label, "href": href, "kind": kind, "icon": icon, "name": name, "value": value}


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Draw a form's field with label, help and error, tied together for screen readers."""
    return SafeString(render_to_string("ui/components/field.html", {"field": bound}))


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List a form's errors above it, each a link to its field."""
    return {"form": form, "fields": [bound for bound in form if bound.errors]}


@register.inclusion_tag("ui/components/ask.html")
def ask(
    action: str,
    *,
    label: str,
    button_label: str,
    name: str = "q",
    value: str = "",
    help_text: str = "",
    examples: Sequence[tuple[str, str]] = (),
    carried: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Draw the one big question of a page; `examples` are pairs of label and address.

    `carried` is what the address asked goes on saying.
    """
    return {
        "action": action,
        "label": label,
        "button_label": button_label,
        "name": name,
        "value": value,
        "help_text": help_text,
        "examples": examples,
        "carried": carried or {},
    }


@register.inclusion_tag("ui/components/ask_place.html")
def ask_place(action: str, *, name: str = "place", value: str = "") -> dict[str, str]:
    """Ask for one place: `ask` with its words."""
    return {"action": action, "name": name, "value": value}


@register.inclusion_tag("ui/components/breadcrumbs.html")
def breadcrumbs(crumbs: Iterable[Any]) -> dict[str, Any]:
    """Show the way down to this page: an iterable of `Crumb`."""
    return {"crumbs": list(crumbs)}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(moments: Iterable[Moment]) -> dict[str, Any]:
    """Show what happened, in the order given."""
    return {"moments": list(moments)}


@register.inclusion_tag("ui/components/table.html")
def table(shown: Table, *, key: str = "table", stacked: bool = True) -> dict[str, Any]:
    """Draw a table; `key` is its id on the page, `stacked` folds its rows on a phone."""
    return {"table": shown, "key": key, "stacked": stacked}


@register.simple_tag
def table_rows(shown: Table) -> SafeString:
    """The rows of a table; in a template their hundreds of cells take three times as long."""
    labels = [format_html(' data-label="{}"><span>', column.label) for column in shown.columns]
    lines = []
    for row in shown.rows:
        cells = []
        for number, (column, cell, label) in enumerate(
            zip(shown.columns, row, labels, strict=True)
        ):
            opening, closing = ("td", "td") if number else ('th scope="row"', "th")
            kind = ' class="numeric"' if column.numeric else ""
            if cell.marks:
                kind, said = ' class="cell-marks"', nine(cell.marks, size="s")
            elif cell.href:
                said = format_html('<a href="{}">{}</a>', cell.href, cell.text)
            else:
                said = conditional_escape(cell.text)
            cells.append(f"<{opening}{kind}{label}{said}</span></{closing}>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return SafeString("\n".join(lines))


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: dict[str, Any], page: Page[Any], *, parameter: str = "page") -> dict[str, Any]:
    """Lead to the pages before and after; the rest of the question in the address is kept."""
    request = context.get("request")
    return {
        "page": page,
        "previous": _page_address(request, parameter, page.number - 1),
        "next": _page_address(request, parameter, page.number + 1),
    }


def _page_address(request: Any, parameter: str, number: int) -> str:
    if request is None:
        return f"?{parameter}={number}"
    query = request.GET.copy()
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/components/stat.html")
def stat(value: object, label: str, *, href: str = "", note: str = "") -> dict[str, Any]:
    """Set one figure large, with what it counts under it."""
    return {"value": value, "label": label, "href": href, "note": note}


@register.inclusion_tag("ui/components/freshness.html")
def freshness(checked_on: str, *, readers: int = 0, ageing: bool = False) -> dict[str, Any]:
    """Say when somebody last looked (`checked_on` as people read it) and how many confirmed it."""
    return {"checked_on": checked_on, "readers": readers, "ageing": ageing}


@register.inclusion_tag("ui/components/share_links.html")
def share_links(
    url: str,
    title: str,
    *,
    wide_picture: str = "",
    square_picture: str = "",
    private: bool = False,
) -> dict[str, Any]:
    """Offer plain links that pass a page on; nothing is loaded from anybody before a click.

    `private`: to one person alone, so that the ways to everybody are left out.
    """
    return {
        "url": quote(url, safe=""),
        "title": quote(title, safe=""),
        "message": quote(f"{title} {url}", safe=""),
        "wide_picture": wide_picture,
        "square_picture": square_picture,
        "private": private,
    }


@register.inclusion_tag("ui/components/copy_field.html")
def copy_field(label: str, value: str, *, key: str = "copy") -> dict[str, str]:
    """Show a text to copy; `key` is its id on the page."""
    return {"label": label, "value": value, "key": key}


@register.inclusion_tag("ui/components/tile_map.html")
def tile_map(
    drawn: Sequence[tiles.Tile], *, label: str, key: str = "tiles", listed: bool = True
) -> dict[str, Any]:
    """Draw the nation's tiles; `listed` puts the same as a list under them."""
    return {
        "tiles": drawn,
        "label": label,
        "key": key,
        "listed": listed,
        "by_name": sorted(drawn, key=lambda tile: tile.name),
        "side": tiles.SIDE,
        "width": tiles.WIDTH,
        "height": tiles.HEIGHT,
    }
