"""Conversations: kept in a database, each belonging to the client that began it, continued, listed and deleted."""

from api.conversations.database import ConversationsClosed
from api.conversations.retention import retention_days
from api.conversations.store import ClientFull, ConversationFull, ConversationStore, NoSuchConversation, in_memory

__all__ = [
    "ClientFull",
    "ConversationFull",
    "ConversationStore",
    "ConversationsClosed",
    "NoSuchConversation",
    "in_memory",
    "retention_days",
]
