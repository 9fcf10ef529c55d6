/** The page at `/`: what is going on in the sandbox, and buttons for what people do most. It talks to the control plane. */
import { HOME_RENDER_SCRIPT } from './home-render-script.ts'
import { HOME_SCRIPT } from './home-script.ts'
import { HOME_STYLE } from './home-style.ts'
import { markup, trusted } from './markup.ts'
import { STYLE } from './style.ts'

let page: string | undefined

export function homePage(): string {
  page ??= markup`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src 'self'; connect-src 'self'">
<title>Threads sandbox</title>
<style>${trusted(STYLE + HOME_STYLE)}</style>
<header>
  <div class="title"><h1>Threads sandbox</h1><p class="soft">A Threads API on this machine. Nothing here reaches Meta.</p></div>
  <section class="clock card" aria-label="Clock">
    <div><time id="now" class="mono">…</time><p id="day" class="soft"></p></div>
    <div class="turns" id="turns"></div>
    <label class="soft">Clock <select id="mode"><option>virtual<option>frozen<option>real</select></label>
  </section>
</header>
<main>
  <section class="card people">
    <div class="head"><h2>People and tokens</h2>
      <form id="new-user"><input name="username" placeholder="username" required pattern="[A-Za-z0-9._]{1,30}" autocomplete="off" aria-label="Username"><button>Add</button></form></div>
    <div id="people"></div>
  </section>
  <div class="side">
    <section class="card"><div class="head"><h2>App</h2></div><div id="apps"></div></section>
    <section class="card">
      <div class="head"><h2>Faults</h2><button class="quiet" id="clear-faults">clear</button></div>
      <form id="new-fault"><select name="endpoint" aria-label="Endpoint"></select><select name="preset" aria-label="Fault"></select>
        <input name="times" type="number" min="1" value="1" aria-label="How many times"><button>Set</button></form>
      <div id="faults"></div>
    </section>
    <section class="card"><details><summary><h2>Switches</h2><span class="soft">what nobody outside Meta knows</span></summary><div id="switches"></div></details></section>
  </div>
  <section class="card log">
    <div class="head"><h2>Requests</h2><a class="soft" href="/__sandbox/coverage" id="coverage"></a></div>
    <div class="scroll"><table><thead><tr><th>when<th>call<th>who<th>answer</tr></thead><tbody id="requests"></tbody></table></div>
  </section>
</main>
<footer class="soft"><button class="quiet" id="reset">Reset everything</button></footer>
<output id="toast" role="status"></output>
<noscript>This page needs JavaScript; the control plane under /__sandbox/ does not.</noscript>
<script>${trusted(HOME_RENDER_SCRIPT + HOME_SCRIPT)}</script>
</html>`.markup
  return page
}
