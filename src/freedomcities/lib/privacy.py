"""The data classes of the design: who may see a field, and how long it is kept.

Every model names one for all its fields (``data_class``) or one for each
(``data_classes``); a contract test fails on a field that has none.
"""

from __future__ import annotations

from enum import StrEnum


class DataClass(StrEnum):
    """Who sees a field: everybody, a group's members, a host, or the person alone."""

    PUBLIC = "public"
    GROUP = "group"
    HOST = "host"
    SELF = "self"
