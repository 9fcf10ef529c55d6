/** The help of the commands about posts. */
export interface PostProgramWords {
  readonly account: string
  readonly idArgument: string
  readonly textArgument: string
  readonly post: string
  readonly media: string
  readonly alt: string
  readonly topic: string
  readonly replyControl: string
  readonly poll: string
  readonly link: string
  readonly quote: string
  readonly replyTo: string
  readonly gif: string
  readonly ghost: string
  readonly spoiler: string
  readonly delay: string
  readonly at: string
  readonly zone: string
  readonly nextSlot: string
  readonly now: string
  readonly draft: string
  readonly propose: string
  readonly promptArgument: string
  readonly tone: string
  readonly write: string
  readonly variants: string
  readonly chain: string
  readonly ground: string
  readonly keep: string
  readonly queue: string
  readonly queueArguments: string
  readonly queueZone: string
  readonly missed: string
  readonly lateLimit: string
  readonly show: string
  readonly report: string
  readonly edit: string
  readonly cancel: string
  readonly hold: string
  readonly resume: string
  readonly resumeAsPlanned: string
  readonly resumeNow: string
  readonly newSlots: string
  readonly skip: string
  readonly copy: string
  readonly part: string
  readonly qr: string
  readonly published: string
  readonly publishedLink: string
  readonly undo: string
  readonly delete: string
  readonly onlyHere: string
  readonly insights: string
  readonly since: string
  readonly csv: string
}

export const postProgramEn: PostProgramWords = {
  account: 'id or username, when there is more than one account',
  idArgument: 'the id of the post, or its beginning',
  textArgument: 'the text; "-" reads standard input; a line of --- starts another part',
  post: 'write a post, and say when it goes out; without a time it is a draft',
  media: 'an image or a video, a file or an address; again for a carousel; 2:FILE for the second part',
  alt: 'what the media shows, in the same order',
  topic: 'the topic, with or without #',
  replyControl: 'who may reply',
  poll: 'an option of a poll; two to four',
  link: 'the page to attach',
  quote: 'the id of the post to quote',
  replyTo: 'the id of the post to reply to',
  gif: 'the id of a GIF on GIPHY',
  ghost: 'gone after 24 hours',
  spoiler: 'hide the media until a tap',
  delay: 'wait so long before each further part, such as 5m',
  at: 'when: 2026-03-29T09:00, 09:00, tomorrow 09:00, 90m, or with an offset: 2026-03-29T07:00Z',
  zone: "the time zone of --at, such as Europe/Berlin (default: the queue's)",
  nextSlot: 'in the next free weekly slot',
  now: 'now, and wait for the outcome',
  draft: 'keep it, and plan nothing (the default)',
  propose: 'a model proposes texts; nothing is published by it',
  promptArgument: 'what the post is to be about; "-" reads standard input',
  tone: 'how it is to sound, in your words',
  write: 'the language of the drafts: en or ru (default: that of --lang)',
  variants: 'how many, 1 to 5 (default: 3)',
  chain: 'a chain of at most so many parts (default: 1)',
  ground: 'show the model your own best and worst posts of the last 90 days',
  keep: 'keep each variant as a draft',
  queue: 'what goes out when, and what waits for you',
  queueArguments: 'pause, open, or slots with times such as "mon-fri 09:00" (none: remove all)',
  queueZone: 'the time zone of the queue',
  missed: 'what becomes of a post whose time passed while nobody was there: publish or hold',
  lateLimit: 'how late a post may go out by itself, such as 1h',
  show: 'a post, its parts and its timeline',
  report: 'a report for an issue: codes and times, no words of the post',
  edit: 'change the text or the time of a post that is not out',
  cancel: 'it will not go out',
  hold: 'it does not go out until you resume it',
  resume: 'what was held goes on: all of it but what you hold yourself, or one post',
  resumeAsPlanned: 'at its time, or now where that is over (the default)',
  resumeNow: 'now, in order',
  newSlots: 'in the next free slots',
  skip: 'not at all',
  copy: 'a post to publish by hand: its text, and the address that opens Threads with it',
  part: 'one part, from 1',
  qr: 'hand it off: a code to scan with a phone, which works for seven days',
  published: 'it is out by your own hands; also what became of a publication that nobody answered',
  publishedLink: 'where it is',
  undo: 'it is not out after all',
  delete: 'delete a post, also on Threads (needs threads_delete)',
  onlyHere: 'leave it on Threads, and forget it here',
  insights: 'what came of it: views, reactions, followers, posts by engagement',
  since: 'from which day on, such as 2026-11-01, or how long ago, such as 28d (the default)',
  csv: 'a table for a spreadsheet: days (the default), posts or snapshots',
}

