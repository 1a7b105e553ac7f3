"""Words that say nothing are not used as names; a state is a `state`."""

import ast
import re
from pathlib import Path

from django.apps import apps

from tests.house.sources import APPS, files, product_python, text

EMPTY_WORDS = {"manager", "helper", "util", "utils", "data", "info", "handle", "handler", "process"}
# What Django calls so: a command's `handle`, its hooks for middleware and error pages; and asyncio, what has come.
DJANGOS = {"handle", "handler400", "handler403", "handler404", "handler500", "UserManager"}
DJANGOS |= {"handle_starttag", "handle_endtag", "handle_data"}  # and html.parser
DJANGOS |= {"process_view", "process_exception", "process_template_response", "get_context_data", "data_received"}
OTHER_TIMES = {"at", "last_login", "date_joined"}


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def defined_names(tree: ast.Module):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def empty_names(path: Path) -> set[str]:
    names = {path.stem, *defined_names(ast.parse(text(path)))} - DJANGOS
    return {name for name in names if not name.isupper() and words(name) & EMPTY_WORDS}


def test_no_name_is_an_empty_word():
    found = {str(path): sorted(empty_names(path)) for path in product_python() if empty_names(path)}
    assert found == {}


def test_no_script_is_called_by_an_empty_word():
    assert [str(path) for path in files("static/js/*.js") if words(path.stem) & EMPTY_WORDS] == []


def test_no_column_is_called_status():
    models = [model for model in apps.get_models() if model._meta.app_label in APPS]
    assert [model._meta.label for model in models for field in model._meta.fields if field.name == "status"] == []


def test_times_end_in_at():
    models = [model for model in apps.get_models() if model._meta.app_label in APPS]
    times = [
        (model._meta.label, field.name)
        for model in models
        for field in model._meta.local_fields
        if field.get_internal_type() == "DateTimeField"
    ]
    odd = [f"{label}.{name}" for label, name in times if name not in OTHER_TIMES and not name.endswith("_at")]
    assert odd == []
