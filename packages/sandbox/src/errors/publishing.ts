/** threads-api.md §3.4: publishing and objects. */
import { rows } from './error-row.ts'

const OAUTH = { type: 'OAuthException', status: 400, section: '3.4' } as const
const VALIDATION = { type: 'THApiException', status: 500, code: 100, section: '3.4' } as const

export const PUBLISHING_ERRORS = rows({
  media_not_found: {
    ...OAUTH,
    code: 24,
    subcode: 4279009,
    confidence: 'C',
    message: 'The requested resource does not exist',
    isTransient: false,
    title: 'Media Not Found',
    userMessage: 'The media with id %id% cannot be found.',
  },
  carousel_children_invalid: {
    ...OAUTH,
    code: 100,
    subcode: 4279004,
    confidence: 'S',
    message: 'Invalid parameter',
    isTransient: false,
    title: 'Invalid Carousel Children',
    userMessage: 'The children with IDs %ids% are invalid, nonexistent, or expired.',
  },
  topic_tag_refused: {
    ...OAUTH,
    code: 100,
    subcode: 4279071,
    confidence: 'S',
    message: 'Invalid parameter',
    isTransient: false,
    title: 'Topic Tag Not Permitted',
  },
  link_attachment_invalid: {
    ...OAUTH,
    code: -1,
    subcode: 4279047,
    confidence: 'C',
    message: 'Fatal',
    isTransient: false,
    title: 'Invalid Link Attachment',
  },
  media_download_failed: {
    ...OAUTH,
    code: 1,
    subcode: 2207052,
    confidence: 'C',
    note: 'the status is not certain',
    message: 'An unknown error occurred',
    title: 'Media download has failed.',
    userMessage: 'The media could not be fetched from this URI: %url%',
  },
  param_too_long: {
    ...VALIDATION,
    confidence: 'C',
    message: 'Param %name% must be at most %most% characters long.',
    note: 'seen for text',
  },
  param_required: {
    ...VALIDATION,
    confidence: 'S',
    message: 'The parameter %name% is required',
    note: 'seen for text',
  },
  param_uri_invalid: {
    ...VALIDATION,
    confidence: 'S',
    message: 'Param %name% is not a valid URI.',
    note: 'seen for image_url',
  },
  param_id_invalid: {
    ...VALIDATION,
    confidence: 'S',
    message: 'Param %name% is not a valid %type% ID',
    note: 'seen for reply_to_id, which is a threads_media ID',
  },
  param_value_invalid: {
    ...VALIDATION,
    confidence: 'C',
    message: 'Param %name% must be one of {%values%}',
    note: 'the pattern; seen for the media_type of keyword_search',
  },
  param_list_too_long: {
    ...VALIDATION,
    confidence: 'G',
    message: 'Param %name% must have at most %most% elements.',
    note: 'the wording is ours, after the pattern',
  },
  params_not_together: {
    ...VALIDATION,
    confidence: 'G',
    message: 'Param %name% cannot be used together with %other%.',
    note: 'what Meta answers to a forbidden combination is not known. Switch forbiddenCombinations',
  },
  unknown_object: {
    code: 100,
    subcode: 33,
    status: 400,
    type: 'THApiException',
    section: '3.4',
    confidence: 'C',
    message:
      "Unsupported %method% request. Object with ID '%id%' does not exist, cannot be loaded due to missing permissions, or does not support this operation",
  },
  unknown_field: {
    ...VALIDATION,
    confidence: 'C',
    note: 'the status is not known',
    message: 'Tried accessing nonexisting field (%field%) on node type (%node%)',
  },
  period_required: {
    ...OAUTH,
    code: 100,
    confidence: 'S',
    message: '(#100) The period param is required for this metric',
  },
  link_limit_exceeded: {
    ...VALIDATION,
    confidence: 'C',
    note: 'only the name is known',
    message: 'THREADS_API__LINK_LIMIT_EXCEEDED',
  },
  feature_not_available: {
    ...VALIDATION,
    confidence: 'C',
    note: 'only the name is known',
    message: 'THREADS_API__FEATURE_NOT_AVAILABLE',
  },
  country_codes_invalid: {
    ...VALIDATION,
    confidence: 'C',
    note: 'only the name is known',
    message: 'THREADS_API__GEO_GATING_INVALID_COUNTRY_CODES',
  },
  creation_id_invalid: { ...OAUTH, code: 100, confidence: 'S', note: 'weak', message: 'Invalid creation_id' },
})
