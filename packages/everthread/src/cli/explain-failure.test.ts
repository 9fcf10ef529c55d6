import { expect, it } from 'vitest'
import { EnvFileError } from '../env-file/env-file-error.ts'
import { ClaimLostError } from '../store/claims.ts'
import { explainFailure } from './explain-failure.ts'

it('an account or a file that another process holds is no defect: it is tried again', () => {
  expect(explainFailure(new ClaimLostError('the claim was lost'))).toEqual({
    code: 'locked',
    message: 'the claim was lost',
    exitCode: 4,
  })
  expect(explainFailure(new EnvFileError('locked', '.env'))).toMatchObject({ code: 'locked', exitCode: 4 })
})

it('what nobody foresaw is told with its stack', () => {
  expect(explainFailure(new RangeError('too far'))).toMatchObject({
    code: 'defect',
    message: expect.stringMatching(/^RangeError: too far\n +at /),
    exitCode: 1,
  })
})
