"""Pages of an interested party's link. Its first page is the whole of it (`guest.door`)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
