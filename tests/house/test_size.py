"""Small files, small functions. What is over the budget stands in size_exceptions.txt, and that list may only shrink."""

import ast
from pathlib import Path

from tests.house.sources import ROOT, files, product_python, text

PYTHON_LINES = 300
FUNCTION_LINES = 30
SCRIPT_LINES = 200
TEMPLATE_LINES = 150
EXCEPTIONS = ROOT / "tests" / "house" / "size_exceptions.txt"
EXEMPT = Path("helpdesk/settings.py")


def exceptions() -> dict[str, int]:
    lines = [line.split() for line in EXCEPTIONS.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return {name: int(size) for name, size in lines}


def functions(path: Path):
    """Each function's name and lines, without those of its decorators and docstring."""
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = ast.get_docstring(node) is not None
            first = node.body[0]
            spoken = first.end_lineno - first.lineno + 1 if said else 0
            yield node.name, node.end_lineno - node.lineno + 1 - spoken


def over_budget() -> dict[str, int]:
    found = {}
    for path in (path for path in product_python() if path != EXEMPT):
        found |= {f"{path}:{name}": size for name, size in functions(path) if size > FUNCTION_LINES}
    limits = [(product_python(), PYTHON_LINES), (files("static/js/*.js", "scripts/*.mjs"), SCRIPT_LINES)]
    limits.append((files("*.html"), TEMPLATE_LINES))
    for paths, limit in limits:
        sizes = {str(path): len(text(path).splitlines()) for path in paths if path != EXEMPT}
        found |= {name: size for name, size in sizes.items() if size > limit}
    return found


def test_nothing_is_over_the_budget_but_what_is_listed():
    allowed = exceptions()
    assert {name: size for name, size in over_budget().items() if size > allowed.get(name, 0)} == {}


def test_the_list_of_exceptions_only_shrinks():
    assert over_budget() | exceptions() == over_budget(), "lower these numbers, or strike the lines"
