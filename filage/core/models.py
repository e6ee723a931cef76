"""What core keeps: accounts, organisations, memberships, journal, kept rows, issued documents, files, links, mails, settings."""

from filage.core.accounts import Membership, MembershipProduction, Organisation, User

__all__ = ["Membership", "MembershipProduction", "Organisation", "User"]
