"""The function of `original-flow.ts` as a Python application has it: prints the token that it would go on with.

Arguments: the API's address. Standard input: the token and the app secret, a line each.
"""

import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

SEVEN_DAYS = 7 * 24 * 60 * 60


def get(url, **parameters):
    try:
        with urllib.request.urlopen(f"{url}?{urllib.parse.urlencode(parameters)}") as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        # The original's library does not raise for a refusal, and its function does not look.
        return json.load(refusal)


def token_to_use(api, token, app_secret):
    about = get(f"{api}/debug_token", input_token=token, access_token=token)
    expires_at = about.get("data", {}).get("expires_at", 0)
    if expires_at == 0 or expires_at - time.time() >= SEVEN_DAYS:
        return token
    answer = get(
        f"{api}/access_token",
        grant_type="th_exchange_token",
        client_secret=app_secret,
        access_token=token,
    )
    return answer.get("access_token", token)


if __name__ == "__main__":
    old, secret = sys.stdin.read().split()
    print(token_to_use(sys.argv[1], old, secret))
