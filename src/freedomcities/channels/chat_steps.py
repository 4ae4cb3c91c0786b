"""How people get the address that a hook needs, chat by chat: steps in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freedomcities.channels.choices import Form

Words = str | Promise


class Chat(models.TextChoices):
    """The chats that we know the way into."""

    SLACK = "slack", "Slack"
    MATTERMOST = "mattermost", "Mattermost"
    ROCKET_CHAT = "rocket-chat", "Rocket.Chat"
    DISCORD = "discord", "Discord"
    MATRIX = "matrix", _("Matrix (Element and others)")
    OTHER = "other", _("Another chat that takes Slack's form")

    @property
    def form(self) -> Form:
        """How news are handed on to it."""
        return Form.MATRIX if self is Chat.MATRIX else Form.SLACK


@dataclass(frozen=True, slots=True)
class Guide:
    """What to do in the chat; `address` is what the field for it asks, `sample` how it begins."""

    steps: tuple[Words, ...]
    address: Words
    sample: str


_WEBHOOK = _("Address of the webhook")
_KEEP = _("Copy the address. Whoever has it can write into your chat: show it to nobody.")

GUIDES: dict[Chat, Guide] = {
    Chat.SLACK: Guide(
        (
            _("Open api.slack.com/apps in a browser in which you are signed in to Slack."),
            _("Choose “Create New App”, then “From scratch”. Name it, and choose your workspace."),
            _("Choose “Incoming Webhooks” and switch them on."),
            _("Choose “Add New Webhook to Workspace”, then the channel where news should appear."),
            _KEEP,
        ),
        _WEBHOOK,
        "https://hooks.slack.com/services/…",
    ),
    Chat.MATTERMOST: Guide(
        (
            _("In the menu at the top left choose “Integrations”, then “Incoming Webhooks”."),
            _("If it is not there, ask whoever runs your server to allow it."),
            _("Choose “Add Incoming Webhook”, give it a title and choose the channel. Save it."),
            _KEEP,
        ),
        _WEBHOOK,
        "https://chat.example.org/hooks/…",
    ),
    Chat.ROCKET_CHAT: Guide(
        (
            _("As an administrator open “Workspace”, then “Integrations”, then “New”."),
            _("Choose “Incoming”. Switch it on, and name the channel and the account that posts."),
            _("Save it, and open it once more: now it has a webhook address."),
            _KEEP,
        ),
        _WEBHOOK,
        "https://chat.example.org/hooks/…",
    ),
    Chat.DISCORD: Guide(
        (
            _("Beside the channel's name choose “Edit Channel”, then “Integrations”."),
            _("Choose “Webhooks”, then “New Webhook”, then “Copy Webhook URL”."),
            _("Paste it below and write /slack behind it, without a space."),
            _("Whoever has this address can write into your chat: show it to nobody."),
        ),
        _WEBHOOK,
        "https://discord.com/api/webhooks/…/slack",
    ),
    Chat.MATRIX: Guide(
        (
            _("Make an account for this alone, in a private window of your browser."),
            _("Invite it to the room, and join the room with it."),
            _(
                "In the settings of the room, under “Advanced”, copy the internal room ID. It "
                "begins with an exclamation mark."
            ),
            _(
                "In the settings of the new account, under “Help & About”, copy the homeserver's "
                "address and the access token."
            ),
            _("Close the window without signing out: signing out ends the token."),
        ),
        _("Address of the homeserver"),
        "https://matrix.example.org",
    ),
    Chat.OTHER: Guide(
        (
            _("Ask whoever runs your chat for an incoming webhook that takes Slack's form."),
            _KEEP,
        ),
        _WEBHOOK,
        "https://chat.example.org/…",
    ),
}
