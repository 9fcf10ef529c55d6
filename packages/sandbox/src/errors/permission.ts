/** threads-api.md §3.3: permissions and access tiers. */
import { rows } from './error-row.ts'

const NO_PERMISSION = 'Application does not have permission for this action'

export const PERMISSION_ERRORS = rows({
  scope_missing: {
    code: 10,
    status: 500,
    type: 'THApiException',
    section: '3.3',
    confidence: 'C',
    message: NO_PERMISSION,
  },
  access_tier_too_low: {
    code: 10,
    subcode: 4279067,
    status: 400,
    type: 'OAuthException',
    section: '3.3',
    confidence: 'C',
    message: NO_PERMISSION,
    title: 'App Does Not Have Sufficient Access Tier',
    userMessage: 'This app needs to be approved in app review before it can use this feature.',
    note: 'the wording of the user message is ours',
  },
  published_all_the_same: {
    code: 10,
    status: 500,
    type: 'THApiException',
    section: '3.3',
    confidence: 'C',
    message: NO_PERMISSION,
    note: 'from threads_publish although the post is out',
  },
  permission_not_granted: {
    code: 200,
    status: 400,
    type: 'OAuthException',
    section: '3.3',
    confidence: 'C',
    message: 'Permissions error',
    note: 'Graph-wide, 200 to 299',
  },
  account_restricted: {
    code: 10,
    subcode: 4279013,
    status: 400,
    type: 'OAuthException',
    section: '3.3',
    confidence: 'S',
    message: 'The account is restricted.',
    note: 'only the subcode is known: code, status and wording are ours',
  },
  action_blocked: {
    code: 4,
    subcode: 2207051,
    status: 400,
    type: 'OAuthException',
    section: '3.3',
    confidence: 'S',
    message: 'We restrict certain activity to protect our community',
    note: 'code and status are ours',
  },
  policy_block: {
    code: 368,
    status: 400,
    type: 'OAuthException',
    section: '3.3',
    confidence: 'C',
    message: 'The action attempted has been deemed abusive or is otherwise disallowed',
    note: 'Graph-wide',
  },
})
