/** What can be broken, what it is like in real life, and whether Everthread has met it yet. */
import type { UseMutationResult } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { usePageWords } from '../../words/in-both.ts'
import type { Sandbox } from './queries.ts'
import { sandboxWords } from './words.ts'

export type Breakage = Sandbox['waiting'][number]

export interface BreakOrder {
  readonly what: Breakage
  readonly user?: string
}

const BREAKAGES: readonly Breakage[] = ['revoked', 'outage', 'lost-answer', 'ghost-publish']

interface BreakThingsProps {
  readonly sandbox: Sandbox
  readonly breakIt: UseMutationResult<Sandbox, unknown, BreakOrder>
  readonly onMend: () => void
}

export function BreakThings({ sandbox, breakIt, onMend }: BreakThingsProps) {
  const { breaking: words } = usePageWords(sandboxWords)
  const [user, setUser] = useState(sandbox.users[0] ?? '')
  return (
    <section aria-labelledby="breaking" className="grid gap-4">
      <h2 id="breaking" className="text-title font-semibold">
        {words.title}
      </h2>
      <ul className="grid gap-px overflow-hidden rounded-card border border-line bg-line">
        {BREAKAGES.map((what) => (
          <li key={what} className="grid gap-3 bg-card p-4 sm:p-5">
            <div className="flex flex-wrap items-center gap-3">
              {what === 'revoked' && sandbox.users.length > 1 && (
                <Whose users={sandbox.users} user={user} onChange={setUser} />
              )}
              <Button onClick={() => breakIt.mutate({ what, ...(what === 'revoked' && { user }) })}>
                {words.kinds[what].title}
              </Button>
              <span role="status" className="text-small text-late">
                {statusOf(what)}
              </span>
            </div>
            <p className="text-quiet">{words.kinds[what].text}</p>
          </li>
        ))}
      </ul>
      {sandbox.waiting.length > 0 && (
        <div>
          <Button look="quiet" onClick={onMend}>
            {words.mend}
          </Button>
        </div>
      )}
    </section>
  )

  function statusOf(what: Breakage): string | undefined {
    if (sandbox.waiting.includes(what)) return what === 'outage' ? words.kinds.outage.done : words.waiting
    const wasLast = breakIt.isSuccess && breakIt.variables.what === what
    return wasLast && what === 'revoked' ? words.kinds.revoked.done : undefined
  }
}

interface WhoseProps {
  readonly users: readonly string[]
  readonly user: string
  readonly onChange: (user: string) => void
}

function Whose({ users, user, onChange }: WhoseProps) {
  const { breaking: words } = usePageWords(sandboxWords)
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="sr-only">
        {words.whose}
      </label>
      <select
        id={id}
        value={user}
        onChange={(event) => onChange(event.target.value)}
        className="control border border-edge bg-card"
      >
        {users.map((name) => (
          <option key={name} value={name}>
            @{name}
          </option>
        ))}
      </select>
    </>
  )
}
