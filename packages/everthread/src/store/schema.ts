/**
 * The tables, as Kysely sees them. Portable between SQLite and PostgreSQL: text, integers (epoch milliseconds), JSON as
 * text, no database clock. `docs/storage.md` says how long each row lives and what in it is encrypted.
 */
export interface Schema {
  account: AccountTable
  generation: GenerationTable
  work: WorkTable
  sink: SinkTable
  setting: SettingTable
  heartbeat: HeartbeatTable
  journal: JournalTable
  queue: QueueTable
  slot: SlotTable
  post: PostTable
  part: PartTable
  publication: PublicationTable
  receipt: ReceiptTable
  handoff: HandoffTable
  media: MediaTable
  part_media: PartMediaTable
  owner: OwnerTable
  owner_link: OwnerLinkTable
  session: SessionTable
  api_key: ApiKeyTable
  idempotency: IdempotencyTable
  event: EventTable
  voice: VoiceTable
  insight_account: InsightAccountTable
  insight_post: InsightPostTable
  insight_snapshot: InsightSnapshotTable
  insight_day: InsightDayTable
  insight_followers: InsightFollowersTable
  insight_audience: InsightAudienceTable
}

export interface AccountTable {
  id: string
  /** Threads' id; a numeric string above 2^53. */
  user_id: string
  username: string | null
  picture_url: string | null
  created_at: number
  /** `20d` or `33%`; NULL is the default. */
  renew_before: string | null
  /** Drawn once, in millionths: [0, 1000000). */
  jitter_ppm: number
  /** Grows with every claim. Every update that finishes a claim names it. */
  fence: number
  lease_owner: string | null
  /** By the clock of `Store.ticks`. */
  lease_until: number | null
  /** JSON of keeper facts that live and die together; NULL where there is none. */
  attempts: string | null
  refusal: string | null
  /** JSON: the last decision (kind, reason, at), for `status`. */
  decision: string | null
  last_look_at: number | null
  /** JSON: what the alert state machine has announced. */
  announced: string | null
  /** JSON: what Meta said of the quota, and when; NULL: it was never asked. */
  post_quota: string | null
  reply_quota: string | null
}

export interface GenerationTable {
  account_id: string
  number: number
  fingerprint: string
  /** Sealed by the vault, bound to the account and the number. */
  sealed_token: string
  expiry: 'at' | 'never' | 'unknown'
  expires_at: number | null
  issued_at: number | null
  minted_at: number | null
  data_access_expires_at: number | null
  scopes: string | null
  obtained_at: number
  source: 'adopted' | 'connected' | 'exchanged' | 'renewed' | 'found_in_file' | 'rolled_back'
  state: 'current' | 'previous'
}

export interface WorkTable {
  account_id: string
  kind: 'token' | 'deliver' | 'post' | 'insight'
  /**
   * Which of its kind: '' for the token, the sink's id for a delivery, the post's id for a post; of insights '' for the
   * account as a whole, and Meta's id of a post for that post's numbers.
   */
  subject: string
  due_at: number
}

export interface SinkTable {
  id: string
  account_id: string
  kind: 'env_file'
  path: string
  key: string
  delivered_fingerprint: string | null
  delivered_at: number | null
  /** A token that was found in it and is not ours: of another user, or dead. Not looked at twice. */
  rejected_fingerprint: string | null
  rejected_reason: 'other-user' | 'dead' | null
  /** JSON of the streak of failures. */
  attempts: string | null
}

export interface SettingTable {
  name: string
  value: string
}

export interface HeartbeatTable {
  node: string
  pid: number
  /** By the clock of `Store.ticks`. */
  beat_at: number
}

/** A renewal under way, where several nodes share the store: what a file of the data folder is otherwise. */
export interface JournalTable {
  account_id: string
  /** The new token and its facts, sealed; NULL while the call is out. */
  sealed: string | null
  prepared_at: number
}

/** How an account publishes. A missing row is the default. */
export interface QueueTable {
  account_id: string
  /** IANA; the slots' zone, and the one in which its owner thinks. */
  zone: string
  /** JSON: why and since when nothing goes out; NULL while it does. */
  pause: string | null
  /** What becomes of a post that is later than `late_limit_ms`. */
  missed: 'publish' | 'hold'
  late_limit_ms: number
}

/** A weekly time to publish, on the wall of the queue's zone. */
export interface SlotTable {
  account_id: string
  /** 1 is Monday. */
  weekday: number
  /** Of the day, 0 to 1439. */
  minute: number
}

export interface PostTable {
  id: string
  account_id: string
  state:
    | 'draft'
    | 'scheduled'
    | 'preparing'
    | 'ready'
    | 'publishing'
    | 'published'
    | 'held'
    | 'handed_off'
    | 'needs_review'
    | 'failed'
    | 'cancelled'
  /** JSON: why it is held, failed or to be looked at. */
  standing: string | null
  /** Grows with every change that a person makes; an edit names the one that it saw. */
  version: number
  planned_at: number | null
  /** What its owner saw: `2026-03-29T09:00`, and the zone of it. */
  planned_wall: string | null
  planned_zone: string | null
  /** Of the words of all parts, for twins. */
  text_hash: string
  /** How many receipts it has. */
  receipts: number
  created_at: number
  updated_at: number
  published_at: number | null
}

