/**
 * Passwords as Argon2id hashes in the PHC form, parameters inside, so that they can be raised: a hash with other parameters
 * than today's still verifies.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html (read 2026-11): 19 MiB, 2 passes, 1 lane
 */
import { argon2, timingSafeEqual } from 'node:crypto'

export const SHORTEST_PASSWORD = 12
/** A longer one is no password, and hashing it is work for an attacker's sake. */
export const LONGEST_PASSWORD = 256

const SALT_BYTES = 16

interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

interface Hashed extends Cost {
  readonly salt: Buffer
  readonly tag: Buffer
}

const TODAY: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_BYTES = 32

export async function hashPassword(
  password: string,
  randomBytes: (size: number) => Uint8Array,
): Promise<string> {
  const salt = Buffer.from(randomBytes(SALT_BYTES))
  return toPhc({ ...TODAY, salt, tag: await derive(password, { ...TODAY, salt, size: TAG_BYTES }) })
}

/** Takes its time also where there is no hash, so that nobody learns by a clock whether there is one. */
export async function verifyPassword(password: string, phc: string | undefined): Promise<boolean> {
  const known = phc === undefined ? undefined : parsePhc(phc)
  const { tag, ...cost } = known ?? NOBODY
  const derived = await derive(password, { ...cost, size: tag.length })
  return known !== undefined && timingSafeEqual(derived, tag)
}

const NOBODY: Hashed = { ...TODAY, salt: Buffer.alloc(SALT_BYTES), tag: Buffer.alloc(TAG_BYTES) }

interface Derivation extends Cost {
  readonly salt: Buffer
  readonly size: number
}

/** NFKC: one password, typed on two keyboards, is one text. */
function derive(password: string, { memory, passes, parallelism, salt, size }: Derivation): Promise<Buffer> {
  const message = password.normalize('NFKC')
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      { message, nonce: salt, parallelism, tagLength: size, memory, passes },
      (error, key) => {
        if (error) reject(error)
        else resolve(Buffer.from(key))
      },
    )
  })
}

function toPhc({ memory, passes, parallelism, salt, tag }: Hashed): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

function parsePhc(phc: string): Hashed {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(phc) ?? []
  if (salt === undefined || tag === undefined) throw new TypeError('not an Argon2id hash of this form')
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** The PHC form has no padding. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
