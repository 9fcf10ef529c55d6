/** An endpoint with what serves it. */
import type { EndpointId } from '../coverage/endpoints.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'

export interface Route {
  readonly endpoint: EndpointId
  readonly serve: (call: Call) => Answer | Promise<Answer>
}

/** By HTTP method. */
export type Methods = Readonly<Partial<Record<string, Route>>>
