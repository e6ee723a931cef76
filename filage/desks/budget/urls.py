"""Which addresses the budget answers."""

from django.urls import path

from filage.desks.budget.views import coefficients, contributions, funding, grid, interview, needs, pages, price, treasury

app_name = "budget"
urlpatterns = [
    path("spectacles/<slug:slug>/budget/", pages.budget, name="budget"),
    path("spectacles/<slug:slug>/budget/cellules/", grid.save, name="cells"),
    path("spectacles/<slug:slug>/prix/", price.price, name="price"),
    path("spectacles/<slug:slug>/prix/hypotheses/", price.choose, name="choose"),
    path("spectacles/<slug:slug>/prix/vitrine/<uuid:deal>/", price.say_why, name="say_why"),
    path("spectacles/<slug:slug>/financement/", funding.plan, name="funding"),
    path("spectacles/<slug:slug>/financement/nouveau/", funding.add, name="add_funder"),
    path("spectacles/<slug:slug>/financement/<uuid:pk>/", funding.funder, name="funder"),
    path("spectacles/<slug:slug>/financement/<uuid:pk>/etat/", funding.advance, name="advance_funder"),
    path("spectacles/<slug:slug>/financement/<uuid:pk>/versements/", funding.add_instalment, name="add_instalment"),
    path(
        "spectacles/<slug:slug>/financement/<uuid:pk>/versements/<uuid:payment>/",
        funding.touch_instalment,
        name="touch_instalment",
    ),
    path("spectacles/<slug:slug>/financement/<uuid:pk>/courriers/", funding.add_paper, name="add_funding_paper"),
    path("spectacles/<slug:slug>/financement/<uuid:pk>/courriers/<uuid:paper>/", funding.touch_paper, name="touch_funding_paper"),
    path("spectacles/<slug:slug>/tresorerie/", treasury.treasury, name="treasury"),
    path("spectacles/<slug:slug>/tresorerie/ouverture/", treasury.open_plan, name="open_plan"),
    path("spectacles/<slug:slug>/tresorerie/echeances/", treasury.reschedule, name="reschedule"),
    path("spectacles/<slug:slug>/tresorerie/gestes/", treasury.carry_out, name="carry_out"),
    path("spectacles/<slug:slug>/entretien/", interview.whole, name="interview"),
    path("spectacles/<slug:slug>/entretien/<slug:topic>/", interview.topic, name="topic"),
    path("spectacles/<slug:slug>/pieces/nouvelle/", interview.attach, name="attach"),
    path("spectacles/<slug:slug>/pieces/<uuid:pk>/", interview.download, name="paper"),
    path("spectacles/<slug:slug>/pieces/<uuid:pk>/retirer/", interview.detach, name="detach"),
    path("spectacles/<slug:slug>/besoins/nouveau/", needs.add, name="add_need"),
    path("spectacles/<slug:slug>/besoins/<uuid:pk>/", needs.change, name="need"),
    path("spectacles/<slug:slug>/besoins/<uuid:pk>/supprimer/", needs.remove, name="remove_need"),
    path("spectacles/<slug:slug>/besoins/<uuid:pk>/budget/", needs.budget, name="need_to_budget"),
    path("spectacles/<slug:slug>/besoins/<uuid:pk>/devis/", needs.add_quote, name="add_quote"),
    path("spectacles/<slug:slug>/devis/<uuid:pk>/retenir/", needs.choose_quote, name="choose_quote"),
    path("spectacles/<slug:slug>/devis/<uuid:pk>/retirer/", needs.remove_quote, name="remove_quote"),
    path("spectacles/<slug:slug>/propositions/", contributions.listing, name="contributions"),
    path("spectacles/<slug:slug>/propositions/<uuid:pk>/accepter/", contributions.accept, name="accept"),
    path("spectacles/<slug:slug>/propositions/<uuid:pk>/changer/", contributions.change, name="change_proposal"),
    path("spectacles/<slug:slug>/propositions/<uuid:pk>/refuser/", contributions.refuse, name="refuse"),
    path("spectacles/<slug:slug>/liens/<uuid:pk>/fermer/", contributions.withdraw, name="withdraw"),
    path("structures/<uuid:pk>/coefficient/", coefficients.give, name="coefficient"),
    path("proposer/<str:token>/", contributions.post, name="post"),
]
