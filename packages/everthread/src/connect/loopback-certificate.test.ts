import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { createLoopbackCertificate } from './loopback-certificate.ts'

test('the certificate speaks for the loopback names and for nothing else', async () => {
  const { cert } = await createLoopbackCertificate()
  const certificate = new X509Certificate(cert)
  expect(certificate.checkHost('localhost')).toBe('localhost')
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(certificate.checkIP('::1')).toBe('::1')
  expect(certificate.checkHost('example.com')).toBeUndefined()
  expect(certificate.checkIP('10.0.0.1')).toBeUndefined()
})

test('it is signed with the key that comes with it and cannot sign for others', async () => {
  const { cert, key } = await createLoopbackCertificate()
  const certificate = new X509Certificate(cert)
  expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.ca).toBe(false)
})

test('two logins at once get two keys, and the global Reflect is left as it was', async () => {
  const [first, second] = await Promise.all([createLoopbackCertificate(), createLoopbackCertificate()])
  expect(first.key).not.toBe(second.key)
  expect('getMetadata' in Reflect).toBe(false)
})