export const postProgramRu: PostProgramWords = {
  account: 'id или имя, если аккаунтов несколько',
  idArgument: 'id публикации или его начало',
  textArgument: 'текст; «-» — прочитать со стандартного ввода; строка --- начинает новую часть',
  post: 'написать публикацию и сказать, когда ей выйти; без времени это черновик',
  media: 'картинка или видео: файл или адрес; несколько раз — карусель; 2:ФАЙЛ — для второй части',
  alt: 'что изображено, в том же порядке',
  topic: 'тема, с # или без',
  replyControl: 'кому можно отвечать',
  poll: 'вариант опроса; от двух до четырёх',
  link: 'страница, которую приложить',
  quote: 'id публикации, которую процитировать',
  replyTo: 'id публикации, на которую ответить',
  gif: 'id картинки GIF на GIPHY',
  ghost: 'исчезнет через 24 часа',
  spoiler: 'скрыть медиа до нажатия',
  delay: 'сколько ждать перед каждой следующей частью, например 5m',
  at: 'когда: 2026-03-29T09:00, 09:00, «завтра 09:00», 90m или со смещением: 2026-03-29T07:00Z',
  zone: 'часовой пояс для --at, например Europe/Moscow (по умолчанию пояс очереди)',
  nextSlot: 'в ближайшее свободное время выхода',
  now: 'сейчас, и дождаться итога',
  draft: 'сохранить и ничего не назначать (по умолчанию)',
  propose: 'модель предлагает тексты; само ничего не публикуется',
  promptArgument: 'о чём пост; «-» читает стандартный ввод',
  tone: 'каким тоном, своими словами',
  write: 'язык черновиков: en или ru (по умолчанию язык --lang)',
  variants: 'сколько вариантов, от 1 до 5 (по умолчанию 3)',
  chain: 'цепочка не длиннее стольких частей (по умолчанию 1)',
  ground: 'показать модели ваши лучшие и худшие посты за 90 дней',
  keep: 'сохранить каждый вариант как черновик',
  queue: 'что и когда выйдет и что ждёт вас',
  queueArguments: 'pause, open или slots и время выхода вида "mon-fri 09:00" (none — убрать всё)',
  queueZone: 'часовой пояс очереди',
  missed: 'что делать с публикацией, время которой прошло, пока никого не было: publish или hold',
  lateLimit: 'с каким опозданием публикация ещё выходит сама, например 1h',
  show: 'публикация, её части и история',
  report: 'отчёт для обращения: коды и время, без слов публикации',
  edit: 'изменить текст или время публикации, которая ещё не вышла',
  cancel: 'она не выйдет',
  hold: 'она не выйдет, пока вы её не возобновите',
  resume: 'задержанное снова пойдёт: всё, кроме того, что придержали вы сами, или одна публикация',
  resumeAsPlanned: 'в своё время, а если оно прошло — сейчас (по умолчанию)',
  resumeNow: 'сейчас, по порядку',
  newSlots: 'в ближайшее свободное время выхода',
  skip: 'никогда',
  copy: 'публикация, чтобы выложить её вручную: текст и адрес, который откроет с ним Threads',
  part: 'одна часть, считая с 1',
  qr: 'передать на телефон: код, который действует семь дней',
  published: 'вы опубликовали её сами; и чем кончилась отправка, на которую никто не ответил',
  publishedLink: 'где она',
  undo: 'всё-таки не опубликована',
  delete: 'удалить публикацию, и в Threads тоже (нужно право threads_delete)',
  onlyHere: 'в Threads оставить, здесь забыть',
  insights: 'что получилось: просмотры, реакции, подписчики, публикации по вовлечённости',
  since: 'с какого дня, например 2026-11-01, или как давно, например 28d (по умолчанию)',
  csv: 'таблица для электронных таблиц: days (по умолчанию), posts или snapshots',
}
