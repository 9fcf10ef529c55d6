/** A picture for a post of which there is none: hills under a sky, drawn from its id, the same each time. */
import { chance } from '../insights/growth.ts'
import { type Markup, markup } from './markup.ts'

const SIZE = 1080
const LAYERS = 4

export function photoOf(id: string): string {
  const hue = Math.floor(chance(id, 'sky') * 360)
  const sun = {
    x: 160 + chance(id, 'sun x') * 760,
    y: 180 + chance(id, 'sun y') * 260,
    r: 60 + chance(id, 'sun') * 70,
  }
  const layers = Array.from({ length: LAYERS }, (_, layer) => hill(id, layer, hue))
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">
<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="hsl(${hue} 65% 62%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360} 80% 88%)"/>
</linearGradient></defs>
<rect width="${SIZE}" height="${SIZE}" fill="url(#s)"/>
<circle cx="${Math.round(sun.x)}" cy="${Math.round(sun.y)}" r="${Math.round(sun.r)}" fill="hsl(${(hue + 55) % 360} 95% 92%)"/>
${layers}</svg>`.markup
}

/** Nearer hills are lower, darker and steeper. */
function hill(id: string, layer: number, hue: number): Markup {
  const top = 480 + layer * 130
  const swing = 90 + layer * 25
  const heights = Array.from({ length: 7 }, (_, step) =>
    Math.round(top + (chance(id, `hill ${layer} ${step}`) - 0.5) * 2 * swing),
  )
  const curve = heights
    .slice(1)
    .map((height, step) => `S${step * 180 + 90} ${height} ${(step + 1) * 180} ${height}`)
  const colour = `hsl(${(hue + 150 + layer * 12) % 360} ${28 + layer * 6}% ${62 - layer * 13}%)`
  return markup`<path fill="${colour}" d="M0 ${heights[0] ?? top}${curve.join('')}V${SIZE}H0z"/>`
}
