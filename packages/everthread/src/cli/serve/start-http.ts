/** What `serve` listens with: the whole service over a data folder, `/healthz` alone without one. */
import type { Notices } from '../../alerts/notices.ts'
import { answerHandOff } from '../../publisher/hand-off/hand-off-request.ts'
import { createMissLimit } from '../../publisher/hand-off/miss-limit.ts'
import { isLoopbackBinding } from '../../server/allowed-hosts.ts'
import { createOwnerLink } from '../../server/auth/ownership.ts'
import { startHealthServer } from '../../server/health-server.ts'
import type { Listening } from '../../server/listen.ts'
import type { SandboxPart } from '../../server/sandbox-part.ts'
import type { AlertChannels, Mounts } from '../../server/server-deps.ts'
import type { Installation } from '../../service/installation.ts'
import { transportOf } from '../../net/transport.ts'
import { deleteAtMeta } from '../../publisher/delete-at-meta.ts'
import type { PostActions } from '../../publisher/post-actions.ts'
import { actionDeps } from '../../service/action-deps.ts'
import { postActions } from '../../service/post-actions.ts'
import { createDrafting } from '../../service/drafting.ts'
import { currentToken } from '../../service/current-token.ts'
import { sayFinding } from '../../words/preflight-words.ts'
import { CALL_LIMIT_MS } from '../keeper-for.ts'
import type { Service } from '../../service/service.ts'
import { findOwner } from '../../store/owner.ts'
import type { CommandContext } from '../command-context.ts'
import { explainFailure } from '../explain-failure.ts'
import type { EnvPlace } from '../token-source.ts'
import type { Observed } from './observe.ts'
import { accountActions } from './account-actions.ts'
import { createCheckUp } from './check-up.ts'
import { mediaPart } from './media-part.ts'

export interface Serving extends Observed {
  readonly service: Service
  readonly place: EnvPlace
  readonly notices: Notices
  readonly alerts?: AlertChannels
  /** Of the demo. */
  readonly sandbox?: SandboxPart
}

export interface Door {
  /** Where people come in; without a slash at its end. */
  readonly url: string
  /** Makes whoever has it the owner, once, within the hour; absent where there is one. */
  readonly link?: string
}

export async function startHttp(serving: Serving): Promise<Listening & { readonly door?: Door }> {
  const { context } = serving
  const { config } = context
  const { installation } = serving.service
  const health = (): ReturnType<Service['health']> => serving.service.health()
  if (!installation) return startHealthServer({ ...config, health })
  const owner = await findOwner(installation.store.db)
  if (!owner && !isLoopbackBinding(config.host)) {
    // The tokens are kept all the same: that nobody may log in yet must not cost one.
    const { message, remedy } = context.words.ownerMissing
    serving.lines.say('owner-missing', `${message}. ${remedy}`)
    return startHealthServer({ ...config, health })
  }
  const listening = await startWhole(serving, installation)
  const link = owner ? {} : { link: await newOwnerLink(context, installation) }
  return { ...listening, door: { url: config.publicUrl ?? listening.url, ...link } }
}

async function startWhole(
  { context, service, place, notices, alerts, lines, log, metrics, sandbox }: Serving,
  installation: Installation,
): Promise<Listening> {
  const { config, clock, host, randomBytes, randomId } = context
  const { findWebFolder, startServer } = await import('../../server/start-server.ts')
  const nudge = (): void => service.nudge()
  return startServer(
    {
      installation,
      config,
      host,
      now: () => clock.now(),
      randomBytes,
      randomId,
      health: () => service.health(),
      accounts: accountActions({ context, installation, place, notices, nudge }),
      alerts,
      checkUp: createCheckUp(context, place),
      signal: service.signal,
      webFolder: findWebFolder(),
      mounts: await mountsOf(context, service, installation),
      posts: { actions: await postActionsAt(context, installation), sayFinding },
      drafting: createDrafting({
        installation,
        raw: context.raw,
        fetch: context.http.fetch,
        host: context.host,
        now: () => context.clock.now(),
      }),
      ...(service.media && { media: mediaPart(service.media, config.language) }),
      nudge,
      sandbox,
      log,
      metrics,
      onDefect: (error, requestId) =>
        lines.say('trouble', `${requestId}: ${explainFailure(error, config.language).message}`),
    },
    config,
  )
}

async function postActionsAt(context: CommandContext, installation: Installation): Promise<PostActions> {
  return postActions({
    ...(await actionDeps({ ...context, installation })),
    deleteMedia: async (accountId, mediaId) => {
      const token = await currentToken(installation, accountId)
      return token
        ? deleteAtMeta(transportOf(context, CALL_LIMIT_MS), { token, mediaId })
        : { kind: 'token_dead' }
    },
  })
}

/** What others answer: Meta fetches media, a phone opens a post. */
async function mountsOf(
  context: CommandContext,
  { media }: Service,
  installation: Installation,
): Promise<Mounts> {
  const misses = createMissLimit(context.host)
  const deps = {
    ...(await actionDeps({ ...context, installation })),
    misses,
    mediaOf: media?.pageUrlOf ?? nothing,
  }
  return {
    media: (c) => (media ? media.serve(c.req.raw) : c.notFound()),
    handOff: async (c) => {
      const phone = { address: c.get('address'), language: c.get('language') }
      return (await answerHandOff(deps, c.req.raw, phone)) ?? c.notFound()
    },
  }
}

async function nothing(): Promise<undefined> {}

function newOwnerLink({ host, randomBytes }: CommandContext, { store }: Installation): Promise<string> {
  return createOwnerLink({ store, randomBytes, now: () => host.now() })
}
