from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "hermanar.evidence"
