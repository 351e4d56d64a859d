"""The errors that this software raises on purpose.

Each message says where the fault is and what to do about it.
"""

from __future__ import annotations


class AtlasError(Exception):
    """Base of all errors with a message meant for people."""


class InvalidInput(AtlasError):
    """What was given cannot be used as it is."""


class NotFound(AtlasError):
    """What was asked for does not exist."""


class Refused(AtlasError):
    """What was asked for is not given out under this installation's settings."""


class DataUnavailable(AtlasError):
    """A file, database or edition that is needed is not there."""


class Conflict(AtlasError):
    """Somebody else is doing what only one may do at a time."""
