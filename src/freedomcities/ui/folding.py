"""Templates in which what says the same each time is drawn once: fixed texts and their translation.

A page translates thirty words, and asks for a dozen addresses that never change; the framework
does it anew for each visitor. Here the texts, translations, addresses and static files that stand
beside each other in a template become one text for each language, the first time it is drawn.
Only tags that depend on the language alone are taken: nothing from a context, and no variable.
An address depends on who asks where one app stands at two of them; none of ours does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.template import Context, Template
from django.template.base import FilterExpression, Node, NodeList, Origin, TextNode, Variable
from django.template.defaulttags import URLNode
from django.template.loaders import base, cached
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language


class _Folding(base.Loader):
    """Folds a template once it is read."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The template of this name."""
        template = super().get_template(template_name, skip)
        fold(template.nodelist)
        return template


class Loader(cached.Loader, _Folding):
    """Keeps what it has read, as the framework does; in this order, what is kept is folded."""


class Fixed(Node):
    """What is the same each time, drawn once for a language."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        # Where something goes wrong, the framework shows where it stands.
        self.origin, self.token = nodes[0].origin, nodes[0].token
        self._nodes = tuple(nodes)
        self._drawn: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The text in the language that is active."""
        language = get_language()
        if language not in self._drawn:
            drawn = (node.render_annotated(context) for node in self._nodes)
            self._drawn[language] = "".join(map(str, drawn))
        return self._drawn[language]


def fold(nodes: NodeList) -> None:
    """Put fixed nodes that stand beside each other into one, here and in all that is inside."""
    folded: list[Node] = []
    for are_fixed, run in groupby(nodes, key=_is_fixed):
        together = list(run)
        if are_fixed and not all(isinstance(node, TextNode) for node in together):
            folded.append(Fixed(together))
        else:
            folded += together
    for node in folded:
        for inside in _inside(node):
            fold(inside)
    nodes[:] = folded


def _inside(node: Node) -> Iterator[NodeList]:
    yield from (each for each in vars(node).values() if isinstance(each, NodeList))
    for _condition, inside in getattr(node, "conditions_nodelists", ()):
        yield inside


def _is_fixed(node: Node) -> bool:
    if isinstance(node, TextNode):
        return True
    if isinstance(node, TranslateNode):
        return not (node.asvar or node.message_context) and _is_constant(node.filter_expression)
    if isinstance(node, URLNode):
        return not (node.asvar or node.args or node.kwargs) and _is_constant(node.view_name)
    if isinstance(node, StaticNode):
        return not node.varname and _is_constant(node.path)
    return False


def _is_constant(expression: FilterExpression) -> bool:
    said = expression.var
    return not expression.filters and not (isinstance(said, Variable) and said.lookups)
