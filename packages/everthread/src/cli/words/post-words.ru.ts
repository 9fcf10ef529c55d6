/** What the command line says about posts, in Russian. */
import type { PostWords } from './post-words.en.ts'

export const postWordsRu: PostWords = {
  whichPost: 'укажите публикацию: её id или его начало',
  noSuchPost: (id) => `публикации ${id} нет`,
  notClear: (id) => `с ${id} начинается не одна публикация: укажите больше знаков`,
  textFromInput: 'Напишите текст и нажмите Ctrl-D. Строка --- начинает новую часть:',
  textTooLarge: 'на стандартном вводе больше 10 МБ, таких публикаций не бывает',
  mediaNotUrl: (given) =>
    `--media: нужен адрес http или https, который сможет прочитать Meta, а указано: «${given}»`,
  tooManyAlts: '--alt описывает --media, а описаний больше, чем файлов',
  oneTimeOnly: 'укажите что-то одно: --at, --next-slot, --now или --draft',
  nothingToChange: 'укажите, что изменить: текст или время',
  oneResume: 'укажите что-то одно: --now, --new-slots или --skip',
  slotShape: (given) =>
    `время выхода пишется так: "mon 09:00", "mon-fri 18:30" или "daily 12:00", а указано: «${given}»`,
  zoneShape: (given) => `часового пояса ${given} нет: он пишется как Europe/Moscow`,
  queueActions: (given) => `queue понимает pause, open и slots, но не «${given}»`,

  done: {
    created: (id) => `${id}: сохранено как черновик`,
    scheduled: (id, when) => `${id}: выйдет ${when}`,
    edited: (id) => `${id}: изменено`,
    cancelled: (id) => `${id}: отменено`,
    handedOff: (id) => `${id}: публикуете вы сами`,
    deleted: (id) => `${id}: удалено`,
    published: (id) => `${id}: опубликовано`,
    resumed: (id, when) => `${id}: снова в очереди, ${when}`,
    nothingHeld: 'ничего не задержано',
    paused: 'Очередь приостановлена. Всё, чему приходит срок, будет ждать.',
    opened: 'Очередь открыта.',
  },
  needsService: 'Никто не опубликует это, пока не запущен everthread serve.',
  heldByPause: 'Очередь приостановлена: публикация подождёт команды everthread queue open.',

  states: {
    draft: 'черновик',
    scheduled: 'запланировано',
    preparing: 'готовится',
    ready: 'готово',
    publishing: 'публикуется',
    published: 'опубликовано',
    held: 'задержано',
    handed_off: 'вручную',
    needs_review: 'проверьте в Threads',
    failed: 'не вышло',
    cancelled: 'отменено',
  },

  sections: {
    attention: 'Опаздывают и задержаны',
    today: 'Сегодня',
    tomorrow: 'Завтра',
    later: 'Позже',
    drafts: 'Черновики',
  },
  emptyQueue: 'Ничего не запланировано.',
  pausedSince: (when) => `на паузе с ${when}`,
  slots: 'время выхода',
  noSlots: 'времени выхода нет: everthread queue slots "mon-fri 09:00"',
  weekdays: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'],

  labels: {
    state: 'состояние',
    reason: 'причина',
    plan: 'время',
    link: 'ссылка',
    part: 'часть',
    parts: 'части',
  },
  partOf: (position, count) => `Часть ${position} из ${count}`,
  timeline: 'История',
  receipts: {
    created: 'написано',
    edited: 'изменено',
    'kept-as-draft': 'оставлено черновиком',
    scheduled: 'назначено время',
    paused: 'приостановлено',
    held: 'задержано',
    resumed: 'снова в очереди',
    cancelled: 'отменено',
    'handed-off': 'передано человеку',
    'taken-back': 'взято обратно',
    'published-by-hand': 'отмечено как опубликованное вручную',
    'not-published': 'отмечено как всё-таки не опубликованное',
    'container-created': 'создан контейнер',
    'container-read': 'прочитан контейнер',
    'publish-sent': 'отправлено на публикацию',
    published: 'опубликовано',
    'publish-refused': 'в публикации отказано',
    'answer-lost': 'ответ потерян',
    recovered: 'выяснено, чем кончилось',
    'attempt-failed': 'попытка не удалась',
    'permalink-read': 'прочитан адрес',
    'reply-checked': 'проверено, что это ответ',
    reviewed: 'просмотрено владельцем',
    failed: 'не вышло',
    deleted: 'удалено в Threads',
  },
  reportTitle: 'Отчёт Everthread о публикации',

  handOffOpen: 'Откройте на телефоне:',
  handOffHere: 'С телефона этот компьютер не виден, поэтому в коде сам текст.',
  qrTooLarge: 'Текст слишком длинный: такой код телефон не прочитает.',
  openThreads: 'Открыть Threads:',
  takenBack: (id) => `${id}: взято обратно и задержано`,

  trouble: {
    not_found: { message: 'Этой публикации больше нет.' },
    conflict: {
      message: 'Публикацию тем временем изменил кто-то другой, и ничего не сделано.',
      remedy: 'Посмотрите на неё: everthread show, и повторите.',
    },
    publishing: {
      message: 'Публикация уже выходит, менять её сейчас нельзя.',
      remedy: 'Посмотрите через минуту: everthread show.',
    },
    in_doubt: {
      message: 'Публикация была отправлена, и чем это кончилось, неизвестно.',
      remedy:
        'Пусть выяснит Everthread: everthread resume ID --now. Или посмотрите в Threads и скажите сами: everthread published ID или с --undo.',
    },
    wrong_state: (state) => ({ message: `Сейчас этого сделать нельзя, состояние публикации: ${state}.` }),
    no_slot: {
      message: 'Свободного времени выхода нет.',
      remedy: 'Задайте его: everthread queue slots "mon-fri 09:00".',
    },
    in_past: { message: 'Это время уже прошло.', remedy: 'Укажите другое или --now.' },
    not_a_time: {
      message: 'Время непонятно.',
      remedy: 'Пишите 2026-03-29T09:00, 09:00, 90m или 2026-03-29T07:00Z, а пояс так: Europe/Moscow.',
    },
    no_parts: { message: 'Публиковать нечего.' },
    no_such_media: { message: 'Одного из файлов публикации здесь больше нет.' },
    no_account: { message: 'Этого аккаунта здесь больше нет.' },
    part_is_out: (position) => ({ message: `Часть ${position} уже в Threads, отсюда её не изменить.` }),
    bad_link: { message: '--link: это не адрес публикации в Threads.' },
    no_such_part: { message: 'Такой части нет, или с ней уже всё так.' },
    not_handed_off: {
      message: 'Остальные части вышли бы сами.',
      remedy: 'Сначала возьмите всю публикацию на себя: everthread copy ID --qr.',
    },
    queue_paused: {
      message: 'Очередь приостановлена и снова задержала бы публикацию.',
      remedy: 'Откройте её: everthread queue open.',
    },
    rules_broken: {
      message: 'В таком виде это не выйдет и сохранено как черновик.',
      remedy: 'Исправьте: everthread edit ID.',
    },
    not_ours: (position) => ({
      message: `Часть ${position} опубликована вручную, и её id Everthread не знает.`,
      remedy: 'Удалите её в Threads, а здесь забудьте: everthread delete ID --only-here.',
    }),
    not_deleted: (position, why) => ({
      message: `Часть ${position} всё ещё в Threads: ${WHY_NOT_DELETED[why]}.`,
    }),
  },
  problemsFound: 'Правила:',
}

const WHY_NOT_DELETED: Readonly<Record<Parameters<PostWords['trouble']['not_deleted']>[1], string>> = {
  scope_missing: 'у токена нет права threads_delete; войдите заново: everthread connect',
  token_dead: 'токен не работает; смотрите everthread status',
  rate_limited: 'Meta разрешает сто удалений в сутки; повторите позже',
  refused: 'Meta отказала',
  no_answer: 'ясного ответа не было; повторите',
}
