"""Which addresses booking answers."""

from django.urls import path

from filage.desks.booking.views import (
    answering,
    available,
    concerts,
    estimates,
    guests,
    pistes,
    programme,
    rental,
    settlements,
    telling,
)

app_name = "booking"
urlpatterns = [
    path("diffusion/", pistes.house, name="house"),
    path("spectacles/<slug:slug>/diffusion/", pistes.show, name="show"),
    path("spectacles/<slug:slug>/disponibilites/", available.available, name="available"),
    path("pistes/<uuid:pk>/", pistes.piste, name="piste"),
    path("pistes/<uuid:pk>/etape/", pistes.move, name="move_piste"),
    path("pistes/<uuid:pk>/options/", pistes.lay_options, name="lay_options"),
    path("pistes/<uuid:pk>/suivi/", pistes.follow, name="follow_piste"),
    path("pistes/<uuid:pk>/retirer/", pistes.remove, name="remove_piste"),
    path("spectacles/<slug:slug>/venues-pro/", guests.visits, name="visits"),
    path("dates/<uuid:pk>/invites/", guests.guests, name="guests"),
    path("dates/<uuid:pk>/invites/liste/", guests.issue, name="issue_guests"),
    path("dates/<uuid:pk>/prevenir/", telling.tell, name="tell"),
    path("dates/<uuid:pk>/prevenir/liberer/", telling.free, name="free"),
    path("dates/<uuid:pk>/decompte/", settlements.show, name="settlement"),
    path("dates/<uuid:pk>/decompte/signer/", settlements.sign, name="sign_settlement"),
    path("dates/<uuid:pk>/decompte/rouvrir/", settlements.reopen, name="reopen_settlement"),
    path("dates/<uuid:pk>/concert/", concerts.concert, name="concert"),
    path("dates/<uuid:pk>/passages/nouveau/", programme.add, name="add_slot"),
    path("dates/<uuid:pk>/passages/<uuid:slot>/", programme.change, name="change_slot"),
    path("dates/<uuid:pk>/passages/<uuid:slot>/retirer/", programme.remove, name="remove_slot"),
    path("spectacles/<slug:slug>/contrats/<uuid:pk>/accord/", concerts.accord, name="accord"),
    path("spectacles/<slug:slug>/programmation/", programme.show, name="programme"),
    path("spectacles/<slug:slug>/devis/nouveau/", estimates.new, name="new_estimate"),
    path("spectacles/<slug:slug>/devis/totaux/", estimates.totals, name="estimate_totals"),
    path("devis/<uuid:pk>/", estimates.show, name="estimate"),
    path("devis/<uuid:pk>/modifier/", estimates.change, name="change_estimate"),
    path("devis/<uuid:pk>/papier/", estimates.paper, name="estimate_file"),
    path("devis/<uuid:pk>/envoyer/", estimates.send, name="send_estimate"),
    path("devis/<uuid:pk>/etape/", estimates.move, name="move_estimate"),
    path("devis/<uuid:pk>/accepter/", estimates.accept, name="accept_estimate"),
    path("devis/<uuid:pk>/liens/<uuid:link>/retirer/", estimates.withdraw, name="withdraw_estimate"),
    path("reponse/<str:token>/", answering.answer, name="answer"),
    path("reponse/<str:token>/devis/", answering.answer_paper, name="answer_file"),
    path("spectacles/<slug:slug>/creneau/", rental.rent, name="rent"),
]
