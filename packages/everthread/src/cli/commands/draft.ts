/** `everthread draft`: a model proposes texts; a person takes one, or none. Nothing is published by it. */
import {
  type DraftRequest,
  type DraftStep,
  type JudgedVariant,
  LONGEST_PROMPT,
  MOST_PARTS,
  MOST_VARIANTS,
  USUAL_VARIANTS,
} from '../../drafts/draft.ts'
import { createPost } from '../../publisher/queue-actions/create-post.ts'
import { createDrafting } from '../../service/drafting.ts'
import type { Language } from '../../words/language.ts'
import type { CommandContext } from '../command-context.ts'
import { CommandError, usageError } from '../command-error.ts'
import type { ExitCode } from '../exit-code.ts'
import { troubleJson, variantJson } from '../json/draft-json.ts'
import { exitCodeOfTrouble } from '../posts/draft-exit-code.ts'
import { accountAt, atDesk, type PostDesk } from '../posts/post-desk.ts'
import { readText } from '../posts/read-parts.ts'
import { showStep } from '../views/draft-steps.ts'
import { draftCommandWords } from '../words/draft-command-words.ts'

export interface DraftOptions {
  readonly account?: string
  readonly topic?: string
  readonly tone?: string
  /** Which language the drafts are in; that of the talk unless given. */
  readonly write?: Language
  readonly variants?: number
  /** At most so many parts. */
  readonly chain?: number
  /** Each variant becomes a draft of the queue. */
  readonly keep?: boolean
  /** Shows the model the account's own best and worst posts. */
  readonly ground?: boolean
}

export async function runDraft(
  context: CommandContext,
  options: DraftOptions,
  given: readonly string[],
): Promise<ExitCode> {
  const prompt = await readText(context, given)
  const request = requestFrom(context, options, prompt ?? '')
  return atDesk(context, async (desk) => {
    const { account } = accountAt(context, desk, options.account)
    const { http, host, clock, raw, signal } = context
    const drafting = createDrafting({
      installation: desk.installation,
      raw,
      fetch: http.fetch,
      host,
      now: () => clock.now(),
    })
    const told = createAccount()
    for await (const step of drafting.write(account.id, request, signal)) {
      told.hear(step)
      if (!context.json) showStep(context, step)
    }
    const postIds = options.keep ? await keepAll(desk, account.id, told.variants) : []
    report(context, told, postIds)
    return exitCodeOfTrouble(told.end)
  })
}

function requestFrom({ config }: CommandContext, options: DraftOptions, text: string): DraftRequest {
  const { topic, tone, write = config.language, variants = USUAL_VARIANTS, chain = 1, ground } = options
  const words = draftCommandWords(config.language)
  const prompt = text.trim()
  if (prompt === '') throw usageError(words.noPrompt)
  if (prompt.length > LONGEST_PROMPT) throw usageError(words.longPrompt(LONGEST_PROMPT))
  requireWithin('--variants', variants, MOST_VARIANTS)
  requireWithin('--chain', chain, MOST_PARTS)
  return {
    prompt,
    language: write,
    variants,
    mostParts: chain,
    ...(ground && { isGrounded: true }),
    ...(topic !== undefined && { topic }),
    ...(tone !== undefined && { tone }),
  }

  function requireWithin(option: string, value: number, most: number): void {
    if (value < 1 || value > most) throw usageError(words.outside(option, most))
  }
}

type End = Extract<DraftStep, { kind: 'done' | 'trouble' }>

interface ToldDrafts {
  readonly variants: readonly JudgedVariant[]
  /** Throws before the last step. */
  readonly end: End
}

function createAccount(): ToldDrafts & { hear(step: DraftStep): void } {
  const variants: JudgedVariant[] = []
  let end: End | undefined
  return {
    variants,
    get end() {
      if (!end) throw new CommandError('defect', 'the drafts ended without an end')
      return end
    },
    hear: (step) => {
      if (step.kind === 'variant') variants.push(step.variant)
      if (step.kind === 'done' || step.kind === 'trouble') end = step
    },
  }
}

async function keepAll(
  desk: PostDesk,
  accountId: string,
  variants: readonly JudgedVariant[],
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const { parts } of variants) {
    const created = await createPost(desk.deps, {
      accountId,
      parts: parts.map((text) => ({ content: { text } })),
    })
    if ('post' in created) ids.push(created.post.id)
  }
  return ids
}

/** `everthread/draft@1`. */
function report(
  { json, config, terminal }: CommandContext,
  told: ToldDrafts,
  postIds: readonly string[],
): void {
  const { language } = config
  const { end, variants } = told
  if (json) {
    const document = {
      schema: 'everthread/draft@1',
      ok: end.kind === 'done',
      variants: variants.map((variant, index) => ({
        ...variantJson(variant, language),
        ...(postIds[index] !== undefined && { post_id: postIds[index] }),
      })),
      ...(end.kind === 'done' && { model: end.model }),
      usage: end.usage,
      kept: end.kind === 'trouble' ? end.kept : [],
      problems: end.kind === 'trouble' ? [troubleJson(end.trouble, language)] : [],
    }
    terminal.out(JSON.stringify(document))
  } else if (postIds.length > 0) terminal.say(draftCommandWords(language).kept(postIds))
}
