"""The closed lists that core shares with the desks."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a member does in an organisation, or in the productions named by the membership."""

    DIRECTION_ARTISTIQUE = "direction_artistique", "direction artistique"
    ADMINISTRATION = "administration", "administration"
    PRODUCTION = "production", "production"
    DIFFUSION = "diffusion", "diffusion"
    REGIE_GENERALE = "regie_generale", "régie générale"
    EQUIPE = "equipe", "équipe"
    EXPERT_COMPTABLE = "expert_comptable", "expert-comptable (lecture)"
    INVITE = "invite", "invité"
