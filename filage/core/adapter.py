"""Who may open an account: nobody by himself; an account comes from an invitation or from the first run."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Filage's manners with accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse open signup."""
        return False
