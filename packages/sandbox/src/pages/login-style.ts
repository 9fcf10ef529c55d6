export const LOGIN_STYLE = `
body { min-height: 100vh; display: grid; place-items: center; padding: 1rem; }
main { width: min(27rem, 100%); overflow: hidden; }
.banner { padding: .45rem 1.5rem; background: var(--accent); color: var(--accent-ink); font-size: .82rem; text-align: center; }
form { padding: 1.4rem 1.5rem 1.5rem; display: grid; gap: 1.1rem; }
h1 { font-size: 1.3rem; line-height: 1.3; font-weight: 400; letter-spacing: -.01em; text-wrap: balance; }
fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: .4rem; }
legend { padding: 0 0 .4rem; color: var(--soft); font-size: .82rem; }
.row {
  display: flex; align-items: center; gap: .75rem;
  padding: .55rem .75rem;
  border: 1px solid var(--line); border-radius: 12px;
  cursor: pointer;
}
.row:hover { background: var(--raised); }
.row:has(input[type=radio]:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.row > input[type=radio], .row > input[type=checkbox] { accent-color: var(--accent); margin: 0; flex: none; }
.who { flex: 1; display: grid; line-height: 1.3; overflow-wrap: anywhere; }
.nobody { display: grid; place-items: center; border: 1px dashed var(--soft); color: var(--soft); font-size: 1.2rem; }
.name { flex: 1; border: 0; background: none; padding: .2rem 0; }
.scope { align-items: flex-start; line-height: 1.35; padding: .5rem .75rem; }
.scope > input { margin-top: .2rem !important; }
.back { font-size: .85rem; }
.buttons { display: grid; grid-template-columns: 1fr 2fr; gap: .6rem; }
.buttons button { padding: .7rem; border-radius: 12px; }
`
