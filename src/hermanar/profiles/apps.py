from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "hermanar.profiles"
