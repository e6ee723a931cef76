"""Which addresses contracts answer."""

from django.urls import path

from filage.desks.contracts.views import editing

app_name = "contracts"
urlpatterns = [path("spectacles/<slug:slug>/conditions/<uuid:pk>/", editing.change, name="deal")]
