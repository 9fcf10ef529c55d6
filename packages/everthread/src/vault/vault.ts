/**
 * Encryption at rest: AES-256-GCM with a random nonce, the key's id in the text, and a context bound in, so that a sealed
 * text which is moved to another row does not open. The key is seen here and nowhere else.
 *
 *     v1.<key id>.<nonce>.<ciphertext and tag>      (base64url)
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Secret } from '@everthread/client'
import { VaultError } from './vault-error.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
export const KEY_BYTES = 32

export interface Vault {
  /** Of the key that encrypts. */
  readonly keyId: string
  seal(plaintext: string, context: string): string
  /** @throws {VaultError} `wrong-key` when it was sealed with a key that is not here, `damaged` when it does not open */
  open(sealed: string, context: string): Secret
  /** Was it sealed with an older key? */
  needsReseal(sealed: string): boolean
}

/** The first key encrypts; the others only open what was sealed before a rotation. */
export function createVault(keys: readonly [Uint8Array, ...Uint8Array[]]): Vault {
  const byId = new Map(keys.map((key) => [keyIdOf(key), key]))
  const [current] = keys
  const keyId = keyIdOf(current)
  return {
    keyId,
    seal: (plaintext, context) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(boundIn(keyId, context))
      const text = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return ['v1', keyId, nonce.toString('base64url'), text.toString('base64url')].join('.')
    },
    open: (sealed, context) => {
      const { id, nonce, text, tag } = parseSealed(sealed)
      const key = byId.get(id)
      if (!key) throw wrongKey(id, keyId)
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce)
          .setAAD(boundIn(id, context))
          .setAuthTag(tag)
        return new Secret(Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8'))
      } catch (cause) {
        throw new VaultError(
          'damaged',
          'a stored secret does not open: the store was changed or is damaged',
          { cause },
        )
      }
    },
    needsReseal: (sealed) => parseSealed(sealed).id !== keyId,
  }
}

/** Names a key without showing it. */
export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('everthread key id').update(key).digest('base64url').slice(0, 8)
}

function boundIn(keyId: string, context: string): Buffer {
  return Buffer.from(`everthread v1 ${keyId} ${context}`, 'utf8')
}

function wrongKey(wanted: string, have: string): VaultError {
  return new VaultError(
    'wrong-key',
    `the store was encrypted with the key ${wanted}, and the key at hand is ${have}. Bring back EVERTHREAD_KEY or the key file; nothing was changed`,
  )
}

interface Sealed {
  readonly id: string
  readonly nonce: Buffer
  readonly text: Buffer
  readonly tag: Buffer
}

function parseSealed(sealed: string): Sealed {
  const [version, id, nonce, body] = sealed.split('.')
  const bytes = Buffer.from(body ?? '', 'base64url')
  if (version !== 'v1' || id === undefined || nonce === undefined || bytes.length < TAG_BYTES) {
    throw new VaultError('damaged', 'a stored secret has a form that this version does not know')
  }
  return {
    id,
    nonce: Buffer.from(nonce, 'base64url'),
    text: bytes.subarray(0, -TAG_BYTES),
    tag: bytes.subarray(-TAG_BYTES),
  }
}
