/** Insights as threads-api.md §6 shows them. */
import { describe, expect, test } from 'vitest'
import { readMediaInsights } from './media-insights.ts'
import type { RawAnswer } from './raw-answer.ts'
import { readUserInsights } from './user-insights.ts'

function answer(data: unknown): RawAnswer {
  const body = new TextEncoder().encode(JSON.stringify({ data }))
  return { endpoint: 'user_insights', status: 200, contentType: 'application/json', body }
}

describe('insights of a post', () => {
  test('are the counts that came', () => {
    const likes = {
      name: 'likes',
      period: 'lifetime',
      values: [{ value: 100 }],
      title: 'Likes',
      id: '1/insights/likes/lifetime',
    }
    expect(readMediaInsights(answer([likes, { name: 'quotes', values: [{ value: 0 }] }]))).toEqual({
      likes: 100,
      quotes: 0,
    })
  })

  test('a repost has none, and none is not 0', () => {
    expect(readMediaInsights(answer([]))).toEqual({})
  })

  test('a metric without a value is absent', () => {
    expect(readMediaInsights(answer([{ name: 'views', values: [] }, { name: 'shares' }]))).toEqual({})
  })

  test('a metric may come as a total', () => {
    expect(readMediaInsights(answer([{ name: 'views', total_value: { value: 7 } }]))).toEqual({ views: 7 })
  })
})

describe('insights of a user', () => {
  test('a series, a total, and clicks link by link', () => {
    expect(
      readUserInsights(
        answer([
          {
            name: 'views',
            period: 'day',
            values: [
              { value: 10, end_time: '2024-09-16T07:00:00+0000' },
              { value: 20, end_time: '2024-09-17T07:00:00+0000' },
            ],
            title: 'views',
            id: '37602215421583/insights/views/day',
          },
          { name: 'likes', period: 'day', total_value: { value: 5 } },
          { name: 'clicks', link_total_values: [{ value: 11, link_url: 'https://ai.meta.com/blog/' }] },
        ]),
      ),
    ).toEqual([
      {
        kind: 'series',
        metric: 'views',
        points: [
          { value: 10, endsAt: Date.UTC(2024, 8, 16, 7) },
          { value: 20, endsAt: Date.UTC(2024, 8, 17, 7) },
        ],
      },
      { kind: 'total', metric: 'likes', value: 5 },
      { kind: 'links', metric: 'clicks', links: [{ url: 'https://ai.meta.com/blog/', value: 11 }] },
    ])
  })

  test('demographics, group by group', () => {
    const results = [
      { dimension_values: ['US'], value: 45 },
      { dimension_values: ['GB'], value: 12 },
    ]
    expect(
      readUserInsights(
        answer([
          {
            name: 'follower_demographics',
            period: 'lifetime',
            total_value: { breakdowns: [{ dimension_keys: ['country'], results }] },
          },
        ]),
      ),
    ).toEqual([
      {
        kind: 'breakdown',
        metric: 'follower_demographics',
        dimension: 'country',
        groups: [
          { name: 'US', value: 45 },
          { name: 'GB', value: 12 },
        ],
      },
    ])
  })

  test.each([
    [{ name: 'likes' }],
    [{ name: 'likes', total_value: {} }],
    [{ name: 'follower_demographics', total_value: { breakdowns: [] } }],
    [{ name: 'follower_demographics', total_value: { breakdowns: [{ dimension_keys: ['age'] }] } }],
  ])('%j has no value, which is not 0', (metric) => {
    expect(readUserInsights(answer([metric]))).toEqual([])
  })

  test('a metric that Meta has added since is read by its form', () => {
    expect(readUserInsights(answer([{ name: 'sighs', total_value: { value: 1 } }]))).toEqual([
      { kind: 'total', metric: 'sighs', value: 1 },
    ])
  })

  test.each([
    ['data', 'none'],
    ['data.0.name', [{}]],
    ['data.0.values.0.value', [{ name: 'views', values: [{ value: '10' }] }]],
    ['data.0.values.0.end_time', [{ name: 'views', values: [{ value: 1, end_time: 'noon' }] }]],
    ['data.0.total_value.value', [{ name: 'likes', total_value: { value: -1 } }]],
    ['data.0.link_total_values.0.link_url', [{ name: 'clicks', link_total_values: [{ value: 1 }] }]],
    [
      'data.0.total_value.breakdowns.0.dimension_keys',
      [{ name: 'x', total_value: { breakdowns: [{ dimension_keys: ['age', 'city'] }] } }],
    ],
  ])('%s is named when it is wrong', (field, data) => {
    const expected = expect.objectContaining({ name: 'ThreadsProtocolError', code: 'field', field })
    expect(() => readUserInsights(answer(data))).toThrow(expected)
    expect(() => readMediaInsights(answer(data))).toThrow(expected)
  })
})
