"""The addresses of pictures, under `/media/`: the same in every language."""

from __future__ import annotations

from django.urls import path

from freedomcities.media import views

app_name = "media"

urlpatterns = [
    path("media/<slug:picture_id>/<int:width>.webp", views.picture, name="picture"),
]
