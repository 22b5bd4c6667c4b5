from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "hermanar.accounts"
