"""What the shells of the pages ask while they draw themselves: the tabs of a project, the inside of a panel."""

from typing import Any

from django import template
from django.template.loader import get_template

from filage.core.rails.types import Panel
from filage.productions.models import Production
from filage.web.pages import project

register = template.Library()


@register.simple_tag(takes_context=True)
def project_tabs(context: template.RequestContext, production: Production, *, current: str) -> Any:
    """Return the tabs of a project with their marks, from the findings that the shell of the page has read."""
    shell = context.get("shell")
    return project.tabs(production, current, shell.found if shell else None)


@register.simple_tag(takes_context=True)
def panel_body(context: template.RequestContext, panel: Panel) -> str:
    """Draw the inside of a panel with the template and the context its desk gave."""
    return get_template(panel.template).render(dict(panel.context), request=context.get("request"))
