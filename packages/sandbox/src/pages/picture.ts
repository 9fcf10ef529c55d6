/** A profile picture: the first letter on a gradient that follows from the name. */
import { markup } from './markup.ts'

export function pictureOf(username: string): string {
  const hue = hueOf(username)
  const letter =
    username
      .replace(/^[._]+/, '')
      .charAt(0)
      .toUpperCase() || '?'
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80">
<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
<stop offset="0" stop-color="hsl(${hue} 70% 58%)"/><stop offset="1" stop-color="hsl(${(hue + 55) % 360} 75% 42%)"/>
</linearGradient></defs>
<rect width="80" height="80" fill="url(#g)"/>
<text x="40" y="41" fill="#fff" font-family="system-ui, sans-serif" font-size="38" font-weight="600" text-anchor="middle" dominant-baseline="central">${letter}</text>
</svg>`.markup
}

function hueOf(text: string): number {
  let hue = 7
  for (let index = 0; index < text.length; index += 1) hue = (hue * 31 + text.charCodeAt(index)) % 360
  return hue
}
