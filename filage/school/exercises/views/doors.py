"""What an address of the exercises is about: nothing of another house is found, and only editors read what is handed in."""

from uuid import UUID

from django.http import Http404, HttpRequest

from filage.core import access
from filage.rules.schooling.exercises.exercise import Exercise
from filage.school.exercises.models import Assignment, HandIn
from filage.school.exercises.queries import given as queries
from filage.school.programmes.models import Learner, SchoolSession
from filage.school.programmes.views.held import session
from filage.web import editing


def session_of(request: HttpRequest, pk: UUID) -> SchoolSession:
    """Return a session whose exercises the user may give and read."""
    found = session(request, pk)
    editing.editor_only(request, found)
    return found


def assignment_of(request: HttpRequest, pk: UUID) -> Assignment:
    """Return an exercise given that the user may read whole."""
    rows = Assignment.objects.within(access.organisation_of(request)).select_related("session", "organisation")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("Cet exercice n’a pas été donné ici.")
    editing.editor_only(request, found)
    return found


def hand_in_of(request: HttpRequest, pk: UUID) -> HandIn:
    """Return a hand-in that the user may read."""
    found = queries.hand_in(access.organisation_of(request), pk)
    if found is None:
        raise Http404("Cette copie n’existe pas ici.")
    editing.editor_only(request, found)
    return found


def learner_of(request: HttpRequest, pk: UUID) -> Learner:
    """Return a learner whose marks the user may read."""
    rows = Learner.objects.within(access.organisation_of(request)).select_related("person", "session")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("Cette personne n’est pas en formation ici.")
    editing.editor_only(request, found)
    return found


def exercise_of(assignment: Assignment) -> Exercise:
    """Return the exercise that was given; 404 when its text is gone."""
    found = queries.exercise_of(assignment)
    if found is None:
        raise Http404("Le texte de cet exercice n’est plus là : importez-le de nouveau.")
    return found
