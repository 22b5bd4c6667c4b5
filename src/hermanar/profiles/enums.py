"""Words of the municipal profile: its chapters, its entries, what can happen to it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Chapter(TextChoices):
    """First chapters of the profile (domain 2.5)."""

    GENERAL = "general", _("Datos generales")
    GOVERNMENT = "government", _("Gobierno")
    POPULATION = "population", _("Población y residencia en el exterior")
    ECONOMY = "economy", _("Economía")
    CULTURE = "culture", _("Cultura y turismo")
    OFFER = "offer", _("Oferta y demanda de cooperación")
    PRIORITIES = "priorities", _("Prioridades")
    LIAISON = "liaison", _("Área de enlace")


class SectionKey(TextChoices):
    """Each is a slot of the profile's paper (`documents/library/municipal_profile`)."""

    PRESENTATION = "presentation", _("Presentación del municipio")
    SEAT = "seat", _("Cabecera municipal")
    NAME_MEANING = "name_meaning", _("Significado del nombre")
    AREA_KM2 = "area_km2", _("Superficie en kilómetros cuadrados")
    CLIMATE = "climate", _("Clima")
    LOCALITIES = "localities", _("Localidades principales")
    CABILDO = "cabildo", _("Integración del Cabildo")
    POPULATION = "population", _("Número de habitantes")
    INDIGENOUS_LANGUAGES = "indigenous_languages", _("Lenguas indígenas")
    MIGRANTS_ABROAD = "migrants_abroad", _("Dónde viven sus migrantes en el exterior")
    ECONOMIC_SECTORS = "economic_sectors", _("Sectores económicos")
    MAIN_COMPANIES = "main_companies", _("Empresas principales")
    HERITAGE = "heritage", _("Patrimonio y fiestas")
    CRAFTS_FOOD = "crafts_food", _("Artesanía y gastronomía")
    TOURISM = "tourism", _("Atractivos turísticos")
    OFFER = "offer", _("Lo que el municipio puede compartir")
    NEED = "need", _("Lo que el municipio busca aprender o recibir")
    PRIORITIES = "priorities", _("Prioridades del Plan Municipal de Desarrollo")
    LIAISON_CONTACT = "liaison_contact", _("Contacto del área de enlace")
    LIAISON_LANGUAGES = "liaison_languages", _("Idiomas que se hablan en el área de enlace")


class Power(StrEnum):
    EDIT = "edit"


class Happened(HappenedBase):
    SECTION_SAVED = (
        "profiles.section_saved",
        _("%(actor)s actualizó “%(section)s” en el perfil municipal, revisión %(number)s"),
    )
    PROFILE_ISSUED = (
        "profiles.profile_issued",
        _("%(actor)s expidió el perfil municipal, revisión %(number)s, con el código %(code)s"),
    )
    PROFILE_SUBMITTED = (
        "profiles.profile_submitted",
        _("%(actor)s asentó la entrega del perfil municipal, revisión %(number)s, el %(on)s"),
    )
