/** threads-api.md §2.2 to §2.8: the login window and the token endpoints. */
import { rows } from './error-row.ts'

const WINDOW = { shape: 'window', type: 'OAuthException', status: 400, section: '2.2' } as const
const OAUTH = { type: 'OAuthException', status: 400 } as const

export const LOGIN_ERRORS = rows({
  redirect_not_registered: {
    ...WINDOW,
    code: 1349168,
    confidence: 'C',
    message:
      'URL Blocked: This redirect failed because the redirect URI is not whitelisted in the app’s Client OAuth Settings. Make sure Client and Web OAuth Login are on and add all your app domains as Valid OAuth Redirect URIs.',
  },
  invitation_not_accepted: {
    ...WINDOW,
    code: 1349245,
    confidence: 'C',
    message: 'Invalid Request: The user has not accepted the invite to test the app.',
  },
  app_unknown: {
    ...WINDOW,
    code: 1349026,
    confidence: 'S',
    message:
      'No application data was given: There was a problem getting data for an application. The application may not be valid or there is a temporary glitch. Please try again later.',
  },
  app_id_missing: {
    ...WINDOW,
    code: 4476002,
    confidence: 'S',
    message: 'No app ID was provided in the request.',
  },
  window_unknown_error: { ...WINDOW, code: 1, confidence: 'C', message: 'An unknown error has occurred.' },

  code_refused: {
    ...OAUTH,
    code: 100,
    subcode: 4279030,
    section: '2.4',
    confidence: 'S',
    message: 'Invalid parameter',
    isTransient: false,
    title: 'Invalid authorization code specified',
    userMessage: 'The authorization code could not be exchanged. Reason: %reason%.',
    note: 'seen for a used code, of the user message only its end; other reasons are guesses. Switch codeReuseShape',
  },
  code_refused_docs: {
    ...OAUTH,
    shape: 'docs',
    code: 400,
    section: '2.4',
    confidence: 'C',
    message: 'Matching code was not found or was already used',
  },
  redirect_mismatch: {
    ...OAUTH,
    code: 191,
    section: '2.4',
    confidence: 'S',
    message: 'Invalid redirect_uri: Given URL does not match the one used to request the code.',
    note: 'only "Invalid redirect…" was recovered. Switch redirectMismatchCode',
  },
  redirect_mismatch_100: {
    ...OAUTH,
    code: 100,
    section: '2.4',
    confidence: 'G',
    message:
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
    note: 'the Facebook analogue',
  },
  secret_wrong: {
    ...OAUTH,
    code: 1,
    section: '2.4',
    confidence: 'G',
    message: 'Error validating client secret.',
    note: 'the Facebook analogue. Switch wrongSecretCode',
  },
  client_unknown: {
    ...OAUTH,
    code: 101,
    section: '2.4',
    confidence: 'G',
    message: 'Error validating application. Cannot get application info due to a system error.',
    note: 'the Facebook analogue',
  },
  already_long_lived: {
    ...OAUTH,
    code: 100,
    subcode: 4279023,
    section: '2.5',
    confidence: 'S',
    message: 'Invalid parameter',
  },
  parameter_missing: {
    ...OAUTH,
    code: 100,
    section: '2.4',
    confidence: 'G',
    message: 'The parameter %name% is required',
    note: 'after the pattern of §3.4',
  },
  grant_type_invalid: {
    ...OAUTH,
    code: 100,
    section: '2.4',
    confidence: 'G',
    message: 'Param grant_type must be one of {%values%}',
    note: 'after the pattern of §3.4',
  },
  refresh_needs_long_lived: {
    ...OAUTH,
    code: 100,
    section: '2.6',
    confidence: 'G',
    message: 'Invalid parameter',
    note: 'not recovered. Switch refreshShortToken',
  },
  input_token_of_other_app: {
    ...OAUTH,
    code: 100,
    section: '2.9',
    confidence: 'G',
    message: '(#100) The App_id in the input_token did not match the Viewing App',
    note: 'the Facebook analogue',
  },
})
