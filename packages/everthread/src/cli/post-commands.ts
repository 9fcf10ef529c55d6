/** The commands about posts, on the command line. Each one's module is loaded when it is called. */
import type { Command } from 'commander'
import type { CommandSpecs } from './program.ts'
import type { PostProgramWords } from './words/post-program-words.ts'

const REPLY_CONTROLS = [
  'everyone',
  'accounts_you_follow',
  'mentioned_only',
  'parent_post_author_only',
  'followers_only',
]

export function addPostCommands(program: Command, spec: CommandSpecs): void {
  addWriting(program, spec)
  addLooking(program, spec)
  addDeciding(program, spec)
  addByHand(program, spec)
  addNumbers(program, spec)
}

function addWriting(program: Command, spec: CommandSpecs): void {
  const words = spec.words.posts
  const post = program
    .command('post')
    .description(words.post)
    .argument('[text...]', words.textArgument)
    .option('--account <name>', words.account)
  contentOptions(timeOptions(post, spec), spec)
    .option('--draft', words.draft)
    .action(spec.action({ load: async () => (await import('./commands/post.ts')).runPost }))
  const edit = idArgument(program.command('edit').description(words.edit), words).argument(
    '[text...]',
    words.textArgument,
  )
  contentOptions(timeOptions(edit, spec), spec).action(
    spec.action({ load: async () => (await import('./commands/edit.ts')).runEdit }),
  )
  addDrafting(program, spec)
}

function addDrafting(program: Command, { words: { posts }, action, parsers }: CommandSpecs): void {
  program
    .command('draft')
    .description(posts.propose)
    .argument('[prompt...]', posts.promptArgument)
    .option('--account <name>', posts.account)
    .option('--topic <topic>', posts.topic)
    .option('--tone <tone>', posts.tone)
    .option('--write <language>', posts.write, parsers.oneOf('--write', ['en', 'ru']))
    .option('--variants <number>', posts.variants, parsers.wholeNumber('--variants'))
    .option('--chain <number>', posts.chain, parsers.wholeNumber('--chain'))
    .option('--ground', posts.ground)
    .option('--keep', posts.keep)
    .action(action({ load: async () => (await import('./commands/draft.ts')).runDraft }))
}

function timeOptions(command: Command, { words: { posts } }: CommandSpecs): Command {
  return command
    .option('--at <time>', posts.at)
    .option('--zone <zone>', posts.zone)
    .option('--next-slot', posts.nextSlot)
    .option('--now', posts.now)
}

function contentOptions(command: Command, { words: { posts }, parsers }: CommandSpecs): Command {
  return command
    .option('--media <file>', posts.media, collect)
    .option('--alt <text>', posts.alt, collect)
    .option('--topic <topic>', posts.topic)
    .option('--reply-control <who>', posts.replyControl, parsers.oneOf('--reply-control', REPLY_CONTROLS))
    .option('--poll <option>', posts.poll, collect)
    .option('--link <url>', posts.link)
    .option('--quote <id>', posts.quote)
    .option('--reply-to <id>', posts.replyTo)
    .option('--gif <id>', posts.gif)
    .option('--ghost', posts.ghost)
    .option('--spoiler', posts.spoiler)
    .option('--delay <duration>', posts.delay, parsers.duration('--delay'))
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function idArgument(command: Command, words: PostProgramWords): Command {
  return command.argument('[id]', words.idArgument)
}

function addLooking(program: Command, { words: { posts }, action, parsers }: CommandSpecs): void {
  program
    .command('queue')
    .description(posts.queue)
    .argument('[change...]', posts.queueArguments)
    .option('--account <name>', posts.account)
    .option('--zone <zone>', posts.queueZone)
    .option('--missed <policy>', posts.missed, parsers.oneOf('--missed', ['publish', 'hold']))
    .option('--late-limit <duration>', posts.lateLimit, parsers.duration('--late-limit'))
    .action(action({ load: async () => (await import('./commands/queue.ts')).runQueue }))
  idArgument(program.command('show').description(posts.show), posts)
    .option('--report', posts.report)
    .action(action({ load: async () => (await import('./commands/show.ts')).runShow }))
}

function addNumbers(program: Command, { words: { posts }, action, parsers }: CommandSpecs): void {
  program
    .command('insights')
    .description(posts.insights)
    .option('--account <name>', posts.account)
    .option('--since <when>', posts.since)
    .option('--csv [table]', posts.csv, parsers.oneOf('--csv', ['days', 'posts', 'snapshots']))
    .action(action({ load: async () => (await import('./commands/insights.ts')).runInsights }))
}

function addDeciding(program: Command, { words: { posts }, action }: CommandSpecs): void {
  idArgument(program.command('cancel').description(posts.cancel), posts).action(
    action({ load: async () => (await import('./commands/cancel.ts')).runCancel }),
  )
  idArgument(program.command('hold').description(posts.hold), posts).action(
    action({ load: async () => (await import('./commands/hold.ts')).runHold }),
  )
  program
    .command('resume')
    .description(posts.resume)
    .argument('[id]', posts.idArgument)
    .option('--account <name>', posts.account)
    .option('--as-planned', posts.resumeAsPlanned)
    .option('--now', posts.resumeNow)
    .option('--new-slots', posts.newSlots)
    .option('--skip', posts.skip)
    .action(action({ load: async () => (await import('./commands/resume.ts')).runResume }))
  idArgument(program.command('delete').description(posts.delete), posts)
    .option('--only-here', posts.onlyHere)
    .action(action({ load: async () => (await import('./commands/delete.ts')).runDelete }))
}

function addByHand(program: Command, { words: { posts }, action, parsers }: CommandSpecs): void {
  idArgument(program.command('copy').description(posts.copy), posts)
    .option('--part <number>', posts.part, parsers.wholeNumber('--part'))
    .option('--qr', posts.qr)
    .action(action({ load: async () => (await import('./commands/copy.ts')).runCopy }))
  idArgument(program.command('published').description(posts.published), posts)
    .option('--link <url>', posts.publishedLink)
    .option('--part <number>', posts.part, parsers.wholeNumber('--part'))
    .option('--undo', posts.undo)
    .action(action({ load: async () => (await import('./commands/published.ts')).runPublished }))
}
