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
  /** Monotonic milliseconds of the host. */
  lease_until: number | null
  /** JSON of keeper facts that live and die together; NULL where there is none. */
  attempts: string | null
  refusal: string | null
  /** JSON: the last decision (kind, reason, at), for `status`. */
  decision: string | null
  last_look_at: number | null
  /** JSON: what the alert state machine has announced. */
  announced: string | null
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
  kind: 'token' | 'deliver'
  /** Which of its kind: '' for the token, the sink's id for a delivery. */
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
  /** Monotonic milliseconds of the host. */
  beat_at: number
}
