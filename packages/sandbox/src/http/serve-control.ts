/** HTTP for the control plane: JSON in, JSON out; a mistake is 400 with a sentence. */
import type { IncomingMessage } from 'node:http'
import type { ControlPlane } from '../control/control-plane.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { SandboxMistake } from '../mistake.ts'
import { type Answer, json } from './answer.ts'
import { readBody } from './read-body.ts'
import { splitTarget } from './read-call.ts'

export async function serveControl(
  plane: ControlPlane,
  name: string,
  request: IncomingMessage,
): Promise<Answer> {
  try {
    const call = plane.get(`${request.method} ${name}`)
    if (!call) return failure(404, noSuchCall(plane, request.method, name))
    return json(await call(await readOrder(request)))
  } catch (error) {
    if (error instanceof SandboxMistake) return failure(400, error.message)
    if (error instanceof MetaRefusal) return failure(error.row.status, error.row.message)
    return failure(500, `the sandbox failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What a GET asks for stands in its query. */
async function readOrder(request: IncomingMessage): Promise<unknown> {
  if (request.method !== 'GET') return parseJson((await readBody(request)).toString('utf8'))
  return Object.fromEntries(new URLSearchParams(splitTarget(request.url ?? '').query))
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new SandboxMistake('the body is not JSON')
  }
}

function noSuchCall(plane: ControlPlane, method: string | undefined, name: string): string {
  const methods = [...plane.keys()]
    .filter((key) => key.endsWith(` ${name}`))
    .map((key) => key.split(' ', 1)[0])
  if (methods.length > 0) return `/__sandbox/${name} takes ${methods.join(' and ')}, not ${method}`
  return `there is no control call ${method} ${name}; there are: ${[...plane.keys()].join(', ')}`
}

function failure(status: number, error: string): Answer {
  return { kind: 'json', status, body: { error } }
}
