"""A visitor from an address of her own, so that no test uses up another's allowance."""

import uuid

import pytest
from django.test import Client
from rest_framework.test import APIClient

from tests.services.reports.factories import CategoryFactory


def an_address() -> str:
    number = uuid.uuid4().int
    return f"10.{number % 256}.{number // 256 % 256}.{number // 65536 % 256}"


@pytest.fixture
def client() -> Client:
    return Client(REMOTE_ADDR=an_address())


@pytest.fixture
def api() -> APIClient:
    return APIClient(REMOTE_ADDR=an_address())


@pytest.fixture
def lamps(soc_trang, soc_trang_office) -> None:
    """A portal that takes reports about lamps in Phường Sóc Trăng, and of what is private."""
    CategoryFactory()
    CategoryFactory(private=True)
