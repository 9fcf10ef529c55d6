/** What only a sandbox has to say. Its type is no type of Meta's, so nobody takes it for the real thing. */
import { rows } from './error-row.ts'

export const SANDBOX_ERRORS = rows({
  unsupported_method: {
    code: 100,
    status: 400,
    type: 'THApiException',
    section: 'sandbox',
    confidence: 'G',
    message: 'Unsupported %method% request.',
    note: 'what Meta answers to a method that a path does not have is not known',
  },
  body_too_large: {
    code: 100,
    status: 413,
    type: 'OAuthException',
    section: 'sandbox',
    confidence: 'G',
    message: 'The request body is larger than this sandbox reads.',
  },
  request_unreadable: {
    code: 100,
    status: 400,
    type: 'OAuthException',
    section: 'sandbox',
    confidence: 'G',
    message: 'The request could not be read as HTTP.',
  },
  sandbox_broke: {
    code: 1,
    status: 500,
    type: 'OAuthException',
    section: 'sandbox',
    confidence: 'G',
    message: 'The sandbox itself failed on this request: %reason%',
    isTransient: false,
  },
})
