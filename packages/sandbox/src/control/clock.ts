/** `POST clock`: one movement a call. */
import { SandboxMistake } from '../mistake.ts'
import { CLOCK_MODES, type ClockMode } from '../time/clock.ts'
import { toIso } from '../time/host.ts'
import type { World } from '../world.ts'
import { object, oneOf, optional, type Parser, textOrNumber } from './shape.ts'

interface ClockOrder {
  readonly advance?: string | number
  readonly set?: string | number
  readonly mode?: ClockMode
}

export const parseClockOrder: Parser<ClockOrder> = object({
  advance: optional(textOrNumber),
  set: optional(textOrNumber),
  mode: optional(oneOf(CLOCK_MODES)),
})

/** A clock as the control plane shows it. */
export interface ClockView {
  readonly now: string
  readonly mode: ClockMode
}

export function moveClock({ clock }: World, order: ClockOrder): ClockView {
  if (Object.keys(order).length !== 1) {
    throw new SandboxMistake('give exactly one of "advance", "set" and "mode"')
  }
  if (order.advance !== undefined) clock.advance(order.advance)
  if (order.set !== undefined) clock.set(order.set)
  if (order.mode !== undefined) clock.setMode(order.mode)
  return clockView(clock)
}

export function clockView(clock: World['clock']): ClockView {
  return { now: toIso(clock.now()), mode: clock.mode }
}
