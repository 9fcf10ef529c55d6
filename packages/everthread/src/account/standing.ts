/** What one advance means for the alerts: as its round says, by the account's own plan, and with what its files did not take. */
import type { Advance } from './advance.ts'
import type { Announcement } from '../alerts/announce.ts'
import type { Standing } from '../alerts/notices.ts'
import { standingOfRound } from '../alerts/standing-of-round.ts'
import type { Wish } from '../keeper/facts.ts'
import type { Round } from '../keeper/round.ts'

export function standingOf(done: Advance, round: Round, wish: Pick<Wish, 'renewBefore'> = {}): Standing {
  const { account, current, view } = done.gathered
  const { renewBefore = view.keeper.renewBefore } = wish
  const plan = { renewBefore, jitter: account.jitter }
  const standing = standingOfRound(round, { plan, since: current.obtainedAt })
  const news = [...(standing.news ?? []), ...adoptions(done)]
  return { ...standing, sinkFailures: sinkFailures(done), news }
}

/** Only where the current token could not be written: a stranger's that lies there is another matter. */
function sinkFailures({ gathered: { sinks, current } }: Advance): NonNullable<Standing['sinkFailures']> {
  const { fingerprint } = current.facts
  return sinks.flatMap(({ sink }) =>
    sink.attempts?.of === fingerprint ? [{ sink: sink.path, reason: sink.attempts.reason }] : [],
  )
}

/** Somebody put a good token into the file, and it is kept from now on. */
function adoptions({ happenings }: Advance): Announcement[] {
  const adopted = happenings.filter((one) => one.kind === 'found' && one.result === 'adopted')
  return adopted.map(() => ({ event: 'token-adopted', reason: 'fresh' }))
}
