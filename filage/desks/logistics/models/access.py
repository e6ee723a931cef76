"""Who needs what, on the road and in the house: needs said as needs, sealed, and what is answered to them."""

from django.db import models

from filage.core.fields import MoneyField, SealedTextField
from filage.core.scope import Owned
from filage.desks.logistics import enums

USUAL_READERS = "production,regie_generale"


class AccessNeed(Owned):
    """What somebody of the team needs (« chambre sans escalier »), never why; erased after its last day."""

    person = models.ForeignKey("productions.Person", on_delete=models.CASCADE, related_name="stated_needs")
    kind = models.CharField(max_length=8, choices=enums.NeedKind, default=enums.NeedKind.ACCES)
    text = SealedTextField(blank=True, default="")
    seen_by = models.CharField(max_length=120, default=USUAL_READERS)  # codes of the roles that must act, apart by a comma
    until = models.DateField(null=True, blank=True)  # last day of the tour: erased after it; empty: as long as she says it

    def __str__(self) -> str:
        return f"besoin de {self.person}"


class AccessAnswer(Owned):
    """What the place of a date answers to a need."""

    need = models.ForeignKey(AccessNeed, on_delete=models.CASCADE, related_name="answers")
    activity = models.ForeignKey("productions.Activity", on_delete=models.CASCADE, related_name="access_answers")
    asked_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    met = models.BooleanField(null=True, blank=True)  # empty: no answer yet

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["need", "activity"], name="access_answer_once")]

    def __str__(self) -> str:
        return f"réponse pour {self.activity}"


class AccessService(Owned):
    """What opens a performance to more people: who does it, how far it is, what it costs."""

    activity = models.ForeignKey("productions.Activity", on_delete=models.CASCADE, related_name="access_services")
    kind = models.CharField(max_length=20, choices=enums.ServiceKind)
    state = models.CharField(max_length=10, choices=enums.ServiceState, default=enums.ServiceState.ENVISAGE)
    structure = models.ForeignKey(
        "productions.Structure", on_delete=models.SET_NULL, null=True, blank=True, related_name="access_services"
    )  # who does it
    price = MoneyField(null=True, blank=True)  # net of VAT; empty is unknown
    hosting = models.CharField(max_length=10, choices=enums.HostingSide, default=enums.HostingSide.A_DISCUTER)  # who pays
    asked_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=200, blank=True)  # contract, mail, poster
    note = models.CharField(max_length=300, blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["activity", "kind"], name="access_service_once")]

    def __str__(self) -> str:
        return self.get_kind_display()
