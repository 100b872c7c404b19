"""An application without tasks, for the command line that says when it is ready."""

from celery import Celery

app = Celery("toy", broker="memory://")
