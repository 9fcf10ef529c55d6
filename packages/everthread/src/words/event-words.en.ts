/** Every event in English. The reason's own words follow where `event-words.ts` says so. */
import type { EventName } from '../alerts/event.ts'
import { PLACES } from './places.ts'
import { known, type Saying, type Spoken } from './sentences.ts'

const expiresSoon = (spoken: Spoken) => ({
  message: `The token${of(spoken)} expires ${spoken.expiresIn ?? 'soon'}${known(', on ', spoken.expiresAt)}, and it is still not renewed.`,
})

export const eventWordsEn = {
  'token-adopted': (spoken) => ({
    message: `Everthread now keeps the token${of(spoken)} alive${known('. It is good until ', spoken.expiresAt)}.`,
  }),
  'token-renewed': (spoken) => ({
    message: `The token${of(spoken)} is renewed${known(' and good until ', spoken.expiresAt)}.`,
  }),
  'token-exchanged': (spoken) => ({
    message: `The short-lived token${of(spoken)} is exchanged for a long-lived one${known(', good until ', spoken.expiresAt)}.`,
  }),
  'renewal-overdue': (spoken) => ({
    message: `The renewal of the token${of(spoken)} is late${known(': it was planned for ', spoken.plannedAt)}.${known(' The token is good until ', spoken.expiresAt, '.')}`,
  }),
  'expires-in-14-days': expiresSoon,
  'expires-in-7-days': expiresSoon,
  'expires-in-3-days': expiresSoon,
  'expires-in-1-day': expiresSoon,
  'data-access-expires': (spoken) => ({
    message: `The app’s access to ${spoken.username ?? 'the account'} ends ${spoken.dataAccessExpiresIn ?? 'soon'}${known(', on ', spoken.dataAccessExpiresAt)}. Only a login extends it.`,
    remedy: 'Log in again before then: `everthread connect`.',
  }),
  'needs-person': (spoken) => ({
    message: `Everthread cannot keep the token${of(spoken)} alive without you.`,
  }),
  'token-dead': (spoken) => ({ message: `The token${of(spoken)} is dead.` }),
  'keeper-blocked': () => ({ message: 'Everthread cannot look after the token.' }),
  'sink-failed': (spoken) => ({
    message: `The new token${of(spoken)} could not be delivered${known(' to ', spoken.path)}.`,
  }),
  'consumer-unproven': (spoken) => ({
    message: `The new token${of(spoken)} is written, but the application does not show that it uses it.`,
    remedy: 'Restart the application. `everthread run -- COMMAND` does that by itself.',
  }),
  'clock-skew': () => ({ message: 'Time is off on this computer.' }),
  'queue-paused': (spoken) => ({
    message: `Meta restricts ${spoken.username ?? 'the account'}, so its queue is paused: nothing more of it goes out.`,
    remedy: 'See in Threads what Meta wants. Then open the queue and resume what it held.',
    url: PLACES.threads,
  }),
  'post-held': (spoken) => ({ message: `${post(spoken)} is held.` }),
  'post-needs-review': (spoken) => ({ message: `${post(spoken)} has to be looked at.` }),
  'post-failed': (spoken) => ({ message: `${post(spoken)} failed.` }),
  'account-removed': (spoken) => ({
    message: `The account${known(' ', spoken.username)} was removed with its tokens and posts: its owner asked Meta to have the data deleted.`,
  }),
  recovered: (spoken) => ({
    message: `All is well again with the token${of(spoken)}${known('. It is good until ', spoken.expiresAt)}.`,
  }),
} as const satisfies Record<EventName, Saying>

function post(spoken: Spoken): string {
  return `${spoken.post === undefined ? 'A post' : `Post ${spoken.post}`}${of(spoken)}`
}

function of({ username }: Spoken): string {
  return known(' of ', username)
}
