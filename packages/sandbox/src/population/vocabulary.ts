/** What the people of a population talk about: topics, each with things to say of it. */
import type { Language } from './names.ts'

export type Lines = readonly [string, ...(readonly string[])]

export interface Topic {
  readonly tag: string
  readonly lines: Lines
}

export const TOPICS: Readonly<Record<Language, readonly [Topic, ...(readonly Topic[])]>> = {
  en: [
    {
      tag: 'Coffee',
      lines: [
        'Three weeks without sugar in my coffee and I can finally taste the beans.',
        'The barista remembered my name. I live here now.',
        'Cold brew after six in the evening: a decision I always regret at two in the morning.',
      ],
    },
    {
      tag: 'Running',
      lines: [
        'First ten kilometres without stopping. My knees have filed a complaint.',
        'Rain, wind, one dog that wanted to race. Best run of the month.',
        'Nobody tells you that new running shoes are also a personality.',
      ],
    },
    {
      tag: 'Books',
      lines: [
        'Finished a 700-page novel and now I miss people who never existed.',
        'My library card has done more for me than any subscription.',
        'I only came in for one book. I left with five and no regrets.',
      ],
    },
    {
      tag: 'Design',
      lines: [
        'Good design is mostly deleting things and defending the deletion.',
        'Spent an hour moving a button by two pixels. It was worth it.',
        'If the form needs a manual, the form is the bug.',
      ],
    },
    {
      tag: 'Programming',
      lines: [
        'The test was green because it tested nothing. Classic Monday.',
        'Deleted 400 lines today and everything still works. Best commit this year.',
        'Naming things is hard. Renaming them in production is harder.',
      ],
    },
    {
      tag: 'Gardening',
      lines: [
        'The tomatoes are finally red and I am telling everyone I meet.',
        'A snail and I are in a long negotiation about the lettuce.',
        'Planted garlic in autumn, forgot about it, was rewarded in summer.',
      ],
    },
    {
      tag: 'Travel',
      lines: [
        'Missed the train, found the best bakery in town. Fair trade.',
        'Packing light is easy until you remember the weather exists.',
        'Every city should be seen once at six in the morning.',
      ],
    },
  ],
  ru: [
    {
      tag: 'Кофе',
      lines: [
        'Третья неделя без сахара в кофе: наконец-то понимаю, о чём говорят бариста.',
        'Кофе после шести вечера: решение, о котором жалеешь в два часа ночи.',
        'В этой кофейне меня уже узнают. Кажется, пора платить за прописку.',
      ],
    },
    {
      tag: 'Бег',
      lines: [
        'Первые десять километров без остановки. Колени подали жалобу.',
        'Дождь, ветер и одна собака, которая хотела наперегонки. Лучшая пробежка месяца.',
        'Новые кроссовки сами не бегают. Проверил.',
      ],
    },
    {
      tag: 'Книги',
      lines: [
        'Дочитала роман на семьсот страниц и скучаю по людям, которых не было.',
        'Зашёл за одной книгой, вышел с пятью. Ни о чём не жалею.',
        'Лучший закладчик страниц на свете: билет на метро десятилетней давности.',
      ],
    },
    {
      tag: 'Дизайн',
      lines: [
        'Хороший дизайн: это в основном удалять и защищать удалённое.',
        'Час двигала кнопку на два пикселя. Оно того стоило.',
        'Если к форме нужна инструкция, то ошибка в форме.',
      ],
    },
    {
      tag: 'Программирование',
      lines: [
        'Тест был зелёным, потому что ничего не проверял. Обычный понедельник.',
        'Удалил четыреста строк, и всё работает. Лучший коммит за год.',
        'Называть вещи сложно. Переименовывать их в продакшене ещё сложнее.',
      ],
    },
    {
      tag: 'Сад',
      lines: [
        'Помидоры наконец покраснели, и об этом знают уже все соседи.',
        'Мы с улиткой ведём долгие переговоры о салате.',
        'Осенью посадила чеснок и забыла. Летом он меня простил.',
      ],
    },
    {
      tag: 'Путешествия',
      lines: [
        'Опоздали на поезд, зато нашли лучшую пекарню в городе.',
        'Собраться налегке просто, пока не вспомнишь про погоду.',
        'Каждый город стоит один раз увидеть в шесть утра.',
      ],
    },
  ],
}

/** What is said in answer to a post of any topic. */
export const ANSWERS: Readonly<Record<Language, Lines>> = {
  en: [
    'This. Exactly this.',
    'I needed to hear that today, thank you.',
    'How long did it take you?',
    'Same here, and I still have not learned.',
    'Disagree a little, but beautifully put.',
    'Saving this for Monday.',
    'More of this, please.',
    'Laughed out loud on the bus.',
  ],
  ru: [
    'Вот именно.',
    'Спасибо, сегодня это было очень кстати.',
    'А сколько времени ушло?',
    'У меня то же самое, и ничему не учусь.',
    'Немного не согласна, но сказано красиво.',
    'Сохраню до понедельника.',
    'Больше такого, пожалуйста.',
    'Смеялся в голос прямо в автобусе.',
  ],
}

/** What a quote says above what it quotes. */
export const REMARKS: Readonly<Record<Language, Lines>> = {
  en: ['Worth reading twice.', 'Hanging this over my desk.', 'My whole week in one post.'],
  ru: ['Стоит прочитать дважды.', 'Повешу над столом.', 'Вся моя неделя в одном посте.'],
}

export const BIOGRAPHIES: Readonly<Record<Language, Lines>> = {
  en: [
    'Reads more than sleeps.',
    'Maker of small useful things.',
    'Opinions brewed fresh daily.',
    'Here for the replies.',
  ],
  ru: [
    'Читаю больше, чем сплю.',
    'Делаю маленькие полезные вещи.',
    'Пишу о том, что рядом.',
    'Ради комментариев.',
  ],
}

/** Polls that go with any topic: two to four options of at most 25 characters. */
export const POLLS: Readonly<Record<Language, readonly [readonly string[], ...(readonly string[])[]]>> = {
  en: [
    ['Yes', 'No'],
    ['Morning', 'Evening', 'Never'],
    ['Always', 'Often', 'Rarely', 'Not once'],
  ],
  ru: [
    ['Да', 'Нет'],
    ['Утром', 'Вечером', 'Никогда'],
    ['Всегда', 'Часто', 'Редко', 'Ни разу'],
  ],
}

/** Where links lead. */
export const LINKS = [
  'https://example.com/morning-notes',
  'https://example.org/field-guide',
  'https://example.net/read-later',
] as const
