/** One call of the API, read: what routes work with. */
import type { ContainerFailure } from '../entities/container.ts'
import type { World } from '../world.ts'

export interface Call {
  readonly world: World
  readonly method: string
  /** Query and body parameters, which Meta treats alike (threads-api.md §1.4). */
  readonly params: URLSearchParams
  /** However it was passed (§1.3). */
  readonly token: string | undefined
  /** The id in `/{id}` and `/{id}/edge`; `me` is not resolved. */
  readonly id: string | undefined
  /** How the container that this call makes shall fail, whatever it is given: a fault. */
  readonly containerFailure?: ContainerFailure
}
