"""How a road is written on a page: whole kilometres, hours to a quarter."""

from django import template

from filage.rules.booking.journey import km_text, road_text

register = template.Library()
register.filter("km", km_text)
register.filter("duration", road_text)
