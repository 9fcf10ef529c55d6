/** Which methods a path has: a wrong one is told from a wrong path. Pure. */
export interface MountedRoute {
  readonly method: string
  readonly path: string
}

export function methodsAt(routes: readonly MountedRoute[], path: string): string[] {
  const methods = routes
    .filter((route) => route.method !== 'ALL' && matches(route.path, path))
    .map(({ method }) => method)
  return [...new Set(methods)].toSorted()
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const steps = path.split('/')
  if (wanted.length !== steps.length) return false
  return wanted.every((step, index) => (step.startsWith(':') ? steps[index] !== '' : step === steps[index]))
}
