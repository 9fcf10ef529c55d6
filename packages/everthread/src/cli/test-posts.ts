/** A stage whose data folder keeps anna's token, and a way to look at her posts. For tests of whole commands. */
import { join } from 'node:path'
import { runAdopt } from './commands/adopt.ts'
import { createStage, DATA_FOLDER, type Ran, type Stage, type Surroundings } from './test-command.ts'
import type { CommandContext } from './command-context.ts'
import type { ExitCode } from './exit-code.ts'
import type { Post } from '../publisher/post.ts'
import { migrations } from '../store/migrations/index.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { listPosts, savePost } from '../store/posts.ts'
import type { Schema } from '../store/schema.ts'
import { systemClock } from '../time/clock.ts'

type Run<O> = (context: CommandContext, options: O, words: readonly string[]) => Promise<ExitCode>

type Say = <O extends object>(run: Run<O>, words: readonly string[], options?: O) => Promise<Ran>

export interface PostStage extends Stage {
  /** The data folder's store, beside the commands that open it themselves. */
  readonly store: Store<Schema>
  posts(): Promise<Post[]>
  /** Changes what is stored, as the loop would. */
  put(post: Post): Promise<void>
  /** Runs a command to its end. */
  say: Say
  /** The same elsewhere: in Russian, with something on standard input. */
  in(surroundings: Surroundings): { readonly say: Say }
  /** With `--json`. */
  json<O extends object>(
    run: Run<O>,
    words: readonly string[],
    options?: O,
  ): Promise<{ readonly exitCode: number; readonly document: Record<string, unknown> }>
}

export async function createPostStage(): Promise<PostStage> {
  const stage = await createStage()
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '2d' })}\n`)
  await stage.run((context) => runAdopt(context, {}))
  const file = join(stage.cwd, DATA_FOLDER, 'everthread.db')
  const store = await openStore<Schema>({ file, migrations, clock: systemClock, ifMissing: 'fail' })
  const sayIn =
    (surroundings: Surroundings): Say =>
    (run, words, options) =>
      stage.run((context) => run(context, options ?? Object.assign({}), words), surroundings)
  return {
    ...stage,
    store,
    posts: () => listPosts(store.db, {}),
    put: (post) => store.transaction((trx) => savePost(trx, post)),
    say: sayIn({}),
    in: (surroundings) => ({ say: sayIn(surroundings) }),
    json: async (run, words, options) => {
      const { exitCode, out } = await stage.run(
        (context) => run(context, options ?? Object.assign({}), words),
        {
          json: true,
        },
      )
      return { exitCode, document: JSON.parse(out) as Record<string, unknown> }
    },
    [Symbol.asyncDispose]: async () => {
      await store.close()
      await stage[Symbol.asyncDispose]()
    },
  }
}
