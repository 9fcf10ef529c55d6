/** What was learnt of Meta's clock outlives the process: a command that asks nobody still shows the right time. */
import type { Installation } from './installation.ts'
import { findSetting, putSetting } from '../store/settings.ts'
import type { Clock } from '../time/clock.ts'
import type { SkewedClock } from '../time/skew.ts'

export function rememberSkew({ store }: Installation, clock: SkewedClock): Promise<void> {
  return putSetting(store.db, 'skew_ms', String(clock.skewMs()))
}

export async function recallSkew(
  { store }: Installation,
  { host, clock }: { readonly host: Clock; readonly clock: SkewedClock },
): Promise<void> {
  const skew = await findSetting(store.db, 'skew_ms')
  if (skew !== undefined) clock.learn(host.now() + Number(skew))
}
