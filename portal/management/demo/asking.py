"""The demonstration's partners outside, and what its officers write again and again."""

from services.reports import standard_texts
from services.reports.models import Partner, StandardText

PARTNERS = {
    "Điện lực Sóc Trăng": "dien-luc@demo.example",
    "Cấp nước Sóc Trăng": "cap-nuoc@demo.example",
    "Viễn thông Sóc Trăng": "vien-thong@demo.example",
}

# Name, steps, words.
TEXTS = [
    (
        "Đã nhận, hẹn ngày trả lời",
        ["receive"],
        "{agency} đã nhận phản ánh {reference} của bạn và sẽ trả lời trước hết ngày {due}.",
    ),
    (
        "Bắt đầu xử lý",
        ["start"],
        "Cán bộ {officer} đang xử lý việc “{category}” tại {commune}.\nNơi xử lý: {address}",
    ),
    (
        "Hỏi vị trí chính xác",
        ["ask"],
        "Bạn cho biết rõ hơn chỗ cần xử lý: số nhà gần nhất, tên hẻm, hoặc gửi thêm một tấm ảnh.",
    ),
    (
        "Nhờ đơn vị phối hợp",
        ["ask_partner"],
        "{agency} đã đề nghị đơn vị chuyên ngành cùng xử lý. Hạn trả lời bạn vẫn là ngày {due}.",
    ),
    (
        "Đã làm xong",
        ["resolve"],
        "Việc “{category}” đã được xử lý xong. Cảm ơn bạn đã báo tin.",
    ),
    (
        "Không thuộc thẩm quyền",
        ["decline"],
        "Việc này không thuộc thẩm quyền của {agency}. Cơ quan có thẩm quyền được ghi bên dưới.",
    ),
]


def make_partners() -> None:
    for name, email in PARTNERS.items():
        Partner.objects.get_or_create(name=name, defaults={"email": email})


def make_texts() -> None:
    """One for each common step, for everyone; checked as what officers write is."""
    for name, steps, body in TEXTS:
        if wrong := standard_texts.faults(body):
            raise ValueError(" ".join(wrong))
        StandardText.objects.get_or_create(name=name, defaults={"steps": steps, "body": body})
