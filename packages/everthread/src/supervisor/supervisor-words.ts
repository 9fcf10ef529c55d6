/** What the supervisor's events say to a person, in English and Russian. A missing sentence does not compile. */
import type { Language } from '../words/language.ts'
import type { ChildEnd } from './process-host.ts'
import type { Proof, UnprovenReason } from './proof.ts'
import type { InvalidReload } from './reload.ts'
import type { Occasion, ReloadFailure, SupervisorEvent } from './supervisor-event.ts'

type Both = Readonly<Record<Language, string>>

export function describeSupervisorEvent(event: SupervisorEvent, language: Language): string {
  return sentence(event)[language]
}

function sentence(event: SupervisorEvent): Both {
  switch (event.kind) {
    case 'started':
      return started(event.occasion, event)
    case 'token-changed':
      return tokenChanged(event.occasion, event.fingerprint)
    case 'reload-failed':
      return reloadFailed(event.failure)
    case 'proof':
      return proof(event.proof, event.fingerprint)
    case 'stopping':
      return {
        en: `Stopping the command with ${event.signal}.`,
        ru: `Останавливаю команду сигналом ${event.signal}.`,
      }
    case 'killed':
      return {
        en: `The command did not end in time and was killed${pidsOf(event.pids)}.`,
        ru: `Команда не завершилась вовремя и была убита${pidsOf(event.pids)}.`,
      }
    case 'will-not-end':
      return {
        en: `Part of the command is still there after being killed${pidsOf(event.pids)}: it runs with other rights, or hangs in the system. Nothing new is started beside it. End it by hand.`,
        ru: `Часть команды осталась и после принудительного завершения${pidsOf(event.pids)}: у неё другие права, или она зависла в системе. Рядом с ней ничего не запускается. Завершите её вручную.`,
      }
    case 'child-ended':
      return childEnded(event.command, event.end)
    case 'killed-by-reload':
      return {
        en: `The command did not survive ${event.signal}, so it is started again. It does not handle that signal: use --reload restart.`,
        ru: `Команда не пережила ${event.signal}, поэтому запускается заново. Она не умеет обрабатывать этот сигнал: используйте --reload restart.`,
      }
    case 'backing-off':
      return {
        en: `The command died right after its restart (code ${event.code}). Try ${event.failures} of 5 in ${event.delayMs / 1000} s.`,
        ru: `Команда умерла сразу после перезапуска (код ${event.code}). Попытка ${event.failures} из 5 через ${event.delayMs / 1000} с.`,
      }
    case 'ended':
      return {
        en: `The run is over with code ${event.code}.`,
        ru: `Работа завершена с кодом ${event.code}.`,
      }
    default:
      return event satisfies never
  }
}

function started(occasion: Occasion, { pid, fingerprint }: { pid: number; fingerprint: string }): Both {
  return occasion === 'first'
    ? {
        en: `Started the command with token ${fingerprint} (PID ${pid}).`,
        ru: `Команда запущена с токеном ${fingerprint} (PID ${pid}).`,
      }
    : {
        en: `Started the command again with token ${fingerprint} (PID ${pid}).`,
        ru: `Команда запущена заново с токеном ${fingerprint} (PID ${pid}).`,
      }
}

function tokenChanged(occasion: Occasion, fingerprint: string): Both {
  const doing: Both = {
    restart: { en: 'restarting the command', ru: 'перезапускаю команду' },
    signal: { en: 'signalling the command', ru: 'посылаю команде сигнал' },
    command: { en: 'running the reload command', ru: 'выполняю команду перезагрузки' },
    none: { en: 'the command is left alone (--reload none)', ru: 'команду не трогаю (--reload none)' },
    first: { en: 'starting the command', ru: 'запускаю команду' },
    'back-off': { en: 'starting the command', ru: 'запускаю команду' },
  }[occasion]
  return {
    en: `New token ${fingerprint}: ${doing.en}.`,
    ru: `Новый токен ${fingerprint}: ${doing.ru}.`,
  }
}

function reloadFailed(failure: ReloadFailure): Both {
  switch (failure.kind) {
    case 'signal-not-sent':
      return failure.outcome === 'gone'
        ? {
            en: 'The reload signal reached nobody: the process is gone.',
            ru: 'Сигнал никому не дошёл: процесса уже нет.',
          }
        : {
            en: 'The reload signal was refused: the command runs with other rights than everthread.',
            ru: 'Сигнал отклонён: команда работает с другими правами, чем everthread.',
          }
    case 'command-exited':
      return {
        en: `The reload command failed with code ${failure.code}. The application was left running.`,
        ru: `Команда перезагрузки завершилась с кодом ${failure.code}. Приложение продолжает работать.`,
      }
    case 'command-timed-out':
      return {
        en: 'The reload command did not end within a minute and was killed.',
        ru: 'Команда перезагрузки не завершилась за минуту и была убита.',
      }
    default:
      return failure satisfies never
  }
}

