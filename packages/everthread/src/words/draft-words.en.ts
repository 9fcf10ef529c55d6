/** What is said about drafts, in English. */
import type { DraftWords } from './draft-words.ts'

const KEPT = 'What was written until then is kept.'

export const draftWordsEn: DraftWords = {
  troubles: {
    'not-configured': {
      message: 'Nobody writes drafts here yet; everything else works without.',
      remedy: 'Set GEMINI_API_KEY (from aistudio.google.com), or EVERTHREAD_AI_URL for a model of your own.',
    },
    'key-refused': {
      message: 'The model’s provider refuses the key.',
      remedy: 'Make a new key there, and set it.',
    },
    'model-unknown': {
      message: 'The provider does not know this model.',
      remedy: 'Set EVERTHREAD_AI_MODEL to one that it has.',
    },
    quota: {
      message: 'The quota of the key is used up.',
      remedy: 'Wait, or raise the quota with the provider.',
    },
    overloaded: { message: 'The provider has trouble of its own.', remedy: 'Try again in a minute.' },
    unreachable: {
      message: 'The model cannot be reached.',
      remedy: 'Look whether this machine reaches the provider, or whether your own model is running.',
    },
    'timed-out': {
      message: `The model wrote for too long. ${KEPT}`,
      remedy: 'Ask for fewer or shorter variants.',
    },
    blocked: {
      message: `The provider’s safety rules stopped the text. ${KEPT}`,
      remedy: 'Say it in other words.',
    },
    refused: {
      message: 'The provider refuses the request.',
      remedy: 'Look whether the model can answer with JSON; another model may.',
    },
    'cut-off': { message: `The answer broke off. ${KEPT}`, remedy: 'Try again, or ask for fewer variants.' },
    malformed: {
      message: 'The model answered with something else than drafts. What it wrote is kept.',
      remedy: 'Try again; another model may do better.',
    },
  },
  flaws: {
    'too-long': ({ part, length, most }) => `Part ${part} has ${length} characters of ${most}.`,
    'too-many-parts': ({ count, most }) => `It has ${count} parts; you asked for ${most} at most.`,
    'too-many-links': ({ part, count, most }) => `Part ${part} has ${count} links; Threads takes ${most}.`,
    'banned-phrase': ({ part, phrase }) => `Part ${part} says “${phrase}”, which you never write.`,
  },
}
