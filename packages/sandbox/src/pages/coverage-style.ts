export const COVERAGE_STYLE = `
body { max-width: 78rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
header { display: grid; gap: .4rem; margin-bottom: 1.5rem; }
header p:last-of-type { max-width: 46rem; }
h1 { font-size: 1.9rem; letter-spacing: -.025em; line-height: 1.2; }
h2 { font-size: 1.05rem; margin-bottom: .8rem; text-transform: capitalize; }
nav { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: .9rem; }
nav a { display: block; min-width: 13rem; padding: .8rem 1rem; border: 1px solid var(--line); border-radius: 14px; background: var(--card); text-decoration: none; color: inherit; }
nav a:hover { border-color: var(--soft); }
nav b { font-size: 1.5rem; letter-spacing: -.02em; }
nav small { margin-right: .6rem; }
progress { display: block; width: 100%; height: 6px; margin: .35rem 0; appearance: none; border: 0; border-radius: 6px; overflow: hidden; background: var(--line); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--good); }
progress::-moz-progress-bar { background: var(--good); }
main { display: grid; gap: 1.25rem; }
.card { padding: 1.1rem 1.25rem; min-width: 0; scroll-margin-top: 1rem; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; }
th { text-align: left; font-weight: 500; color: var(--soft); padding: 0 1rem .4rem 0; white-space: nowrap; }
td { border-top: 1px solid var(--line); padding: .5rem 1rem .5rem 0; vertical-align: top; overflow-wrap: anywhere; }
td:first-child code { white-space: nowrap; }
.source { white-space: nowrap; font-variant-numeric: tabular-nums; }
.code { line-height: 1.25; }
.note { font-size: .82rem; }
summary { cursor: pointer; color: var(--accent); white-space: nowrap; }
details ul { margin: .4rem 0 0; padding-left: 1rem; min-width: 16rem; font-size: .85rem; }
footer { margin-top: 1.25rem; font-size: .88rem; }
a { color: var(--accent); }
`
