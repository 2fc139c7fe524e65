"""Every limit of the server in one place, each with its reason. Seconds and bytes are in the names.

They protect a server that anyone may reach; nobody who asks questions at reading speed meets one. What one client may keep in
conversations is limited where it is kept: `api.conversations.store`.
"""

from __future__ import annotations

import os

#: A question of so many characters is a page of text: what people ask is below 300.
QUESTION_CHARACTERS = 2000
#: The longest body that is any use: feedback of 5,200 characters, each written as two `\uXXXX` escapes (12 bytes), is 62 kB.
BODY_BYTES = 64 * 1024
#: Feedback from one address (of IPv6, one network) in a day: an office behind one address, not somebody who fills the file.
FEEDBACK_A_DAY = 200
#: All of the feedback file. Nobody reads more, and it must not fill the disk.
FEEDBACK_BYTES = 50_000_000

#: Where a list may begin: a database takes no number of more than 64 bits, and no list here is so long.
OFFSET = 1_000_000
#: The longest page of a list.
PAGE = 1000

#: The line of a request with its headers. 2,000 Chinese characters in the query of a GET are 18 kB: h11's own 16 kB would refuse them.
HEAD_BYTES = 32 * 1024
#: From the first byte of a connection or a request to the end of its head: no network in use needs so long for 32 kB.
HEAD_SECONDS = 15.0
#: From there to the end of the body, 64 kB at most.
BODY_SECONDS = 20.0
#: Between two requests on one connection; a page that is being read asks again within this or opens a new one.
IDLE_SECONDS = 30
#: For the client to take what is sent: 64 kB in this time is slower than any line that shows a page.
WRITE_SECONDS = 30.0
#: Open connections, at most half of the file descriptors that the system allows: a desktop system allows 256 or 1,024, and the
#: index, the database and the model need theirs.
CONNECTIONS = 512
#: Connections that the system holds until they are accepted, all of them perhaps at once before any is counted: with 1,024
#: descriptors, 512 connections and these leave 256 for the rest.
BACKLOG = 256
#: The same warning is logged once in this time, however often its cause comes up.
WARNING_SECONDS = 60.0

#: Questions that wait in line behind those being worked on: with two cores and 50 to 100 ms for each, some three seconds' wait.
QUEUE = 64
#: The longest wait in line; then the question is refused, for its asker has given up or will.
QUEUE_SECONDS = 10.0
#: From then on, for the answer without a language model: one takes 0.1 s, the longest text a few seconds on a busy machine.
WORK_SECONDS = 20.0
#: Questions at once where a language model writes: a thread mostly waits for it. What is computed is computed on the cores still.
MODEL_QUESTIONS = 32
#: For the answer where a language model writes: two rounds of the longest ZHUNRU_MODEL_TIMEOUT. Rounds end by themselves; this
#: ends what does not.
MODEL_SECONDS = 1200.0
#: Threads for everything that is no question: tables, conversations, files. More would only keep the event loop from the interpreter.
OTHER_THREADS = 4
#: For how long one thread keeps the interpreter from another (Python's own is 0.005): each step of the event loop waits behind
#: every thread that computes, several times a request.
SWITCH_SECONDS = 0.001
#: The most that a refused client is asked to wait before it tries again.
RETRY_SECONDS = 120


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def connections_allowed() -> int:
    """CONNECTIONS, or half of the file descriptors of this process where that is less."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return CONNECTIONS
    descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return CONNECTIONS if descriptors == resource.RLIM_INFINITY else min(CONNECTIONS, descriptors // 2)
