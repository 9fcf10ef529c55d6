import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFields } from './fields.ts'

test('fields are split at commas, and braces hold the fields of a field', () => {
  expect(parseFields('id, username')).toEqual([
    { name: 'id', subfields: [] },
    { name: 'username', subfields: [] },
  ])
  expect(parseFields('id,poll_attachment{option_a,total_votes},location{id}')).toEqual([
    { name: 'id', subfields: [] },
    {
      name: 'poll_attachment',
      subfields: [
        { name: 'option_a', subfields: [] },
        { name: 'total_votes', subfields: [] },
      ],
    },
    { name: 'location', subfields: [{ name: 'id', subfields: [] }] },
  ])
})

test('no text makes it throw or go on for ever', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-c{},]{0,40}$/), (text) => {
      expect(Array.isArray(parseFields(text))).toBe(true)
    }),
  )
})
