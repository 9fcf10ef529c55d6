/** What is said about a picture or a film, in Russian. */
import type { MediaWords } from './media-words.ts'
import { inUnits } from './media-numbers.ts'

const { megabytes, decimal, megabits, kilobits, kilohertz } = inUnits('ru')

const ANOTHER_VIDEO = 'Сохраните видео заново: MP4, H.264 и AAC.'
const FAST_START =
  'Сохраните его с «быстрым стартом» (fast start) или выполните: ffmpeg -i IN.mp4 -c copy -movflags +faststart OUT.mp4'

export const mediaWordsRu: MediaWords = {
  'file-empty': () => ({ message: 'Файл пуст.', remedy: 'Выберите другой файл.' }),
  'type-unknown': () => ({
    message: 'Это не картинка и не видео из тех, что принимает Threads.',
    remedy: 'Выберите картинку JPEG или PNG либо видео MP4 или MOV.',
  }),
  'type-not-taken': ({ type }) => ({
    message: `Это файл ${type}: Threads API его не принимает.`,
    remedy: 'Преобразуйте его: картинку — в JPEG или PNG, видео — в MP4 или MOV.',
  }),

  'image-broken': () => ({
    message: 'Картинка повреждена или загружена не целиком.',
    remedy: 'Сохраните её заново или выберите другую.',
  }),
  'image-too-big': ({ bytes, most }) => ({
    message: `Картинка занимает ${megabytes(bytes)}, а Threads принимает не больше ${megabytes(most)}.`,
    remedy: 'Уменьшите её или сохраните в JPEG. Ширина больше 1440 пикселей ничего не даёт.',
  }),
  'image-aspect': ({ width, height }) => ({
    message: `Картинка ${width} × ${height} слишком вытянута: одна сторона может быть длиннее другой не больше чем в десять раз.`,
    remedy: 'Обрежьте её.',
  }),
  'image-narrow': ({ width, least }) => ({
    message: `Ширина картинки — ${width} пикс. Threads растянет её до ${least}, и она станет нерезкой.`,
  }),
  'image-wide': ({ width, most }) => ({
    message: `Ширина картинки — ${width} пикс. Threads уменьшит её до ${most}.`,
  }),

  'video-broken': () => ({
    message: 'Видео повреждено или загружено не целиком: его указатель не читается.',
    remedy: 'Сохраните его заново или выберите другое.',
  }),
  'video-no-picture': () => ({
    message: 'В этом видео нет изображения.',
    remedy: 'Выберите видео с изображением.',
  }),
  'video-too-big': ({ bytes, most }) => ({
    message: `Видео занимает ${megabytes(bytes)}, а Threads принимает не больше ${megabytes(most)}.`,
    remedy: 'Сохраните его с меньшим битрейтом или обрежьте.',
  }),
  'video-codec': ({ codec }) => ({
    message: `Видео закодировано как «${codec}», а Threads принимает H.264 и HEVC.`,
    remedy: ANOTHER_VIDEO,
  }),
  'video-empty': () => ({ message: 'Длительность видео равна нулю.', remedy: ANOTHER_VIDEO }),
  'video-too-long': ({ seconds, most }) => ({
    message: `Видео длится ${decimal(seconds)} с, а Threads принимает не больше ${most} с.`,
    remedy: 'Обрежьте его или разбейте на несколько постов.',
  }),
  'video-aspect': ({ width, height }) => ({
    message: `Видео ${width} × ${height} слишком широкое: ширина может превышать высоту не больше чем в десять раз.`,
    remedy: 'Обрежьте его; лучше всего смотрится 9:16.',
  }),
  'video-too-wide': ({ width, most }) => ({
    message: `Ширина видео — ${width} пикс., а Threads принимает не больше ${most}.`,
    remedy: `Сохраните его с шириной ${most} пикс.`,
  }),
  'frame-rate': ({ rate, least, most }) => ({
    message: `Частота кадров видео — ${decimal(rate)} в секунду, а Threads принимает от ${least} до ${most}.`,
    remedy: 'Сохраните его с частотой 30 кадров в секунду.',
  }),
  'bit-rate': ({ rate, most }) => ({
    message: `Битрейт видео — ${megabits(rate)}, а Threads принимает не больше ${megabits(most)}.`,
    remedy: 'Сохраните его с меньшим битрейтом.',
  }),
  chroma: () => ({
    message: 'Цвета видео закодированы не в 4:2:0, как просит Threads. Его могут не принять.',
    remedy: ANOTHER_VIDEO,
  }),
  'moov-last': () => ({
    message: 'Указатель видео стоит в конце файла, а Threads просит его в начале. Видео могут не принять.',
    remedy: FAST_START,
  }),
  'edit-list': () => ({
    message:
      'В видео есть список монтажа (edit list), а Threads просит обойтись без него. Видео могут не принять.',
    remedy: 'Сохраните его заново без списка монтажа: ffmpeg -i IN.mp4 -c copy -use_editlist 0 OUT.mp4',
  }),
  fragmented: () => ({
    message: 'Видео разбито на фрагменты, как для потоковой передачи. Threads может его не принять.',
    remedy: FAST_START,
  }),
  'audio-codec': ({ codec }) => ({
    message: `Звук закодирован как «${codec}», а Threads принимает AAC.`,
    remedy: ANOTHER_VIDEO,
  }),
  'audio-rate': ({ rate, most }) => ({
    message: `Частота звука — ${kilohertz(rate)}, а Threads принимает не больше ${kilohertz(most)}.`,
    remedy: `Сохраните видео с частотой звука ${kilohertz(most)}.`,
  }),
  'audio-channels': ({ channels }) => ({
    message: `Число каналов звука — ${channels}, а Threads принимает моно и стерео.`,
    remedy: 'Сохраните видео со стереозвуком.',
  }),
  'audio-layout': () => ({
    message: 'В звуке не указано, как расположены каналы.',
    remedy: 'Сохраните видео со стереозвуком.',
  }),
  'audio-bit-rate': ({ rate, most }) => ({
    message: `Битрейт звука — ${kilobits(rate)}, а Threads просит не больше ${kilobits(most)}. Видео могут не принять.`,
    remedy: `Сохраните видео с битрейтом звука ${kilobits(most)}.`,
  }),

  'link-wrong': () => ({
    message: 'По такому адресу Meta ничего скачать не сможет.',
    remedy: 'Адрес должен начинаться с https:// или http:// и не содержать пароля.',
  }),
  'link-private': ({ host }) => ({
    message: `${host} — адрес частной сети: оттуда Meta ничего скачать не сможет.`,
    remedy: 'Загрузите сам файл или выложите его туда, откуда его может скачать каждый.',
  }),
  'link-unreachable': ({ host }) => ({
    message: `${host} не отвечает. Возможно, и Meta не сможет скачать файл.`,
    remedy: 'Проверьте адрес.',
  }),
  'link-refused': ({ host, status }) => ({
    message: `${host} не отдаёт файл (${status}). Возможно, и Meta не сможет его скачать.`,
    remedy: 'Проверьте адрес: он должен открываться без входа в аккаунт.',
  }),
  'link-other-kind': ({ type }) => ({
    message: `По этому адресу лежит ${type} — не то, что указано.`,
    remedy: 'Уточните, картинка это или видео, либо укажите другой адрес.',
  }),
}
