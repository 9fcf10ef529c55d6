/** The answer of the calls that give nothing back: `{"success": true}`. */
import type { RawAnswer } from './raw-answer.ts'
import { type Shape, answerOf } from './wire-shape.ts'

const SUCCESS: Shape<{ success: true }> = {
  success: ['success', (value) => (value === true ? value : undefined), 'required'],
}

/**
 * Makes sure that an answer says that it was done, whichever of {@link sendDeletion}, {@link sendReplyManagement} and
 * {@link sendPendingReplyManagement} it belongs to.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readSuccess(answer: RawAnswer): void {
  answerOf(answer, SUCCESS)
}
