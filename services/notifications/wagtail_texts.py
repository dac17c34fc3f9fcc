"""Where administrators read, try out and change the words of messages."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.common.admin import frame
from portal.common.vietnamese import fold
from services.notifications import rewording, texts
from services.notifications.kinds import KINDS, Kind, Topic
from services.notifications.models import MessageText
from services.notifications.placeholders import explained
from services.notifications.sms_length import sms_parts
from services.notifications.wagtail_forms import TextSearchForm, WordingForm
from services.notifications.wording import BadWording, Wording, faults

CHANGE = "notifications.change_text"
ICON = "edit"
MOST_CHANGES = 20  # Shown below a form; older ones stay in the database.

DOMAINS = {
    "reports": pgettext_lazy("of residents", "Reports"),
    "dossiers": gettext_lazy("Dossiers"),
    "account": pgettext_lazy("of a resident", "Account"),
    "privacy": gettext_lazy("Personal data"),
    "notifications": gettext_lazy("News that residents follow"),
    "cms": gettext_lazy("Consultations"),
    "newsletter": gettext_lazy("Newsletter"),
    "operations": gettext_lazy("For officers"),
}
TOPICS = {
    Topic.ACCOUNT: gettext_lazy("Account: always sent"),
    Topic.MATTERS: gettext_lazy("One's own matters"),
    Topic.FOLLOWED: gettext_lazy("What one follows"),
    Topic.SUBSCRIBED: gettext_lazy("What one subscribed to"),
}

may_change = permission_required(CHANGE, raise_exception=True)


@require_safe
@may_change
def show_kinds(request):
    """Every kind of message, by domain, and whose words were changed."""
    form = TextSearchForm(request.GET)
    found = rows(**form.chosen)
    context = furniture() | {"form": form, "domains": by_domain(found), "count": len(found)}
    return render(request, "notifications/texts/list.html", context)


@may_change
def edit(request, language: str, kind: str):
    """The words of one kind in one language, with what they may say and how they look."""
    known = known_kind(kind, language)
    form = WordingForm(
        request.POST or None,
        kind=known,
        language=language,
        initial=started(request, known, language),
    )
    if form.is_valid():
        rewording.reword(known, language, form.wording, by=request.user)
        messages.success(
            request, _("The new words of “%(kind)s” are in force.") % {"kind": known.label}
        )
        return redirect(address("edit", known, language))
    status = 422 if request.method == "POST" else 200
    return show_form(request, known, language, form, status=status)


@require_POST
@may_change
def preview(request, language: str, kind: str):
    """How the words now in the form would look; nothing is kept."""
    known = known_kind(kind, language)
    form = WordingForm(request.POST, kind=known, language=language)
    if request.headers.get("X-Requested-With") == "fetch":
        context = {"looks": looks(form), "faults": said_of(form)}
        return render(request, "notifications/texts/preview.html", context)
    return show_form(request, known, language, form)


@may_change
def restore(request, language: str, kind: str):
    """Ask once, then go back to the original words."""
    known = known_kind(kind, language)
    if request.method == "POST":
        rewording.restore(known, language, by=request.user)
        messages.success(
            request, _("“%(kind)s” has its original words again.") % {"kind": known.label}
        )
        return redirect(address("edit", known, language))
    context = furniture(known, {"label": _("Back to the original words"), "url": ""}) | {
        "original": original(known, language),
        "here": address("edit", known, language),
    }
    return render(request, "notifications/texts/restore.html", context)


def show_form(request, kind: Kind, language: str, form: WordingForm, *, status: int = 200):
    current = MessageText.objects.of(kind.name, language).current().first()
    context = furniture(kind) | {
        "kind": kind,
        "language": language_name(language),
        "languages": other_languages(kind, language),
        "form": form,
        "looks": looks(form),
        "faults": said_of(form),
        "placeholders": explained(kind),
        "is_edited": bool(current and not current.is_original),
        "changes": changes(kind, language),
        "preview_url": address("preview", kind, language),
        "restore_url": address("restore", kind, language),
        "list_url": reverse("message_texts"),
    }
    return render(request, "notifications/texts/edit.html", context, status=status)


def known_kind(name: str, language: str) -> Kind:
    if name not in KINDS or language not in dict(settings.LANGUAGES):
        raise Http404
    return KINDS[name]


def started(request, kind: Kind, language: str) -> dict[str, str]:
    """The words a form begins with: those in force, or an earlier wording that was asked for."""
    wording = in_force(kind, language)
    if (number := request.GET.get("ban", "")).isdecimal():
        earlier = get_object_or_404(MessageText.objects.of(kind.name, language), pk=number)
        wording = earlier.wording or original(kind, language)
    return {"subject": wording.subject, "sms": wording.sms, "body": wording.body}


def in_force(kind: Kind, language: str) -> Wording:
    change = MessageText.objects.of(kind.name, language).current().first()
    return (change and change.wording) or original(kind, language)


def original(kind: Kind, language: str) -> Wording:
    """The words that came with the portal; empty ones where nobody wrote any."""
    try:
        return texts.shipped(kind.name, language)
    except (texts.UnknownKind, BadWording):
        return Wording("", "")


def looks(form: WordingForm) -> dict | None:
    """Letter, inbox and SMS with the examples as facts; None while the words have a fault."""
    if form.is_bound and not form.is_valid():
        return None
    kind, language = form.kind, form.language
    wording = form.wording if form.is_bound else Wording(**form.initial)
    if faults(wording, kind):
        return None
    text = texts.compose(kind, wording, kind.facts, language)
    return {
        "language": language,
        "text": text,
        "sms": sms_parts(text.sms) if text.sms else None,
        "in_inbox": kind.has_inbox,
    }


def said_of(form: WordingForm) -> list[dict]:
    """Each fault of the words in the form, with the part in which it stands."""
    return [
        {"label": form.fields[part].label, "sentence": sentence}
        for part, sentences in form.errors.items()
        for sentence in sentences
    ]


def changes(kind: Kind, language: str) -> list[MessageText]:
    """What was changed, by whom and when, newest first."""
    history = MessageText.objects.of(kind.name, language).select_related("by")
    return list(history[:MOST_CHANGES])


def rows(*, q: str, view: str) -> list[dict]:
    """One row for each kind that has these words in its label or subject, with or without marks."""
    current = MessageText.objects.current().exclude(is_original=True)
    edited = {(text.kind, text.language): text for text in current}
    found = [row(kind, edited) for kind in KINDS.values()]
    wanted = fold(q).split()
    return [
        row
        for row in found
        if all(word in row["folded"] for word in wanted)
        and (view != "edited" or any(text["edited"] for text in row["texts"]))
    ]


def row(kind: Kind, edited: dict) -> dict:
    """One kind, with its words in each language."""
    written = [
        version(kind, code, edited.get((kind.name, code))) for code, _l in settings.LANGUAGES
    ]
    said = f"{kind.label} {kind.name} {' '.join(text['subject'] for text in written)}"
    return {
        "kind": kind,
        "topic": TOPICS[kind.topic],
        "ways": ways(kind, has_sms=any(text["has_sms"] for text in written)),
        "texts": written,
        "folded": fold(said),
    }


def version(kind: Kind, language: str, change: MessageText | None) -> dict:
    wording = (change and change.wording) or original(kind, language)
    return {
        "code": language,
        "language": language_name(language),
        "url": address("edit", kind, language),
        "subject": wording.subject,
        "has_sms": bool(wording.sms),
        "edited": change,
    }


def ways(kind: Kind, *, has_sms: bool) -> str:
    """The channels this kind goes by, in words."""
    names = [_("E-mail")]
    if kind.has_inbox:
        names.append(_("Inbox"))
    if has_sms:
        names.append(_("SMS"))
    return " · ".join(names)


def by_domain(found: list[dict]) -> list[dict]:
    """The rows under the names of their domains, as the domains are listed above."""
    domains: dict[str, list[dict]] = {name: [] for name in DOMAINS}
    for one in found:
        domains.setdefault(one["kind"].name.partition("/")[0], []).append(one)
    return [
        {"label": DOMAINS.get(name, name), "rows": members}
        for name, members in domains.items()
        if members
    ]


def language_name(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


def other_languages(kind: Kind, language: str) -> list[dict]:
    return [
        {
            "name": language_name(code),
            "url": address("edit", kind, code),
            "is_here": code == language,
        }
        for code, _label in settings.LANGUAGES
    ]


def address(what: str, kind: Kind, language: str) -> str:
    return reverse(f"message_text_{what}", args=[language, kind.name])


def furniture(kind: Kind | None = None, *trail: dict) -> dict:
    """A page about all kinds or about one, and the way back from it."""
    all_kinds = {"url": reverse("message_texts"), "label": _("Words of messages")}
    here = [{"url": "", "label": kind.label}] if kind else []
    if kind and trail:
        here[0]["url"] = address("edit", kind, settings.LANGUAGE_CODE)
    title = kind.label if kind else _("Words of messages")
    return frame(title, ICON, all_kinds, *here, *trail)


urlpatterns = [
    path("mau-tin-nhan/", show_kinds, name="message_texts"),
    path("mau-tin-nhan/sua/<str:language>/<path:kind>/", edit, name="message_text_edit"),
    path("mau-tin-nhan/xem-thu/<str:language>/<path:kind>/", preview, name="message_text_preview"),
    path("mau-tin-nhan/ban-goc/<str:language>/<path:kind>/", restore, name="message_text_restore"),
]
