/** The steps of the post lane: each makes one call, and says what the post is afterwards. The caller commits. */
import type { Secret } from '@everthread/client'
import { afterLook, type Sight } from './by-hand-transition.ts'
import { containerKindOf } from './container-pace.ts'
import { containerContent, itemContent, type PublicMedia } from './container-content.ts'
import { type About, afterCreation, afterReading, failed } from './container-transition.ts'
import type { MediaRef } from './content.ts'
import { soughtIn, soughtSince } from './hand-off/found-by-hand.ts'
import { isReply, parentOf, quotaOf } from './next-part.ts'
import { containerOf, getPart, type PostChange, type StepFacts, stopped } from './post-change.ts'
import type { PostFacts } from './post-facts.ts'
import type { PostCall } from './post-policy.ts'
import type { Part, Post } from './post.ts'
import { afterPublishing, afterQuota, intended } from './publish-transition.ts'
import { afterReadBack } from './read-back-transition.ts'
import { afterRecovery, type Found } from './recovery-transition.ts'
import type { Finding } from './preflight/finding.ts'
import type { OwnPost, PublisherAnswer, PublisherApi } from './publisher-api.ts'
import type { Quota, QuotaKind } from './quota.ts'
import { CLOCKS_APART_MS, findPublished } from './reconcile.ts'
import type { CrashPoint } from '../keeper/crash-point.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import type { Receipt } from '../store/receipts.ts'

export interface PostStepDeps {
  readonly api: PublisherApi
  readonly crashPoint: CrashPoint
  /** Rejects when the claim is lost. */
  readonly assertClaim: () => void | Promise<void>
  /** What the rules refuse of it. */
  readonly preflight: (post: Post) => Promise<readonly Finding[]>
  readonly publicMedia: (media: MediaRef, until: Millis) => Promise<PublicMedia | undefined>
  /** Which of these ids the account's ledger has. */
  readonly knownMediaIds: (accountId: string, ids: readonly string[]) => Promise<ReadonlySet<string>>
  readonly receiptsOf: (postId: string) => Promise<readonly Receipt[]>
}

/** What the steps work with, for one claimed account. */
export interface PostScene {
  readonly deps: PostStepDeps
  readonly token: Secret
  /** Commits in the middle of a step: the point of no return. Rejects when the claim or the version is lost. */
  readonly commit: (facts: PostFacts, change: PostChange) => Promise<PostFacts>
}

/** Meta fetches media while the container is in progress, and may come back. */
const MEDIA_SERVED_MS = DAY

export async function performCall(scene: PostScene, facts: PostFacts, call: PostCall): Promise<PostChange> {
  switch (call.kind) {
    case 'make_container':
      return makeContainer(scene, facts, call)
    case 'read_container':
      return readContainer(scene, facts, call)
    case 'publish':
      return publish(scene, facts, call.position)
    case 'recover':
      return recover(scene, facts, call)
    case 'read_back':
      return readBack(scene, facts, call.position)
    case 'look_by_hand':
      return lookByHand(scene, facts, call.position)
    case 'read_quota':
      return readQuota(scene, facts, call.position)
    case 'look_at_quota':
      return lookAtQuota(scene, facts)
    default:
      return call satisfies never
  }
}

async function makeContainer(scene: PostScene, facts: PostFacts, about: About): Promise<PostChange> {
  const { deps, token } = scene
  const part = getPart(facts.post, about.position)
  const refused = await refusedBefore(deps, facts, part)
  if (refused) return refused
  const media = await mediaFor(deps, part, about)
  if (media === 'unreachable')
    return stopped({ post: facts.post, ledger: facts.ledger, receipts: [] }, 'held', {
      at: deps.api.now(),
      reason: 'no-public-address',
      position: part.position,
    })
  const content =
    about.target.kind === 'child' && media
      ? itemContent(media)
      : containerContent(part.content, partsOf(facts, part, media))
  const answer = await deps.api.createContainer(token, content)
  if (answer.kind === 'ok') deps.crashPoint('container-answered')
  return afterCreation(stepFacts(scene, facts), about, answer)
}

