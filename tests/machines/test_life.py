"""The life of a conversation: whatever is done in whatever order, the database says what the product's rules say."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machines.life import Life
from tests.rows import only_rows  # noqa: F401 - a fixture

pytestmark = [pytest.mark.usefixtures("only_rows"), pytest.mark.timeout(3600)]


@pytest.mark.parametrize(
    ("examples", "steps"),
    [pytest.param(30, 50, id="quick"), pytest.param(1000, 50, id="full", marks=pytest.mark.prove)],
)
def test_no_order_of_deeds_leads_the_database_away_from_the_rules(examples, steps):
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
