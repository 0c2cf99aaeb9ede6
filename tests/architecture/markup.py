"""Finds, in source, every place where text could reach markup: Textual reads `[…]` in plain strings.

What such a place may be given is a string that stands in the code, a sentence of the interface
without parameters, or a `Content`. Everything else may hold what somebody typed.
"""

import ast
from collections.abc import Iterator

WIDGETS = frozenset(
    """
    Static Label Button Checkbox RadioButton Collapsible CollapsibleTitle Tab TabPane Link Tree Option Selection
    ToggleButton
    """.split()
)
"""Made with text of their own, that they parse."""
LISTS = frozenset({"OptionList", "SelectionList", "RadioSet"})
"""They parse what is put in later."""
FILLING = frozenset({"add_row", "add_column", "add_columns", "add_leaf", "set_label", "update_cell"})
ATTRIBUTES = frozenset({"border_title", "border_subtitle", "tooltip", "placeholder"})
PARSERS = frozenset({"escape", "from_markup", "from_text", "render_markup", "simulate_markup"})
CONTENT = frozenset({"plain", "Content", "labelled", "apart", "assemble", "Text"})
"""What gives a `Content`, or a `Text` that is not parsed."""


def problems(source: str, name: str = "") -> list[str]:
    """Each place that could parse what somebody typed, as "file:line what"."""
    found = []
    for node in ast.walk(ast.parse(source)):
        line = getattr(node, "lineno", 0)
        found += [f"{name}:{line} {what}" for what in _wrong(node)]
    return found


def _wrong(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES and not _is_safe(node.value):
                yield f".{target.attr} ="
    elif isinstance(node, ast.ClassDef):
        yield from _class(node)
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            if alias.asname and alias.name in WIDGETS | LISTS | PARSERS | {"notify"}:
                yield f"{alias.name} under another name"


def _call(node: ast.Call) -> Iterator[str]:
    name = _name(node.func)
    if name in PARSERS:
        yield f"{name}()"
    if name == "setattr" and len(node.args) == 3 and getattr(node.args[1], "value", "") in ATTRIBUTES:
        yield "setattr()"
    for keyword in node.keywords:
        if keyword.arg in ATTRIBUTES and not _is_safe(keyword.value):
            yield f"{keyword.arg}="
    if name in LISTS | {"notify"} and not _says_no_markup(node):
        yield f"{name}() without markup=False"
    if name in FILLING and not all(map(_is_safe, node.args)):
        yield f".{name}()"
    if name in WIDGETS and not _says_no_markup(node):
        given = [
            *node.args[:1],
            *(k.value for k in node.keywords if k.arg in ("label", "content", "title", "prompt")),
        ]
        if not all(map(_is_safe, given)):
            yield f"{name}()"
    if name == "update" and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
        yield ".update() with a string"


def _class(node: ast.ClassDef) -> Iterator[str]:
    """A widget of one's own that parses tells its base not to, or gives it nothing."""
    if not {_name(base) for base in node.bases} & (WIDGETS | LISTS):
        return
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and _name(call.func) == "__init__" and not _says_no_markup(call):
            yield f"class {node.name} leaves markup on"


def _says_no_markup(node: ast.Call) -> bool:
    return any(k.arg == "markup" and getattr(k.value, "value", None) is False for k in node.keywords)


def _is_safe(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        name = _name(value.func)
        return name in CONTENT or (name == "words" and not value.keywords)
    return value is None or isinstance(value, ast.Constant)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
