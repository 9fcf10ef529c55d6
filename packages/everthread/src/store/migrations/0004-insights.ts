/** Numbers: the account's posts whoever published them, what was read of each and when, its days, its followers. */
import { type Kysely, sql, SqliteAdapter } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  const clustered = db.getExecutor().adapter instanceof SqliteAdapter ? 'WITHOUT ROWID' : ''
  for (const statement of [...WORK, ...INSIGHTS]) {
    await sql.raw(statement.replace('CLUSTERED', clustered)).execute(db)
  }
}

/** SQLite cannot change a CHECK: the table is built anew. */
const WORK = [
  `CREATE TABLE work_next (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('token', 'deliver', 'post', 'insight')),
    subject TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind, subject)
  )`,
  `INSERT INTO work_next SELECT account_id, kind, subject, due_at FROM work`,
  `DROP TABLE work`,
  `ALTER TABLE work_next RENAME TO work`,
  // Numbers are read when nothing else is due: whoever looks for the rest must not walk over them.
  `CREATE INDEX work_due ON work (due_at) WHERE kind <> 'insight'`,
  `CREATE INDEX work_insight_due ON work (due_at) WHERE kind = 'insight'`,
]

/** CLUSTERED: on SQLite the rows lie in their key's own tree, half as large and read in one go. NULL is a missing number. */
const INSIGHTS = [
  `CREATE TABLE insight_account (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    standing TEXT,
    listed_at BIGINT,
    list_after TEXT,
    followers_at BIGINT,
    audience_at BIGINT,
    newest_day TEXT,
    settled_day TEXT,
    filled_to TEXT,
    calls_day INTEGER NOT NULL,
    calls INTEGER NOT NULL
  )`,
  `CREATE TABLE insight_post (
    media_id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    published_at BIGINT NOT NULL,
    media_type TEXT,
    topic TEXT,
    text TEXT,
    permalink TEXT,
    is_reply INTEGER NOT NULL CHECK (is_reply IN (0, 1)),
    gone_at BIGINT
  )`,
  `CREATE INDEX insight_post_published ON insight_post (account_id, published_at)`,
  `CREATE TABLE insight_snapshot (
    media_id TEXT NOT NULL REFERENCES insight_post (media_id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    views BIGINT,
    likes BIGINT,
    replies BIGINT,
    reposts BIGINT,
    quotes BIGINT,
    shares BIGINT,
    PRIMARY KEY (media_id, at)
  ) CLUSTERED`,
  `CREATE TABLE insight_day (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    at BIGINT NOT NULL,
    views BIGINT,
    likes BIGINT,
    replies BIGINT,
    reposts BIGINT,
    quotes BIGINT,
    clicks BIGINT,
    PRIMARY KEY (account_id, day, at)
  ) CLUSTERED`,
  `CREATE TABLE insight_followers (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    followers BIGINT,
    PRIMARY KEY (account_id, at)
  ) CLUSTERED`,
  `CREATE TABLE insight_audience (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    dimension TEXT NOT NULL CHECK (dimension IN ('country', 'city', 'age', 'gender')),
    at BIGINT NOT NULL,
    groups TEXT,
    missing TEXT CHECK (missing IN ('too-few-followers', 'not-served')),
    PRIMARY KEY (account_id, dimension, at),
    CHECK ((groups IS NULL) = (missing IS NOT NULL))
  ) CLUSTERED`,
]