function proof(taken: Proof, fingerprint: string): Both {
  switch (taken.kind) {
    case 'environment':
      return {
        en: `Proven: token ${fingerprint} is in the environment of the command${pidsOf(taken.pids)}.`,
        ru: `Доказано: токен ${fingerprint} — в окружении команды${pidsOf(taken.pids)}.`,
      }
    case 'reported':
      return {
        en: `Proven: the application reports token ${fingerprint}.`,
        ru: `Доказано: приложение сообщает токен ${fingerprint}.`,
      }
    case 'unproven': {
      const why = UNPROVEN[taken.reason]
      const known = `${pidsOf(taken.pids ?? [])}${taken.detail ? ` (${taken.detail})` : ''}`
      return {
        en: `Not proven that the application uses token ${fingerprint}: ${why.en}${known}.`,
        ru: `Не доказано, что приложение использует токен ${fingerprint}: ${why.ru}${known}.`,
      }
    }
    default:
      return taken satisfies never
  }
}

const UNPROVEN: Readonly<Record<UnprovenReason, Both>> = {
  'other-value': {
    en: 'a process of the command has another token',
    ru: 'у одного из процессов команды другой токен',
  },
  'no-process-has-it': {
    en: 'no process of the command has the key in its environment',
    ru: 'ни у одного процесса команды нет этого ключа в окружении',
  },
  'environment-unreadable': {
    en: 'the environment of a process cannot be read',
    ru: 'окружение одного из процессов нельзя прочитать',
  },
  'environment-not-shown': {
    en: 'this system does not show environments; --prove can ask the application',
    ru: 'эта система не показывает окружение; --prove может спросить приложение',
  },
  'not-restarted': {
    en: 'it was not restarted; --prove can ask the application',
    ru: 'оно не перезапускалось; --prove может спросить приложение',
  },
  'prove-answered-other': {
    en: 'asked by --prove, it answered something else',
    ru: 'на вопрос --prove оно ответило другое',
  },
  'prove-failed': { en: '--prove failed', ru: '--prove завершился ошибкой' },
  'prove-unreachable': { en: '--prove got no answer', ru: '--prove не получил ответа' },
  'prove-timed-out': { en: '--prove took longer than 10 s', ru: '--prove занял больше 10 с' },
  superseded: { en: 'a newer token came first', ru: 'раньше пришёл новый токен' },
  'child-ended': { en: 'the command ended first', ru: 'команда завершилась раньше' },
  stopped: { en: 'the run was stopped first', ru: 'работу остановили раньше' },
}

function childEnded(command: string, end: ChildEnd): Both {
  switch (end.kind) {
    case 'exited':
      return {
        en: `The command ended with code ${end.code}.`,
        ru: `Команда завершилась с кодом ${end.code}.`,
      }
    case 'signalled':
      return { en: `The command was ended by ${end.signal}.`, ru: `Команду завершил сигнал ${end.signal}.` }
    case 'not-started':
      return notStarted(command, end)
    default:
      return end satisfies never
  }
}

function notStarted(command: string, { reason, error }: Extract<ChildEnd, { kind: 'not-started' }>): Both {
  switch (reason) {
    case 'command-not-found':
      return {
        en: `Command not found: ${command}. Check its spelling and PATH, and the interpreter that a script's first line names.`,
        ru: `Команда не найдена: ${command}. Проверьте написание, PATH и интерпретатор в первой строке скрипта.`,
      }
    case 'not-executable':
      return {
        en: `${command} cannot be executed (${error}). Make it executable (chmod +x), or put its interpreter before it.`,
        ru: `${command} нельзя выполнить (${error}). Сделайте файл исполняемым (chmod +x) или укажите перед ним интерпретатор.`,
      }
    case 'refused':
      return {
        en: `The system refused to start ${command} (${error}).`,
        ru: `Система отказалась запускать ${command} (${error}).`,
      }
    default:
      return reason satisfies never
  }
}

/** For the command line's own complaint. */
export function describeInvalidReload({ reason }: InvalidReload, language: Language): string {
  const sentences: Both = {
    empty: {
      en: '--reload is empty. Use restart, a signal such as SIGHUP, a command, or none.',
      ru: 'Пустой --reload. Используйте restart, сигнал (например, SIGHUP), команду или none.',
    },
    'unknown-signal': {
      en: '--reload names a signal that does not exist here. Use for example SIGHUP or SIGUSR2.',
      ru: 'В --reload указан сигнал, которого здесь нет. Используйте, например, SIGHUP или SIGUSR2.',
    },
    'deadly-signal': {
      en: 'No program can catch this signal of --reload. Use --reload restart to end it and start it again.',
      ru: 'Этот сигнал из --reload не может перехватить ни одна программа. Для перезапуска используйте --reload restart.',
    },
  }[reason]
  return sentences[language]
}

function pidsOf(pids: readonly number[]): string {
  return pids.length === 0 ? '' : ` (PID ${pids.join(', ')})`
}
