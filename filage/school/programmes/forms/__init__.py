"""What is typed of the programmes, one module a page."""

from filage.school.programmes.forms.sessions import SessionForm

__all__ = ["SessionForm"]
