/** The services of a run: as many as there shall be, whoever is killed, and each armed with the step that had the fewest. */
import { lapseLeasesOf } from '../support/store-place.ts'
import type { RunningProcess } from '../support/running-process.ts'
import type { SeededRandom } from '../support/seeded-random.ts'
import type { Field } from './field.ts'

export interface Crew extends AsyncDisposable {
  /** How often one was killed, by the step or at `any` moment; or ended by `itself`, which none should. */
  readonly kills: ReadonlyMap<string, number>
  killOne(): void
  pauseOne(): void
  /** How often one was paused. */
  pauses(): number
  /** Whether nobody is paused. */
  isAwake(): boolean
  /** Whether somebody has come so far as to serve. */
  isUp(): boolean
  /** Another one for each that has ended. */
  replaceEnded(): Promise<void>
  /** From now on nobody is armed any more. */
  disarm(): void
}

export interface CrewOrder {
  readonly services: number
  /** Steps at which a service is killed. */
  readonly crashPoints: readonly string[]
  /** For how long one is paused: a lease lasts for ten seconds. */
  readonly pauseMs: number
}

interface Service {
  readonly running: RunningProcess
  /** What would be the cause of its death now. */
  cause: string
  isOver: boolean
  isPaused: boolean
}

export function startCrew(field: Field, random: SeededRandom, order: CrewOrder): Crew {
  const kills = new Map<string, number>()
  let { crashPoints } = order
  let pauses = 0
  const start = (): Service => {
    const [point] = random.shuffled(crashPoints).toSorted((a, b) => (kills.get(a) ?? 0) - (kills.get(b) ?? 0))
    return point === undefined ? watch(field) : watch(field, point, 1 + random.integer(2))
  }
  let services = Array.from({ length: order.services }, start)
  const pick = (): Service | undefined => random.shuffled(services.filter(({ isOver }) => !isOver))[0]
  return {
    kills,
    killOne: () => {
      const service = pick()
      if (!service) return
      service.cause = 'any'
      service.running.kill('SIGKILL')
    },
    pauseOne: () => {
      const service = pick()
      if (!service) return
      pauses += 1
      service.running.kill('SIGSTOP')
      service.isPaused = true
      setTimeout(() => wake(service), order.pauseMs)
    },
    pauses: () => pauses,
    isUp: () => services.some(({ running }) => running.stderr().includes('/healthz')),
    isAwake: () => services.every(({ isPaused }) => !isPaused),
    replaceEnded: async () => {
      const ended = services.filter(({ isOver }) => isOver)
      for (const { cause, running } of ended) {
        kills.set(cause, (kills.get(cause) ?? 0) + 1)
        await lapseLeasesOf(field.place, running.pid)
      }
      services = services.map((service) => (ended.includes(service) ? start() : service))
    },
    disarm: () => {
      crashPoints = []
    },
    [Symbol.asyncDispose]: async () => {
      services.forEach(wake)
      await Promise.all(services.map(({ running }) => running[Symbol.asyncDispose]()))
    },
  }
}

function watch(field: Field, point?: string, nth = 1): Service {
  const running = field.startService(point && `${point}:${nth}`)
  const service: Service = {
    running,
    cause: point ?? 'itself',
    isOver: false,
    isPaused: false,
  }
  const end = async (): Promise<void> => {
    const { signal } = await running.ended
    if (signal !== 'SIGKILL') service.cause = 'itself'
    service.isOver = true
  }
  void end()
  return service
}

function wake(service: Service): void {
  service.running.kill('SIGCONT')
  service.isPaused = false
}
