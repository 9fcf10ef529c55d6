import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runDoctor } from '../cli/commands/doctor.ts'
import { EXIT } from '../cli/exit-code.ts'
import { createTestContext, secretsIn } from '../cli/test-context.ts'
import { toMillis } from '../time/clock.ts'
import { createFormat } from '../words/format.ts'
import { LANGUAGES, type Language } from '../words/language.ts'
import { exitCodeOfFindings } from './diagnose.ts'
import { type Finding, type FindingCode, type FindingFacts, FINDINGS, found } from './finding.ts'
import { doctorJson, doctorLines } from './report.ts'
import { sayFinding, type Speaker } from './say-finding.ts'
import { createScene, KEY, type Scene } from './test-scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
})
afterEach(() => scene[Symbol.asyncDispose]())

const CODES = Object.keys(FINDINGS) as FindingCode[]
const speaker = (language: Language): Speaker => ({
  language,
  format: createFormat(language, 'UTC'),
  now: toMillis(1_800_000_000_000),
})

/** One of each, with facts that say something. */
const ANY_FACTS: Record<string, unknown> = {
  version: '24.0.0',
  oldest: '24.5.0',
  path: '/srv/.env',
  target: '/srv/real.env',
  folder: '/srv',
  file: '/srv/everthread.db',
  key: KEY,
  freeBytes: 0,
  behindMs: 660_000,
  variable: 'HTTPS_PROXY',
  value: 'http://proxy',
  url: 'http://127.0.0.1:1',
  host: 'graph.threads.net',
  lines: [1],
  counts: 2,
  line: 1,
  what: 'quote',
  readers: ['shell'],
  mode: '0644',
  names: 2,
  journal: '/srv/.env.everthread-new',
  origin: 'env-file',
  length: 3,
  network: 'facebook',
  account: { id: '1', username: 'anna' },
  expected: { id: '1', username: 'anna' },
  actual: { id: '2' },
  found: 99,
  fingerprint: 'abcdef012345',
  expiry: { kind: 'never' },
  reason: 'expired',
  expiresAt: 1_800_000_000_000,
  endsAt: 1_800_000_000_000,
  missing: ['threads_basic'],
  known: 1,
  keeper: { kind: 'service', pid: 1 },
  keepers: [{ kind: 'cron', where: 'crontab -l', line: 1 }],
}
const one = (code: FindingCode): Finding => {
  const facts = code === 'env-line-unclear' ? { ...ANY_FACTS, what: 'expansion' } : ANY_FACTS
  return found(code, facts as FindingFacts[typeof code])
}

/** Advice would only repeat what Everthread does by itself. */
const SPEAK_FOR_THEMSELVES: readonly FindingCode[] = ['token-suspect', 'token-unanswered', 'delivery-waiting']

function flawsIn(finding: Finding, language: Language): string[] {
  const { code, level } = finding
  const { message, remedy } = sayFinding(finding, speaker(language))
  const needsRemedy = level !== 'ok' && level !== 'note' && !SPEAK_FOR_THEMSELVES.includes(code)
  const flaws = {
    'does not end as a sentence': [message, remedy ?? '.'].some((text) => !/[.)]$/.test(text)),
    'shows what is no text': /undefined|\[object|NaN|null/.test(`${message}${remedy ?? ''}`),
    'has nothing to do': needsRemedy && remedy === undefined,
    'has something to do': level === 'ok' && remedy !== undefined,
    'is not Russian': language === 'ru' && code !== 'node-ok' && !/[а-яё]{3}/i.test(message),
    'is Russian': language === 'en' && /[а-яё]/i.test(`${message}${remedy ?? ''}`),
  }
  return Object.entries(flaws).flatMap(([flaw, isSo]) => (isSo ? [`${code} ${flaw}`] : []))
}

test.each(LANGUAGES)('every finding is a sentence in %s, and what is wrong says what to do', (language) => {
  expect(CODES.map(one).flatMap((finding) => flawsIn(finding, language))).toEqual([])
})

test('a sentence with a hole in it would be found', () => {
  const holed = found('env-readable', { path: String(undefined) })
  expect(flawsIn(holed, 'en')).toEqual(['env-readable shows what is no text'])
})

/** Which codes none of these texts names. */
function unprovoked(texts: readonly string[], codes: readonly string[]): string[] {
  return codes.filter((code) => !texts.some((text) => text.includes(`'${code}'`)))
}

