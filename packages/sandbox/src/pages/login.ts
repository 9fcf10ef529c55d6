/** The login window, for people: who are you, and may this app do these things? No script; the form is all there is. */
import type { App } from '../entities/app.ts'
import type { Scope } from '../entities/scopes.ts'
import type { User } from '../entities/user.ts'
import { LOGIN_STYLE } from './login-style.ts'
import { type Markup, markup, trusted } from './markup.ts'
import { STYLE } from './style.ts'

export interface LoginPage {
  readonly app: App
  readonly users: readonly User[]
  readonly scopes: readonly Scope[]
  /** Sent back with the form, so that it is checked again. */
  readonly request: Readonly<Record<string, string>>
}

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  threads_basic: 'See your profile and your posts',
  threads_content_publish: 'Publish posts for you',
  threads_read_replies: 'Read replies to your posts',
  threads_manage_replies: 'Answer, hide and approve replies',
  threads_manage_insights: 'See how your posts do',
  threads_keyword_search: 'Search public posts',
  threads_manage_mentions: 'See where you are mentioned',
  threads_delete: 'Delete your posts',
  threads_location_tagging: 'Search places and tag them',
  threads_profile_discovery: 'Look up public profiles',
  threads_share_to_instagram: 'Share your posts to Instagram',
}

export function loginPage(page: LoginPage): string {
  const { app, request } = page
  return markup`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self'">
<title>Log in to ${app.name} (Threads sandbox)</title>
<style>${trusted(STYLE + LOGIN_STYLE)}</style>
<main class="card">
  <p class="banner">Sandbox: this is not Meta, and no real account is touched</p>
  <form method="post" action="/oauth/authorize">
    ${Object.entries(request).map(([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`)}
    <h1><b>${app.name}</b> asks to use your Threads profile</h1>
    ${people(page.users)}
    ${permissions(page.scopes)}
    <p class="soft back">Afterwards you are at <span class="mono">${hostOf(request.redirect_uri)}</span></p>
    <div class="buttons">
      <button name="decision" value="deny">Cancel</button>
      <button name="decision" value="approve" class="primary">Allow</button>
    </div>
  </form>
</main>
</html>`.markup
}

function people(users: readonly User[]): Markup {
  return markup`<fieldset><legend>Continue as</legend>
    ${users.map((user, index) => person(user, index === 0))}
    <label class="row">
      <input type="radio" name="user" value="" ${trusted(users.length === 0 ? 'checked' : '')}>
      <span class="picture nobody" aria-hidden="true">+</span>
      <input class="name" name="new_user" placeholder="somebody new" pattern="[A-Za-z0-9._]{1,30}" maxlength="30"
        autocomplete="off" aria-label="Username of somebody new" ${trusted(users.length === 0 ? 'value="anna"' : '')}>
    </label>
  </fieldset>`
}

function person(user: User, first: boolean): Markup {
  return markup`<label class="row">
      <input type="radio" name="user" value="${user.username}" ${trusted(first ? 'checked' : '')}>
      <img class="picture" src="/__sandbox/pictures/${user.username}.svg" alt="">
      <span class="who"><b>${user.username}</b>${user.name !== undefined && markup`<span class="soft">${user.name}</span>`}</span>
      ${user.private && markup`<span class="badge">private</span>`}
      ${!user.tester && markup`<span class="badge warn">no tester</span>`}
    </label>`
}

function permissions(scopes: readonly Scope[]): Markup {
  return markup`<fieldset><legend>It may</legend>
    ${scopes.map(permission)}
  </fieldset>`
}

/** `threads_basic` cannot be unticked: every call needs it. */
function permission(scope: Scope): Markup {
  const fixed = scope === 'threads_basic'
  return markup`<label class="row scope">
      ${fixed && markup`<input type="hidden" name="granted" value="${scope}">`}
      <input type="checkbox" name="granted" value="${scope}" checked ${trusted(fixed ? 'disabled' : '')}>
      <span>${SCOPE_WORDS[scope]}<br><code class="soft">${scope}</code></span>
    </label>`
}

function hostOf(uri: string | undefined): string {
  return uri !== undefined && URL.canParse(uri) ? new URL(uri).host : ''
}
