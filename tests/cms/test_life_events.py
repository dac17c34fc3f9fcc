"""A guide to an event of a life: what to do, in order, in the catalogue's words."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.models import LifeEventIndexPage, LifeEventPage
from portal.search.find import search
from tests.cms.conftest import add
from tests.cms.pages import list_of
from tests.services.procedures.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
BIRTH = "co-con-nho"


@pytest.fixture
def guides(home) -> LifeEventIndexPage:
    return home.add_child(instance=LifeEventIndexPage(title="Cẩm nang", slug="cam-nang"))


@pytest.fixture
def guide(guides):
    """`guide(("Đăng ký khai sinh", procedure))`: a guide through these things to do."""

    def written(*tasks, **facts) -> LifeEventPage:
        facts = {"title": "Sinh con", "life_event": BIRTH} | facts
        told = [("task", {"title": title, "procedure": one}) for title, one in tasks]
        return add(guides, LifeEventPage(tasks=told, **facts))

    return written


def read(client, page) -> str:
    return client.get(page.url).content.decode()


def test_what_to_do_stands_in_order_with_time_and_fee(client, guide):
    birth = ProcedureFactory(birth=True)
    page = read(client, guide(("Lấy giấy chứng sinh", None), ("Đăng ký khai sinh", birth)))
    assert page.index("Lấy giấy chứng sinh") < page.index("Đăng ký khai sinh")
    assert f'href="{birth.get_absolute_url()}"' in page
    assert birth.time_limit_in_words in page
    assert birth.fee_in_words in page


def test_each_thing_has_a_box_to_tick_that_says_for_what(client, guide):
    page = read(client, guide(("Lấy giấy chứng sinh", None)))
    assert '<input type="checkbox"> Đã xong<span class="visually-hidden">: Lấy giấy' in page


def test_a_procedure_no_longer_in_force_is_left_out(client, guide):
    old = ProcedureFactory(is_active=False, name="Thủ tục đã bãi bỏ")
    page = read(client, guide(("Đăng ký khai sinh", old)))
    assert "Đăng ký khai sinh" in page
    assert "Thủ tục đã bãi bỏ" not in page


def test_whom_to_ask(client, guide, soc_trang_office):
    contact = {"name": "Bộ phận một cửa", "phone": "1022", "agency": soc_trang_office}
    page = read(client, guide(contacts=[("contact", contact)]))
    assert "Bộ phận một cửa" in page


def test_one_without_steps_leads_to_the_procedures(client, guide):
    page = read(client, guide())
    assert "Các bước đang được soạn" in page
    assert f'href="{reverse("procedures:list")}"' in page


def test_the_index_lists_what_is_published(client, guide, guides):
    guide()
    guide(title="Mở quán", life_event="kinh-doanh", live=False)
    assert [one.title for one in client.get(guides.url).context["page_obj"]] == ["Sinh con"]


def test_an_index_without_guides_leads_to_the_procedures(client, guides):
    assert "Chưa có cẩm nang nào" in read(client, guides)


def test_the_button_of_the_home_page_leads_to_its_guide(client, guide):
    ProcedureFactory(life_event="Có con nhỏ")
    page = guide()
    assert f'<li><a href="{page.url}">' in client.get("/").content.decode()


def test_until_it_is_published_the_button_leads_to_the_procedures(client, guide):
    ProcedureFactory(life_event="Có con nhỏ")
    guide(live=False)
    assert '<li><a href="/thu-tuc/?life_event=co-con-nho">' in client.get("/").content.decode()


def test_an_event_has_one_guide(guide):
    guide()
    with pytest.raises(ValidationError, match="Đã có trang khác"):
        guide(title="Thêm một bé")


def test_a_copy_guides_through_no_event(guide):
    assert guide().copy(update_attrs={"slug": "ban-sao"}).life_event == ""


def test_its_steps_are_found(guide):
    page = guide(("Lấy giấy chứng sinh", None))
    assert [doc.url for doc in search("giay chung sinh")] == [page.url]


@pytest.mark.parametrize("how_many", [1, 9])
def test_it_asks_no_more_for_more_steps(
    client, guide, soc_trang_office, django_assert_max_num_queries, how_many
):
    tasks = [(f"Việc {number}", ProcedureFactory()) for number in range(how_many)]
    contacts = [("contact", {"agency": soc_trang_office})] * 3
    page = guide(*tasks, contacts=contacts)
    ContentType.objects.get_for_model(LifeEventIndexPage)
    with django_assert_max_num_queries(15):
        client.get(page.url)


def test_linh_chooses_among_the_events_of_the_catalogue(linh, as_person, newsroom):
    ProcedureFactory(life_event="Có con nhỏ")
    index = list_of(LifeEventIndexPage, newsroom)
    address = reverse("wagtailadmin_pages:add", args=["cms", "lifeeventpage", index.pk])
    page = as_person(linh).get(address).content.decode()
    assert '<option value="co-con-nho">Có con nhỏ</option>' in page
