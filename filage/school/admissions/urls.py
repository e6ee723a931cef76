"""Which addresses admissions answer."""

from django.urls import path

from filage.school.admissions.views import applying, calls, grids, office, papers, public

app_name = "admissions"
urlpatterns = [
    path("formation/sessions/<uuid:pk>/candidatures/", calls.session, name="session"),
    path("formation/sessions/<uuid:pk>/candidatures/appel/", calls.write, name="write"),
    path("formation/sessions/<uuid:pk>/candidatures/positionnement/", calls.levels, name="levels"),
    path("formation/stagiaires/<uuid:pk>/dossier/", calls.open_file, name="open_file"),
    path("formation/appels/<uuid:pk>/modifier/", calls.edit, name="edit"),
    path("formation/appels/<uuid:pk>/supprimer/", calls.remove, name="remove"),
    path("formation/appels/<uuid:pk>/", office.listed, name="applications"),
    path("formation/appels/<uuid:pk>/geste/", office.act, name="act"),
    path("formation/candidatures/<uuid:pk>/", office.show, name="application"),
    path("formation/candidatures/<uuid:pk>/geste/", office.gesture, name="gesture"),
    path("formation/candidatures/<uuid:pk>/fichier/<uuid:row>/", office.piece, name="piece"),
    path("formation/candidatures/<uuid:pk>/financement/", office.fund, name="fund"),
    path("formation/candidatures/<uuid:pk>/financement/<uuid:row>/", office.fund, name="funding"),
    path("formation/candidatures/<uuid:pk>/papier/lettre/", papers.letter, name="letter"),
    path("formation/candidatures/<uuid:pk>/papier/<slug:code>/", papers.issue, name="issue"),
    path("formation/candidatures/<uuid:pk>/papier/emis/<uuid:row>/", papers.issued, name="issued"),
    path("formation/sessions/<uuid:pk>/fichier/entrees-sorties.<str:suffix>", papers.moves, name="moves"),
    path("formation/evaluation/<str:token>/", grids.grids, name="grids"),
    path("formation/evaluation/<str:token>/<uuid:pk>/", grids.grid, name="grid"),
    path("formation/evaluation/<str:token>/<uuid:pk>/piece/<uuid:row>/", grids.grid_piece, name="grid_piece"),
    path("formation/candidater/<slug:house>/<slug:slug>/", public.call, name="call"),
    path("formation/dossier/<str:token>/", applying.file, name="file"),
    path("formation/dossier/<str:token>/retirer/", applying.take_back, name="take_back"),
    path("formation/dossier/<str:token>/piece/<uuid:pk>/", applying.own_piece, name="own_piece"),
    path("formation/dossier/<str:token>/<slug:code>/", applying.step, name="step"),
]
