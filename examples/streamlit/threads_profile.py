"""Whose token is it, and does it work? Standard library only, so that it can be tried without Streamlit.

Sending and interpreting are two functions: `fetch_profile` asks `/me`, `interpret` makes a value of whatever came back.
A dead token is a value too, not an exception: the page has something to offer in that case.

    THREADS_ACCESS_TOKEN=… python3 threads_profile.py
"""

import http.client
import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

DEFAULT_BASE_URL = "https://graph.threads.net"
FIELDS = "id,username,threads_profile_picture_url"
TIMEOUT_SECONDS = 10

# 190 and 102 speak of the token. A token of somebody who is no tester is 100 with the subcode 10.
TOKEN_CODES = (190, 102)
NOT_A_TESTER = (100, 10)

# Subcodes of 190 that say why. @see https://developers.facebook.com/docs/graph-api/guides/error-handling
WHY_DEAD = {
    458: "You removed the app from your Threads account.",
    459: "Threads wants you to log in on its website first.",
    460: "Your password was changed, or Threads closed the session for security reasons.",
    463: "It expired.",
}


@dataclass(frozen=True)
class Profile:
    id: str
    username: str
    picture_url: str | None


@dataclass(frozen=True)
class Trouble:
    """`kind` says what can be done: get a token, get a new one, wait."""

    kind: Literal["missing", "dead", "unclear"]
    message: str


def fetch_profile(environment: Mapping[str, str]) -> Profile | Trouble:
    token = environment.get("THREADS_ACCESS_TOKEN", "").strip()
    if not token:
        return Trouble("missing", "THREADS_ACCESS_TOKEN is not set.")
    if not (token.isascii() and token.isprintable() and " " not in token):
        return Trouble("dead", "It was not copied whole, or something came along: a space, a line break, a letter.")
    base_url = environment.get("THREADS_API_BASE_URL", "").rstrip("/") or DEFAULT_BASE_URL
    # The token travels in a header: a URL ends up in logs.
    request = urllib.request.Request(
        f"{base_url}/v1.0/me?fields={FIELDS}", headers={"Authorization": f"Bearer {token}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            return interpret(response.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return interpret(refusal.read())
    except (OSError, http.client.HTTPException) as error:
        return Trouble("unclear", f"Threads did not answer ({type(error).__name__}).")


def interpret(body: bytes) -> Profile | Trouble:
    """The status is not looked at: Meta answers 500 to some mistakes and 200 to some errors. The codes are reliable."""
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        return Trouble("unclear", "Something that is not Threads answered, a proxy or a login page perhaps.")
    error = answer.get("error")
    if isinstance(error, dict):
        return _trouble(error.get("code"), error.get("error_subcode"))
    if "id" not in answer or "username" not in answer:
        return Trouble("unclear", "Threads answered without a profile.")
    return Profile(answer["id"], answer["username"], answer.get("threads_profile_picture_url"))


def _trouble(code: object, subcode: object) -> Trouble:
    if code in TOKEN_CODES:
        return Trouble("dead", WHY_DEAD.get(subcode, "Threads does not accept it any more."))
    if (code, subcode) == NOT_A_TESTER:
        return Trouble("dead", "The account has not accepted the invitation to test the app.")
    return Trouble("unclear", f"Threads refused with code {code}. That need not mean that the token is dead.")


def intent_url(text: str) -> str:
    """Opens Threads with the text filled in: publishing by hand needs no token."""
    return f"https://www.threads.com/intent/post?text={quote(text, safe='')}"


if __name__ == "__main__":
    result = fetch_profile(os.environ)
    print(f"@{result.username}" if isinstance(result, Profile) else f"{result.kind}: {result.message}")
    sys.exit(0 if isinstance(result, Profile) else 1)
