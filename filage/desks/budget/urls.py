"""Which addresses the budget answers."""

from django.urls import path

from filage.desks.budget.views import pages

app_name = "budget"
urlpatterns = [
    path("spectacles/<slug:slug>/budget/", pages.budget, name="budget"),
    path("spectacles/<slug:slug>/prix/", pages.price, name="price"),
    path("spectacles/<slug:slug>/tresorerie/", pages.treasury, name="treasury"),
]
