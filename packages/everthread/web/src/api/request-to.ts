/** A call of the typed client as `fetch` takes it. Pure. */

export interface Sent {
  readonly param?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly json?: unknown
}

export interface Request {
  readonly url: string
  readonly body?: string
}

/** `path` as the document has it: `/accounts/:id`. */
export function requestTo(path: string, { param = {}, query = {}, json }: Sent): Request {
  const url = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(param[name] ?? ''))
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => [name, one]),
  )
  const search = new URLSearchParams(pairs).toString()
  return {
    url: search === '' ? url : `${url}?${search}`,
    ...(json !== undefined && { body: JSON.stringify(json) }),
  }
}
