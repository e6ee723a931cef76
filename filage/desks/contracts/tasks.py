"""The work of contracts that a page asks for and may leave: the papers of many deals."""

from django.tasks import task

from filage.desks.contracts.models import PaperBatch
from filage.desks.contracts.operations import papers


@task()
def make_papers(batch_id: str) -> None:
    """Make the papers of a batch; rights were checked when it was asked."""
    rows = PaperBatch.objects.across_organisations(reason="lot demandé depuis une page")
    papers.run(rows.select_related("production__organisation", "by").get(pk=batch_id))
