"""Reads the calendar file (ICS) that somebody sends: its events one by one, each imported or refused with its line."""

from filage.documents.agenda.reading import read
from filage.documents.agenda.shapes import Agenda, Occurrence, RefusedEvent, Window

__all__ = ["Agenda", "Occurrence", "RefusedEvent", "Window", "read"]
