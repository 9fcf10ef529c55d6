"""python3 -m unittest"""

import json
import unittest

from threads_profile import Profile, Trouble, fetch_profile, intent_url, interpret


def refusal(code: int, subcode: int | None = None) -> bytes:
    error = {"message": "…", "type": "OAuthException", "code": code}
    return json.dumps({"error": error if subcode is None else {**error, "error_subcode": subcode}}).encode()


class Interpreting(unittest.TestCase):
    def test_a_profile_is_read(self) -> None:
        body = b'{"id":"34782204798093277","username":"anna"}'
        self.assertEqual(interpret(body), Profile("34782204798093277", "anna", None))

    def test_each_cause_of_death_has_its_own_sentence(self) -> None:
        dead = [interpret(refusal(190, subcode)) for subcode in (458, 459, 460, 463, None)]
        self.assertEqual({trouble.kind for trouble in dead}, {"dead"})
        self.assertEqual(len({trouble.message for trouble in dead}), 5)

    def test_an_invitation_that_nobody_accepted_is_recognised(self) -> None:
        self.assertIn("invitation", interpret(refusal(100, 10)).message)

    def test_a_bad_minute_of_metas_is_not_a_dead_token(self) -> None:
        for body in (refusal(2), refusal(613, 4279002), refusal(100), b"<html>", b"", b"[]", b"{}"):
            self.assertEqual(interpret(body).kind, "unclear", body)


class Fetching(unittest.TestCase):
    def test_no_token_is_said_without_a_call(self) -> None:
        self.assertEqual(fetch_profile({}), Trouble("missing", "THREADS_ACCESS_TOKEN is not set."))

    def test_a_token_that_no_header_can_carry_is_said_without_a_call(self) -> None:
        for token in ("THAA\nB", "THAA B", "THААB"):
            self.assertEqual(fetch_profile({"THREADS_ACCESS_TOKEN": token}).kind, "dead", token)

    def test_no_answer_is_not_a_dead_token_and_the_token_is_not_repeated(self) -> None:
        # Nothing listens on the discard port.
        trouble = fetch_profile({"THREADS_ACCESS_TOKEN": "canary", "THREADS_API_BASE_URL": "http://127.0.0.1:9"})
        self.assertEqual(trouble.kind, "unclear")
        self.assertNotIn("canary", trouble.message)


class ByHand(unittest.TestCase):
    def test_the_text_survives_the_link(self) -> None:
        self.assertEqual(
            intent_url("a & b\n#c"), "https://www.threads.com/intent/post?text=a%20%26%20b%0A%23c"
        )


if __name__ == "__main__":
    unittest.main()
