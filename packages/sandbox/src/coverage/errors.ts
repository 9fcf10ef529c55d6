/**
 * Every error row of threads-api.md §2.2 to §3.5, and how far the sandbox knows it.
 *
 * `supported`: a call that deserves it gets it. `partial`: only a fault brings it, because no call deserves it here; the row's
 * note says why.
 */
import type { MetaErrorId } from '../errors/catalogue.ts'
import { type Proof, proofs, type Support } from './proof.ts'

export interface ErrorCoverage {
  readonly status: Support
  readonly tests: readonly Proof[]
  /** Why it is `partial`. */
  readonly note?: string
}

const WINDOW = 'routes/oauth-authorize.test.ts'
const CODE = 'routes/oauth-access-token.test.ts'
const EXCHANGE = 'routes/access-token.test.ts'
const REFRESH = 'routes/refresh-access-token.test.ts'
const DEBUG = 'routes/debug-token.test.ts'
const PROFILE = 'routes/profile.test.ts'
const LISTS = 'routes/user-lists.test.ts'
const SEARCH = 'routes/keyword-search.test.ts'
const CREATE = 'routes/create-container.test.ts'
const LIMITS = 'routes/create-container-limits.test.ts'
const MEDIA = 'routes/create-container-media.test.ts'
const PUBLISH = 'routes/publish.test.ts'
const VERDICT = 'tokens/token-verdict.test.ts'
const CALL = 'http/read-call.test.ts'
const SWITCHES = 'switches/switches.test.ts'

const EACH_SWITCH = 'every switch changes what it says it changes'

function supported(file: string, ...tests: readonly string[]): ErrorCoverage {
  return { status: 'supported', tests: proofs(file, ...tests) }
}

const REVOKED = supported(VERDICT, 'each revocation has its own subcode and message')

const DAMAGED = supported(
  VERDICT,
  'a token that was cut is malformed, and an altered one is not decrypted, where damage is named',
)

const REFUSED_LIST = supported(LISTS, 'limits, cursors and times that are none are refused')

const REFUSED_PARAM = supported(LIMITS, 'what a parameter may not be is refused by its name')

function byFault(why: string): ErrorCoverage {
  const tests = proofs(
    'faults/fault.test.ts',
    'every row that is proven by a fault alone can be injected by its code',
  )
  return { status: 'partial', tests, note: `only by a fault: ${why}` }
}

const OUTAGE = byFault('the sandbox has no outages of its own')

const JUDGEMENT = byFault('whom Meta holds back is its own judgement')

const OTHER_LIMIT = byFault('of Threads no such limit is known')

