/** The checks of who keeps the token: nobody, one, or several that do the same work. Pure. */
import { type Finding, found } from './finding.ts'
import type { Gathered } from './gathered.ts'

export function checkKeepers({ keepers: { keepers }, token }: Gathered): Finding[] {
  const [only, ...others] = keepers
  if (others.length > 0) return [found('keepers-several', { keepers })]
  if (only) return [found('keeper-found', { keeper: only })]
  // Where there is no token yet, there is nothing to keep.
  return token.kind === 'known' ? [found('keeper-none', {})] : []
}

export function checkLock({ keepers, file }: Gathered): Finding[] {
  const { isLocked, foreignFolder } = keepers
  return [
    ...(isLocked && file.kind === 'file' ? [found('lock-held', { path: file.realPath })] : []),
    ...(foreignFolder === undefined ? [] : [found('lock-folder-foreign', { folder: foreignFolder })]),
  ]
}
