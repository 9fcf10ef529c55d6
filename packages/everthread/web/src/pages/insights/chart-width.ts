/** How wide a chart is drawn, in its own units: on a phone half as wide, so that its names stay as large as the text around. */
import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 40rem)'

export function useChartWidth(): number {
  return useSyncExternalStore(listen, () => (matchMedia(NARROW).matches ? 360 : 720))
}

function listen(listener: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
