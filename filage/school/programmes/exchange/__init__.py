"""What of the programmes travels in the Filage file, one module a part."""

from filage.school.programmes.exchange import teaching  # isort: skip  # programmes and trainers come before what names them
from filage.school.programmes.exchange import sessions

__all__ = ["sessions", "teaching"]
