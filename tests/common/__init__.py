"""Tests of what every room uses, and helpers that tests of every room use."""

import pytest

pytest.register_assert_rewrite("tests.common.constraints")
