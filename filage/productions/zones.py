"""Which time zones are known: the names of the IANA database."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError


def known_zone(name: str) -> None:
    """Refuse a name that is not a time zone, as a Django validator."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError("fuseau inconnu (exemple : Europe/Paris)", code="zone") from error
