/** A command: a POST with the user's token in the header, under the only version that the API has had. */
import { requireSecret } from './arguments.ts'
import type { EndpointId } from './endpoint.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { send } from './send.ts'
import type { Transport } from './transport.ts'

/** What to do. */
export interface Command {
  readonly endpoint: EndpointId
  /** Below the version. */
  readonly path: string
  readonly token: Secret
  /** Form-encoded: of a JSON body, Meta has been seen to ignore the optional fields. */
  readonly form: Readonly<Record<string, string>>
}

/**
 * Sends a command.
 *
 * @throws as {@link send}
 */
export async function tell(
  transport: Transport,
  { endpoint, path, token, form }: Command,
): Promise<RawAnswer> {
  requireSecret('token', token)
  return send(transport, { endpoint, path: `/v1.0/${path}`, form, bearer: token })
}
