"""What people are told about requests for their own data."""

from django.utils.translation import gettext_lazy as _

from services.notifications.kinds import Kind, register

ASKED = {
    "reference": "YC-7K3M-92",
    "request": "Sửa dữ liệu của tôi",
    "due": "07/12/2026",
    "note": "Đã sửa tên theo giấy khai sinh.",
    "kept": "Hồ sơ H13.31507-261122-0001 – Luật Lưu trữ 33/2024/QH15",
    "path": "/tai-khoan/du-lieu/yeu-cau/YC-7K3M-92/",
}

register(
    Kind(name="privacy/acknowledged", label=_("Request about data: acknowledged"), facts=ASKED),
    Kind(name="privacy/done", label=_("Request about data: done"), facts=ASKED),
    Kind(name="privacy/refused", label=_("Request about data: cannot be done"), facts=ASKED),
    Kind(
        name="privacy/export_ready",
        label=_("A copy of one's data is ready"),
        facts={"until": "29/11/2026", "path": "/tai-khoan/du-lieu/"},
    ),
)
