"""The application that a WSGI server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from common.patience import limit_statements

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
limit_statements()
application = get_wsgi_application()
# What is loaded stays: looking through it for garbage takes a quarter of the time of a long form.
gc.collect()
gc.freeze()
