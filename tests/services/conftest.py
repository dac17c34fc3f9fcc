import pytest
from rest_framework.test import APIClient


@pytest.fixture
def api() -> APIClient:
    """Another system, that speaks to ours."""
    return APIClient()
