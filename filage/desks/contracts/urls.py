"""Which addresses contracts answer."""

from django.urls import path

from filage.desks.contracts.views import agreement, batch, editing

app_name = "contracts"
DEAL = "spectacles/<slug:slug>/conditions/<uuid:pk>/"
urlpatterns = [
    path(DEAL, editing.change, name="deal"),
    path(f"{DEAL}contrat/", agreement.show, name="agreement"),
    path(f"{DEAL}contrat/etape/", agreement.move, name="move"),
    path(f"{DEAL}contrat/reglages/", agreement.settle, name="settle"),
    path(f"{DEAL}contrat/signature/", agreement.sign, name="sign"),
    path(f"{DEAL}contrat/fiche-technique/", agreement.annex, name="annex"),
    path(f"{DEAL}contrat/clauses/<slug:topic>/", agreement.clause, name="clause"),
    path(f"{DEAL}contrat/papiers/", agreement.issue, name="issue"),
    path(f"{DEAL}contrat/projet.<str:suffix>", agreement.draft, name="draft"),
    path(f"{DEAL}contrat/versions/", agreement.versions, name="versions"),
    path("spectacles/<slug:slug>/contrats/nouveau/", agreement.begin, name="begin"),
    path("spectacles/<slug:slug>/contrats/lot/", batch.desk, name="batch"),
    path("spectacles/<slug:slug>/contrats/lot/produire/", batch.make, name="make_batch"),
    path("spectacles/<slug:slug>/contrats/lot/suite/", batch.follow, name="follow_batch"),
]
