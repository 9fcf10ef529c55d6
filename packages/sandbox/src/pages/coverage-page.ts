/** `/coverage`: the matrix, row by row, with how sure each is and which tests show it. */
import type { ErrorRow } from '../errors/error-row.ts'
import { type CoverageReport, coverageReport } from '../coverage/report.ts'
import type { Proof, Support } from '../coverage/proof.ts'
import { COVERAGE_STYLE } from './coverage-style.ts'
import { pageDocument } from './document.ts'
import { type Markup, markup } from './markup.ts'

let page: string | undefined

export function coveragePage(): string {
  page ??= pageDocument({
    title: 'What of the Threads API works in this sandbox',
    style: COVERAGE_STYLE,
    body: body(coverageReport()),
  })
  return page
}

function body({ totals, endpoints, callbacks, errors }: CoverageReport): Markup {
  return markup`<header><p><a href="/">Threads sandbox</a></p><h1>Coverage</h1>
    <p class="soft">What of the Threads API works here, where each fact comes from, and the tests that show it. A test fails when this list lies.</p>
    <nav aria-label="Parts">${part('endpoints', totals.endpoints)}${part('callbacks', totals.callbacks)}${part('errors', totals.errors)}</nav></header>
  <main>
    ${table('endpoints', ['call', 'id in faults', 'status', 'source', 'shown by'], endpoints.map(endpointLine))}
    ${table('callbacks', ['sent', 'id', 'status', 'source', 'shown by'], callbacks.map(callbackLine))}
    ${table('errors', ['code', 'message', 'status', 'source', 'shown by'], errors.map(errorLine))}
  </main>
  <footer class="soft">Sources: <b>C</b> confirmed, <b>S</b> one source, <b>G</b> a guess of ours, <b>?</b> sources contradict each other; § is the section of the facts file. As JSON: <a href="/__sandbox/coverage">/__sandbox/coverage</a></footer>`
}

function part(name: string, totals: Readonly<Record<Support, number>>): Markup {
  const all = totals.supported + totals.partial + totals['not yet']
  return markup`<a href="#${name}"><b>${totals.supported}</b> <span class="soft">of ${all} ${name}</span>
    <progress max="${all}" value="${totals.supported}" aria-label="${name} supported"></progress>
    ${totals.partial > 0 && markup`<small class="soft">${totals.partial} partial</small>`}
    ${totals['not yet'] > 0 && markup`<small class="soft">${totals['not yet']} not yet</small>`}</a>`
}

function table(name: string, heads: readonly string[], lines: readonly Markup[]): Markup {
  return markup`<section class="card" id="${name}"><h2>${name}</h2><div class="scroll" tabindex="0" aria-label="${name}"><table>
    <thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>${lines}</tbody></table></div></section>`
}

type Row<Name extends 'endpoints' | 'callbacks' | 'errors'> = CoverageReport[Name][number]

function endpointLine(row: Row<'endpoints'>): Markup {
  return markup`<tr><td><code>${row.methods.join(' ')} ${row.path}</code>${note(row.note)}</td>
    <td><code class="soft">${row.id}</code></td>${verdict(row)}</tr>`
}

function callbackLine(row: Row<'callbacks'>): Markup {
  return markup`<tr><td>${row.sent}${note(row.note)}</td><td><code class="soft">${row.id}</code></td>${verdict(row)}</tr>`
}

function errorLine(row: Row<'errors'>): Markup {
  return markup`<tr><td class="code"><code><b>${codeOf(row)}</b></code><br><small class="soft">HTTP ${row.http_status}</small></td>
    <td>${row.message}${row.title !== undefined && markup` <small class="soft">${row.title}</small>`}${note(row.note)}<br><code class="soft">${row.id}</code></td>${verdict(row)}</tr>`
}

function codeOf({ code, subcode }: Pick<ErrorRow, 'code' | 'subcode'>): string {
  return subcode === undefined ? `${code}` : `${code}/${subcode}`
}

const MOODS: Readonly<Record<Support, string>> = { supported: 'good', partial: 'warn', 'not yet': 'bad' }

interface Verdict {
  readonly status: Support
  readonly section: string
  readonly confidence: string
  readonly tests: readonly Proof[]
}

function verdict({ status, section, confidence, tests }: Verdict): Markup {
  return markup`<td><span class="badge ${MOODS[status]}">${status}</span></td>
    <td class="source">§${section} <b>${confidence}</b></td>
    <td>${tests.length > 0 && markup`<details><summary>${tests.length} ${tests.length === 1 ? 'test' : 'tests'}</summary><ul>${tests.map(proof)}</ul></details>`}</td>`
}

function proof({ file, test }: Proof): Markup {
  return markup`<li>${test} <code class="soft">${file}</code></li>`
}

function note(text: string | undefined): Markup | false {
  return text !== undefined && markup`<div class="note soft">${text}</div>`
}
