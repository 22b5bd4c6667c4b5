from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "hermanar.coordination"
