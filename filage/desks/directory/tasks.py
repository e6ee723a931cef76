"""The work of the directory that a page asks for and may leave: writing a long list of contacts."""

from django.tasks import task

from filage.core.models import User
from filage.desks.directory.models import ContactImport
from filage.desks.directory.operations import importing


@task()
def write_import(held_id: str, user_id: str) -> None:
    """Write a list of contacts; rights were checked when it was asked."""
    held = ContactImport.objects.across_organisations(reason="import demandé depuis une page").get(pk=held_id)
    importing.write(held, by=User.objects.get(pk=user_id))
