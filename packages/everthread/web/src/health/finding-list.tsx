/** What was found, each with its weight in a word and a shape, and with what helps. */
import { Said } from '../components/said.tsx'
import { inBoth, usePageWords } from '../words/in-both.ts'
import type { Finding } from './queries.ts'

const levelWords = inBoth(
  { ok: 'well', note: 'worth knowing', warning: 'warning', problem: 'problem' },
  { ok: 'в порядке', note: 'к сведению', warning: 'предупреждение', problem: 'неполадка' },
)

const MARKS = { ok: 'text-good', note: 'text-quiet', warning: 'text-late', problem: 'text-bad' }
const SHAPES = { ok: '✓', note: '●', warning: '◷', problem: '▲' }

export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const words = usePageWords(levelWords)
  return (
    <ul className="grid gap-3">
      {findings.map(({ code, level, message, remedy, url }) => (
        // The same may be found of two accounts.
        <li key={`${code} ${message}`} className="grid grid-cols-[1.5rem_1fr] gap-x-2">
          <span aria-hidden="true" className={MARKS[level]}>
            {SHAPES[level]}
          </span>
          <div className="min-w-0 break-words">
            <span className="sr-only">{words[level]}: </span>
            <Said text={message} />
            {remedy !== undefined && (
              <p className="text-quiet">
                <Said text={remedy} />
              </p>
            )}
            {url !== undefined && (
              <p>
                <a href={url} className="break-all text-accent underline" rel="noreferrer">
                  {url}
                </a>
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
