/** Who it is and how long the token lives: the ring, the name, the sentence; the same on every page. */
import type { ReactNode } from 'react'
import type { Account } from '../api/queries.ts'
import { toMillis, useNow } from '../time/server-clock.ts'
import { useSpeech } from '../words/words.tsx'
import { Ring } from './ring.tsx'
import { isDead } from './standing.ts'
import { type TokenLife, tokenLife } from './token-life.ts'

interface AccountHeadProps {
  readonly account: Account
  /** Where the page says the name already, there is none. */
  readonly heading?: ReactNode
}

export function AccountHead({ account, heading }: AccountHeadProps) {
  const { words, spoken } = useSpeech()
  const now = useNow()
  const { token, decision, last_look_at: lastLookAt } = account
  const life = tokenLife(
    {
      kind: token.kind,
      expiresAt: millis(token.expires_at),
      nextAt: millis(decision?.at),
      isDead: isDead(account),
    },
    now,
  )
  const left = lifeText(life)
  return (
    <div className="flex flex-wrap items-center gap-6">
      <Ring life={life} label={words.account.ring(left)} figure={figureOf(life)} />
      <div className="min-w-0 flex-1 basis-56">
        {heading}
        <p>{left}</p>
        <p className="text-small text-quiet">
          {lastLookAt === undefined
            ? words.home.neverChecked
            : words.home.checkedAt(spoken.distance(toMillis(lastLookAt), now))}
        </p>
      </div>
    </div>
  )

  function lifeText(of: TokenLife): string {
    switch (of.kind) {
      case 'left':
        return words.account.daysLeft(spoken.days(of.days))
      case 'expired':
      case 'dead':
      case 'endless':
      case 'unknown':
        return words.account[of.kind]
      default:
        return of satisfies never
    }
  }
}

export function nameOf({ account }: Account, unnamed: string): string {
  return account.username === undefined ? unnamed : `@${account.username}`
}

function figureOf(life: TokenLife): string {
  if (life.kind === 'left') return String(life.days)
  return life.kind === 'endless' ? '∞' : life.kind === 'unknown' ? '?' : '0'
}

function millis(iso: string | undefined): number | undefined {
  return iso === undefined ? undefined : toMillis(iso)
}
