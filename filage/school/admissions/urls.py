"""Which addresses admissions answer."""

from django.urls import path

from filage.school.admissions.views import applying, calls, public

app_name = "admissions"
urlpatterns = [
    path("formation/sessions/<uuid:pk>/candidatures/", calls.session, name="session"),
    path("formation/sessions/<uuid:pk>/candidatures/appel/", calls.write, name="write"),
    path("formation/appels/<uuid:pk>/modifier/", calls.edit, name="edit"),
    path("formation/appels/<uuid:pk>/supprimer/", calls.remove, name="remove"),
    path("formation/candidater/<slug:house>/<slug:slug>/", public.call, name="call"),
    path("formation/dossier/<str:token>/", applying.file, name="file"),
    path("formation/dossier/<str:token>/retirer/", applying.take_back, name="take_back"),
    path("formation/dossier/<str:token>/piece/<uuid:pk>/", applying.own_piece, name="own_piece"),
    path("formation/dossier/<str:token>/<slug:code>/", applying.step, name="step"),
]
