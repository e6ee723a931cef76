"""Which addresses booking answers."""

from typing import Any

app_name = "booking"
urlpatterns: list[Any] = []
