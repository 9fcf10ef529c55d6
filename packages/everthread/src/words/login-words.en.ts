/** The login in English. */
import type { LoginPageWords, LoginSayings } from './login-words.ts'
import { PLACES } from './places.ts'

const WHERE_REDIRECTS = 'your app → Use cases → Customize → Settings → Redirect Callback URLs'

export const loginWordsEn = {
  'open-address': ({ url }) => ({ message: `Open this address in a browser and agree:\n\n  ${url}\n` }),
  'browser-opened': () => ({ message: 'It should have opened by itself.' }),
  'certificate-warning': ({ redirectUri }) => ({
    message: `After you agree, the browser warns once of the certificate of ${hostOf(redirectUri)}: it was made on this computer a moment ago. Continue there; the connection does not leave this computer.`,
  }),
  forwarding: ({ redirectUri, port }) => ({
    message: `If ${redirectUri} is forwarded to http://127.0.0.1:${port}, the answer arrives by itself.`,
  }),
  'paste-address': () => ({
    message:
      'Is the browser on another machine, or does the last page not load? Copy the whole address of that page, paste it here and press Enter.',
  }),
  'port-taken': ({ port }) => ({
    message: `Port ${port} is in use by another program, so the answer cannot come by itself. Paste the address of the last page instead.`,
  }),
  'port-forbidden': ({ port }) => ({
    message: `This user may not listen on port ${port}, so the answer cannot come by itself. Paste the address of the last page instead.`,
  }),
  'wrong-state': () => ({
    message:
      'That answer belongs to another login and was refused. Open the address above, the one of this login.',
  }),
  'paste-not-an-address': ({ redirectUri }) => ({
    message: `That is no address. Paste the whole line from the browser’s address bar; it begins with ${redirectUri}.`,
  }),
  'paste-incomplete': () => ({
    message:
      'That address holds no answer. The right one has code= and state= in it: copy it from the page on which the browser ended after you agreed.',
  }),
  'paste-damaged': () => ({
    message: 'That address is damaged. Copy it again, whole.',
  }),
  'paste-is-token': () => ({
    message:
      'That looks like an access token. End this login (Ctrl+C) and hand it over: `everthread adopt --token -`.',
  }),

  granted: () => ({ message: 'You agreed.' }),
  denied: () => ({
    message: 'Threads reports that the access was not granted. Nothing was changed.',
    remedy: 'If that was a mistake, run `everthread connect` again.',
  }),
  'timed-out': () => ({
    message:
      'No answer came. When something is wrong with the app, Threads shows an error page and sends nothing back. Nothing was changed.',
    remedy:
      'Run `everthread connect` again. If the browser shows a page of text with error_code in it, paste that text: it says what is wrong.',
  }),
  'input-ended': () => ({
    message: 'No address was pasted, and none can come any more. Nothing was changed.',
    remedy: 'Run `everthread connect` in a terminal.',
  }),
  'app-id-wrong': () => ({
    message: 'Threads does not know this app id.',
    remedy:
      'Set THREADS_APP_ID to the Threads app ID (Meta’s dashboard: App settings → Basic). The ID of the Meta app is another one.',
    url: PLACES.metaApps,
  }),
  'redirect-uri-wrong': ({ redirectUri }) => ({
    message: `The app does not allow ${redirectUri} as its redirect address.`,
    remedy: `Enter it in Meta’s dashboard, letter by letter: ${WHERE_REDIRECTS}. The page saves only when the two fields for uninstalling and for deleting data are filled in as well.`,
    url: PLACES.metaApps,
  }),
  'not-a-tester': () => ({
    message: 'The app is not published, and the account has not accepted the invitation to test it.',
    remedy:
      'Invite the account in Meta’s dashboard: App roles → Roles → Add People → Threads Tester (an Instagram Tester is not enough). Accept it in Threads: Settings → Account → Website permissions → Invites. Then run `everthread connect` again.',
    url: PLACES.websitePermissions,
  }),
  'login-misconfigured': ({ redirectUri }) => ({
    message:
      'Threads reports an unknown error, which mostly means that something in the app’s settings is missing.',
    remedy: `Look in Meta’s dashboard: the Threads app ID is the one that is used, ${redirectUri} is entered (${WHERE_REDIRECTS}), and the account is a Threads tester.`,
    url: PLACES.metaApps,
  }),
  'window-refused': () => ({
    message: 'Threads refused the login with an error that Everthread does not know.',
    remedy: 'Run `everthread doctor`: it checks the app’s settings. Then try again.',
  }),
} as const satisfies LoginSayings

export const loginPagesEn = {
  granted: {
    title: 'You agreed',
    text: 'Everthread goes on in the terminal. You can close this page.',
  },
  denied: {
    title: 'Not granted',
    text: 'Threads reports that the access was not granted. Nothing was changed. You can close this page.',
  },
  'wrong-state': {
    title: 'Another login',
    text: 'This answer does not belong to the login that Everthread is waiting for, so it was refused. Open the address that the terminal shows.',
  },
  unusable: {
    title: 'Nothing to read here',
    text: 'This address holds no answer from Threads. Open the address that the terminal shows.',
  },
} as const satisfies LoginPageWords

function hostOf(redirectUri: string): string {
  return URL.parse(redirectUri)?.host ?? redirectUri
}
