"""The addresses of notices: one's own list, the form that follows, the links of letters."""

from __future__ import annotations

from django.urls import path

from freedomcities.notices import stop_views, views

app_name = "notices"

_OWN = "account/notices/"

urlpatterns = [
    path("follow/", views.follow, name="follow"),
    path(_OWN, views.notices, name="notices"),
    path(f"{_OWN}wishes/", views.wishes, name="wishes"),
    path(f"{_OWN}stop/", views.unfollow_all, name="unfollow_all"),
    path(f"{_OWN}<uuid:number>/pace/", views.pace, name="pace"),
    path(f"{_OWN}<uuid:number>/stop/", views.unfollow, name="unfollow"),
    path("notices/stop/<str:token>/", stop_views.stop, name="stop"),
]
