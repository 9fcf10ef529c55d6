import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftOf, isWhollyShown, partsOf } from './content.ts'
import { fillOf } from './fill.ts'
import { edit, type Editor, type EditorEvent, editorOf, EMPTY, isEmpty, NO_EXTRAS } from './editor.ts'

const writing = (...texts: string[]): Editor =>
  editorOf({ ...EMPTY, parts: texts.map((text, key) => ({ key, text, media: [] })) })
const textsOf = ({ parts }: Editor): string[] => parts.map(({ text }) => text)

const keys = fc.nat(4)
const events: fc.Arbitrary<EditorEvent> = fc.oneof(
  fc.record({ kind: fc.constant('wrote' as const), key: keys, text: fc.string({ maxLength: 20 }) }),
  fc.record({ kind: fc.constant('split' as const), key: keys }),
  fc.record({ kind: fc.constant('moved' as const), key: keys, to: fc.integer({ min: -1, max: 6 }) }),
  fc.record({ kind: fc.constant('removed' as const), key: keys }),
  fc.constant({ kind: 'added' as const }),
  fc.constant({ kind: 'joined' as const }),
  fc.constant({ kind: 'undone' as const }),
)

describe('whatever is done', () => {
  it('there is a part, and every part is one', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30 }), (done) => {
        const editor = done.reduce(edit, writing('a', 'b'))
        expect(editor.parts.length).toBeGreaterThan(0)
        expect(new Set(editor.parts.map(({ key }) => key)).size).toBe(editor.parts.length)
      }),
    )
  })

  it('what takes words away is undone', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 5 }), fc.nat(4), (texts, key) => {
        const before = writing(...texts)
        for (const event of [{ kind: 'removed', key: key % texts.length }, { kind: 'joined' }] as const)
          expect(textsOf(edit(edit(before, event), { kind: 'undone' }))).toEqual(texts)
      }),
    )
  })

  it('moving keeps every part', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 5 }),
        fc.nat(4),
        fc.integer(),
        (texts, key, to) => {
          const after = edit(writing(...texts), { kind: 'moved', key, to })
          expect(textsOf(after).toSorted()).toEqual(texts.toSorted())
        },
      ),
    )
  })
})

describe('a long text', () => {
  it('is split where three hyphens stand, and joined again is the same', () => {
    const split = edit(writing('one\n---\ntwo'), { kind: 'split', key: 0 })
    expect(textsOf(split)).toEqual(['one', 'two'])
    expect(textsOf(edit(split, { kind: 'joined' }))).toEqual(['one\n---\ntwo'])
  })

  it('is split into parts that fit, and none of its words is lost', () => {
    const text = 'Tea is patience. '.repeat(80).trim()
    const split = edit(writing(text), { kind: 'split', key: 0 })
    expect(split.parts.length).toBeGreaterThan(2)
    expect(textsOf(split).every((one) => fillOf(one).standing !== 'over')).toBe(true)
    expect(textsOf(split).join(' ').split(/\s+/)).toEqual(text.split(/\s+/))
  })
})

describe('the counter', () => {
  it.each([
    ['', 'text', 'fine'],
    ['x'.repeat(449), 'text', 'fine'],
    ['x'.repeat(450), 'text', 'near'],
    ['x'.repeat(501), 'text', 'over'],
    [Array.from({ length: 6 }, (_, index) => `https://a.example/${index}`).join(' '), 'links', 'over'],
  ])('of %.20j… says that %s is %s', (text, binds, standing) => {
    expect(fillOf(text)).toMatchObject({ binds, standing })
  })
})

describe('what the API is told', () => {
  it('comes back as it was written', () => {
    const draft = {
      parts: [
        { key: 0, text: 'Tea', media: [{ id: 'm1', kind: 'image' as const, altText: 'a cup' }] },
        { key: 1, text: 'More tea', media: [] },
      ],
      extras: { ...NO_EXTRAS, topic: 'tea', poll: ['yes', 'no'], replyControl: 'followers_only' as const },
    }
    const parts = partsOf(draft).map(({ content }, index) => ({
      ...{ position: index + 1, state: 'pending' as const, message: '', delay_ms: 0 },
      content,
    }))
    expect(draftOf({ parts })).toEqual(draft)
    expect(isWhollyShown({ parts })).toBe(true)
  })

  it('says when a post has what this page would lose', () => {
    const part = { position: 1, state: 'pending' as const, message: '', delay_ms: 0 }
    expect(isWhollyShown({ parts: [{ ...part, content: { text: 'x', location_id: '1' } }] })).toBe(false)
    expect(isWhollyShown({ parts: [{ ...part, delay_ms: 5, content: { text: 'x' } }] })).toBe(false)
  })

  it('is nothing where nothing was written', () => {
    expect(isEmpty(EMPTY)).toBe(true)
    expect(isEmpty({ ...EMPTY, extras: { ...NO_EXTRAS, link: 'https://a.example' } })).toBe(false)
  })
})