export interface PartTable {
  post_id: string
  position: number
  /** JSON of a `PartContent`. */
  content: string
  /** After the part before it. */
  delay_ms: number
  state: 'pending' | 'container' | 'ready' | 'publishing' | 'published' | 'unknown' | 'failed' | 'skipped'
  /** JSON of the container, and its children's. */
  container: string | null
  /** JSON of the streak of failures. */
  attempts: string | null
  media_id: string | null
  permalink: string | null
  published_at: number | null
  /** JSON: published by a person, when and where. */
  by_hand: string | null
}

/** The ledger: at most one publication of each part is ever on its way. It outlives the post. */
export interface PublicationTable {
  post_id: string
  position: number
  account_id: string
  container_id: string
  intent_at: number
  outcome: 'unanswered' | 'published' | 'refused'
  media_id: string | null
  settled_at: number | null
}

/** One line of a post's timeline. */
export interface ReceiptTable {
  post_id: string
  number: number
  at: number
  position: number | null
  kind: string
  /** JSON, redacted. */
  detail: string | null
}

/** A link for a phone: it opens one post, without a login, until then. */
export interface HandoffTable {
  link_hash: string
  post_id: string
  created_at: number
  expires_at: number
}

export interface MediaTable {
  id: string
  kind: 'image' | 'video'
  /** The media type, by its bytes: `image/jpeg`. */
  type: string
  /** What its owner called it. */
  name: string | null
  bytes: number
  sha256: string
  width: number
  height: number
  duration_ms: number | null
  place: 'folder' | 'bucket'
  created_at: number
}

export interface PartMediaTable {
  post_id: string
  position: number
  /** Its place among the part's media, from 1. */
  number: number
  media_id: string
}

/** The one who owns this installation. */
export interface OwnerTable {
  id: number
  name: string
  /** An Argon2id hash with its parameters. */
  password: string
  created_at: number
  changed_at: number
}

/** The one-time link that makes an owner. */
export interface OwnerLinkTable {
  link_hash: string
  expires_at: number
}

export interface SessionTable {
  id_hash: string
  created_at: number
  seen_at: number
  expires_at: number
  agent: string | null
}

export interface ApiKeyTable {
  id: string
  name: string
  secret_hash: string
  /** JSON: a list. */
  scopes: string
  created_at: number
  used_at: number | null
  revoked_at: number | null
}

/** What a request with an `Idempotency-Key` was answered; no status while it is being answered. */
export interface IdempotencyTable {
  caller: string
  idempotency_key: string
  request_hash: string
  status: number | null
  /** Sealed by the vault: an answer may show a new API key. */
  body: string | null
  created_at: number
}

/** What happened, as `everthread/event@1`. */
export interface EventTable {
  /** In the order in which they were written. */
  number: number
  id: string
  at: number
  account_id: string | null
  event: string
  /** JSON of the event. */
  document: string
}

/** How an account writes. */
export interface VoiceTable {
  account_id: string
  profile: string
  /** JSON: a list. */
  banned_phrases: string
}

/** How far reading an account's numbers has come. */
export interface InsightAccountTable {
  account_id: string
  /** JSON: why nothing is read; NULL while it is. */
  standing: string | null
  listed_at: number | null
  /** Meta's cursor, while a list of several pages is read. */
  list_after: string | null
  followers_at: number | null
  audience_at: number | null
  /** `2026-11-22`: days of Meta's. */
  newest_day: string | null
  settled_day: string | null
  filled_to: string | null
  /** Days since the epoch, UTC: the one that `calls` were made on. */
  calls_day: number
  calls: number
}

/** A post of the account, whoever published it. */
export interface InsightPostTable {
  media_id: string
  account_id: string
  published_at: number
  media_type: string | null
  topic: string | null
  text: string | null
  permalink: string | null
  is_reply: number
  gone_at: number | null
}

/** What Meta said of a post at an instant; NULL where it said nothing. */
export interface InsightSnapshotTable {
  media_id: string
  at: number
  views: number | null
  likes: number | null
  replies: number | null
  reposts: number | null
  quotes: number | null
  shares: number | null
}

/** What Meta said of a profile's day at an instant. */
export interface InsightDayTable {
  account_id: string
  day: string
  at: number
  views: number | null
  likes: number | null
  replies: number | null
  reposts: number | null
  quotes: number | null
  clicks: number | null
}

export interface InsightFollowersTable {
  account_id: string
  at: number
  followers: number | null
}

export interface InsightAudienceTable {
  account_id: string
  dimension: 'country' | 'city' | 'age' | 'gender'
  at: number
  /** JSON: a list of groups. */
  groups: string | null
  missing: 'too-few-followers' | 'not-served' | null
}
