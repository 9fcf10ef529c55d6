/** The checks of the app's id and secret. Pure. */
import { type Finding, found } from './finding.ts'
import type { App, Gathered } from './gathered.ts'

export function checkApp({ app }: Gathered): Finding[] {
  if (app.pair === 'right') return [found('app-pair-right', {})]
  if (app.pair === 'wrong') return [found('app-pair-wrong', {})]
  return [checkId(app), checkSecret(app)]
}

function checkId({ id }: App): Finding {
  if (!id) return found('app-id-missing', {})
  const { origin, isWellFormed } = id
  return found(isWellFormed ? 'app-id-well-formed' : 'app-id-malformed', { origin })
}

function checkSecret({ secret }: App): Finding {
  if (!secret) return found('app-secret-missing', {})
  const { origin, isWellFormed, length } = secret
  return isWellFormed
    ? found('app-secret-well-formed', { origin })
    : found('app-secret-malformed', { origin, length })
}
