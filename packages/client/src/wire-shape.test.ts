import { describe, expect, test } from 'vitest'
import { ThreadsApiError, ThreadsProtocolError } from './errors.ts'
import type { RawAnswer } from './raw-answer.ts'
import { type Shape, answerOf, fieldsOf, list, object, only } from './wire-shape.ts'
import { count, id, text } from './wire-value.ts'

interface Leaf {
  readonly id: string
  readonly size?: number
}

interface Tree {
  readonly name: string
  readonly parentId?: string
  readonly leaves?: readonly Leaf[]
  readonly best?: Leaf
}

const LEAF: Shape<Leaf> = { id: ['id', id, 'required'], size: ['leaf_size', count] }
const TREE: Shape<Tree> = {
  name: ['tree_name', text, 'required'],
  parentId: ['parent', only('id', id)],
  leaves: ['leaves', list(object(LEAF))],
  best: ['best', object(LEAF)],
}

function read(body: unknown): Tree {
  const answer: RawAnswer = {
    endpoint: 'media',
    status: 200,
    contentType: 'application/json',
    body: new TextEncoder().encode(JSON.stringify(body)),
  }
  return answerOf(answer, TREE)
}

function thrownBy(body: unknown): unknown {
  try {
    read(body)
  } catch (error) {
    return error
  }
  throw new Error('expected an exception')
}

describe('a shape', () => {
  test('names and converts every field, at every depth', () => {
    expect(
      read({
        tree_name: 'oak',
        parent: { id: '7' },
        leaves: { data: [{ id: '1', leaf_size: 0 }, { id: 2 }] },
        best: { id: '1' },
        unknown: 'ignored',
      }),
    ).toEqual({
      name: 'oak',
      parentId: '7',
      leaves: [{ id: '1', size: 0 }, { id: '2' }],
      best: { id: '1' },
    })
  })

  test('a list may come bare', () => {
    expect(read({ tree_name: 'oak', leaves: [{ id: '1' }] }).leaves).toEqual([{ id: '1' }])
  })

  test('what is absent or null has no key', () => {
    expect(Object.keys(read({ tree_name: '', parent: null, best: undefined }))).toEqual(['name'])
  })

  test.each([
    ['tree_name', {}],
    ['tree_name', { tree_name: null }],
    ['tree_name', { tree_name: 1 }],
    ['parent', { tree_name: '', parent: '7' }],
    ['parent.id', { tree_name: '', parent: {} }],
    ['leaves', { tree_name: '', leaves: {} }],
    ['leaves', { tree_name: '', leaves: 'many' }],
    ['leaves.1', { tree_name: '', leaves: [{ id: '1' }, null] }],
    ['leaves.1.id', { tree_name: '', leaves: [{ id: '1' }, { id: 'x' }] }],
    ['leaves.0.leaf_size', { tree_name: '', leaves: { data: [{ id: '1', leaf_size: '3' }] } }],
    ['best', { tree_name: '', best: [] }],
    ['best.id', { tree_name: '', best: {} }],
  ])('%s is named when it is wrong: %j', (field, body) => {
    const error = thrownBy(body)
    expect(error).toBeInstanceOf(ThreadsProtocolError)
    expect(error).toMatchObject({ code: 'field', field, endpoint: 'media', status: 200 })
  })

  test('an error of Meta’s goes before any field', () => {
    expect(thrownBy({ error: { code: 100, error_subcode: 33 } })).toBeInstanceOf(ThreadsApiError)
  })

  test('knows the wire’s names', () => {
    expect(fieldsOf({ id: ['id', id, 'required'], size: ['leaf_size', count] })).toEqual(['id', 'leaf_size'])
  })
})
