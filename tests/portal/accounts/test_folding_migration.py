"""What was written before there were folded columns is found as what is written after."""

from importlib import import_module

import pytest
from django.apps import apps

from portal.accounts.models import Agency, AgencyCode, User

pytestmark = pytest.mark.django_db
MIGRATION = import_module("portal.accounts.migrations.0004_fold_people_and_agencies")


@pytest.mark.parametrize("times", [1, 2])
def test_people_are_found(lan, times):
    User.objects.update(folded="")
    for _ in range(times):
        MIGRATION.fold_people(apps, None)
    assert list(User.objects.search("tran thi lan")) == [lan]


def test_agencies_stand_where_saving_puts_them(city, builders, committee, desk):
    before = list(Agency.objects.in_tree_order().values_list("pk", "tree_key", "depth", "folded"))
    Agency.objects.update(tree_key="", depth=0, folded="")
    MIGRATION.place_agencies(apps, None)
    after = list(Agency.objects.in_tree_order().values_list("pk", "tree_key", "depth", "folded"))
    assert after == before


@pytest.mark.parametrize("times", [1, 2])
def test_every_agency_is_known_by_its_code(committee, desk, times):
    AgencyCode.objects.all().delete()
    for _ in range(times):
        MIGRATION.record_codes(apps, None)
    assert list(Agency.objects.with_code("h1331507")) == [committee]
    assert str(committee.codes.get().valid_from) == "2025-07-01"
