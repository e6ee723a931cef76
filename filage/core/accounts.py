"""Who enters, and where: accounts known by their address, organisations, and the memberships that join them."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from filage.core.enums import Role
from filage.core.identity import Identified


class UserManager(BaseUserManager["User"]):
    """Make accounts; there is no superuser, since the admin is not used."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a saved account; without password nobody can log in with one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(Identified, AbstractBaseUser):
    """An account, known by its electronic address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=160, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)  # made by the first run: it does not close the first-run link
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    kept_memberships: dict["Membership", frozenset[UUID]] | None = None  # read once by `access`

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name, or the address."""
        return str(self)


class Organisation(Identified):
    """The tenant (« espace »): members, directory, files, key; nothing is read outside it."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    pinned_on = models.DateField(null=True, blank=True)  # a space of examples where it is always this day
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Membership(Identified):
    """What a user does in an organisation: a role on all of it, or only on the productions it names."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation", "role"], name="membership_once")]

    def touched_productions(self) -> set[UUID]:
        """Return no production: who enters changes no figure."""
        return set()

    def limit_to(self, *productions: UUID) -> None:
        """Hold the role only on these productions, given by their ids; none means the whole organisation."""
        self.named.all().delete()
        MembershipProduction.objects.bulk_create(MembershipProduction(membership=self, production=id) for id in productions)


class MembershipProduction(models.Model):
    """One production named by a membership, by its id: core knows no model above it."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="named")
    production = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "production"], name="membership_production_once")]
