/** One line each for what failed beside the keeper and does not stop it: the notify hook and the heartbeat. */
import type { HeartbeatFailure } from '../alerts/heartbeat.ts'
import type { HookFailure } from '../alerts/notify-hook.ts'
import { createFormat } from './format.ts'
import type { Language } from './language.ts'
import { known } from './sentences.ts'

interface FailureWords {
  readonly hook: (failure: HookFailure) => string
  readonly heartbeat: (host: string, failure: HeartbeatFailure) => string
}

/** No instant is told here, so no zone matters. */
const duration = (ms: number, language: Language): string => createFormat(language, 'UTC').duration(ms)

const EN: FailureWords = {
  hook: (failure) => {
    switch (failure.kind) {
      case 'exit':
        return `The --notify command failed with exit code ${failure.code}`
      case 'signal':
        return `The --notify command was ended by ${failure.signal}`
      case 'time-limit':
        return `The --notify command took longer than ${duration(failure.ms, 'en')} and was ended`
      case 'not-started':
        return `The --notify command could not be started (${failure.code})`
      default:
        return failure satisfies never
    }
  },
  heartbeat: (host, failure) =>
    failure.kind === 'status'
      ? `The heartbeat was refused: ${host} answered with status ${failure.status}.`
      : `The heartbeat did not arrive: no answer from ${host} (${failure.code}).`,
}

const RU: FailureWords = {
  hook: (failure) => {
    switch (failure.kind) {
      case 'exit':
        return `Команда --notify завершилась с кодом ${failure.code}`
      case 'signal':
        return `Команду --notify прервал сигнал ${failure.signal}`
      case 'time-limit':
        return `Команда --notify не уложилась в отведённое время (${duration(failure.ms, 'ru')}) и остановлена`
      case 'not-started':
        return `Команду --notify не удалось запустить (${failure.code})`
      default:
        return failure satisfies never
    }
  },
  heartbeat: (host, failure) =>
    failure.kind === 'status'
      ? `Сигнал --heartbeat не принят: ${host} ответил кодом ${failure.status}.`
      : `Сигнал --heartbeat не дошёл: ${host} не отвечает (${failure.code}).`,
}

const WORDS: Record<Language, FailureWords> = { en: EN, ru: RU }

/** `complaint` is what the command wrote to its error output; it may be empty. */
export function hookFailureText(failure: HookFailure, complaint: string, language: Language): string {
  return `${WORDS[language].hook(failure)}${known(': ', complaint === '' ? undefined : complaint)}.`
}

export function heartbeatFailureText(host: string, failure: HeartbeatFailure, language: Language): string {
  return WORDS[language].heartbeat(host, failure)
}
