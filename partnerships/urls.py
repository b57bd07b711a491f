"""Addresses of the pages about partnerships."""

from django.urls import path

from partnerships.views import Home

urlpatterns = [path("", Home.as_view(), name="home")]
