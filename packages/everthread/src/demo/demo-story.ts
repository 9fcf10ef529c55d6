/** What goes wrong in the demo, one thing for each renewal, over and over: nothing, an outage, nothing, a changed password. */
import type { LifeLines } from '../cli/life-lines.ts'
import { DEMO_USER, type DemoWorld } from './demo-world.ts'
import type { demoWords } from './demo-words.ts'

export interface DemoStory {
  /** Called when nothing is due; the chapter that belongs to this renewal happens once. */
  beforeJump(renewals: number): Promise<void>
  /** Called when only a person can help: the person of the story does. */
  personIsNeeded(): void
}

export function createDemoStory(
  world: DemoWorld,
  lines: LifeLines,
  words: ReturnType<typeof demoWords>,
): DemoStory {
  const { sandbox } = world
  const told = new Set<number>()
  const chapters: (() => Promise<void>)[] = [
    async () => undefined,
    async () => {
      lines.say('story', words.outage)
      sandbox.faults.add({
        endpoint: 'refresh_access_token',
        times: 3,
        fault: { kind: 'status', status: 503 },
      })
      sandbox.faults.add({
        endpoint: 'refresh_access_token',
        times: 1,
        after: 3,
        fault: { kind: 'drop', when: 'before' },
      })
    },
    async () => undefined,
    async () => {
      lines.say('story', words.passwordChanged)
      await sandbox.revoke({ user: DEMO_USER, subcode: 460 })
    },
  ]
  return {
    beforeJump: async (renewals) => {
      if (told.has(renewals)) return
      told.add(renewals)
      await chapters[renewals % chapters.length]?.()
    },
    personIsNeeded: () => {
      lines.say('story', words.waysOut)
      lines.say('story', words.personActs)
      world.writeEnv(world.newToken('1h'))
    },
  }
}
