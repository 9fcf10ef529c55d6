/** The look that both pages share: one column of ink on paper, light or dark as the reader's machine is set. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f5f2, #101113);
  --card: light-dark(#ffffff, #191a1d);
  --raised: light-dark(#faf9f7, #202226);
  --line: light-dark(#e4e1da, #2d2f35);
  --ink: light-dark(#17181a, #f0efec);
  --soft: light-dark(#6a6861, #9a9da6);
  --accent: light-dark(#4338ca, #a5b4fc);
  --accent-ink: light-dark(#ffffff, #14152b);
  --good: light-dark(#15803d, #4ade80);
  --warn: light-dark(#b45309, #fbbf24);
  --bad: light-dark(#b91c1c, #f87171);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace;
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  -webkit-font-smoothing: antialiased;
}
h1, h2, h3, p { margin: 0; }
button, input, select { font: inherit; color: inherit; }
button, .button {
  display: inline-block;
  padding: .45rem .9rem;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--raised);
  cursor: pointer;
  text-decoration: none;
  color: inherit;
}
button:hover, .button:hover { border-color: var(--soft); }
button.primary, .button.primary {
  background: var(--accent);
  border-color: var(--accent);
  color: var(--accent-ink);
  font-weight: 600;
}
button.primary:hover { filter: brightness(1.08); }
button.quiet { border-color: transparent; background: none; color: var(--soft); padding: .2rem .45rem; }
button.quiet:hover { color: var(--ink); border-color: var(--line); }
input, select {
  padding: .4rem .6rem;
  border: 1px solid var(--line);
  border-radius: 10px;
  background: var(--card);
  min-width: 0;
}
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, .mono { font-family: var(--mono); font-size: .88em; }
.soft { color: var(--soft); }
.badge {
  display: inline-block;
  padding: 0 .5rem;
  border-radius: 99px;
  border: 1px solid currentColor;
  font-size: .78rem;
  line-height: 1.45;
  color: var(--soft);
  white-space: nowrap;
}
.badge.good { color: var(--good); }
.badge.warn { color: var(--warn); }
.badge.bad { color: var(--bad); }
.card {
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 16px;
  box-shadow: 0 1px 2px rgb(0 0 0 / .04), 0 8px 24px -16px rgb(0 0 0 / .2);
}
.picture { width: 40px; height: 40px; border-radius: 50%; display: block; flex: none; }
`
