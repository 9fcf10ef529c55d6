/** Every reason in English. */
import type { Reason } from '../keeper/reasons.ts'
import { PLACES } from './places.ts'
import { known, type Saying } from './sentences.ts'

const NEXT = ' The next attempt is on '

const LOGIN_AGAIN = {
  remedy:
    'Log in again: `everthread connect`. Or make a token in Meta’s dashboard (your app → Use cases → Customize → Settings → User Token Generator) and hand it over: `everthread adopt --token -`.',
  url: PLACES.metaApps,
}

export const reasonWordsEn = {
  fresh: ({ at, expiresAt }) => ({
    message: `The token is good${known(' until ', expiresAt)}.${known(' It will be renewed on ', at, '.')}`,
  }),
  'too-young': ({ at }) => ({
    message: `The token is less than 24 hours old, and Meta renews only older ones.${known(' It can be renewed from ', at, '.')}`,
  }),
  'renewed-recently': ({ at }) => ({
    message: `The token was renewed less than 24 hours ago, and is not renewed again so soon.${known(NEXT, at, '.')}`,
  }),
  'backing-off': ({ at }) => ({
    message: `The last attempt failed, so Everthread waits before the next one. The token stays as it is.${known(NEXT, at, '.')}`,
  }),
  permanent: { message: 'Meta says that this token never expires. There is nothing to renew.' },
  'window-not-reached': ({ expiresAt }) => ({
    message: `The token has more time left than --within asks for${known(': it is good until ', expiresAt)}. It stays as it is.`,
  }),
  'rolled-back': ({ at }) => ({
    message: `This earlier token was made current again, and stays as it is for now.${known(' It will be renewed on ', at, '.')}`,
  }),

  'short-lived': {
    message:
      'This is a short-lived token: it lives for one hour. Everthread exchanges it for one of 60 days.',
  },
  due: ({ expiresAt }) => ({
    message: `The token is due for renewal${known(': it expires on ', expiresAt)}.`,
  }),
  emergency: ({ expiresIn }) => ({
    message: `The token expires ${expiresIn ?? 'soon'}. Everthread tries to renew it at least once an hour.`,
  }),
  forced: { message: 'A renewal was asked for with --force.' },
  'lifetime-unknown': { message: 'Meta did not say how long this token lives. A renewal will tell.' },
  'expired-try-once': ({ expiresAt }) => ({
    message: `By the clock of this computer the token expired${known(' on ', expiresAt)}. The clock may be wrong, so Everthread tries once.`,
  }),

  renewed: ({ expiresAt }) => ({
    message: `The token is renewed${known(' and good until ', expiresAt)}.`,
  }),
  exchanged: ({ expiresAt }) => ({
    message: `The short-lived token is exchanged for a long-lived one${known(', good until ', expiresAt)}.`,
  }),
  'not-proven': {
    message: 'The new token is written, but the application does not show that it uses it.',
    remedy: 'Restart the application. `everthread run -- COMMAND` does that by itself.',
  },
  'renewed-not-written': ({ path }) => ({
    message: `The token is renewed and Everthread keeps it safe, but ${path ?? 'the place where it belongs'} still holds the old one.`,
    remedy:
      '`everthread doctor` says what prevents the writing. When that is gone, Everthread writes the token by itself.',
  }),

  network: ({ at }) => ({
    message: `Meta’s API gave no answer. The token stays as it is.${known(NEXT, at, '.')}`,
    remedy: 'If this lasts, look at the connection and the proxy: `everthread doctor`.',
  }),
  'not-json': ({ at }) => ({
    message: `The answer did not come from Meta’s API: it was some other page, such as a proxy’s error or the sign-in page of a Wi-Fi network. The token stays as it is.${known(NEXT, at, '.')}`,
    remedy: 'If this lasts, look at the connection and the proxy: `everthread doctor`.',
  }),
  'server-error': ({ at }) => ({
    message: `Meta’s API has trouble of its own. The token stays as it is.${known(NEXT, at, '.')}`,
  }),
  'rate-limited': ({ at }) => ({
    message: `Meta takes no more calls from this app or account for now. The token stays as it is.${known(NEXT, at, '.')}`,
    remedy: 'If other programs use the same app or account, let them call less often.',
  }),
  'clock-skew': ({ skew }) => ({
    message: `The clock of this computer is ${skew ? `${skew.by} ${skew.direction}` : 'wrong'}. Everthread goes by Meta’s.`,
    remedy: 'Let the computer set its clock from the network (NTP).',
  }),
  locked: {
    message: 'Another Everthread process is at work on this token.',
    remedy: 'Wait a minute. If two keepers run by mistake, stop one: `everthread doctor` finds them.',
  },

  suspect: ({ at }) => ({
    message: `Meta refused with an answer that Everthread does not know. The token may still be good and is kept.${known(NEXT, at, '.')}`,
    remedy: '`everthread check` shows whether the token still works.',
  }),
  'renewal-refused': ({ at, expiresAt }) => ({
    message: `Meta refuses to renew the token, although it still works${known(' and is good until ', expiresAt)}.${known(NEXT, at, '.')}`,
    remedy: 'If the refusals go on, log in again before it expires: `everthread connect`.',
  }),
  'exchange-refused': ({ at }) => ({
    message: `Meta refuses the exchange and does not say why: it may be trouble of Meta’s own, or the app secret is wrong.${known(NEXT, at, '.')}`,
    remedy:
      'Compare THREADS_APP_SECRET with the Threads app secret (Meta’s dashboard: App settings → Basic → Threads app secret). The secret of the Meta app is another one.',
    url: PLACES.metaApps,
  }),
  'revocation-unconfirmed': ({ at }) => ({
    message: `Meta refused the token once. Everthread asks again before it believes it.${known(NEXT, at, '.')}`,
  }),

  expired: ({ expiresAt }) => ({
    message: `The token expired${known(' on ', expiresAt)}. An expired token cannot be renewed.`,
    ...LOGIN_AGAIN,
  }),
  'password-changed': {
    message:
      'Meta ended this token because the account’s password was changed, or for a security reason of its own.',
    ...LOGIN_AGAIN,
  },
  'app-removed': {
    message: 'The account no longer allows your app: it was removed under Website permissions in Threads.',
    remedy: 'If it should be allowed again, log in and agree: `everthread connect`.',
    url: PLACES.websitePermissions,
  },
  checkpoint: {
    message: 'Threads wants the account’s owner to pass a check. Until then nothing else works.',
    remedy:
      'Sign in on threads.com and do what it asks. Then run `everthread check`; if the token is still refused, `everthread connect`.',
    url: PLACES.threads,
  },
  'account-unconfirmed': {
    message: 'The account is not confirmed, and until it is Meta refuses its token.',
    remedy:
      'Sign in on threads.com and confirm the account. Then run `everthread check`; if the token is still refused, `everthread connect`.',
    url: PLACES.threads,
  },
  'token-invalid': {
    message: 'Meta no longer accepts this token: the session behind it has ended.',
    ...LOGIN_AGAIN,
  },
  'token-unreadable': {
    message:
      'Meta cannot read this token. It is damaged (not copied whole, or with a quote or a line break inside), or it belongs to Facebook or Instagram: those do not work on Threads.',
    remedy:
      'Copy it again, whole, from the Threads app in Meta’s dashboard (your app → Use cases → Customize → Settings → User Token Generator), or log in: `everthread connect`.',
    url: PLACES.metaApps,
  },
  'not-a-tester': {
    message:
      'The app is not published, and the account is not among its Threads testers or has not accepted the invitation. Until then Meta grants it nothing.',
    remedy:
      'Invite the account in Meta’s dashboard: App roles → Roles → Add People → Threads Tester (an Instagram Tester is not enough). Accept it in Threads: Settings → Account → Website permissions → Invites. Then `everthread connect`.',
    url: PLACES.websitePermissions,
  },
  'scope-missing': ({ missing }) => ({
    message: `The token lacks permissions${known(': ', missing)}.`,
    remedy: 'Log in again and allow them: `everthread connect`.',
  }),
  'data-access-ending': ({ dataAccessExpiresAt }) => ({
    message: `The access that the account granted to the app ends${known(' on ', dataAccessExpiresAt)}.`,
    remedy: 'Log in again before then: `everthread connect`.',
  }),
  'data-access-expired': ({ dataAccessExpiresAt }) => ({
    message: `The access that the account granted to the app ended${known(' on ', dataAccessExpiresAt)}: Meta limits it to 90 days.`,
    ...LOGIN_AGAIN,
  }),
  'short-lived-no-secret': {
    message:
      'This is a short-lived token: it lives for one hour, and without the app’s secret it cannot be exchanged for one of 60 days.',
    remedy:
      'Set THREADS_APP_SECRET to the Threads app secret (Meta’s dashboard: App settings → Basic), then run `everthread exchange`.',
    url: PLACES.metaApps,
  },
  'app-secret-wrong': {
    message: 'Meta does not accept the app secret.',
    remedy:
      'Set THREADS_APP_SECRET to the Threads app secret (Meta’s dashboard: App settings → Basic). The secret of the Meta app is another one.',
    url: PLACES.metaApps,
  },
  'renewal-answer-lost': {
    message:
      'Meta renewed the token, but its answer was lost on the way, and the old token no longer works. Nobody has the new one.',
    ...LOGIN_AGAIN,
  },
  'other-user': ({ username, foundUsername }) => ({
    message: `This token works, but it is ${foundUsername ?? 'another account'}’s${known(', not ', username, '’s')}. Nothing was changed.`,
    remedy:
      'If the account is to change, say so: `everthread adopt --switch-account`. Otherwise put the right token back.',
  }),
  'token-empty': ({ path, key }) => ({
    message: `${key} is empty${known(' in ', path)}.`,
    remedy: 'Log in: `everthread connect`. Or paste a token there and run `everthread check`.',
  }),
  'token-missing': ({ path, key }) => ({
    message: `There is no ${key}${known(' in ', path)}.`,
    remedy: 'Log in: `everthread connect`. Or hand a token over: `everthread adopt`.',
  }),

  'disk-full': ({ path }) => ({
    message: `The disk is full${known(': ', path)}. Nothing is lost.`,
    remedy: 'Make room. Everthread then goes on by itself.',
  }),
  'file-not-readable': ({ path }) => ({
    message: `${path ?? 'The file'} cannot be read, so the token in it is not kept.`,
    remedy: '`everthread doctor` says what is wrong with the file.',
  }),
  'file-not-writable': ({ path }) => ({
    message: `${path ?? 'The file'} cannot be written. Nothing is lost.`,
    remedy:
      'Let the user that Everthread runs as write to the file and its folder. In a container, mount the folder, not the file.',
  }),
  'wrong-key': {
    message:
      'The encryption key is not the one that the stored tokens were encrypted with. Meta was not called.',
    remedy:
      'Put the former key back: EVERTHREAD_KEY, or the key file in the data folder. If it is lost, take the token from `.env` anew: `everthread adopt`.',
  },
  'store-unusable': {
    message:
      'The data folder cannot be used: its store does not open, or its key is not there. Meta was not called.',
    remedy: 'Run `everthread doctor`: it says what is wrong with it.',
  },
} as const satisfies Record<Reason, Saying>
