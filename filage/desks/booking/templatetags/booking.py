"""How a road and the price of a quote are written: whole kilometres, hours to a quarter, euros in the language of the reader."""

from django import template

from filage.documents.text import money
from filage.rules.booking.journey import km_text, road_text

register = template.Library()
register.filter("km", km_text)
register.filter("duration", road_text)
register.filter("price", money)
