"""Every object receives its name at birth: a UUIDv7, which sorts by time and survives import."""

import uuid

from django.db import models
from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> uuid.UUID:
    """Return a new UUIDv7 as a standard `uuid.UUID`."""
    return _uuid7()


class Identified(models.Model):
    """Abstract: an object named by a UUIDv7 given at birth and kept by import."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True
