import { expect, test } from 'vitest'
import { bucketSettings } from './bucket-settings.ts'

const ALL = {
  EVERTHREAD_S3_BUCKET: 'media',
  EVERTHREAD_S3_ACCESS_KEY_ID: 'AKID',
  EVERTHREAD_S3_SECRET_ACCESS_KEY: 'wJalrXUt',
}

test('without a bucket there is none, whatever else is set', () => {
  expect(bucketSettings({ EVERTHREAD_S3_REGION: 'eu-central-1' })).toBeUndefined()
})

test('a bucket is Amazon’s in its first region, unless something else is said', () => {
  expect(bucketSettings(ALL)).toMatchObject({ bucket: 'media', region: 'us-east-1', accessKeyId: 'AKID' })
  expect(bucketSettings(ALL)).not.toHaveProperty('endpoint')
  const endpoint = 'http://minio:9000'
  expect(bucketSettings({ ...ALL, EVERTHREAD_S3_ENDPOINT: endpoint })).toMatchObject({ endpoint })
})

test('its secret does not print itself', () => {
  expect(JSON.stringify(bucketSettings(ALL))).not.toContain('wJalrXUt')
})

test.each(['EVERTHREAD_S3_ACCESS_KEY_ID', 'EVERTHREAD_S3_SECRET_ACCESS_KEY'] as const)(
  'a bucket without %s is a mistake that names it',
  (setting) => {
    const { [setting]: _missing, ...rest } = ALL
    expect(() => bucketSettings(rest)).toThrow(`${setting}: bucket-incomplete`)
  },
)

test('an endpoint must be a URL', () => {
  expect(() => bucketSettings({ ...ALL, EVERTHREAD_S3_ENDPOINT: 'minio:9000' })).toThrow('not-a-url')
})
