from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "hermanar.links"
