"""Make the sizes that pictures lack: after moving in, or when a shape is new."""

from django.core.management.base import BaseCommand

from cms.models import PortalImage
from cms.pictures import make_sizes
from portal.pages_cache.edition import forget_pages


class Command(BaseCommand):
    help = "Make every size that a picture lacks; run again, it goes on where it stopped."

    def handle(self, *args, **options):
        made = 0
        for picture in PortalImage.objects.order_by("pk").iterator(chunk_size=100):
            made += make_sizes(picture)
        if made:
            forget_pages()
        self.stdout.write(f"Đã tạo {made} cỡ ảnh còn thiếu.")
