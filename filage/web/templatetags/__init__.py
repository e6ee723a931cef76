"""The component library that templates load with `{% load filage %}`."""
