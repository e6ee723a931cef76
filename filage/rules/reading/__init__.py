"""What a text typed or pasted by somebody French means: an amount, a quantity, a rate, a day, an account, a few words."""

from filage.rules.reading.days import day
from filage.rules.reading.hours import away, worked
from filage.rules.reading.identifiers import identifier
from filage.rules.reading.numbers import amount, quantity, rate
from filage.rules.reading.unreadable import Unreadable
from filage.rules.reading.words import account, one_of, words

__all__ = ["Unreadable", "account", "amount", "away", "day", "identifier", "one_of", "quantity", "rate", "words", "worked"]