test('every finding is provoked in a test of its check', () => {
  const names = readdirSync(import.meta.dirname).filter((name) => /^check-.*\.test\.ts$/.test(name))
  const texts = names.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  expect(unprovoked(texts, CODES)).toEqual([])
  expect(unprovoked(texts, ['no-such-code'])).toEqual(['no-such-code'])
})

describe('the exit code', () => {
  test.each([
    [['node-ok', 'keeper-none', 'env-tracked'], EXIT.done],
    [['api-timeout'], EXIT.transient],
    [['api-timeout', 'key-wrong'], EXIT.failed],
    [['api-timeout', 'key-wrong', 'token-dead'], EXIT.needsPerson],
  ] as const)('%s ends with %d', (codes, exitCode) => {
    const findings = codes.map((code) => one(code))
    expect(exitCodeOfFindings(findings)).toBe(exitCode)
    expect(exitCodeOfFindings(findings.toReversed())).toBe(exitCode)
    expect(doctorJson(findings, speaker('en')).ok).toBe(exitCode === EXIT.done)
  })
})

const plain = (text: string): string => text
const PLAIN = { good: plain, warn: plain, bad: plain, dim: plain, strong: plain }

describe('the command', () => {
  test('--json is one document by its contract, and nothing else', async () => {
    using run = createTestContext({ sandbox: scene.sandbox, cwd: scene.folder, json: true })
    expect(await runDoctor(run.context, {})).toBe(EXIT.done)
    const { schema, ok, findings } = run.document() as ReturnType<typeof doctorJson>
    expect({ schema, ok }).toEqual({ schema: 'everthread/doctor@1', ok: true })
    expect(findings.length).toBeGreaterThan(10)
    for (const finding of findings) {
      expect(CODES).toContain(finding.code)
      expect(Object.keys(finding).filter((name) => name !== 'remedy')).toEqual(['code', 'level', 'message'])
    }
    expect(run.err()).toBe('')
  })

  test('for people: sections, a line each, the remedy below, the sum at the end', async () => {
    scene.write(`${KEY}=\n`)
    using run = createTestContext({ sandbox: scene.sandbox, cwd: scene.folder, lang: 'ru' })
    expect(await runDoctor(run.context, {})).toBe(EXIT.needsPerson)
    const lines = run.out().split('\n')
    const at = lines.findIndex((line) => line.startsWith('  ● проблема: '))
    expect(lines.slice(0, at)).toContain('Файл .env')
    expect(lines[at + 1]).toMatch(/^ {4}Войдите: `everthread connect`/)
    expect(lines.at(-2)).toBe('Проблем: 1. Предупреждений: 0.')
  })

  test('a section without findings is left out', () => {
    expect(doctorLines([one('node-ok')], speaker('en'), PLAIN)).toEqual([
      'This computer',
      '  ● Node.js 24.0.0.',
      '',
      'Nothing is wrong.',
    ])
  })
})

/** Every file and folder: what it holds, its mode, and when it was last written. */
function stateOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const path = join(folder, name)
      const { mode, mtimeMs } = statSync(path)
      const bytes = statSync(path).isFile() ? readFileSync(path) : ''
      return `${name} ${mode} ${mtimeMs} ${createHash('sha256').update(bytes).digest('hex')}`
    })
}

describe('promises', () => {
  test('nothing is changed: not the file, not the store, not what an edit left behind', async () => {
    await scene.adopt(async () => undefined)
    for (const name of ['.env.everthread-new', '.env.everthread-next', '.env.everthread-old']) {
      writeFileSync(join(scene.folder, name), '')
    }
    const before = stateOf(scene.folder)
    await scene.diagnose()
    expect(stateOf(scene.folder)).toEqual(before)
    writeFileSync(scene.envPath, 'A=1')
    expect(stateOf(scene.folder)).not.toEqual(before)
  })

  test('no token and no secret is shown, in whichever place it was put by mistake', async () => {
    const { sandbox } = scene
    const token = scene.hold()
    await scene.adopt(async () => undefined)
    scene.write(`${KEY}=${token}\nTHREADS_APP_ID=${token}\nTHREADS_APP_SECRET=${token}\n`)
    const env = {
      [KEY]: sandbox.appSecret,
      HTTPS_PROXY: `http://u:${token}@127.0.0.1:1`,
      THREADS_APP_SECRET: sandbox.appSecret,
    }
    for (const json of [true, false]) {
      using run = createTestContext({ sandbox, cwd: scene.folder, json, env })
      await runDoctor(run.context, { env: '.env' })
      const said = run.out() + run.err()
      expect(said).not.toBe('')
      expect(secretsIn(said, sandbox)).toEqual([])
    }
  })
})
