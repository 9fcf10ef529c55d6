/** The checks of the `.env`: can it be read, what stands in it, who else can read it, can it be replaced. Pure. */
import type { EnvFileErrorCode } from '../env-file/env-file-error.ts'
import type { EnvProblem, EnvProblemKind } from '../env-file/env-problems.ts'
import { type Finding, found } from './finding.ts'
import type { EnvFileView, Gathered } from './gathered.ts'

export function checkReadable({ file }: Gathered): Finding[] {
  const { path } = file
  if (file.kind === 'file') return [found('env-readable', { path })]
  if (file.kind === 'none') return [found(file.isNamed ? 'env-missing' : 'env-none', { path })]
  return [found(BROKEN[file.code] ?? 'env-failing', { path })]
}

const BROKEN: Partial<
  Record<
    EnvFileErrorCode,
    'env-missing' | 'env-unreadable' | 'env-is-folder' | 'env-not-a-file' | 'env-binary' | 'env-too-large'
  >
> = {
  'not-found': 'env-missing', // a link that leads nowhere
  'not-readable': 'env-unreadable',
  'is-folder': 'env-is-folder',
  'not-a-file': 'env-not-a-file',
  binary: 'env-binary',
  'too-large': 'env-too-large',
}

export function checkContent({ file, token }: Gathered): Finding[] {
  if (file.kind !== 'file') return []
  const { path, key, reading } = file
  const isElsewhere = token.kind === 'known' && token.origin !== 'file'
  if (reading === 'missing' && !isElsewhere) return [found('env-key-missing', { path, key })]
  if (reading === 'empty' && !isElsewhere) return [found('env-key-empty', { path, key })]
  return [
    ...duplicates(file),
    ...file.problems.flatMap((problem) => lineFinding(file, problem)),
    ...(file.isShadowed ? [found('env-shadowed', { path, key })] : []),
  ]
}

/** Earlier assignments have no effect: told once, with all their lines. */
function duplicates({ path, key, problems, line }: EnvFileView): Finding[] {
  const lines = problems.filter(({ kind }) => kind === 'duplicate-key').map((problem) => problem.line)
  if (lines.length === 0 || line === undefined) return []
  return [found('env-key-duplicate', { path, key, lines, counts: line })]
}

function lineFinding({ path, key }: EnvFileView, { kind, line, differs }: EnvProblem): Finding[] {
  if (kind === 'duplicate-key') return []
  const inValue = IN_VALUE[kind]
  return [
    inValue === undefined
      ? found('env-line-unclear', { path, line, what: kind, readers: differs })
      : found('env-value-broken', { path, key, line, what: inValue }),
  ]
}

/** No token has any of these. */
const IN_VALUE: Partial<Record<EnvProblemKind, 'quote' | 'newline' | 'whitespace'>> = {
  'quote-in-value': 'quote',
  'newline-in-value': 'newline',
  'whitespace-in-value': 'whitespace',
}

export function checkGit({ file }: Gathered): Finding[] {
  if (file.kind !== 'file') return []
  const { realPath: path, git } = file
  switch (git) {
    case 'tracked':
      return [found('env-tracked', { path })]
    case 'not-ignored':
      return [found('env-not-ignored', { path })]
    case 'ignored':
      return [found('env-untracked', { path })]
    case 'unknown':
      return []
    default:
      return git satisfies never
  }
}

export function checkPrivacy({ file }: Gathered): Finding[] {
  if (file.kind !== 'file') return []
  const { realPath: path, isPrivate, mode } = file
  if (isPrivate) return [found('env-private', { path })]
  return [found('env-open-to-others', { path, mode: (mode & 0o777).toString(8).padStart(4, '0') })]
}

/** What stands between a new token and this file. */
export function checkReplaceable({ file }: Gathered): Finding[] {
  if (file.kind !== 'file') return []
  const { path, realPath, folder, names } = file
  const obstacles: Finding[] = [
    ...(file.canWriteFolder ? [] : [found('env-folder-not-writable', { folder })]),
    ...(file.canWriteFile ? [] : [found('env-not-writable', { path: realPath })]),
    ...(file.isMounted ? [found('env-mounted', { path: realPath })] : []),
    ...(names > 1 ? [found('env-many-names', { path: realPath, names })] : []),
  ]
  return [
    ...(path === realPath ? [] : [found('env-link', { path, target: realPath })]),
    ...(obstacles.length > 0 ? obstacles : [found('env-replaceable', { path: realPath })]),
  ]
}

/** While somebody is at work on the file, what lies beside it is his. */
export function checkLeftover({ file, keepers }: Gathered): Finding[] {
  if (file.kind !== 'file' || keepers.isLocked) return []
  const { realPath: path, leftover } = file
  switch (leftover.kind) {
    case 'none':
      return []
    case 'rewrite':
      return [found('env-rewrite-unfinished', { path })]
    case 'intent':
      return [found('env-renewal-unfinished', { path, journal: leftover.journal })]
    case 'recorded':
      return [found('env-token-waiting', { path, journal: leftover.journal })]
    default:
      return leftover satisfies never
  }
}
