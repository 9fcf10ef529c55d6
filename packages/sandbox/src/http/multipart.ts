/** The text fields of a `multipart/form-data` body. Files are passed over: no call of the API takes one. */

export function multipartFields(contentType: string, body: Buffer): [string, string][] {
  const boundary = boundaryOf(contentType)
  if (boundary === undefined) return []
  // latin1 keeps every byte apart, so that the parts can be cut out and decoded one by one.
  const parts = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`).slice(1, -1)
  return parts.flatMap(fieldOf)
}

function boundaryOf(contentType: string): string | undefined {
  const match = /boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(contentType)
  return match?.[1] ?? match?.[2]
}

function fieldOf(part: string): readonly [string, string][] {
  const blank = part.indexOf('\r\n\r\n')
  if (blank === -1) return []
  const header = part.slice(0, blank)
  const name = /content-disposition:[^\r\n]*?[\s;]name="([^"]*)"/i.exec(header)?.[1]
  if (name === undefined || /[\s;]filename=/i.test(header)) return []
  return [[utf8(name), utf8(part.slice(blank + 4))]]
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8')
}
