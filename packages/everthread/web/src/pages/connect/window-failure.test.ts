import { expect, it } from 'vitest'
import { readPasted } from './window-failure.ts'

const failure = (of: string) => ({ kind: 'failure', failure: of })

it.each([
  ['{"error_message":"URL Blocked: This redirect failed…","error_code":1349168}', failure('redirect')],
  [
    '{"error_message":"Invalid Request: The user has not accepted the invite","error_code": 1349245}',
    failure('tester'),
  ],
  ['error_code: "1349026"', failure('app-id')],
  ['No app ID was provided in the request. (4476002)', failure('app-id')],
  ['{"error_message":"An unknown error has occurred.","error_code":1}', failure('unclear')],
  ['{"error_message":"Something new","error_code":9999999}', { kind: 'unknown' }],
  ['https://me.example/oauth/callback?code=AQBx&state=x#_', { kind: 'answer' }],
  ['https://me.example/oauth/callback?error=access_denied&error_reason=user_denied', { kind: 'answer' }],
  ['  ', { kind: 'nothing' }],
  ['Sorry, something went wrong', { kind: 'unknown' }],
])('what the login window shows is understood: %s', (text, pasted) => {
  expect(readPasted(text)).toEqual(pasted)
})