function partsOf({ post }: PostFacts, part: Part, media: PublicMedia | undefined) {
  const parent = parentOf(post, part)
  const isCarousel = containerKindOf(part.content) === 'carousel'
  return {
    parentId: parent.kind === 'media' ? parent.id : undefined,
    media: isCarousel ? undefined : media,
    children: (containerOf(part)?.children ?? []).map(({ id }) => id),
  }
}

/** All parts are looked at before the first one gets a container: half a chain is worse than none (P4). */
async function refusedBefore(
  deps: PostStepDeps,
  facts: PostFacts,
  part: Part,
): Promise<PostChange | undefined> {
  if (facts.post.state !== 'scheduled') return undefined
  const [finding] = await deps.preflight(facts.post)
  if (!finding) return undefined
  const at = deps.api.now()
  return failed({ ...facts, at }, part, {
    reason: 'preflight',
    position: finding.position ?? part.position,
    detail: finding.rule,
  })
}

async function mediaFor(
  deps: PostStepDeps,
  { content }: Part,
  { target }: About,
): Promise<PublicMedia | undefined | 'unreachable'> {
  if (target.kind === 'own' && containerKindOf(content) === 'carousel') return undefined
  const medium = content.media?.[target.kind === 'child' ? target.index : 0]
  if (!medium) return undefined
  const until = (deps.api.now() + MEDIA_SERVED_MS) as Millis
  return (await deps.publicMedia(medium, until)) ?? 'unreachable'
}

async function readContainer(scene: PostScene, facts: PostFacts, about: About): Promise<PostChange> {
  const container = containerOf(getPart(facts.post, about.position))
  const record = about.target.kind === 'own' ? container?.own : container?.children[about.target.index]
  if (!record) throw new Error(`part ${about.position} has no such container`)
  const answer = await scene.deps.api.readContainer(scene.token, record.id)
  return afterReading(stepFacts(scene, facts), about, answer)
}

async function publish(scene: PostScene, facts: PostFacts, position: number): Promise<PostChange> {
  const { deps, token } = scene
  const before = facts.ledger.find((entry) => entry.position === position)
  const own = containerOf(getPart(facts.post, position))?.own
  if (!own) throw new Error(`part ${position} has no container`)
  // What cannot be sent is not intended: to find out that nothing was takes a minute.
  await deps.assertClaim()
  // The point of no return: from this commit on the call may be out, whatever becomes of this process.
  const sent = await scene.commit(facts, intended(stepFacts(scene, facts), position))
  deps.crashPoint('intent-committed')
  const answer = await deps.api.publish(token, own.id)
  if (answer.kind === 'ok') deps.crashPoint('publish-answered')
  // Of calls or of posts? A read tells, and decides how long is waited.
  const quota = answer.kind === 'rate_limited' ? await askQuota(scene, sent, position) : undefined
  const now = stepFacts(scene, sent)
  const change = afterPublishing(now, { position, before, answer, quota: quota?.answer })
  return quota ? { ...change, quota: kept(quota, now.at) } : change
}

async function recover(
  scene: PostScene,
  facts: PostFacts,
  { position, containerId }: Extract<PostCall, { kind: 'recover' }>,
): Promise<PostChange> {
  const found = await askOutcome(scene, facts, { position, containerId })
  return afterRecovery(stepFacts(scene, facts), position, found)
}

async function askOutcome(
  scene: PostScene,
  facts: PostFacts,
  { position, containerId }: { readonly position: number; readonly containerId: string },
): Promise<Found> {
  const answer = await scene.deps.api.readContainer(scene.token, containerId)
  if (answer.kind !== 'ok') return { kind: 'trouble', trouble: answer }
  const { status, errorMessage } = answer.value
  switch (status) {
    case 'PUBLISHED':
      return findAmongOwn(scene, facts, getPart(facts.post, position))
    case 'FINISHED':
      return { kind: 'not_out' }
    case 'IN_PROGRESS':
      return { kind: 'in_progress' }
    case 'ERROR':
    case 'EXPIRED':
      return { kind: 'over', status: errorMessage ?? status }
    default:
      return status satisfies never
  }
}

