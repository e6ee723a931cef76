"""Who enters by the link printed on the first start: whoever sits at this machine, or anybody before a first account exists."""

from datetime import timedelta
from ipaddress import ip_address

from django.contrib.auth import login
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils import timezone

from filage.core.accounts import User
from filage.core.links.opening import CLOSED, create, follow
from filage.core.refusal import Refusal

PURPOSE = "premier-demarrage"
LIFETIME = timedelta(minutes=15)
_signer = Signer(salt="filage.premier-demarrage")


def token_for(user: User) -> str:
    """Return the signed token of a link that enters as `user`, once, within fifteen minutes."""
    return _signer.sign(create(None, PURPOSE, user.pk, expires_at=timezone.now() + LIFETIME, single_use=True))


def enter(request: HttpRequest, token: str) -> User:
    """Log the bearer of a token in and return the account; Refusal when the link is closed to this request."""
    try:
        opened = _signer.unsign(token)
    except BadSignature:
        raise Refusal(CLOSED) from None
    if not _on_loopback(request) and User.objects.filter(is_demo=False).exists():
        raise Refusal(
            "Ce lien ne s’ouvre que depuis la machine où Filage tourne : un compte existe déjà, connectez-vous avec lui."
        )
    user = User.objects.get(pk=follow(opened, PURPOSE).target)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def _on_loopback(request: HttpRequest) -> bool:
    """Tell whether the request was made on this very machine, and not handed over by a proxy."""
    forwarded = {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"} & request.META.keys()
    try:
        return not forwarded and ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
