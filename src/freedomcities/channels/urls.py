"""The addresses of channels, under `/channels/`."""

from __future__ import annotations

from django.urls import path

from freedomcities.channels import hook_views, report_views, views, writing_views

app_name = "channels"

_CHANNEL = "<slug:channel_id>"
_THREAD = f"{_CHANNEL}/<slug:thread_id>"
_POST = f"{_THREAD}/<int:number>"
_HOOKS = "hooks/<slug:group_id>"

urlpatterns = [
    path("", views.channels, name="channels"),
    path("at/<slug:geoid>/", views.place, name="place"),
    path("on/<slug:blueprint>/<slug:number>/", views.rule, name="rule"),
    path(f"{_HOOKS}/", hook_views.hooks, name="hooks"),
    path(f"{_HOOKS}/new/", hook_views.hook_new, name="hook_new"),
    path(f"{_HOOKS}/<uuid:hook_id>/try/", hook_views.hook_try, name="hook_try"),
    path(f"{_HOOKS}/<uuid:hook_id>/remove/", hook_views.hook_remove, name="hook_remove"),
    path(f"{_CHANNEL}/", views.channel, name="channel"),
    path(f"{_CHANNEL}/new/", writing_views.thread_new, name="thread_new"),
    path(f"{_CHANNEL}/name/", writing_views.name, name="name"),
    path(f"{_CHANNEL}/quiet/", writing_views.quiet, name="quiet"),
    path(f"{_CHANNEL}/follow/", writing_views.follow, name="follow"),
    path(f"{_THREAD}/", views.thread, name="thread"),
    path(f"{_THREAD}/reply/", writing_views.reply, name="reply"),
    path(f"{_POST}/edit/", writing_views.edit, name="edit"),
    path(f"{_POST}/delete/", writing_views.delete, name="delete"),
    path(f"{_POST}/report/", report_views.report, name="report"),
]
