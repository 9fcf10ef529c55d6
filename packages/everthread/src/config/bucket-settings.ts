/** The bucket that keeps media, if there is one: all of its settings, or none. */
import type { Secret } from '@everthread/client'
import { parseUrl } from './config.ts'
import { ConfigError } from './config-error.ts'
import type { EnvName, RawEnv } from './env.ts'
import { secretOf } from './secrets.ts'

export interface BucketSettings {
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: Secret
  /** Amazon's own where there is none. */
  readonly endpoint?: string
}

const DEFAULT_REGION = 'us-east-1'

/** @throws {ConfigError} */
export function bucketSettings(raw: RawEnv): BucketSettings | undefined {
  const bucket = raw.EVERTHREAD_S3_BUCKET
  if (bucket === undefined) return undefined
  const endpoint = raw.EVERTHREAD_S3_ENDPOINT
  if (endpoint !== undefined) parseUrl('EVERTHREAD_S3_ENDPOINT', endpoint)
  return {
    bucket,
    region: raw.EVERTHREAD_S3_REGION ?? DEFAULT_REGION,
    accessKeyId: required('EVERTHREAD_S3_ACCESS_KEY_ID', raw.EVERTHREAD_S3_ACCESS_KEY_ID),
    secretAccessKey: required(
      'EVERTHREAD_S3_SECRET_ACCESS_KEY',
      secretOf(raw.EVERTHREAD_S3_SECRET_ACCESS_KEY),
    ),
    ...(endpoint !== undefined && { endpoint }),
  }
}

function required<T>(setting: EnvName, value: T | undefined): T {
  if (value === undefined) throw new ConfigError(setting, 'bucket-incomplete')
  return value
}
