"""Which addresses contracts answer."""

from django.urls import path

from filage.desks.contracts.views import agreement, batch, cancellations, dropping, editing, pieces

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
    path("spectacles/<slug:slug>/contrats/lot/<uuid:pk>/", batch.follow, name="follow_batch"),
    path("spectacles/<slug:slug>/contrats/lot/<uuid:pk>/reprendre/", batch.resume, name="resume_batch"),
    path(f"{DEAL}pieces/", pieces.listing, name="pieces"),
    path(f"{DEAL}pieces/ajouter/", pieces.add, name="add_piece"),
    path(f"{DEAL}pieces/numero-tva/", pieces.verify_number, name="verify_number"),
    path(f"{DEAL}pieces/fermer/", pieces.withdraw, name="close_pieces"),
    path("pieces/<uuid:pk>/verifier/", pieces.verify, name="verify_piece"),
    path("pieces/<uuid:pk>/refuser/", pieces.refuse, name="refuse_piece"),
    path("pieces/<uuid:pk>/fichier/", pieces.download, name="piece_file"),
    path("coffre/", pieces.safe, name="safe"),
    path("coffre/<uuid:pk>/ajouter/", pieces.keep, name="keep_piece"),
    path("nos-pieces/<str:token>/", dropping.drop, name="drop"),
    path("dates/<uuid:pk>/annuler/", cancellations.decide, name="cancel"),
    path("suites/<uuid:pk>/", cancellations.finish, name="loose_end"),
]
