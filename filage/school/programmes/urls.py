"""Which addresses the programmes answer."""

from django.urls import path

from filage.school.programmes.views import pages

app_name = "programmes"
urlpatterns = [
    path("formation/", pages.house, name="house"),
    path("formation/certifications/<slug:code>/", pages.certification, name="certification"),
    path("formation/sessions/nouvelle/", pages.write, name="write"),
    path("formation/sessions/<uuid:pk>/", pages.session, name="session"),
    path("formation/sessions/<uuid:pk>/modifier/", pages.write, name="edit"),
    path("formation/sessions/<uuid:pk>/supprimer/", pages.remove, name="remove"),
]
