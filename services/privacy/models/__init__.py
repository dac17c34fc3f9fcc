"""What is remembered about personal data itself: looks, consents, requests, and what is gone."""

from services.privacy.models.consents import Consent, Purpose
from services.privacy.models.exports import DataExport
from services.privacy.models.looks import Look
from services.privacy.models.requests import DataRequest, DataRequestEvent
from services.privacy.models.traces import RetentionRun, Tombstone

__all__ = [
    "Consent",
    "DataExport",
    "DataRequest",
    "DataRequestEvent",
    "Look",
    "Purpose",
    "RetentionRun",
    "Tombstone",
]
