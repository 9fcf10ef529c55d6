/** What the rules say of a post, in Russian. */
import type { FieldWords, PreflightWords } from './preflight-words.ts'
import { HOUR } from '../time/duration.ts'

const SPLIT_POST = 'Разбейте его на две части или уберите что-то одно.'
const RECONNECT = 'Войдите ещё раз и дайте это разрешение: `everthread connect`.'
const OR_RECONNECT = 'Либо войдите ещё раз и дайте это разрешение: `everthread connect`.'
const NUMBER_FROM_API = 'Укажите число, под которым пост известен API; буквы из ссылки — другое его имя.'

const FIELDS: FieldWords = {
  text: 'текст',
  media: 'картинки и видео',
  isSpoilerMedia: 'скрытые картинки и видео',
  textEntities: 'спойлеры',
  pollAttachment: 'опрос',
  linkAttachment: 'ссылка',
  textAttachment: 'текстовое вложение',
  gifAttachment: 'GIF',
  topicTag: 'тема',
  replyControl: 'кто может отвечать',
  enableReplyApprovals: 'одобрение ответов',
  quotePostId: 'цитируемый пост',
  locationId: 'место',
  allowlistedCountryCodes: 'страны',
  crossreshareToIg: 'история в Instagram',
  crossreshareToIgDarkMode: 'тёмная история в Instagram',
  'media.altText': 'описание картинки или видео',
  'textAttachment.plaintext': 'текстовое вложение',
  'textAttachment.linkAttachmentUrl': 'ссылка текстового вложения',
  'textAttachment.textWithStylingInfo': 'оформление текстового вложения',
  'textAttachment.textWithStylingInfo.stylingInfo': 'оформление фрагмента текстового вложения',
}

