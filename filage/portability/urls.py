"""Which addresses the Filage file answers."""

from django.urls import path

from filage.portability import views

app_name = "portability"
urlpatterns = [
    path("saisons-exemples/", views.examples, name="examples"),
    path("saisons-exemples/<slug:code>/", views.load, name="load_example"),
]
