"""What articles were about by a fixed list becomes the topics of the newsroom."""

from django.db import migrations

NAMES = {
    "chuyen-doi-so": "Chuyển đổi số",
    "dich-vu-cong": "Dịch vụ công",
    "do-thi-thong-minh": "Đô thị thông minh",
    "huong-dan": "Hướng dẫn",
    "doi-song-so": "Đời sống số",
}


def become_topics(apps, schema_editor):
    ArticlePage, Topic = apps.get_model("cms", "ArticlePage"), apps.get_model("cms", "Topic")
    if not ArticlePage.objects.exists():
        return
    for position, (slug, name) in enumerate(NAMES.items()):
        facts = {"name": name, "position": position}
        topic, _ = Topic.objects.get_or_create(slug=slug, defaults=facts)
        ArticlePage.objects.filter(category=slug, topic=None).update(topic=topic)
    revise(apps, dict(Topic.objects.values_list("slug", "pk")))


def revise(apps, topics):
    """Drafts and earlier versions speak of the topic too."""
    Revision = apps.get_model("wagtailcore", "Revision")
    articles = {"base_content_type__app_label": "wagtailcore", "content_type__model": "articlepage"}
    for revision in Revision.objects.filter(**articles).iterator(chunk_size=200):
        category = revision.content.pop("category", None)
        if category in topics:
            revision.content["topic"] = topics[category]
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_topics_and_corrections"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(become_topics, migrations.RunPython.noop)]
