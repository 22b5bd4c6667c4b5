"""Server entry (granian with WSGI interface, gunicorn)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hermanar.config.settings")
application = get_wsgi_application()
