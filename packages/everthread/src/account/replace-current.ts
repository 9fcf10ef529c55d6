/** The one gate through which a token becomes current (T4): proven by `/me`, of the same user, sealed, the old one kept. */
import type { AdvanceDeps } from './advance.ts'
import type { StepChange } from './commit-step.ts'
import { type Gathered, tokenContext } from './gather.ts'
import type { Minted, Profile } from '../keeper/api.ts'
import type { GenerationSource } from '../store/generations.ts'

export interface Replacement {
  readonly minted: Minted
  readonly profile: Profile
  readonly source: GenerationSource
}

export function replaceCurrent(
  deps: AdvanceDeps,
  gathered: Gathered,
  { minted, profile, source }: Replacement,
): StepChange {
  const { account, generations } = gathered
  if (profile.id !== account.userId) throw new Error('a token of another user can never become current')
  const number = Math.max(...generations.map((one) => one.number)) + 1
  return {
    profile,
    attempts: null,
    refusal: null,
    generation: {
      number,
      sealedToken: deps.vault.seal(minted.token.reveal(), tokenContext(account.id, number)),
      facts: minted.facts,
      source,
    },
  }
}
