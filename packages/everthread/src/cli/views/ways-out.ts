/** What a person can do about a dead token, as talk. */
import { WAYS_OUT, wayOutWords } from '../../words/ways-out.ts'
import type { CommandContext } from '../command-context.ts'

export function showWaysOut({ terminal, words, config }: CommandContext): void {
  const { style } = terminal
  terminal.say('')
  terminal.say(words.waysOutTitle)
  for (const [index, way] of WAYS_OUT.entries()) {
    const { title, text, command, url } = wayOutWords(way, config.language)
    terminal.say(`  ${index + 1}. ${style.strong(title)}${command === undefined ? '' : `: ${command}`}`)
    terminal.say(`     ${text}`)
    if (url !== undefined) terminal.say(`     ${style.dim(url)}`)
  }
}
