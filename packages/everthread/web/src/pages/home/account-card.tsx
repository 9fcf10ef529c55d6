/** One account: who it is, how long its token lives, what happens next, and what can be done now. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Account, accountsQuery } from '../../api/queries.ts'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'
import { toMillis, useNow } from '../../time/server-clock.ts'
import { useSpeech } from '../../words/words.tsx'
import { Button } from '../../components/button.tsx'
import { Notice, Trouble } from '../../components/notice.tsx'
import { PasteToken } from '../../components/paste-token.tsx'
import { Ring } from './ring.tsx'
import { isDead, standingOf } from './standing.ts'
import { type TokenLife, tokenLife } from './token-life.ts'

export function AccountCard({ account }: { readonly account: Account }) {
  const { words, spoken } = useSpeech()
  const now = useNow()
  const { token, decision } = account
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
  const name = nameOf(account, words.account.unnamed)
  return (
    <article aria-label={name} className="grid gap-6 rounded-card border border-line bg-card p-4 sm:p-6">
      <div className="flex flex-wrap items-center gap-6">
        <Ring life={life} label={words.account.ring(left)} figure={figureOf(life)} />
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="text-title font-semibold break-words">{name}</h2>
          <p>{left}</p>
          <p className="text-small text-quiet">
            {account.last_look_at === undefined
              ? words.home.neverChecked
              : words.home.checkedAt(spoken.distance(toMillis(account.last_look_at), now))}
          </p>
        </div>
      </div>
      {standingOf(account) === 'needs-you' ? (
        <WaysOut account={account} name={name} />
      ) : (
        <>
          <Facts account={account} now={now} />
          <Actions account={account} />
        </>
      )}
    </article>
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

function Facts({ account, now }: { readonly account: Account; readonly now: number }) {
  const { words, spoken } = useSpeech()
  const { token, decision, sinks } = account
  const moment = (iso: string): string => spoken.moment(toMillis(iso), now)
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[auto_1fr] [&_dt]:text-quiet">
      {decision && (
        <>
          <dt>{words.account.nextStep}</dt>
          <dd>{decision.message}</dd>
        </>
      )}
      {token.expires_at !== undefined && (
        <>
          <dt>{words.account.lastsUntil}</dt>
          <dd className="tabular-nums">{moment(token.expires_at)}</dd>
        </>
      )}
      {token.data_access_expires_at !== undefined && (
        <>
          <dt>{words.account.permissionUntil}</dt>
          <dd className="tabular-nums">{moment(token.data_access_expires_at)}</dd>
        </>
      )}
      {sinks.length > 0 && (
        <>
          <dt>{words.account.sinks}</dt>
          <dd className="grid gap-1">
            {sinks.map(({ path, key, delivered }) => (
              <span key={`${path} ${key}`} className="break-all">
                <code>{path}</code> — {delivered ? words.account.delivered : words.account.notDelivered}
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

function Actions({ account }: { readonly account: Account }) {
  const { words } = useSpeech()
  const param = { id: account.account.account_id }
  const check = useRound(() => read(api.accounts[':id'].check.$post({ param })))
  const renew = useRound(() => read(api.accounts[':id'].renew.$post({ param })))
  const answered = renew.submittedAt > check.submittedAt ? renew : check
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap gap-3">
        <Button
          look="main"
          busy={renew.isPending ? words.account.renewing : undefined}
          onClick={() => renew.mutate()}
        >
          {words.account.renewNow}
        </Button>
        <Button busy={check.isPending ? words.account.checking : undefined} onClick={() => check.mutate()}>
          {words.account.checkNow}
        </Button>
      </div>
      {answered.isError && <Trouble error={answered.error} />}
      <div role="status">
        {answered.data && (
          <Notice
            standing={
              answered.data.outcome === 'renewed' || answered.data.outcome === 'not_due' ? 'good' : 'late'
            }
          >
            <p>{answered.data.message}</p>
            {answered.data.remedy !== undefined && <p className="text-quiet">{answered.data.remedy}</p>}
          </Notice>
        )}
      </div>
    </div>
  )
}

/** A dead token: the cause in words, what waits, and what a person can do. */
function WaysOut({ account, name }: { readonly account: Account; readonly name: string }) {
  const { words } = useSpeech()
  return (
    <div className="grid gap-4">
      <Notice standing="bad">
        <p className="font-medium">{words.dead.title(name)}</p>
        <p>{account.decision?.message}</p>
        <p className="text-quiet">{words.dead.waits}</p>
      </Notice>
      <h3 className="font-semibold">{words.dead.waysOut}</h3>
      <LogInAgain />
      <PasteToken />
      <p>
        <span className="font-medium">{words.dead.byHand}.</span> {words.dead.byHandText}
      </p>
    </div>
  )
}

function LogInAgain() {
  const { words } = useSpeech()
  const begin = useMutation({
    mutationFn: () => read(api.logins.$post()),
    onSuccess: ({ url }) => location.assign(url),
  })
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look="main"
          busy={begin.isPending ? words.state.loading : undefined}
          onClick={() => begin.mutate()}
        >
          {words.dead.login}
        </Button>
        <span className="text-quiet">{words.dead.loginText}</span>
      </div>
      {begin.isError && <Trouble error={begin.error} />}
    </div>
  )
}

function useRound<T>(round: () => Promise<T>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: round, onSettled: () => client.invalidateQueries(accountsQuery) })
}

function nameOf({ account }: Account, unnamed: string): string {
  return account.username === undefined ? unnamed : `@${account.username}`
}

function figureOf(life: TokenLife): string {
  if (life.kind === 'left') return String(life.days)
  return life.kind === 'endless' ? '∞' : life.kind === 'unknown' ? '?' : '0'
}

function millis(iso: string | undefined): number | undefined {
  return iso === undefined ? undefined : toMillis(iso)
}
