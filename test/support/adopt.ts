/** Puts a `.env` under the care of a data folder, as `everthread adopt` does, without starting it. */
import { randomUUID } from 'node:crypto'
import { Secret } from '@everthread/client'
import { adoptToken } from '../../packages/everthread/src/account/adopt-token.ts'
import { makeInstallation } from '../../packages/everthread/src/service/installation.ts'
import { createKeeperApi } from '../../packages/everthread/src/keeper/threads-api.ts'
import { createHttpFetch } from '../../packages/everthread/src/net/http-fetch.ts'
import { transportOf } from '../../packages/everthread/src/net/transport.ts'
import { systemClock } from '../../packages/everthread/src/time/clock.ts'
import { createSkewedClock } from '../../packages/everthread/src/time/skew.ts'
import { type DatabasePlace, installationAt } from './store-place.ts'
import type { TestHome } from './test-home.ts'

export interface AdoptOrder {
  readonly apiBaseUrl: string
  readonly token: string
  /** Of the working folder. */
  readonly file: string
  /** Instead of the data folder. */
  readonly database?: DatabasePlace
}

export async function adoptInto(
  home: TestHome,
  { apiBaseUrl, token, file, database }: AdoptOrder,
): Promise<void> {
  const { dataDir } = home
  const clock = createSkewedClock(systemClock)
  await using installation = await makeInstallation(
    installationAt({ dataDir, ...(database && { database }) }),
  )
  const http = createHttpFetch({ keepAlive: false })
  const config = { apiBaseUrl }
  const { signal } = new AbortController()
  const api = createKeeperApi({ transport: transportOf({ http, config, signal }, 8000), clock })
  const looked = await api.look(new Secret(token))
  if (looked.kind !== 'ok') throw new Error(`the sandbox did not accept the token: ${looked.kind}`)
  const { profile, facts } = looked.value
  await adoptToken(installation, {
    token: new Secret(token),
    facts,
    profile,
    source: 'adopted',
    now: clock.now(),
    sink: { path: home.path(file), key: 'THREADS_ACCESS_TOKEN', delivered: 'yes' },
    randomId: randomUUID,
    random: () => 0.5,
  })
}
