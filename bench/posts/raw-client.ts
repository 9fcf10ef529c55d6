/**
 * What every figure is held against: undici's pool, the same calls at the same concurrency, answers parsed, nothing kept.
 */
import { Pool } from 'undici'

export interface RawClient extends AsyncDisposable {
  get(path: string, query: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>>
  post(path: string, form: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>>
}

export function createRawClient(url: string, connections: number): RawClient {
  const pool = new Pool(url, { connections })
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    body?: string,
  ): Promise<Record<string, unknown>> => {
    const headers = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await pool.request({ method, path, headers, body: body ?? null })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`${path.split('?')[0]}: ${answer.statusCode} ${text}`)
    return JSON.parse(text) as Record<string, unknown>
  }
  return {
    get: (path, query) => ask('GET', `${path}?${new URLSearchParams(query).toString()}`),
    post: (path, form) => ask('POST', path, new URLSearchParams(form).toString()),
    [Symbol.asyncDispose]: () => pool.close(),
  }
}

/** Seconds for all of them. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
