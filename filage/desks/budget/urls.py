"""Which addresses the budget answers."""

from django.urls import path

from filage.desks.budget.views import grid, pages

app_name = "budget"
urlpatterns = [
    path("spectacles/<slug:slug>/budget/", pages.budget, name="budget"),
    path("spectacles/<slug:slug>/budget/cellules/", grid.save, name="cells"),
    path("spectacles/<slug:slug>/prix/", pages.price, name="price"),
    path("spectacles/<slug:slug>/tresorerie/", pages.treasury, name="treasury"),
]
