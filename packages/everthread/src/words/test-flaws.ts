/** What can be wrong with a sentence, whatever it says. Tests only. */
import type { Language } from './language.ts'

/** DESIGN §7; a command that is named to a person must exist. */
const COMMANDS = [
  'check',
  'renew',
  'exchange',
  'connect',
  'adopt',
  'run',
  'serve',
  'status',
  'history',
  'rollback',
  'doctor',
  'copy',
  'published',
]

/** What is wrong with a text, in the words of the tests. */
export function flawsIn(text: string, language: Language): string[] {
  const commands = [...text.matchAll(/`everthread (\w+)/g)].map(([, command]) => command ?? '')
  const flaws = {
    'a fact that is not there shows': /undefined|null|NaN|\[object/.test(text),
    'spaces or stops are doubled': / {2}| [,:;]| \.(?!env)|\.\./.test(text),
    'it is not a sentence': !/^[A-ZА-ЯЁ`/].*[.]$/.test(text),
    'it is in the other language': /[А-Яа-яЁё]/.test(text) !== (language === 'ru'),
    'its quotes are not the language’s': /[“”"]/.test(text),
    'it names a command that does not exist': commands.some((command) => !COMMANDS.includes(command)),
  }
  return Object.entries(flaws).flatMap(([flaw, found]) => (found ? [`${flaw}: ${text}`] : []))
}
