"""The API's common manners, for every domain's own api.py."""

from portal.common.api.fields import (
    LineField,
    ParagraphsField,
    PhoneField,
    PhotosField,
    SlugRelatedField,
)
from portal.common.api.lists import AddressThrottle, PagedBy
from portal.common.api.parsers import JSONParser, MultiPartParser
from portal.common.api.problems import ProblemRenderer, ProblemSerializer, problem_details

__all__ = [
    "AddressThrottle",
    "JSONParser",
    "LineField",
    "MultiPartParser",
    "PagedBy",
    "ParagraphsField",
    "PhoneField",
    "PhotosField",
    "ProblemRenderer",
    "ProblemSerializer",
    "SlugRelatedField",
    "problem_details",
]