export const ERROR_COVERAGE: Readonly<Record<MetaErrorId, ErrorCoverage>> = {
  session_expired: supported(
    VERDICT,
    'an expired token says when it expired and what time it is, in Pacific time (190/463)',
    'a token lives until the second of its expiry and no longer',
  ),
  session_invalidated: supported(
    VERDICT,
    'each revocation has its own subcode and message',
    'a revoked token is refused everywhere, and says why even after its expiry',
  ),
  app_removed: REVOKED,
  checkpoint: REVOKED,
  unconfirmed_user: REVOKED,
  token_invalid: REVOKED,
  session_invalid: REVOKED,
  cannot_parse: supported(
    VERDICT,
    'garbage, and a token of another network, cannot be parsed (190); none at all is 104',
  ),
  token_malformed: DAMAGED,
  token_undecryptable: DAMAGED,
  token_missing: supported(
    VERDICT,
    'garbage, and a token of another network, cannot be parsed (190); none at all is 104',
  ),
  no_active_token: supported(SWITCHES, EACH_SWITCH),
  session: byFault('a session of old; a dead token is 190 here'),
  refresh_refused: supported(
    REFRESH,
    'a token younger than 24 hours is refused, and one of exactly 24 hours is not',
  ),
  not_tester: supported(VERDICT, 'a tester who was removed is refused (100/10), and is let in again'),

  scope_missing: supported(VERDICT, 'a token without the scope is refused with a 500 (code 10)'),
  access_tier_too_low: supported(
    LISTS,
    'with standard access only testers’ mentions are found, or the call is refused (10/4279067)',
  ),
  published_all_the_same: {
    status: 'partial',
    tests: proofs(PUBLISH, 'ghost success: the answer says 500 and code 10, and the post is out'),
    note: 'only by the fault ghost_success: an accident of Meta’s servers, and nobody knows when',
  },
  permission_not_granted: byFault('a scope that is missing is code 10 at Threads'),
  account_restricted: JUDGEMENT,
  action_blocked: JUDGEMENT,
  policy_block: JUDGEMENT,

  media_not_found: supported(
    PUBLISH,
    'right after FINISHED a container may still not be found, where the race is armed',
    'what is missing, no id, unknown or somebody else’s is refused',
    'a reply whose parent was deleted meanwhile is not published',
  ),
  carousel_children_invalid: supported(
    MEDIA,
    'children that are none, not ready, not one’s own or too old are named (100/4279004); so is a wrong number',
  ),
  topic_tag_refused: supported(LIMITS, 'a topic with a dot or an ampersand is not permitted (100/4279071)'),
  link_attachment_invalid: supported(
    LIMITS,
    'a link that does not answer, or sends elsewhere, is refused where links are fetched (-1/4279047)',
  ),
  media_download_failed: supported(MEDIA, 'what cannot be fetched is refused at once (1/2207052)'),
  param_too_long: REFUSED_PARAM,
  param_required: supported(
    'routes/media-insights.test.ts',
    'metric is required, and clicks is none of a post',
  ),
  param_uri_invalid: REFUSED_PARAM,
  param_id_invalid: supported(
    CREATE,
    'what is no post, a stranger’s private one and a repost cannot be answered',
  ),
  param_value_invalid: supported(SEARCH, 'another media_type is a 500 that lists the three'),
  param_list_too_long: REFUSED_PARAM,
  params_not_together: supported(LISTS, 'limits, cursors and times that are none are refused'),
  unknown_object: supported(
    PROFILE,
    'the token’s own id is the same as me; another’s, and an unknown one, do not exist (100/33)',
  ),
  unknown_field: supported(PROFILE, 'an unknown field is an error that names it'),
  period_required: supported(
    'routes/user-insights.test.ts',
    'times before 13 April 2024, unknown metrics and a missing metric are refused; period is ignored',
  ),
  link_limit_exceeded: REFUSED_PARAM,
  feature_not_available: supported(CREATE, 'countries take an eligible user and codes that exist'),
  country_codes_invalid: supported(CREATE, 'countries take an eligible user and codes that exist'),
  creation_id_invalid: supported(PUBLISH, 'what is missing, no id, unknown or somebody else’s is refused'),

  rate_limited: supported(
    PUBLISH,
    'the 251st post in 24 hours is refused, and is taken once the first is a day old',
  ),
  app_request_limit: supported(SWITCHES, EACH_SWITCH),
  user_request_limit: byFault('how many calls a user has is not known'),
  page_request_limit: OTHER_LIMIT,
  application_limit: OTHER_LIMIT,
  business_limit: OTHER_LIMIT,
  unknown_error: OUTAGE,
  unavailable: OUTAGE,
  unknown_method: byFault('that Threads answers it to any call was never seen'),
  invalid_parameter: supported(SWITCHES, EACH_SWITCH),
  duplicate_post: byFault('that Threads refuses duplicates was never seen'),
  unknown_alias: byFault('at Threads an unknown id is 100/33'),
  unknown_path: supported(CALL, 'an unknown version and an unknown path are refused'),
  link_not_attached: byFault('at Threads a bad link is -1/4279047'),

  redirect_not_registered: supported(WINDOW, 'a redirect URI must be registered to the letter (1349168)'),
  invitation_not_accepted: supported(
    WINDOW,
    'somebody who has not accepted the invitation is refused (1349245), unless the app is live',
  ),
  app_unknown: supported(
    WINDOW,
    'the Meta app’s id, and any other, is no app (1349026); none at all is 4476002',
  ),
  app_id_missing: supported(
    WINDOW,
    'the Meta app’s id, and any other, is no app (1349026); none at all is 4476002',
  ),
  window_unknown_error: supported(
    WINDOW,
    'scopes without threads_basic, unknown scopes and other response types are an unknown error',
  ),
  code_refused: supported(
    CODE,
    'a code works once (100/4279030)',
    'a code lives one hour',
    'an unknown code, and one of another app, is refused',
  ),
  code_refused_docs: supported(SWITCHES, EACH_SWITCH),
  redirect_mismatch: supported(
    CODE,
    'the redirect URI must be the one of the login, and a mismatch does not spend the code',
  ),
  redirect_mismatch_100: supported(SWITCHES, EACH_SWITCH),
  secret_wrong: supported(CODE, 'a wrong secret and an unknown client are refused'),
  client_unknown: supported(CODE, 'a wrong secret and an unknown client are refused'),
  already_long_lived: supported(EXCHANGE, 'a token that is long-lived already is refused (100/4279023)'),
  parameter_missing: supported(CODE, 'what is missing is named'),
  grant_type_invalid: supported(CODE, 'what is missing is named'),
  refresh_needs_long_lived: supported(REFRESH, 'a short-lived token is not for renewing'),
  input_token_of_other_app: supported(
    DEBUG,
    'one user’s token may inspect another’s of the same app, and none of another app',
  ),

  number_invalid: REFUSED_LIST,
  cursor_invalid: REFUSED_LIST,
  time_invalid: REFUSED_LIST,
  time_too_early: REFUSED_LIST,
  times_reversed: REFUSED_LIST,
  time_in_future: REFUSED_LIST,
  not_a_root_post: supported(
    'routes/replies.test.ts',
    'the conversation of a reply is refused: only a root post has one',
  ),
  not_a_top_reply: supported(
    'routes/reply-management.test.ts',
    'only top-level replies under own posts can be hidden',
  ),
  not_a_pending_reply: supported(
    'routes/reply-management.test.ts',
    'under a post with approvals the replies of others wait, and are seen when they are approved',
  ),
  profile_not_found: supported(
    'routes/profile-discovery.test.ts',
    'a profile must be named exactly, be public and have a hundred followers',
  ),
  demographics_too_few: supported(
    'routes/user-insights.test.ts',
    'below a hundred followers there are no demographics',
  ),
  embed_unsupported: supported(
    'routes/oembed.test.ts',
    'what not everybody may see, and what is no permalink, cannot be embedded',
  ),
}
