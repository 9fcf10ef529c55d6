import { describe, expect, it } from 'vitest'
import { byGroup } from './by-group.ts'
import type { Finding } from '../../health/queries.ts'

const finding = (code: string, group: Finding['group'], level: Finding['level']): Finding => ({
  code,
  group,
  level,
  message: code,
})

describe('the findings', () => {
  it('begin with what is wrong, the worst first, whatever group it is of', () => {
    const { wrong } = byGroup([
      finding('clock-right', 'computer', 'ok'),
      finding('env-tracked', 'file', 'warning'),
      finding('app-pair-wrong', 'app', 'problem'),
      finding('space-low', 'computer', 'warning'),
    ])
    expect(wrong.map(({ code }) => code)).toEqual(['app-pair-wrong', 'env-tracked', 'space-low'])
  })

  it('go on with what is well or worth knowing, group by group; none is lost or told twice', () => {
    const all = [
      finding('node-ok', 'computer', 'ok'),
      finding('api-elsewhere', 'network', 'note'),
      finding('clock-right', 'computer', 'ok'),
      finding('key-wrong', 'data', 'problem'),
    ]
    const { wrong, groups } = byGroup(all)
    expect(groups.map(({ group, findings }) => [group, findings.length])).toEqual([
      ['computer', 2],
      ['network', 1],
    ])
    expect([...wrong, ...groups.flatMap(({ findings }) => findings)].toSorted()).toHaveLength(all.length)
  })
})
