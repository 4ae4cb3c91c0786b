"""On which page of its thread a post stands."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from freedomcities.channels.models import Post, Thread

SIZE = 50


def page_of(number: int) -> int:
    """The page that has the post of this number."""
    return (number - 1) // SIZE + 1


def pages_in(thread: Thread) -> int:
    """How many pages a thread has."""
    return page_of(max(thread.numbers, 1))


def address_of(post: Post) -> str:
    """A post's address, on its page."""
    base = reverse("channels:thread", args=[post.thread.channel_id, post.thread_id])
    page = page_of(post.number)
    return f"{base}{f'?page={page}' if page > 1 else ''}#p{post.number}"


def link_to(post: Post) -> str:
    """The same, whole, for letters and chats."""
    return settings.PUBLIC_URL + address_of(post)
