"""One page: an insight to publish, and the account that it would be published from.

The token comes from the environment, where `everthread run` puts a fresh one. When it is dead all the same, the text
can be copied and published by hand.
"""

import os

import streamlit as st

from threads_profile import Profile, Trouble, fetch_profile, intent_url

TEXT_LIMIT = 500
SAMPLE = "Write it down on the day you learn it. In a month you will believe that you always knew."


@st.cache_data(ttl="1m", show_spinner="Asking Threads whose token this is")
def current_profile() -> Profile | Trouble:
    """A minute's memory: Streamlit runs this file again at every keystroke."""
    return fetch_profile(os.environ)


def show_account(account: Profile) -> None:
    picture, name = st.columns([1, 7], vertical_alignment="center")
    if account.picture_url:
        picture.image(account.picture_url, width=64)
    name.markdown(f"**@{account.username}**  \n:small[The token works.]")


def show_trouble(trouble: Trouble) -> None:
    if trouble.kind == "missing":
        st.warning(f"{trouble.message} Start the page with `everthread run --env .env -- streamlit run app.py`.")
    elif trouble.kind == "dead":
        st.error(f"The token does not work. {trouble.message}")
        st.markdown(
            "A new one: `everthread connect --env .env`, or generate it in Meta's dashboard and run "
            "`everthread adopt --env .env --token -`. Until then you can publish by hand, below."
        )
    else:
        st.info(f"{trouble.message} Try again in a minute.")
        if st.button("Ask again"):
            current_profile.clear()
            st.rerun()


def show_way_out(text: str) -> None:
    """Publishing by hand: copy the text, open Threads, paste."""
    st.caption("Copy the text with the button in its corner, or open Threads with it filled in.")
    st.code(text, language=None, wrap_lines=True)
    st.link_button("Open Threads", intent_url(text))


def main() -> None:
    st.set_page_config(page_title="Insight", layout="centered")
    st.title("Insight")
    account = current_profile()
    if isinstance(account, Profile):
        show_account(account)
    else:
        show_trouble(account)
    text = st.text_area("Text", SAMPLE, max_chars=TEXT_LIMIT, height=140).strip()
    if text:
        show_way_out(text)


main()
