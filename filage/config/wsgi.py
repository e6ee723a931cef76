"""The application that a WSGI server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filage.config.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded once is never looked at again: a full collection would cost an edit its tenth of a second
gc.set_threshold(50_000, 20, 50)  # a request makes tens of thousands of objects, and frees them by itself
