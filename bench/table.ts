/** Figures as text. */
import type { Figure } from './figure.ts'

export function isMissed({ value, atMost = Infinity, atLeast = -Infinity }: Figure): boolean {
  return value > atMost || value < atLeast
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ['', 'measured', 'bar', '', ''],
    ...figures.map((figure) => [
      figure.what,
      quantity(figure.value, figure.unit),
      bar(figure),
      verdict(figure),
      figure.detail ?? '',
    ]),
  ]
  const widths = rows.reduce(
    (widest, row) => row.map((cell, at) => Math.max(cell.length, widest[at] ?? 0)),
    [0],
  )
  return rows
    .map((row) => row.map((cell, at) => align(cell, at, widths[at] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

function bar({ atMost, atLeast, unit }: Figure): string {
  if (atMost !== undefined) return `≤ ${quantity(atMost, unit)}`
  return atLeast === undefined ? '' : `≥ ${quantity(atLeast, unit)}`
}

function verdict(figure: Figure): string {
  if (bar(figure) === '') return ''
  return isMissed(figure) ? 'MISSED' : 'ok'
}

/** Numbers to the right, words to the left. */
function align(cell: string, at: number, width: number): string {
  return at === 1 || at === 2 ? cell.padStart(width) : cell.padEnd(width)
}

function quantity(value: number, unit: Figure['unit']): string {
  if (unit === '×') return `${value.toFixed(2)} ×`
  if (unit === 'bytes' || unit === 'per second') return `${Math.round(value)} ${unit}`
  return `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`
}
