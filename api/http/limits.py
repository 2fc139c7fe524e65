"""Every limit of the server in one place, each with its reason. Seconds and bytes are in the names.

They protect a server that anyone may reach; nobody who asks questions at reading speed meets one. What one client may keep in
conversations is limited where it is kept: `api.conversations.store`.
"""

from __future__ import annotations

#: A question of so many characters is a page of text: what people ask is below 300.
QUESTION_CHARACTERS = 2000
#: The longest body that is any use: feedback of 5,200 characters, each written as two `\uXXXX` escapes (12 bytes), is 62 kB.
BODY_BYTES = 64 * 1024
