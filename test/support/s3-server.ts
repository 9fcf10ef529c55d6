/**
 * A bucket that speaks S3 as far as a test needs it, and believes nobody: each signature (SigV4, in the header or in the query)
 * and each digest is computed anew from what Amazon documents, not from what its client does.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html (read 2026-11)
 */
import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type LoopbackServer, serveOnLoopback } from './loopback-server.ts'

export interface S3Server extends LoopbackServer {
  readonly objects: Map<string, S3Object>
  /** `GET 200`, `PUT 403`, … */
  readonly answers: readonly string[]
}

export interface S3Object {
  readonly bytes: Buffer
  readonly type: string
}

export interface S3Access {
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export async function serveS3(access: S3Access): Promise<S3Server> {
  const objects = new Map<string, S3Object>()
  const answers: string[] = []
  const server = await serveOnLoopback((request, response) => {
    response.on('finish', () => answers.push(`${request.method} ${response.statusCode}`))
    void answer(request, response, { access, objects })
  })
  return { ...server, objects, answers }
}

interface Bucket {
  readonly access: S3Access
  readonly objects: Map<string, S3Object>
}

async function answer(request: IncomingMessage, response: ServerResponse, { access, objects }: Bucket) {
  const url = new URL(request.url ?? '/', 'http://bucket')
  const body = await bodyOf(request)
  const [, bucket, ...key] = decodeURIComponent(url.pathname).split('/')
  const problem = problemWith(request, { url, body, access })
  if (problem !== undefined) return refuse(response, 403, problem)
  if (bucket !== access.bucket) return refuse(response, 404, 'NoSuchBucket')
  const name = key.join('/')
  if (request.method === 'PUT') {
    objects.set(name, { bytes: body, type: request.headers['content-type'] ?? '' })
    return response.end()
  }
  if (request.method === 'DELETE') {
    objects.delete(name)
    return response.writeHead(204).end()
  }
  return give(request, response, objects.get(name))
}

function give(request: IncomingMessage, response: ServerResponse, object: S3Object | undefined) {
  if (!object) return refuse(response, 404, 'NoSuchKey')
  const { bytes, type } = object
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  response.setHeader('content-type', type)
  if (first === undefined) return response.end(bytes)
  const part = bytes.subarray(Number(first), Number(last) + 1)
  return response.writeHead(206, { 'content-range': `bytes ${first}-${last}/${bytes.length}` }).end(part)
}

function refuse(response: ServerResponse, status: number, code: string) {
  response.writeHead(status, { 'content-type': 'application/xml' })
  return response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

interface Signed {
  readonly url: URL
  readonly body: Buffer
  readonly access: S3Access
}

/** What S3 would call it. */
function problemWith(request: IncomingMessage, { url, body, access }: Signed): string | undefined {
  const claim = claimOf(request, url)
  if (!claim) return 'AccessDenied'
  const [accessKeyId, day = '', region = ''] = claim.credential.split('/')
  if (accessKeyId !== access.accessKeyId) return 'InvalidAccessKeyId'
  if (region !== access.region) return 'AuthorizationHeaderMalformed'
  const age = Date.now() - parseStamp(claim.stamp)
  if (age < -5 * 60_000 || age > claim.lifetimeMs) return 'AccessDenied'
  if (claim.digest !== 'UNSIGNED-PAYLOAD' && claim.digest !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const text = [
    'AWS4-HMAC-SHA256',
    claim.stamp,
    claim.credential.slice(claim.credential.indexOf('/') + 1),
    sha256(canonicalRequest(request, url, claim)),
  ].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (derived, piece) => createHmac('sha256', derived).update(piece).digest(),
    `AWS4${access.secretAccessKey}`,
  )
  const expected = createHmac('sha256', key).update(text).digest('hex')
  return expected === claim.signature ? undefined : 'SignatureDoesNotMatch'
}

interface Claim {
  readonly credential: string
  readonly stamp: string
  readonly signature: string
  readonly signedHeaders: string
  readonly digest: string
  readonly lifetimeMs: number
}

function claimOf({ headers }: IncomingMessage, { searchParams }: URL): Claim | undefined {
  const inQuery = (name: string) => searchParams.get(`X-Amz-${name}`) ?? ''
  if (searchParams.has('X-Amz-Signature')) {
    return {
      credential: inQuery('Credential'),
      stamp: inQuery('Date'),
      signature: inQuery('Signature'),
      signedHeaders: inQuery('SignedHeaders'),
      digest: 'UNSIGNED-PAYLOAD',
      lifetimeMs: Number(inQuery('Expires')) * 1000,
    }
  }
  const [, credential = '', signedHeaders = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    ) ?? []
  if (signature === '') return undefined
  const digest = String(headers['x-amz-content-sha256'])
  return {
    credential,
    signedHeaders,
    signature,
    digest,
    stamp: String(headers['x-amz-date']),
    lifetimeMs: 15 * 60_000,
  }
}

function canonicalRequest(
  { method, headers }: IncomingMessage,
  url: URL,
  { signedHeaders, digest }: Claim,
): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .toSorted()
  const lines = signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const path = decodeURIComponent(url.pathname).split('/').map(escaped).join('/')
  return [method, path, query.join('&'), lines.join(''), signedHeaders, digest].join('\n')
}

/** RFC 3986: `encodeURIComponent` leaves five more characters. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** `20261123T071500Z` */
function parseStamp(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'))
}
