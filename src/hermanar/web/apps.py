from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hermanar.web"
    label = "web"
