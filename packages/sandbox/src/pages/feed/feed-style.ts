export const FEED_STYLE = `
:root {
  --paper: light-dark(#fafafa, #0a0a0a);
  --card: light-dark(#ffffff, #181818);
  --raised: light-dark(#f5f5f5, #1e1e1e);
  --line: light-dark(#e4e4e4, #2c2c2c);
  --ink: light-dark(#0a0a0a, #f3f5f7);
  --soft: light-dark(#6b6b6b, #a0a0a0);
  --link: light-dark(#00629f, #5eb4f5);
}
body { font-size: 15px; line-height: 1.4; }
main { max-width: 38rem; min-height: 100vh; margin: 0 auto; background: var(--card); border-inline: 1px solid var(--line); }
a { color: inherit; text-decoration: none; }
a:hover { text-decoration: underline; }
.text a, .words a { color: var(--link); }
.small { font-size: .82rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.face { width: 36px; height: 36px; border-radius: 50%; display: block; }
.face.large { width: 72px; height: 72px; }
.face.tiny { width: 18px; height: 18px; }
.verified { vertical-align: -2px; margin-left: .25rem; }

.bar { padding: .9rem 1.1rem; font-size: 1rem; text-align: center; border-bottom: 1px solid var(--line); }
.profile { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .7rem 1rem; align-items: center; padding: 1.5rem 1.1rem 1rem; }
.profile h1 { font-size: 1.45rem; line-height: 1.2; letter-spacing: -.02em; overflow-wrap: anywhere; }
.profile .biography, .profile .followers { grid-column: 1 / -1; }
.biography { white-space: pre-line; overflow-wrap: anywhere; }
.tabs { display: grid; grid-auto-flow: column; border-bottom: 1px solid var(--line); }
.tabs a { padding: .75rem; text-align: center; font-weight: 600; color: var(--soft); }
.tabs a[aria-current] { color: var(--ink); box-shadow: inset 0 -1.5px var(--ink); }

.chain { padding: .85rem 1.1rem .35rem; border-bottom: 1px solid var(--line); }
.post { display: grid; grid-template-columns: 36px minmax(0, 1fr); gap: 0 .75rem; scroll-margin-top: 1rem; }
.rail { display: flex; flex-direction: column; align-items: center; }
.chained .rail::after { content: ""; flex: 1; width: 2px; margin: .5rem 0; border-radius: 2px; background: var(--line); }
.said { padding-bottom: .6rem; }
.said > header, .quote > header { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .4rem; }
.name { font-weight: 600; }
.said > header > .verified { margin-left: -.1rem; }
.topic { font-weight: 600; overflow-wrap: anywhere; }
.when { white-space: nowrap; }
.badges { display: inline-flex; flex-wrap: wrap; gap: .3rem; }
.over { display: flex; align-items: center; gap: .4rem; margin: 0 0 .35rem 1.2rem; }
.over svg { width: 15px; height: 15px; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .1rem 0 0; }
.said > * + * { margin-top: .5rem; }
.said > .poll { margin: .5rem 0 0; }
.said > header + .text { margin-top: .1rem; }

.media > *, .media img, .media video { display: block; }
.media img, .media video, .carousel img, .carousel video { border-radius: 12px; border: 1px solid light-dark(rgb(0 0 0 / .1), rgb(255 255 255 / .12)); background: var(--raised); }
.media img, .media video { width: auto; max-width: 100%; height: auto; max-height: 27rem; }
.film { position: relative; display: inline-block; }
.film .play { position: absolute; inset: 0; margin: auto; }
.carousel { display: flex; gap: .5rem; overflow-x: auto; scroll-snap-type: x proximity; list-style: none; margin: .5rem -1.1rem 0 -4.1rem; padding: 0 1.1rem .25rem 4.1rem; scrollbar-width: none; }
.carousel li { flex: none; scroll-snap-align: center; }
.carousel img, .carousel video { display: block; height: 17rem; width: auto; max-width: 82vw; object-fit: cover; }

.spoiler { cursor: pointer; position: relative; }
.spoiler > input { position: absolute; opacity: 0; pointer-events: none; width: 1px; height: 1px; }
.spoiler > span { border-radius: 5px; }
.spoiler > input:not(:checked) + span {
  background: radial-gradient(circle at 25% 35%, var(--soft) .6px, transparent 1px) 0 0 / 4px 4px, radial-gradient(circle at 70% 70%, var(--soft) .7px, transparent 1.1px) 1px 2px / 5px 5px, var(--raised);
  color: transparent;
}
.spoiler > input:not(:checked) + span > * { visibility: hidden; }
.spoiler > input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px; }
.text .spoiler > input:not(:checked) + span { box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.media .spoiler, .carousel .spoiler { display: block; width: fit-content; }
.media .spoiler > span, .carousel .spoiler > span { display: block; border-radius: 12px; overflow: hidden; }
.media .spoiler > input:not(:checked) + span::after, .carousel .spoiler > input:not(:checked) + span::after {
  content: "Spoiler"; position: absolute; inset: 0; margin: auto; width: fit-content; height: fit-content;
  padding: .3rem .8rem; border-radius: 99px; background: var(--ink); color: var(--card); font-weight: 600; font-size: .85rem;
}

.poll { list-style: none; padding: 0; display: grid; gap: .4rem; }
.poll label { position: relative; display: flex; justify-content: space-between; gap: 1rem; padding: .5rem .9rem; border-radius: 12px; overflow: hidden; isolation: isolate; border: 1px solid var(--line); }
.poll span { overflow-wrap: anywhere; }
.poll progress { position: absolute; inset: 0; width: 100%; height: 100%; z-index: -1; appearance: none; border: 0; background: none; }
.poll progress::-webkit-progress-bar { background: none; }
.poll progress::-webkit-progress-value { background: light-dark(#ececec, #2b2b2b); }
.poll progress::-moz-progress-bar { background: light-dark(#ececec, #2b2b2b); }
.link { display: flex; align-items: center; gap: .8rem; border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
.link:hover { text-decoration: none; background: var(--raised); }
.link small { display: block; color: var(--soft); }
.link b { font-weight: 600; overflow-wrap: anywhere; }
.tile { display: grid; place-items: center; align-self: stretch; min-width: 4.2rem; min-height: 4.2rem; font-size: 1.5rem; font-weight: 700; color: var(--soft); background: var(--raised); border-right: 1px solid var(--line); }
.long { border: 1px solid var(--line); border-radius: 12px; padding: .7rem .9rem; }
.long summary { cursor: pointer; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.long summary .soft { font-weight: 400; }
.long[open] summary .soft { display: none; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; margin: .6rem 0; }
.gif { display: grid; place-content: center; justify-items: center; gap: .1rem; width: 15rem; max-width: 100%; height: 9rem; border-radius: 12px; color: #fff; background: linear-gradient(120deg, #5b21b6, #be185d 60%, #c2410c); }
.gif b { font-size: 1.6rem; letter-spacing: .08em; }
.gif span { font-size: .78rem; }
.place { display: flex; align-items: center; gap: .25rem; }
.place svg { width: 15px; height: 15px; }
.quote { border: 1px solid var(--line); border-radius: 12px; padding: .7rem .9rem; display: grid; gap: .4rem; }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem .95rem; margin: .55rem 0 0; padding: 0; color: var(--soft); font-size: .85rem; font-variant-numeric: tabular-nums; }
.counts li { display: flex; align-items: center; gap: .3rem; }
.counts svg { width: 18px; height: 18px; }
.ghost .said > .text { display: inline-block; padding: .55rem .9rem; border: 1.5px dashed var(--soft); border-radius: 18px; color: var(--soft); }
.gone { padding: 1.6rem 1.1rem; color: var(--soft); text-align: center; }
.quote .gone { padding: .3rem; text-align: left; }
.older { padding: 1rem; text-align: center; }
.older a { font-weight: 600; color: var(--link); }
@media (max-width: 38rem) { main { border: 0; } }
`
