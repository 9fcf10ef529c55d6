/**
 * A certificate for this machine's loopback names, made on the spot and kept nowhere: Meta sends the browser back to
 * `https:` only, and no authority signs for localhost. The browser warns once; the connection never leaves the machine.
 */
import { KeyObject, webcrypto } from 'node:crypto'
import type * as X509 from '@peculiar/x509'

export interface LoopbackCertificate {
  /** PEM. */
  readonly cert: string
  /** PEM, PKCS #8. Lives in memory for one login. */
  readonly key: string
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }

/** Valid from now by the host's own clock, which is also the browser's, for the library's year. */
export async function createLoopbackCertificate(): Promise<LoopbackCertificate> {
  const x509 = await importX509()
  const keys = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Everthread login on this computer',
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      // Not an authority: a browser that is told to trust it trusts it for these three names and nothing else.
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  })
  return {
    cert: certificate.toString('pem'),
    key: KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }),
  }
}

/**
 * 150 ms and 330 kB that only `connect` needs.
 *
 * @NOTE The library's container refuses to load without the metadata half of `Reflect`, which no engine has. Its
 * classes carry no metadata, so two readers that find nothing are all it takes; they are gone after the import.
 */
async function importX509(): Promise<typeof X509> {
  if ('getMetadata' in Reflect) return import('@peculiar/x509')
  Object.assign(Reflect, { getMetadata: nothingRecorded, getOwnMetadata: nothingRecorded })
  try {
    return await import('@peculiar/x509')
  } finally {
    Reflect.deleteProperty(Reflect, 'getMetadata')
    Reflect.deleteProperty(Reflect, 'getOwnMetadata')
  }
}

function nothingRecorded(): undefined {
  return undefined
}
