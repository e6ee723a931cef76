"""The work that a page asks for and may leave: making a document."""

from datetime import date

from django.tasks import task

from filage.core import archive
from filage.core.models import User
from filage.productions.models import Production


@task()
def issue(code: str, production_id: str, user_id: str, on: str, lang: str = "") -> str:
    """Produce and archive a document of a production; return its id. Rights were checked when it was asked."""
    production = Production.objects.across_organisations(reason="document demandé depuis une page").get(pk=production_id)
    document = archive.issue(code, production, by=User.objects.get(pk=user_id), on=date.fromisoformat(on), lang=lang)
    return str(document.pk)
