/** Drafts on a terminal: the texts on standard output, everything about them on standard error. */
import type { DraftStep, Usage } from '../../drafts/draft.ts'
import { joinParts } from '../../publisher/split-post.ts'
import { sayDraftTrouble, sayFlaw } from '../../words/draft-words.ts'
import type { CommandContext } from '../command-context.ts'
import { draftCommandWords } from '../words/draft-command-words.ts'

export function showStep({ terminal, config: { language } }: CommandContext, step: DraftStep): void {
  const words = draftCommandWords(language)
  const { style } = terminal
  switch (step.kind) {
    case 'writing':
      return
    case 'shortening':
      return terminal.say(style.dim(words.shortening(step.number)))
    case 'variant': {
      const { parts, why, flaws } = step.variant
      terminal.say(style.strong(words.variant(step.number)))
      terminal.out(`${joinParts(parts)}\n`)
      for (const flaw of flaws) terminal.say(style.warn(sayFlaw(flaw, language)))
      if (why !== undefined) terminal.say(style.dim(why))
      return
    }
    case 'done':
      return terminal.say(style.dim(words.done(step.model, tokensOf(step.usage))))
    case 'trouble': {
      const { message, remedy } = sayDraftTrouble(step.trouble.code, language)
      for (const parts of step.kept) terminal.out(`${joinParts(parts)}\n`)
      terminal.say(style.warn(message))
      return terminal.say(remedy)
    }
    default:
      step satisfies never
  }

  function tokensOf({ input, output }: Usage): string | undefined {
    return input === undefined || output === undefined ? undefined : words.tokens(input, output)
  }
}
