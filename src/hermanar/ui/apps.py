"""The app that carries the templates, the tags and the built assets."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "hermanar.ui"
    label = "ui"
    verbose_name = "Interfaz"
