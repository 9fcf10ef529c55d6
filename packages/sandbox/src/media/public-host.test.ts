import { expect, test } from 'vitest'
import { hasPublicHost } from './public-host.ts'

test('this machine and private networks are not public', () => {
  const hosts = [
    'localhost',
    'a.localhost',
    '127.0.0.1',
    '127.1',
    '0.0.0.0',
    '10.0.0.9',
    '172.20.0.1',
    '192.168.1.2',
  ]
  for (const host of [...hosts, '169.254.1.1', '[::1]', '[fd00::1]', '[fe80::1]']) {
    expect([host, hasPublicHost(`http://${host}:8080/x.png`)]).toEqual([host, false])
  }
  for (const host of [
    'cdn.example.com',
    '8.8.8.8',
    '172.32.0.1',
    '100.1.1.1',
    '[2001:db8::1]',
    '10.example.com',
  ]) {
    expect([host, hasPublicHost(`https://${host}/x.png`)]).toEqual([host, true])
  }
})
