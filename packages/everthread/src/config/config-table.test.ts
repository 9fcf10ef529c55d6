import { describe, expect, it } from 'vitest'
import { CONFIG_TABLE, configTableMarkdown } from './config-table.ts'
import { ENV_NAMES } from './env.ts'

/** Read to find folders and the locale, or for the crash tests: nobody configures Everthread with them. */
const NOT_SETTINGS = [
  'EVERTHREAD_CRASH_AT',
  'HOME',
  'USERPROFILE',
  'LOCALAPPDATA',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
  'LC_ALL',
  'LC_MESSAGES',
  'LANG',
]

describe('the table of settings', () => {
  const documented = CONFIG_TABLE.flatMap((entry) => entry.names)

  it('has every name that is read, once', () => {
    expect([...documented, ...NOT_SETTINGS].toSorted()).toEqual([...ENV_NAMES].toSorted())
  })

  it('knows which are secret', () => {
    const secret = CONFIG_TABLE.filter((entry) => entry.kind === 'secret').flatMap((entry) => entry.names)
    expect(secret).toEqual([
      'EVERTHREAD_DATABASE_URL',
      'EVERTHREAD_KEY',
      'EVERTHREAD_S3_SECRET_ACCESS_KEY',
      'GEMINI_API_KEY',
      'EVERTHREAD_AI_KEY',
      'THREADS_ACCESS_TOKEN',
      'THREADS_APP_SECRET',
    ])
  })

  it('is a Markdown table of one row for each setting', () => {
    const lines = configTableMarkdown().split('\n')
    expect(lines.slice(0, 2)).toEqual(['| Name | Meaning | Default | Secret |', '|---|---|---|---|'])
    expect(lines).toContain('| `EVERTHREAD_PORT` | The port on which `serve` listens | `4280` |  |')
    expect(lines.slice(2, -1).every((line) => line.split('|').length === 6)).toBe(true)
    expect(lines).toHaveLength(CONFIG_TABLE.length + 3)
  })
})