async function findAmongOwn({ deps, token }: PostScene, { post }: PostFacts, part: Part): Promise<Found> {
  const parent = parentOf(post, part)
  const madeAt = containerOf(part)?.own?.madeAt ?? post.createdAt
  const since = (madeAt - CLOCKS_APART_MS) as Millis
  const kind = isReply(post, part) ? 'replies' : 'threads'
  const own = await deps.api.listOwn(token, { kind, since })
  if (own.kind !== 'ok')
    return own.kind === 'scope_missing' ? { kind: 'not_to_be_seen' } : { kind: 'trouble', trouble: own }
  const known = await deps.knownMediaIds(
    post.accountId,
    own.value.map(({ id }) => id),
  )
  const parentId = parent.kind === 'media' ? parent.id : undefined
  const found = findPublished(own.value, { content: part.content, parentId, madeAt, known })
  return found ? { kind: 'found', post: found } : { kind: 'out_of_sight' }
}

async function readBack(scene: PostScene, facts: PostFacts, position: number): Promise<PostChange> {
  const part = getPart(facts.post, position)
  const mediaId = part.state === 'published' ? part.as.mediaId : undefined
  if (mediaId === undefined) throw new Error(`part ${position} has no media id`)
  const answer = await scene.deps.api.readBack(scene.token, mediaId)
  return afterReadBack(stepFacts(scene, facts), position, answer)
}

/** A person has published it, or means to: it is looked for where it would be. */
async function lookByHand(scene: PostScene, facts: PostFacts, position: number): Promise<PostChange> {
  const sight = await lookAtOwn(scene, facts)
  return afterLook(stepFacts(scene, facts), position, sight)
}

async function lookAtOwn({ deps, token }: PostScene, { post }: PostFacts): Promise<Sight> {
  const since = soughtSince(post, await deps.receiptsOf(post.id))
  const own: OwnPost[] = []
  let isPartial = false
  for (const kind of soughtIn(post)) {
    const list = await deps.api.listOwn(token, { kind, since: (since - CLOCKS_APART_MS) as Millis })
    if (list.kind === 'ok') own.push(...list.value)
    else if (list.kind === 'scope_missing') isPartial = true
    else return { kind: 'trouble', trouble: list }
  }
  const ids = own.map(({ id }) => id)
  const known = await deps.knownMediaIds(post.accountId, ids)
  return { kind: 'seen', own: own.filter(({ id }) => !known.has(id)), since, isPartial }
}

async function readQuota(scene: PostScene, facts: PostFacts, position: number): Promise<PostChange> {
  const asked = await askQuota(scene, facts, position)
  const now = stepFacts(scene, facts)
  return { ...afterQuota(now, position, asked.answer), quota: kept(asked, now.at) }
}

/** Nothing waits for it: whatever the answer is, the post stays as it is. */
async function lookAtQuota(scene: PostScene, { post, ledger }: PostFacts): Promise<PostChange> {
  const answer = await scene.deps.api.readQuota(scene.token, 'posts')
  return { post, ledger, receipts: [], quota: kept({ of: 'posts', answer }, scene.deps.api.now()) }
}

interface AskedQuota {
  readonly of: QuotaKind
  readonly answer: PublisherAnswer<Quota>
}

async function askQuota(
  { deps, token }: PostScene,
  { post }: PostFacts,
  position: number,
): Promise<AskedQuota> {
  const of = quotaOf(post, getPart(post, position))
  return { of, answer: await deps.api.readQuota(token, of) }
}

function kept({ of, answer }: AskedQuota, readAt: Millis): NonNullable<PostChange['quota']> {
  return { of, reading: { readAt, ...(answer.kind === 'ok' && { said: answer.value }) } }
}

function stepFacts({ deps }: PostScene, facts: PostFacts): StepFacts {
  return { ...facts, at: deps.api.now() }
}
