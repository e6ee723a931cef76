"""What of admissions travels in the Filage file, one module a part."""

from filage.school.admissions.exchange import calls  # isort: skip  # a call comes before what answers it
from filage.school.admissions.exchange import applications

__all__ = ["applications", "calls"]
