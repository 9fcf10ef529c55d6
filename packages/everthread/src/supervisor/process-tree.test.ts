import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ListedProcess } from './process-host.ts'
import { membersOf, type TreeRoots } from './process-tree.ts'

const MAIN = { pid: 10, bornAt: 100 }
const ROOTS: TreeRoots = { main: MAIN, group: 'own', known: [], marked: new Set() }

function row(pid: number, over: Partial<ListedProcess> = {}): ListedProcess {
  return { pid, bornAt: 200, parent: 1, group: pid, session: pid, life: 'alive', ...over }
}

const CHILD = row(10, { bornAt: 100, parent: 2 })

function pids(processes: readonly ListedProcess[], roots: Partial<TreeRoots> = {}): readonly number[] {
  return membersOf([CHILD, ...processes], { ...ROOTS, ...roots }).map(({ pid }) => pid)
}

describe('to the child belong', () => {
  const MEMBERS: readonly [string, readonly ListedProcess[], Partial<TreeRoots>, readonly number[]][] = [
    ['itself, and no stranger', [row(20)], {}, [10]],
    ['its children and theirs', [row(12, { parent: 11 }), row(11, { parent: 10 })], {}, [10, 12, 11]],
    ['an orphan in its group', [row(11, { group: 10 })], {}, [10, 11]],
    ['an orphan in its session', [row(11, { session: 10 })], {}, [10, 11]],
    ['an orphan in a shared group: not by the group', [row(11, { group: 10 })], { group: 'shared' }, [10]],
    ['an orphan that was seen before', [row(11)], { known: [{ pid: 11, bornAt: 200 }] }, [10, 11]],
    ['nobody who has the pid of one that was seen', [row(11)], { known: [{ pid: 11, bornAt: 150 }] }, [10]],
    [
      'an orphan with the mark, and its children',
      [row(11), row(12, { parent: 11 })],
      { marked: new Set([11]) },
      [10, 11, 12],
    ],
    [
      'nobody born before it, whatever the mark says',
      [row(11, { bornAt: 99 })],
      { marked: new Set([11]) },
      [10],
    ],
  ]
  test.each(MEMBERS.map(([name, processes, roots, expected]) => ({ name, processes, roots, expected })))(
    '$name',
    ({ processes, roots, expected }) => {
      expect(pids(processes, roots)).toEqual(expected)
    },
  )

  test('nobody when its pid is another’s by now', () => {
    const other = row(10, { bornAt: 500, group: 3, session: 3 })
    expect(membersOf([other], ROOTS)).toEqual([])
  })

  test('whoever it started, and nobody else, in whatever order they are listed', () => {
    const forest = fc.array(fc.nat(30), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(forest, fc.gen(), (parents, gen) => {
        // Process 100 + n has an earlier one, or a stranger, as its parent; process 10 is the child.
        const rows = parents.map((pick, n) =>
          row(100 + n, { parent: pick < n ? 100 + pick : pick % 2 === 0 ? 10 : 1 }),
        )
        const leadsToChild = ({ parent }: ListedProcess): boolean => {
          const above = rows.find(({ pid }) => pid === parent)
          return above ? leadsToChild(above) : parent === 10
        }
        const shuffled = gen(fc.shuffledSubarray, rows, { minLength: rows.length })
        expect(new Set(pids(shuffled))).toEqual(
          new Set([10, ...rows.filter(leadsToChild).map(({ pid }) => pid)]),
        )
      }),
      { seed: 20_261_120 },
    )
  })
})
