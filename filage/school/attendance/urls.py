"""Which addresses the attendance answers."""

from django.urls import URLPattern

app_name = "attendance"
urlpatterns: list[URLPattern] = []
