/** The sandbox's coverage matrix as a page for people who have no sandbox at hand. */
import type { Proof, Support } from '../../packages/sandbox/src/coverage/proof.ts'
import type { CoverageReport } from '../../packages/sandbox/src/coverage/report.ts'

export function renderCoverage({ totals, endpoints, callbacks, errors }: CoverageReport): string {
  return `# What of the Threads API the sandbox has

Written by \`npx vitest run test/docs/sandbox-coverage.test.ts -u\` from the matrix that \`GET /__sandbox/coverage\` answers and \`/coverage\`
shows with all tests by name. A test fails when this page differs from the matrix, and another when the matrix lies.

Source: **C** confirmed, **S** one source, **G** a guess of ours, **?** sources contradict each other; § is the section of the
facts that the sandbox is built from.

| | supported | partial | not yet |
| --- | --- | --- | --- |
${Object.entries(totals)
  .map(([part, counts]) => line([`[${part}](#${part})`, ...numbers(counts)]))
  .join('\n')}

## Endpoints

| Call | Id in faults | Status | Source | Tests | |
| --- | --- | --- | --- | --- | --- |
${endpoints.map((row) => line([code(`${row.methods.join(' ')} ${row.path}`), code(row.id), ...verdict(row)])).join('\n')}

## Callbacks

| Sent | Id | Status | Source | Tests | |
| --- | --- | --- | --- | --- | --- |
${callbacks.map((row) => line([row.sent, code(row.id), ...verdict(row)])).join('\n')}

## Errors

| Code | Message | Status | Source | Tests | |
| --- | --- | --- | --- | --- | --- |
${errors.map((row) => line([`${codeOf(row)}, HTTP ${row.http_status}`, row.message, ...verdict(row)])).join('\n')}
`
}

interface Row {
  readonly status: Support
  readonly section: string
  readonly confidence: string
  readonly note?: string
  readonly tests: readonly Proof[]
}

function verdict({ status, section, confidence, note, tests }: Row): readonly string[] {
  return [status, `§${section} ${confidence}`, `${tests.length}`, note ?? '']
}

function numbers(counts: Readonly<Record<Support, number>>): readonly string[] {
  return [counts.supported, counts.partial, counts['not yet']].map(String)
}

function codeOf({ code, subcode }: { readonly code: number; readonly subcode?: number }): string {
  return subcode === undefined ? `${code}` : `${code}/${subcode}`
}

function code(text: string): string {
  return `\`${text}\``
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('<', '&lt;')).join(' | ')} |`
}
