/** Posts and what gets them out, media, the owner and who else may call, and what happened. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...WORK, ...POSTS, ...MEDIA, ...SERVICE]) await sql.raw(statement).execute(db)
}

/** SQLite cannot change a CHECK: the table is built anew. */
const WORK = [
  `CREATE TABLE work_next (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('token', 'deliver', 'post')),
    subject TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind, subject)
  )`,
  `INSERT INTO work_next SELECT account_id, kind, subject, due_at FROM work`,
  `DROP TABLE work`,
  `ALTER TABLE work_next RENAME TO work`,
  `CREATE INDEX work_due ON work (due_at)`,
  `CREATE INDEX account_leased ON account (lease_owner) WHERE lease_owner IS NOT NULL`,
  `CREATE TABLE journal (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    sealed TEXT,
    prepared_at BIGINT NOT NULL
  )`,
]

const POSTS = [
  `CREATE TABLE queue (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    zone TEXT NOT NULL,
    pause TEXT,
    missed TEXT NOT NULL CHECK (missed IN ('publish', 'hold')),
    late_limit_ms BIGINT NOT NULL CHECK (late_limit_ms >= 0)
  )`,
  `CREATE TABLE slot (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
    PRIMARY KEY (account_id, weekday, minute)
  )`,
  `CREATE TABLE post (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'preparing', 'ready', 'publishing', 'published', 'held',
      'handed_off', 'needs_review', 'failed', 'cancelled')),
    standing TEXT,
    version INTEGER NOT NULL,
    planned_at BIGINT,
    planned_wall TEXT,
    planned_zone TEXT,
    text_hash TEXT NOT NULL,
    receipts INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    published_at BIGINT,
    CHECK ((state IN ('held', 'needs_review', 'failed')) = (standing IS NOT NULL)),
    CHECK (planned_at IS NOT NULL OR state IN ('draft', 'handed_off', 'published', 'cancelled')),
    CHECK ((planned_at IS NULL) = (planned_wall IS NULL)),
    CHECK ((planned_at IS NULL) = (planned_zone IS NULL))
  )`,
  `CREATE INDEX post_planned ON post (account_id, planned_at)`,
  `CREATE INDEX post_state ON post (state, planned_at)`,
  `CREATE INDEX post_text ON post (account_id, text_hash)`,
  `CREATE TABLE part (
    post_id TEXT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 1),
    content TEXT NOT NULL,
    delay_ms BIGINT NOT NULL CHECK (delay_ms >= 0),
    state TEXT NOT NULL CHECK (state IN ('pending', 'container', 'ready', 'publishing', 'published', 'unknown', 'failed',
      'skipped')),
    container TEXT,
    attempts TEXT,
    media_id TEXT,
    permalink TEXT,
    published_at BIGINT,
    by_hand TEXT,
    PRIMARY KEY (post_id, position),
    CHECK (container IS NOT NULL OR state NOT IN ('container', 'ready', 'publishing', 'unknown')),
    CHECK ((state = 'published') = (published_at IS NOT NULL)),
    CHECK (state <> 'published' OR media_id IS NOT NULL OR by_hand IS NOT NULL)
  )`,
  `CREATE TABLE publication (
    post_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    container_id TEXT NOT NULL,
    intent_at BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('unanswered', 'published', 'refused')),
    media_id TEXT,
    settled_at BIGINT,
    PRIMARY KEY (post_id, position),
    CHECK ((outcome = 'unanswered') = (settled_at IS NULL))
  )`,
  `CREATE TABLE receipt (
    post_id TEXT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at BIGINT NOT NULL,
    position INTEGER,
    kind TEXT NOT NULL,
    detail TEXT,
    PRIMARY KEY (post_id, number)
  )`,
  `CREATE TABLE handoff (
    link_hash TEXT PRIMARY KEY,
    post_id TEXT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
  )`,
  `CREATE INDEX handoff_post ON handoff (post_id)`,
]

const MEDIA = [
  `CREATE TABLE media (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('image', 'video')),
    type TEXT NOT NULL,
    name TEXT,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    duration_ms BIGINT,
    place TEXT NOT NULL CHECK (place IN ('folder', 'bucket')),
    created_at BIGINT NOT NULL
  )`,
  `CREATE TABLE part_media (
    post_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    media_id TEXT NOT NULL REFERENCES media (id),
    PRIMARY KEY (post_id, position, number),
    FOREIGN KEY (post_id, position) REFERENCES part (post_id, position) ON DELETE CASCADE
  )`,
  `CREATE INDEX part_media_media ON part_media (media_id)`,
]

const SERVICE = [
  `CREATE TABLE owner (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
  )`,
  `CREATE TABLE owner_link (link_hash TEXT PRIMARY KEY, expires_at BIGINT NOT NULL)`,
  `CREATE TABLE session (
    id_hash TEXT PRIMARY KEY,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    agent TEXT
  )`,
  `CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
  )`,
  `CREATE TABLE idempotency (
    caller TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER,
    body TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (caller, idempotency_key)
  )`,
  `CREATE TABLE event (
    number BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    account_id TEXT,
    event TEXT NOT NULL,
    document TEXT NOT NULL
  )`,
  `CREATE INDEX event_at ON event (at)`,
]
