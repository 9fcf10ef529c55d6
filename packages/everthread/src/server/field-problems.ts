/** What zod found, as the fields of a problem document. Pure. */
import type { FieldProblem } from './problem.ts'

interface Issue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly message: string
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[]
}

const MOST_FIELDS = 50

/** `target` is what was validated: the body, or the parameters of the path or the query. */
export function fieldProblems(target: string, issues: readonly Issue[]): FieldProblem[] {
  return issues.flatMap((issue) => fieldsOf(target, issue)).slice(0, MOST_FIELDS)
}

function fieldsOf(target: string, { code = 'invalid', path, message, keys }: Issue): FieldProblem[] {
  const paths = code === 'unrecognized_keys' && keys ? keys.map((key) => [...path, key]) : [path]
  const stable = code.replaceAll('_', '-')
  return paths.map((one) => ({
    ...(target === 'json' ? { pointer: pointerTo(one) } : { parameter: one.map(String).join('.') }),
    code: stable,
    message,
  }))
}

/** RFC 6901. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
