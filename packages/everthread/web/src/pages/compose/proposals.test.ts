import { expect, it } from 'vitest'
import { dataOf, readSteps } from '../../api/read-steps.ts'
import { type DraftStep, heard, NOTHING_HEARD } from './proposals.ts'

const STEPS: readonly DraftStep[] = [
  { kind: 'writing', variants: [['Te'], ['Bo']] },
  { kind: 'variant', number: 1, variant: { parts: ['Tea.'], why: 'Short.', flaws: [] } },
  {
    kind: 'trouble',
    trouble: { code: 'cut-off', message: 'It broke off.', remedy: 'Again.' },
    usage: {},
    kept: [['Boil']],
  },
]

it('grows while it is written, and keeps what was written when it breaks', () => {
  const [writing, checked, broken] = STEPS.map((_, index) =>
    STEPS.slice(0, index + 1).reduce(heard, NOTHING_HEARD),
  )
  expect(writing?.variants.map(({ parts, isDone }) => [parts, isDone])).toEqual([
    [['Te'], false],
    [['Bo'], false],
  ])
  expect(checked?.variants[0]).toEqual({ parts: ['Tea.'], why: 'Short.', flaws: [], isDone: true })
  expect(broken?.variants.map(({ parts }) => parts)).toEqual([['Tea.'], ['Boil']])
  expect(broken?.trouble?.code).toBe('cut-off')
})

it('reads a stream however it is cut', async () => {
  const text = STEPS.map((step) => `event: ${step.kind}\ndata: ${JSON.stringify(step)}\n\n`).join('')
  const bytes = new TextEncoder().encode(text)
  for (const size of [1, 7, bytes.length]) {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
        controller.close()
      },
    })
    const read: DraftStep[] = []
    for await (const step of readSteps<DraftStep>({ body })) read.push(step)
    expect(read).toEqual(STEPS)
  }
})

it('has data in one line or in several', () => {
  expect(dataOf('event: x\ndata: a\ndata: b')).toBe('a\nb')
  expect(dataOf(': alive')).toBe('')
})
