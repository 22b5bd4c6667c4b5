from django.apps import AppConfig


class GuestConfig(AppConfig):
    name = "hermanar.guest"
