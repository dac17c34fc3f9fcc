"""A resident's application, from the counter to its result."""

from services.dossiers.models.codes import DossierCodeScheme, DossierSequence
from services.dossiers.models.dossiers import Dossier
from services.dossiers.models.events import DossierEvent

__all__ = ["Dossier", "DossierCodeScheme", "DossierEvent", "DossierSequence"]
