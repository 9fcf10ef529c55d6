/**
 * Encryption at rest: AES-256-GCM with a random nonce, the key's id in the text, and a context bound in, so that a sealed
 * text which is moved to another row does not open. The key is seen in this folder and nowhere else.
 *
 *     v1.<key id>.<nonce>.<ciphertext and tag>      (base64url)
 *
 * A random nonce of 96 bits is safe for 2^32 texts a key (NIST SP 800-38D, 8.3). An account seals a few a year.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { Secret } from '@everthread/client'
import { sameSignature, signatureOf, type SigningPurpose } from './signature.ts'
import { VaultError } from './vault-error.ts'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_ID_CHARACTERS = 8
export const KEY_BYTES = 32

/** The first key encrypts; the others only open what was sealed before a rotation. */
export type Keys = readonly [Uint8Array, ...Uint8Array[]]

export interface Vault {
  /** Of the key that encrypts. */
  readonly keyId: string
  /** `context` says where the text belongs (`token:<account>:<generation>`); it opens there only. */
  seal(plaintext: string, context: string): string
  /** @throws {VaultError} `wrong-key` when it was sealed with a key that is not here, `damaged` when it does not open */
  open(sealed: string, context: string): Secret
  /** Was it sealed with an older key? */
  needsReseal(sealed: string): boolean
  /** Of a text that will come back. It survives a rotation as long as the key that made it is here. */
  sign(text: string, purpose: SigningPurpose): string
  isSigned(text: string, signature: string, purpose: SigningPurpose): boolean
}

export function createVault(keys: Keys): Vault {
  const byId = new Map(keys.map((key) => [keyIdOf(key), toKeyObject(key)]))
  const keyId = keyIdOf(keys[0])
  const current = toKeyObject(keys[0])
  return {
    keyId,
    seal: (plaintext, context) => {
      if (plaintext === '') throw new TypeError('plaintext must not be empty')
      return seal(plaintext, boundIn(keyId, context), { keyId, key: current })
    },
    open: (sealed, context) => {
      const parts = parseSealed(sealed)
      const key = byId.get(parts.keyId)
      if (!key) throw new VaultError({ kind: 'wrong-key', wanted: parts.keyId, have: keyId })
      return open(parts, boundIn(parts.keyId, context), key)
    },
    needsReseal: (sealed) => parseSealed(sealed).keyId !== keyId,
    sign: (text, purpose) => signatureOf(current, text, purpose),
    isSigned: (text, signature, purpose) =>
      [...byId.values()].some((key) => sameSignature(signatureOf(key, text, purpose), signature)),
  }
}

/** Names a key without showing it. */
export function keyIdOf(key: Uint8Array): string {
  const hash = createHash('sha256').update('everthread key id').update(key).digest('base64url')
  return hash.slice(0, KEY_ID_CHARACTERS)
}

/** @NOTE A `KeyObject` prints itself without its bytes; a `Uint8Array` in a logged object would show them all. */
function toKeyObject(key: Uint8Array): KeyObject {
  if (key.length !== KEY_BYTES) throw new TypeError(`a key must have ${KEY_BYTES} bytes`)
  return createSecretKey(key)
}

function boundIn(keyId: string, context: string): Buffer {
  return Buffer.from(`everthread v1 ${keyId} ${context}`, 'utf8')
}

function seal(plaintext: string, bound: Buffer, { keyId, key }: { keyId: string; key: KeyObject }): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(bound)
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return ['v1', keyId, nonce.toString('base64url'), body.toString('base64url')].join('.')
}

function open({ nonce, body }: Sealed, bound: Buffer, key: KeyObject): Secret {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(bound)
      .setAuthTag(body.subarray(-TAG_BYTES))
    const text = Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()])
    return new Secret(text.toString('utf8'))
  } catch (cause) {
    throw new VaultError({ kind: 'damaged' }, { cause })
  }
}

interface Sealed {
  readonly keyId: string
  readonly nonce: Buffer
  /** The ciphertext, and the tag at its end. */
  readonly body: Buffer
}

const SEALED = /^v1\.([\w-]{8})\.([\w-]{16})\.([\w-]+)$/

function parseSealed(sealed: string): Sealed {
  const [, keyId = '', nonce = '', text = ''] = SEALED.exec(sealed) ?? []
  const body = Buffer.from(text, 'base64url')
  // Base64 has spare bits at its end: only the one spelling that `seal` writes is taken, so one text has one form.
  if (keyId === '' || body.length <= TAG_BYTES || body.toString('base64url') !== text) {
    throw new VaultError({ kind: 'damaged' })
  }
  return { keyId, nonce: Buffer.from(nonce, 'base64url'), body }
}
