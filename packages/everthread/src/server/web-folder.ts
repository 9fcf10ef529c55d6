/** Where the built web app lies: beside the bundle, wherever the package is installed. */
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

export function findWebFolder(): string | undefined {
  const description = findPackageJSON('.', import.meta.url)
  return description === undefined ? undefined : join(dirname(description), 'dist', 'web')
}
