export const HOME_STYLE = `
body { max-width: 104rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
header { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: center; justify-content: space-between; margin-bottom: 1.5rem; }
h1 { font-size: 1.7rem; letter-spacing: -.025em; line-height: 1.2; }
h2 { font-size: 1rem; letter-spacing: -.01em; }
main { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr) 25rem; grid-template-areas: "wide side phone" "log log phone"; align-items: start; }
.wide, .side { display: grid; gap: 1.25rem; }
.wide { grid-area: wide; }
.side { grid-area: side; }
.log { grid-area: log; }
.phone { grid-area: phone; position: sticky; top: 1.25rem; }
@media (max-width: 84rem) { main { grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr); grid-template-areas: "wide side" "phone phone" "log log"; } .phone { position: static; width: 25rem; max-width: 100%; margin: 0 auto; } }
@media (max-width: 54rem) { main { grid-template-columns: minmax(0, 1fr); grid-template-areas: "wide" "phone" "side" "log"; } }
.card { padding: 1.1rem 1.25rem 1.25rem; }
.head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; margin-bottom: .9rem; }
.head form { display: flex; gap: .4rem; }
.head form input { width: 9rem; }
.clock { display: flex; flex-wrap: wrap; gap: .75rem 1.1rem; align-items: center; padding: .8rem 1.1rem; }
#now { font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.2; }
#day { font-size: .82rem; }
.turns { display: flex; gap: .35rem; }
.turns button { padding: .35rem .7rem; }
.clock select { margin-left: .35rem; }
.user { padding: .9rem 0 .2rem; border-top: 1px solid var(--line); }
.user:first-child { border-top: 0; padding-top: 0; }
.user > .line { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .7rem; }
.user .name { font-weight: 600; }
.line .push { margin-left: auto; display: flex; gap: .35rem; align-items: center; }
.token { margin: .6rem 0 .6rem 3.2rem; display: grid; gap: .3rem; }
.token .line { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .6rem; font-size: .9rem; }
.life { height: 6px; border-radius: 6px; background: var(--line); overflow: hidden; }
.life > i { display: block; height: 100%; background: var(--good); }
.life.low > i { background: var(--warn); }
.life.dead > i { background: var(--bad); }
.token select, .token button, .user select { padding: .15rem .45rem; font-size: .85rem; border-radius: 8px; }
.token select, .user select { width: 6.6rem; }
.token .push { margin-left: auto; display: flex; gap: .35rem; }
meter { height: .5rem; width: 100%; }
.quota { margin: .35rem 0 0 3.2rem; display: grid; grid-template-columns: 8rem minmax(0, 1fr) auto; gap: .75rem; align-items: center; font-size: .85rem; }
.quota meter { border: 0; border-radius: 6px; background: var(--line); appearance: none; overflow: hidden; height: 6px; }
.quota meter::-webkit-meter-inner-element { display: block; }
.quota meter::-webkit-meter-bar { background: var(--line); border: 0; border-radius: 6px; height: 6px; }
.quota meter::-webkit-meter-optimum-value { background: var(--accent); border-radius: 6px; }
.quota meter::-webkit-meter-suboptimum-value { background: var(--bad); border-radius: 6px; }
.quota meter::-moz-meter-bar { background: var(--accent); }
.scopes { font-size: .78rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .3rem .9rem; margin: 0 0 .9rem; font-size: .9rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.secret { cursor: pointer; }
#new-fault { display: grid; grid-template-columns: minmax(0, 1fr) 4rem auto; gap: .4rem; margin-bottom: .7rem; }
#new-fault [name=endpoint] { grid-column: 1 / -1; }
.fault { display: flex; gap: .6rem; padding: .35rem 0; border-top: 1px solid var(--line); font-size: .9rem; }
.fault .push { margin-left: auto; }
.webhook { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .6rem; padding: .35rem 0; border-top: 1px solid var(--line); font-size: .9rem; overflow-wrap: anywhere; }
.webhook:first-child { border-top: 0; }
.webhook .push { margin-left: auto; display: flex; flex-wrap: wrap; gap: .25rem; }
#new-webhook { display: grid; gap: .5rem; margin: .7rem 0; grid-template-columns: 2fr 1fr; }
#new-webhook fieldset, #new-webhook button { grid-column: 1 / -1; }
#new-webhook fieldset { display: flex; flex-wrap: wrap; gap: .3rem 1rem; border: 1px solid var(--line); border-radius: 10px; margin: 0; padding: .3rem .8rem .5rem; }
pre { margin: .4rem 0; padding: .7rem; border-radius: 10px; background: var(--raised); font: .8rem/1.45 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
td summary { color: var(--ink); }
.fill { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; font-size: .9rem; }
.fill input { width: 5.5rem; }
.names { display: flex; flex-wrap: wrap; gap: .2rem .8rem; font-size: .9rem; margin-top: .3rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .4rem; margin: .8rem 0; }
.note { font-size: .85rem; }
a { color: var(--accent); }
.phone .head { margin: 0 .4rem .6rem; flex-wrap: nowrap; }
.phone .head select { flex: 1; }
.device { position: relative; padding: .7rem; border-radius: 2.6rem; background: light-dark(#17181a, #303238); box-shadow: 0 20px 50px -24px rgb(0 0 0 / .55); }
.device::before { content: ""; position: absolute; z-index: 1; left: 50%; top: 1.1rem; width: 5.5rem; height: 1.35rem; margin-left: -2.75rem; border-radius: 99px; background: light-dark(#17181a, #303238); }
.device iframe, .device > p { display: block; width: 100%; height: min(46rem, 78vh); border: 0; border-radius: 2rem; background: var(--card); }
.device > p { display: grid; place-items: center; padding: 2rem; text-align: center; }
.device [hidden] { display: none; }
#new-post { display: flex; gap: .4rem; margin: .8rem .4rem 0; }
#new-post input { flex: 1; }
#new-post[hidden], #open[hidden] { display: none; }
details > summary { cursor: pointer; display: flex; align-items: baseline; gap: .75rem; list-style: none; }
details > summary::after { content: "+"; margin-left: auto; color: var(--soft); font-size: 1.2rem; line-height: 1; }
details[open] > summary::after { content: "\\2212"; }
#switches { max-height: 36rem; overflow-y: auto; }
.switch { display: grid; grid-template-columns: minmax(0, 1fr) 8.5rem; gap: .1rem .75rem; padding: .6rem 0; border-top: 1px solid var(--line); }
.switch:first-child { margin-top: .9rem; }
.switch p { grid-column: 1 / -1; font-size: .82rem; }
.switch select { padding: .15rem .4rem; font-size: .85rem; }
.switch.moved code { color: var(--accent); font-weight: 600; }
.scroll { overflow-x: auto; max-height: 26rem; overflow-y: auto; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; }
th { text-align: left; font-weight: 500; color: var(--soft); padding: 0 .75rem .4rem 0; position: sticky; top: 0; background: var(--card); }
td { border-top: 1px solid var(--line); padding: .35rem .75rem .35rem 0; vertical-align: top; overflow-wrap: anywhere; }
#containers td:nth-child(n + 3) { white-space: nowrap; overflow-wrap: normal; }
#containers code { white-space: nowrap; }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
.params { font-size: .8rem; }
.empty { color: var(--soft); padding: .4rem 0; font-size: .9rem; }
footer { margin-top: 1.25rem; display: flex; justify-content: flex-end; }
#toast {
  position: fixed; left: 50%; bottom: 1.5rem; transform: translate(-50%, 1rem);
  max-width: min(40rem, 90vw); padding: .6rem 1rem; border-radius: 12px;
  background: var(--ink); color: var(--paper); opacity: 0; pointer-events: none; transition: .2s;
}
#toast.shown { opacity: 1; transform: translate(-50%, 0); }
@media (prefers-reduced-motion: reduce) { #toast { transition: none; } }
`
