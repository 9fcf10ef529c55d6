/** Accounts, their tokens' generations, what is due, where tokens are delivered. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `CREATE TABLE account (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL UNIQUE,
    username TEXT,
    picture_url TEXT,
    created_at BIGINT NOT NULL,
    renew_before TEXT,
    jitter_ppm INTEGER NOT NULL CHECK (jitter_ppm >= 0 AND jitter_ppm < 1000000),
    fence BIGINT NOT NULL DEFAULT 0,
    lease_owner TEXT,
    lease_until BIGINT,
    attempts TEXT,
    refusal TEXT,
    decision TEXT,
    last_look_at BIGINT,
    announced TEXT,
    CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
  )`,
  `CREATE TABLE generation (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    sealed_token TEXT NOT NULL,
    expiry TEXT NOT NULL CHECK (expiry IN ('at', 'never', 'unknown')),
    expires_at BIGINT,
    issued_at BIGINT,
    minted_at BIGINT,
    data_access_expires_at BIGINT,
    scopes TEXT,
    obtained_at BIGINT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('adopted', 'connected', 'exchanged', 'renewed', 'found_in_file', 'rolled_back')),
    state TEXT NOT NULL CHECK (state IN ('current', 'previous')),
    PRIMARY KEY (account_id, number),
    CHECK ((expiry = 'at') = (expires_at IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX generation_current ON generation (account_id) WHERE state = 'current'`,
  `CREATE TABLE work (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('token', 'deliver')),
    subject TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind, subject)
  )`,
  `CREATE INDEX work_due ON work (due_at)`,
  `CREATE TABLE sink (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('env_file')),
    path TEXT NOT NULL,
    key TEXT NOT NULL,
    delivered_fingerprint TEXT,
    delivered_at BIGINT,
    rejected_fingerprint TEXT,
    rejected_reason TEXT CHECK (rejected_reason IN ('other-user', 'dead')),
    attempts TEXT,
    UNIQUE (path, key)
  )`,
  `CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
  `CREATE TABLE heartbeat (node TEXT PRIMARY KEY, pid INTEGER NOT NULL, beat_at BIGINT NOT NULL)`,
]