export const preflightWordsRu: PreflightWords = {
  'text-missing': () => ({
    message: 'В посте нет текста.',
    remedy: 'Напишите его или добавьте картинку, видео либо ссылку.',
  }),
  'text-blank': () => ({
    message: 'В тексте одни пробелы.',
    remedy: 'Напишите что-нибудь или уберите текст совсем.',
  }),
  'text-invisible': () => ({
    message: 'Текст состоит из символов, которых не видно.',
    remedy: 'Напишите то, что можно прочитать.',
  }),
  'text-too-long': ({ count, most }) => ({
    message: `Длина текста по счёту Threads — ${count}, а можно не больше ${most}. Один эмодзи считается за несколько знаков.`,
    remedy: 'Сократите текст или разбейте его на цепочку.',
  }),
  'text-may-be-too-long': ({ count, most }) => ({
    message: `Длина текста по счёту Threads может оказаться ${count}, а можно не больше ${most}: как считаются кавычки-«лапки», тире и некоторые символы, неизвестно.`,
    remedy: 'Немного сократите текст или замените тире и «лапки» простыми знаками.',
  }),
  'control-characters': ({ field }) => ({
    message: `Здесь есть невидимые управляющие символы (${FIELDS[field]}).`,
    remedy: 'Если текст скопирован из другой программы, наберите это место заново.',
  }),
  'hashtags-several': () => ({
    message: 'Темой станет только первый хештег и потеряет свой знак #. Остальные так и будут текстом.',
    remedy: 'Оставьте один хештег или укажите тему отдельно.',
  }),
  'hashtag-beside-topic': () => ({
    message: 'Есть тема, а в тексте — ещё и хештег. Что из них возьмёт Threads, неизвестно.',
    remedy: 'Оставьте что-то одно.',
  }),
  'too-many-links': ({ count, most }) => ({
    message: `Разных ссылок в посте — ${count}, а Threads принимает не больше ${most}, считая вложения.`,
    remedy: 'Уберите лишние или распределите их по нескольким частям.',
  }),
  'link-not-a-url': ({ field }) => ({
    message: `Это не адрес страницы (${FIELDS[field]}).`,
    remedy: 'Адрес должен начинаться с https:// или http://.',
  }),
  'spoilers-too-many': ({ count, most }) => ({
    message: `Спойлеров в тексте — ${count}, а Threads принимает не больше ${most}.`,
    remedy: 'Объедините некоторые из них или уберите лишние.',
  }),
  'spoiler-outside-text': ({ range }) => ({
    message: `Спойлер № ${range} выходит за пределы текста.`,
    remedy: 'Отметьте его заново: текст с тех пор изменился.',
  }),
  'list-size': ({ field, count, least, most }) => ({
    message: `В списке может быть от ${least} до ${most} значений, а в нём — ${count} (${FIELDS[field]}).`,
    remedy: 'Пустой список уберите, длинный сократите.',
  }),

  'poll-options': ({ count, least, most }) => ({
    message: `В опросе бывает от ${least} до ${most} вариантов, а здесь — ${count}.`,
    remedy: 'Добавьте варианты или уберите лишние.',
  }),
  'poll-option-length': ({ option, count, most }) => ({
    message: `Длина варианта № ${option} — ${count}, а можно от 1 до ${most} знаков.`,
    remedy: 'Сократите его; пустых вариантов не оставляйте.',
  }),
  'poll-with-link': () => ({
    message: 'Опрос нельзя совместить с прикреплённой ссылкой.',
    remedy: 'Напишите ссылку в тексте.',
  }),
  'poll-with-media': () => ({
    message: 'Опрос нельзя совместить с картинками и видео.',
    remedy: SPLIT_POST,
  }),
  'poll-with-text-attachment': () => ({
    message: 'Опрос нельзя совместить с текстовым вложением.',
    remedy: SPLIT_POST,
  }),
  'poll-with-gif': () => ({ message: 'Опрос нельзя совместить с GIF.', remedy: SPLIT_POST }),

  'gif-id': () => ({
    message: 'Это не id картинки GIF.',
    remedy: 'Возьмите его из адреса на giphy.com: он стоит после последнего дефиса.',
  }),
  'gif-provider': ({ provider }) => ({
    message: `Threads принимает GIF только с GIPHY; ${provider} больше не работает.`,
    remedy: 'Выберите картинку на giphy.com.',
  }),
  'gif-with-media': () => ({
    message: 'GIF нельзя совместить с другими картинками и видео.',
    remedy: SPLIT_POST,
  }),
  'gif-with-text-attachment': () => ({
    message: 'Примет ли Threads GIF вместе с текстовым вложением, неизвестно.',
    remedy: 'Для надёжности уберите что-то одно.',
  }),

  'ghost-with-anything': ({ field }) => ({
    message: `В исчезающем посте может быть только текст (лишнее: ${FIELDS[field]}).`,
    remedy: 'Уберите лишнее или сделайте пост обычным.',
  }),
  'ghost-as-reply': () => ({
    message: 'Исчезающий пост не может быть ответом.',
    remedy: 'Уберите пост, на который он отвечает, или сделайте его обычным.',
  }),
  'ghost-in-chain': () => ({
    message: 'Исчезающий пост не может быть частью цепочки.',
    remedy: 'Опубликуйте его отдельно или сделайте все части обычными.',
  }),

  'link-attachment-with-media': () => ({
    message: 'Прикреплённую ссылку нельзя совместить с картинками и видео.',
    remedy: 'Напишите ссылку в тексте.',
  }),
  'text-attachment-blank': () => ({
    message: 'Текстовое вложение пустое.',
    remedy: 'Напишите что-нибудь или уберите его.',
  }),
  'text-attachment-too-long': ({ count, most }) => ({
    message: `Длина текстового вложения — ${count}, а Threads принимает не больше ${most} знаков.`,
    remedy: 'Сократите его или распределите по нескольким частям.',
  }),
  'text-attachment-range-outside': ({ range }) => ({
    message: `Оформленный фрагмент № ${range} выходит за пределы текстового вложения.`,
    remedy: 'Отметьте его заново: текст с тех пор изменился.',
  }),
  'text-attachment-ranges-overlap': () => ({
    message: 'Оформленные фрагменты текстового вложения пересекаются.',
    remedy: 'Задайте каждому фрагменту всё его оформление сразу.',
  }),
  'text-attachment-link-twice': () => ({
    message: 'Ссылка прикреплена и к посту, и к его текстовому вложению, а можно только одну.',
    remedy: 'Уберите одну из ссылок.',
  }),
  'text-attachment-with-media': () => ({
    message: 'Текстовое вложение нельзя совместить с картинками и видео.',
    remedy: SPLIT_POST,
  }),

  'carousel-size': ({ count, most }) => ({
    message: `Картинок и видео в посте — ${count}, а Threads принимает не больше ${most}.`,
    remedy: 'Распределите их по нескольким частям.',
  }),
  'media-missing': ({ number }) => ({
    message: `Файла картинки или видео № ${number} здесь больше нет.`,
    remedy: 'Добавьте файл ещё раз.',
  }),
  'media-not-public': ({ number }) => ({
    message: `Meta не сможет скачать картинку или видео № ${number}: у этой установки нет публичного адреса. В назначенное время пост будет отложен.`,
    remedy:
      'Опубликуйте его вручную (`everthread copy`) либо задайте EVERTHREAD_PUBLIC_URL или хранилище S3; проверить можно командой `everthread doctor`.',
  }),
  'media-url': ({ number }) => ({
    message: `По адресу картинки или видео № ${number} Meta ничего скачать не сможет.`,
    remedy: 'Адрес должен начинаться с https:// или http://.',
  }),
  'media-spoiler-without-media': () => ({
    message: 'Картинки и видео должны быть скрыты, но их в посте нет.',
    remedy: 'Добавьте их или скройте вместо них фрагмент текста.',
  }),
  'alt-text-blank': ({ number }) => ({
    message: `Описание картинки или видео № ${number} пустое.`,
    remedy: 'Опишите, что там видно, или уберите описание.',
  }),
  'alt-text-too-long': ({ number, count, most }) => ({
    message: `Длина описания картинки или видео № ${number} — ${count}, а Threads принимает не больше ${most} знаков.`,
    remedy: 'Сократите его.',
  }),

  'topic-tag': () => ({
    message: 'Это не тема: в теме от 1 до 50 знаков, без точки, «&», табуляции и переноса строки.',
    remedy: 'Сократите её и уберите эти знаки.',
  }),
  'quote-id': () => ({ message: 'Это не id поста для цитаты.', remedy: NUMBER_FROM_API }),
  'reply-id': () => ({ message: 'Это не id поста, на который отвечают.', remedy: NUMBER_FROM_API }),
  'location-id': () => ({
    message: 'Это не id места.',
    remedy: 'Возьмите число, которое даёт поиск мест.',
  }),
  'country-code': ({ code }) => ({
    message: `«${code}» — не код страны.`,
    remedy: 'Код — две заглавные латинские буквы: DE, KZ, US.',
  }),
  'geo-gating-not-eligible': () => ({
    message: 'Meta не разрешает этому аккаунту показывать посты только в некоторых странах.',
    remedy: 'Уберите страны: пост увидят все.',
  }),
  'location-scope': () => ({
    message: 'Токен не даёт права отмечать места (threads_location_tagging).',
    remedy: `Уберите место. ${OR_RECONNECT}`,
  }),
  'cross-share-scope': () => ({
    message: 'Токен не даёт права делиться в Instagram (threads_share_to_instagram).',
    remedy: `Уберите историю. ${OR_RECONNECT}`,
  }),
  'publish-scope': () => ({
    message: 'Токен не даёт права публиковать (threads_content_publish).',
    remedy: RECONNECT,
  }),

  'reply-on-later-part': () => ({
    message: 'На чужой пост может отвечать только первая часть: каждая следующая отвечает на предыдущую.',
    remedy: 'Перенесите ответ в первую часть.',
  }),
  'delay-out-of-bounds': ({ most }) => ({
    message: `Пауза перед частью может длиться от 0 до ${most / HOUR} ч.`,
    remedy: 'Сократите её или сделайте из продолжения отдельный пост.',
  }),
  'chain-too-long': ({ count, most }) => ({
    message: `Частей в цепочке — ${count}, а за сутки может выйти не больше ${most}.`,
    remedy: 'Разбейте её на несколько цепочек.',
  }),
  'quota-beyond': ({ wanted, left, total }) => ({
    message: `Публикаций для поста нужно ${wanted}, а из квоты Meta (${total} за 24 часа), по её последнему ответу, осталось ${left}.`,
    remedy: 'Выберите время позже; иначе остальное выйдет, когда позволит Meta.',
  }),
  'duplicate-text': ({ postId }) => ({
    message: `Тот же текст уже стоит в очереди или недавно опубликован: пост ${postId}.`,
    remedy: 'Прежде чем публиковать оба, посмотрите на него: `everthread show`.',
  }),
}
