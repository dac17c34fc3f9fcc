"""What `check --deploy` refuses: officers who come in with a password alone."""

from django.conf import settings
from django.core.checks import Error, Tags, register

REQUIRED = {
    "STAFF_SECOND_FACTOR": "Officers must have a second factor: STAFF_SECOND_FACTOR is off.",
    "STAFF_STEP_UP": "Officers must confirm exports and deletions: STAFF_STEP_UP is off.",
}


@register(Tags.security, deploy=True)
def officers_prove_who_they_are(app_configs, **options) -> list[Error]:
    return [
        Error(sentence, hint="Only a demonstration may do without.", id=f"signin.E00{number}")
        for number, (name, sentence) in enumerate(REQUIRED.items(), start=1)
        if not getattr(settings, name)
    ]
