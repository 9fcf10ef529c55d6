/** What `doctor` says about the `.env`, in English. `file-words.ru.ts` has the same shape. */
import type { EnvProblemKind } from '../env-file/env-problems.ts'
import type { EnvReader } from '../env-file/env-syntax.ts'
import type { FileWords } from './words.ts'

const READERS: Record<EnvReader, string> = {
  dotenv: 'dotenv',
  node: 'Node (--env-file)',
  'python-dotenv': 'python-dotenv',
  compose: 'docker compose',
  shell: 'a shell',
}

const LINES: Record<EnvProblemKind, string> = {
  'duplicate-key': 'the key is assigned again further down',
  'bare-key': 'the key stands there without "="',
  'byte-order-mark': 'the file begins with a byte order mark',
  'tab-after-export': 'a tab follows "export"',
  'spaces-around-equals': 'there are spaces round "="',
  'colon-separator': 'a colon stands in place of "="',
  'comment-unclear': 'a comment follows that can be taken for a part of the value',
  'text-after-quote': 'text follows the closing quote',
  'backtick-quotes': 'the value is in backticks',
  'needs-quotes': 'the value has characters that need quotes',
  'quotes-changed': 'the value needs other quotes',
  expansion: 'the value has "$" or a backtick, which some programs act on',
  backslash: 'the value has a backslash',
  'windows-line-ending': 'the line ends as on Windows (CRLF)',
  'quote-in-value': 'there is a quote inside the value',
  'newline-in-value': 'there is a line break inside the value',
  'whitespace-in-value': 'there is white space inside the value',
  'not-utf8': 'there are bytes that are not UTF-8',
  'assigned-in-passing': 'the key is assigned in the middle of another line',
  'unclear-end': 'it is not clear where this line ends',
}

const IN_TOKEN = { quote: 'a quote', newline: 'a line break', whitespace: 'white space' }
const COPY_AGAIN = 'Copy the token again, whole, and put nothing else behind KEY=.'
const CLOSED_FOLDER = 'Give the user that runs Everthread write permission there (chmod, chown).'
const SETTLE = 'The next round settles it: `everthread renew`, or a running `run` or `serve`.'

export const fileWordsEn: FileWords = {
  'env-readable': ({ path }) => ({ message: `${path} can be read.` }),
  'env-none': ({ path }) => ({ message: `There is no ${path}.` }),
  'env-missing': ({ path }) => ({
    message: `There is no file ${path}.`,
    remedy: 'Look at the spelling of --env; a link must lead to a file that exists.',
  }),
  'env-unreadable': ({ path }) => ({
    message: `${path} cannot be read: this user lacks the permission.`,
    remedy: 'Run as the user to whom it belongs, or chown it.',
  }),
  'env-is-folder': ({ path }) => ({
    message: `${path} is a folder.`,
    remedy:
      'Name the .env file in it. Docker makes such a folder when the file that it should mount is missing.',
  }),
  'env-not-a-file': ({ path }) => ({
    message: `${path} is a pipe, a socket or a device, not a file.`,
    remedy: 'Name a .env file with --env.',
  }),
  'env-binary': ({ path }) => ({
    message: `${path} is binary or UTF-16, not a .env file.`,
    remedy: 'Name another one, or save it as UTF-8 (PowerShell’s ">" writes UTF-16).',
  }),
  'env-too-large': ({ path }) => ({
    message: `${path} is larger than 1 MiB, which no .env file is.`,
    remedy: 'Name another one with --env.',
  }),
  'env-failing': ({ path }) => ({
    message: `${path} cannot be read: the disk reports an error.`,
    remedy: 'Look at the disk, and bring the file back from a backup.',
  }),
  'env-key-missing': ({ path, key }, { reason }) => reason('token-missing', { path, key }),
  'env-key-empty': ({ path, key }, { reason }) => reason('token-empty', { path, key }),
  'env-key-duplicate': ({ key, lines, counts }, { format }) => ({
    message: `${key} is assigned more than once: line ${counts} counts, not ${format.list(lines.map(String))}.`,
    remedy: 'Remove the lines that do not count: some programs take the first.',
  }),
  'env-value-broken': ({ key, line, what }) => ({
    message: `There is ${IN_TOKEN[what]} inside the value of ${key} (line ${line}).`,
    remedy: COPY_AGAIN,
  }),
  'env-line-unclear': ({ line, what, readers }, { format }) => ({
    message: `Line ${line}: ${LINES[what]}${readers.length > 0 ? `; ${format.list(readers.map((one) => READERS[one]))} may read it differently` : ''}.`,
    remedy: 'Write it plainly: KEY=value, and comments on lines of their own.',
  }),
  'env-shadowed': ({ key }) => ({
    message: `${key} is also set in the environment, to another value, and most programs prefer that over the file.`,
    remedy: 'Unset it, or start the program with `everthread run`, which hands it the fresh token.',
  }),
  'env-untracked': ({ path }) => ({ message: `git ignores ${path}.` }),
  'env-tracked': ({ path }) => ({
    message: `git tracks ${path}: the token is, or will be, in the history.`,
    remedy:
      '`git rm --cached` the file, put it into .gitignore, and replace the token if the repository was ever pushed.',
  }),
  'env-not-ignored': ({ path }) => ({
    message: `${path} lies in a git repository that does not ignore it: the next "git add ." takes the token along.`,
    remedy: 'Put it into .gitignore.',
  }),
  'env-private': ({ path }) => ({ message: `Only its owner and group can read ${path}.` }),
  'env-open-to-others': ({ path, mode }) => ({
    message: `Other users of this computer can get at ${path} (mode ${mode}).`,
    remedy: 'chmod 600 it, or 640 when a group must read it.',
  }),
  'env-replaceable': ({ path }) => ({ message: `${path} can be replaced in one step.` }),
  'env-link': ({ path, target }) => ({
    message: `${path} is a link; ${target} is the file that is changed.`,
  }),
  'env-mounted': ({ path }) => ({
    message: `${path} is mounted by itself (a bind mount): it cannot be replaced in one step, so Everthread writes it in place, with a copy beside it.`,
    remedy: 'Mount the folder instead of the file.',
  }),
  'env-many-names': ({ path, names }) => ({
    message: `${path} has ${names} names (hard links): so that they stay one file, Everthread writes it in place.`,
    remedy: 'Use symbolic links.',
  }),
  'env-not-writable': ({ path }) => ({
    message: `${path} cannot be written.`,
    remedy: `${CLOSED_FOLDER} In a container, look for ":ro" at the mount.`,
  }),
  'env-folder-not-writable': ({ folder }) => ({
    message: `The folder ${folder} cannot be written to, so the file in it cannot be replaced and no token is renewed.`,
    remedy: CLOSED_FOLDER,
  }),
  'env-renewal-unfinished': ({ journal }) => ({
    message: `A renewal was begun and cut off: ${journal} is its journal.`,
    remedy: SETTLE,
  }),
  'env-token-waiting': ({ journal, path }) => ({
    message: `A new token waits in ${journal}: the renewal was cut off before ${path} was written.`,
    remedy: `Do not remove that file. ${SETTLE}`,
  }),
  'env-rewrite-unfinished': ({ path }) => ({
    message: `Writing ${path} was cut off; a copy of what it held lies beside it.`,
    remedy: SETTLE,
  }),
}
