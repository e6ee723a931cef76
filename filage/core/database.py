"""Whether the database answers, said in one French sentence when it does not."""

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from filage.core.data_folder import StartError


def check(database: BaseDatabaseWrapper | None = None) -> None:
    """Open the database (the default one); StartError, without its password, when it does not answer."""
    opened = database or connection
    try:
        opened.ensure_connection()
    except DatabaseError as error:
        settings = opened.settings_dict
        place = ":".join(str(part) for part in (settings.get("HOST"), settings.get("PORT")) if part)
        name = f"« {settings['NAME']} »{f' sur {place}' if place else ''}"
        reason = "le serveur ne répond pas ou refuse l’accès" if place else "le fichier ne peut pas être ouvert"
        raise StartError(f"La base de données {name} est hors d’atteinte ({reason}) : vérifiez DATABASE_URL.") from error
