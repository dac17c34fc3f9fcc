"""Every message our code and templates ask for, found without gettext's own tools."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.template import engines
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("portal", "services", "cms")

# Function → how many leading arguments are (context, singular, plural).
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}

Message = tuple[str, str]  # (context, msgid); no context is an empty one.


def asked_in_code() -> Iterator[tuple[Message, str]]:
    """Each message in our Python files, with the file that asks for it."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts or "node_modules" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and (message := asked_by(node)):
                    yield message, str(path.relative_to(ROOT))


def asked_by(call: ast.Call) -> Message | None:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    words = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    words = [word for word in words if isinstance(word, str)]
    if name in SINGULAR | PLURAL and words:
        return "", words[0]
    if name in IN_CONTEXT and len(words) > 1:
        return words[0], words[1]
    return None


def asked_in_templates() -> Iterator[tuple[Message, str]]:
    """Each message in our templates, with the template that asks for it."""
    folder = ROOT / "templates"
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".txt"}:
            name = str(path.relative_to(folder))
            nodes = engines["django"].get_template(name).template.nodelist
            for message in asked_by_nodes(nodes):
                yield message, name


def asked_by_nodes(nodelist) -> Iterator[Message]:
    for node in nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        yield from asked_by_node(node)


def asked_by_node(node: Node) -> Iterator[Message]:
    context = node.message_context.resolve({}) if node.message_context else ""
    if isinstance(node, TranslateNode):
        literal = getattr(node.filter_expression.var, "literal", node.filter_expression.var)
        if isinstance(literal, str):
            yield context, literal
        return
    singular, _names = node.render_token_list(node.singular)
    yield context, singular
