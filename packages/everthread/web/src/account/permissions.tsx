/** What the token may do, in words, and what it lacks. */
import { Link } from 'wouter'
import type { Account } from '../api/queries.ts'
import { Section } from '../components/section.tsx'
import { usePageWords } from '../words/in-both.ts'
import { isKnownScope, scopeView } from './scopes.ts'
import { scopeWords } from './scope-words.ts'

export function Permissions({ token }: { readonly token: Account['token'] }) {
  const words = usePageWords(scopeWords)
  const view = scopeView(token)
  return (
    <Section title={words.permissions}>
      {view.kind === 'unknown' ? (
        <p className="text-quiet">{words.scopesUnknown}</p>
      ) : (
        <>
          <Scopes names={view.granted} label={words.granted} mark={<span className="text-good">✓</span>} />
          {view.missing.length > 0 && (
            <>
              <Scopes names={view.missing} label={words.missing} mark={<span className="text-bad">▲</span>} />
              <p>
                <Link href="/connect" className="text-accent underline">
                  {words.askAgain}
                </Link>
              </p>
            </>
          )}
        </>
      )}
    </Section>
  )
}

interface ScopesProps {
  readonly names: readonly string[]
  readonly label: string
  readonly mark: React.ReactNode
}

function Scopes({ names, label, mark }: ScopesProps) {
  const { scopes } = usePageWords(scopeWords)
  return (
    <ul aria-label={label} className="grid gap-2">
      {names.map((name) => (
        <li key={name} className="flex gap-3">
          <span aria-hidden="true">{mark}</span>
          <span className="min-w-0">
            {isKnownScope(name) && `${scopes[name]} `}
            <code className="text-small break-all text-quiet">{name}</code>
          </span>
        </li>
      ))}
    </ul>
  )
}
