/** What the rules say of the post as it was saved last: what Meta would refuse, and what may go wrong. */
import { Notice } from '../../components/notice.tsx'
import { usePageWords } from '../../words/in-both.ts'
import type { Finding } from './queries.ts'
import { composeWords } from './words.ts'
import { Said } from '../../components/said.tsx'

export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const words = usePageWords(composeWords)
  if (findings.length === 0) return <p className="text-small text-quiet">{words.fine}</p>
  return (
    <section aria-label={words.found} className="grid gap-2">
      {findings.map(({ rule, level, position, message, remedy }) => (
        <Notice key={`${rule} ${position ?? ''}`} standing={level === 'refused' ? 'bad' : 'late'}>
          <p>
            {position !== undefined && <span className="text-quiet">{words.inPart(position)}: </span>}
            {message ?? rule}
          </p>
          {remedy !== undefined && (
            <p className="text-quiet">
              <Said text={remedy} />
            </p>
          )}
        </Notice>
      ))}
    </section>
  )
}
