from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "hermanar.meetings"
