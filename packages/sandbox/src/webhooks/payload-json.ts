/** JSON as Meta writes it to webhooks: ASCII alone, and every slash escaped (threads-api.md §7). */

export function payloadJson(payload: object): string {
  return JSON.stringify(payload)
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[\u0080-\uffff]/g, escapedUnit)
}

function escapedUnit(unit: string): string {
  return String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0')
}
