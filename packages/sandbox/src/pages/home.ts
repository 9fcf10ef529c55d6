/** The page at `/`: what is going on in the sandbox, and buttons for what people do most. It talks to the control plane. */
import { pageDocument } from './document.ts'
import { HOME_PEOPLE_SCRIPT } from './home-people-script.ts'
import { HOME_PUBLISHING_SCRIPT } from './home-publishing-script.ts'
import { HOME_SCRIPT } from './home-script.ts'
import { HOME_STYLE } from './home-style.ts'
import { HOME_WORLD_SCRIPT } from './home-world-script.ts'
import { markup } from './markup.ts'

let page: string | undefined

export function homePage(): string {
  page ??= pageDocument({
    title: 'Threads sandbox',
    style: HOME_STYLE,
    script: HOME_PEOPLE_SCRIPT + HOME_PUBLISHING_SCRIPT + HOME_WORLD_SCRIPT + HOME_SCRIPT,
    body: BODY,
  })
  return page
}

const BODY = markup`<header>
  <div class="title"><h1>Threads sandbox</h1>
    <p class="soft">A Threads API on this machine. Nothing here reaches Meta. <a id="coverage" href="/coverage">Coverage</a></p></div>
  <section class="clock card" aria-label="Clock">
    <div><time id="now" class="mono">…</time><p id="day" class="soft"></p></div>
    <div class="turns" id="turns"></div>
    <label class="soft">Clock <select id="mode"><option>virtual<option>frozen<option>real</select></label>
  </section>
</header>
<main>
  <div class="wide">
    <section class="card">
      <div class="head"><h2>People and tokens</h2>
        <form id="new-user"><input name="username" placeholder="username" required pattern="[A-Za-z0-9._]{1,30}" autocomplete="off" aria-label="Username"><button>Add</button></form></div>
      <div id="people"></div>
    </section>
    <section class="card"><div class="head"><h2>Containers</h2><span class="soft">what waits to be published</span></div>
      <div class="scroll" tabindex="0" aria-label="Containers"><table><tbody id="containers"></tbody></table></div></section>
    <section class="card"><div class="head"><h2>Webhooks</h2><span class="soft">what apps are told</span></div>
      <div id="webhooks"></div>
      <details><summary>Subscribe an app</summary><form id="new-webhook">
        <input name="url" type="url" required placeholder="http://127.0.0.1:3000/webhooks" aria-label="Callback URL">
        <input name="verify_token" required placeholder="verify token" aria-label="Verify token" autocomplete="off">
        <fieldset><legend class="soft">Fields</legend>
          <label><input type="checkbox" name="fields" value="replies" checked> replies</label>
          <label><input type="checkbox" name="fields" value="mentions" checked> mentions</label>
          <label><input type="checkbox" name="fields" value="publish" checked> publish</label>
          <label><input type="checkbox" name="fields" value="delete" checked> delete</label></fieldset>
        <button>Verify and subscribe</button></form></details>
      <div class="scroll" tabindex="0" aria-label="Deliveries"><table><tbody id="deliveries"></tbody></table></div></section>
  </div>
  <div class="side">
    <section class="card"><div class="head"><h2>App</h2></div><div id="apps"></div></section>
    <section class="card">
      <div class="head"><h2>Faults</h2><button class="quiet" id="clear-faults">clear</button></div>
      <form id="new-fault"><select name="endpoint" aria-label="Endpoint"></select><select name="preset" aria-label="Fault"></select>
        <input name="times" type="number" min="1" value="1" aria-label="How many times"><button>Set</button></form>
      <div id="faults"></div>
    </section>
    <section class="card"><details><summary><h2>Switches</h2><span class="soft">what nobody outside Meta knows</span></summary><div id="switches"></div></details></section>
    <section class="card"><div class="head"><h2>Seeds</h2></div>
      <div id="population"></div>
      <div class="buttons"><button id="snapshot">Take a snapshot</button><button id="restore">Restore the latest</button></div>
      <p class="soft note">To start with people, tokens, posts and switches of your own: <code>everthread-sandbox --seed FILE</code></p>
    </section>
  </div>
  <section class="phone" aria-label="Feed">
    <div class="head"><h2>Feed</h2><select id="who" aria-label="Whose feed"></select><a class="button" id="open" href="/">open</a></div>
    <div class="device"><iframe id="feed" title="The feed as a phone shows it" hidden></iframe><p class="empty" id="no-feed">Add somebody to see their feed.</p></div>
    <form id="new-post"><input name="text" required maxlength="500" placeholder="Post something as they would in the app" aria-label="Text of a post" autocomplete="off"><button>Post</button></form>
  </section>
  <section class="card log">
    <div class="head"><h2>Requests</h2><button class="quiet" id="clear-requests">clear</button></div>
    <div class="scroll" tabindex="0" aria-label="Requests"><table><thead><tr><th>when<th>call<th>who<th>answer</tr></thead><tbody id="requests"></tbody></table></div>
  </section>
</main>
<footer class="soft"><button class="quiet" id="reset">Reset everything</button></footer>
<output id="toast" role="status"></output>
<noscript>This page needs JavaScript; the control plane under /__sandbox/ does not.</noscript>`
