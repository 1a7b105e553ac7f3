"""Tables point downwards only. import-linter sees imports; a foreign key named by a string it cannot see."""

import pytest
from django.apps import apps

ABOVE = {
    "core": 0,
    "accounts": 1,
    "files": 2,
    "knowledge": 3,
    "tickets": 4,
    "chat": 5,
    "remote": 6,
    "monitoring": 6,
    "helpdesk": 7,
}
OURS = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in ABOVE]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_downwards(model):
    fields = [field for field in model._meta.get_fields() if field.is_relation and not field.auto_created]
    upwards = {field.name: field.related_model._meta.label for field in fields if not points_down(model, field)}
    assert upwards == {}


def points_down(model, field) -> bool:
    here = model._meta.app_label
    there = field.related_model._meta.app_label if field.related_model else None
    return there not in ABOVE or there == here or ABOVE[there] < ABOVE[here]


def test_core_has_no_tables():
    assert [model for model in OURS if model._meta.app_label == "core"] == []
