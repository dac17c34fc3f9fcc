"""The schedule's screen: for those who look after the portal, and nobody else."""

import pytest
from django.urls import reverse

from portal.accounts.actions import join
from portal.accounts.roles import Role
from portal.jobs.queue import enqueue, jobs
from portal.jobs.schedule import DUTIES, LABELS
from portal.jobs.worker import Worker
from tests.portal.jobs.sample_tasks import fail

SCREEN = "/quan-tri/viec-nen/"


@pytest.fixture
def administrator(minh, soc_trang_office):
    join(minh, soc_trang_office, Role.ADMINISTRATOR)
    return minh


@pytest.fixture
def auditor(minh, soc_trang_office):
    join(minh, soc_trang_office, Role.AUDITOR)
    return minh


@pytest.fixture
def broken(db):
    """A job that failed."""
    enqueue(fail)
    Worker("test").drain()
    return jobs().get()


def shown(client, person) -> str:
    client.force_login(person)
    return client.get(SCREEN).content.decode()


def test_every_duty_is_on_the_screen_in_our_words(client, administrator):
    page = shown(client, administrator)
    assert page.count("Chưa làm lần nào") == len(DUTIES)
    assert "Nối lại việc bị gián đoạn" in page
    assert "Không có ai làm việc" in page


def test_every_duty_has_a_name_for_people():
    assert set(DUTIES) - set(LABELS) == set()


def test_an_outcome_stands_beside_its_duty(client, administrator):
    DUTIES["portal.jobs.tasks.reap"].task.enqueue()
    Worker("test").look_at_schedule()
    Worker("test").drain()
    page = shown(client, administrator)
    assert "Đã xong" in page
    assert "mỗi 30 giây" in page.lower()


def test_a_failed_job_is_tried_again(client, administrator, broken):
    assert "ValueError" in shown(client, administrator)
    client.post(reverse("jobs_try_again", args=[broken.pk]))
    again = jobs().get()
    assert (again.status, again.worker_ids) == ("READY", [])
    assert client.post(reverse("jobs_try_again", args=[broken.pk])).status_code == 404


def test_nothing_shows_what_a_job_was_given(client, administrator, broken):
    jobs().update(args_kwargs={"args": ["lan@example.vn"], "kwargs": {}})
    assert "lan@example.vn" not in shown(client, administrator)


def test_an_auditor_looks_and_touches_nothing(client, auditor, broken):
    assert "Thử lại" not in shown(client, auditor)
    client.post(reverse("jobs_try_again", args=[broken.pk]))
    assert jobs().get().status == "FAILED"


def test_an_officer_has_no_business_there(client, hoa, broken):
    client.force_login(hoa)
    assert client.get(SCREEN).status_code == 302
    client.post(reverse("jobs_try_again", args=[broken.pk]))
    assert jobs().get().status == "FAILED"


@pytest.mark.django_db
def test_the_screen_asks_the_same_few_questions(
    client, administrator, broken, django_assert_max_num_queries
):
    for _ in range(20):
        enqueue(fail)
    Worker("test").drain()
    client.force_login(administrator)
    client.get(SCREEN)
    with django_assert_max_num_queries(30):
        client.get(SCREEN)
