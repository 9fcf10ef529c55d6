import { inBoth } from '../../words/in-both.ts'

const WHERE_EN = 'Use cases → Customize → Settings'

export const connectWords = inBoth(
  {
    title: 'Connect an account',
    intro: 'Three ways. The first takes ten minutes once, and a minute ever after.',
    login: 'Log in with Threads',
    paste: 'Paste a token',
    pasteText: `For example from Meta’s dashboard: ${WHERE_EN} → User Token Generator.`,
    demo: 'Only look around',
    demoText:
      'A demo with a sandbox instead of Meta: a token ages and is renewed, posts go out, nothing is real.',
    demoHere: 'This Everthread talks to a sandbox already: nothing here reaches Meta.',
    demoLink: 'Open the sandbox’s own page',
    states: {
      done: 'done',
      open: 'to do',
      wrong: 'not right yet',
      unseen: 'the login will tell',
      later: 'after the steps above',
    },
    steps: {
      app: 'Make an app at Meta',
      credentials: 'Tell Everthread which app it is',
      addresses: 'Tell Meta where this Everthread is',
      tester: 'Invite yourself as a tester',
      login: 'Log in',
    },
    appText:
      'Create App, with the use case “Access the Threads API”. Then Use cases → Customize: add the permissions threads_content_publish and threads_manage_insights.',
    openMeta: 'Open Meta’s dashboard',
    credentialsText: `Both stand under ${WHERE_EN}. Everthread asks Meta at once whether they belong together.`,
    looking: 'Asking Meta whether they belong together…',
    addressesText: `${WHERE_EN}. Meta saves the form only when all three fields are filled in, and the first must match to the letter. Look again after saving.`,
    addresses: {
      redirect_uri: 'Redirect Callback URLs',
      deauthorize_url: 'Uninstall Callback URL',
      deletion_url: 'Delete Callback URL',
    },
    noAddress:
      'Meta sends browsers back to HTTPS addresses only, and this Everthread has none. Set EVERTHREAD_PUBLIC_URL and start it again, or log in on its machine:',
    sandboxAddress:
      'The sandbox wants to know the first of them, as Meta does; a demo has entered it already. It takes localhost, and no address in numbers.',
    testerText:
      'App roles → Roles → Add People → Threads Tester, with the Threads name; an Instagram Tester is not enough. Then accept it in Threads, signed in as that account: Settings → Account → Website permissions → Invites.',
    openInvites: 'Open the invitations in Threads',
    loginText: 'Threads asks whether Everthread may:',
    loginButton: 'Log in with Threads',
    opening: 'Opening Threads…',
    failed: 'The window shows text instead of a question?',
    failedText:
      'When something is wrong with the app, Threads shows a line of text and sends nothing back. Come back here and paste it; nothing was changed.',
    pasted: 'What the window shows',
    answer: 'That is an answer, and no failure. Log in again, and let the page open by itself.',
    unknown: 'Everthread does not know this one. Check the steps above, then try again.',
    allFailures: 'All that it can show',
    failures: {
      redirect: {
        title: 'URL Blocked… 1349168',
        text: 'The redirect address is not registered, or not to the letter; or the form was not saved, because one of its three fields was empty. Compare step 3 with the form.',
      },
      tester: {
        title: 'The user has not accepted the invite… 1349245',
        text: 'The invitation is still open, or was for another account. Look at step 4, and sign in to Threads as the tester.',
      },
      'app-id': {
        title: 'No application data… 1349026; No app ID… 4476002',
        text: 'That is not a Threads app’s ID: mostly it is the Meta app’s, which looks the same. Step 2 wants the Threads app ID.',
      },
      unclear: {
        title: 'An unknown error… 1',
        text: 'Mostly something in the app’s settings is missing; or the account has Instagram and no Threads yet. Go through the steps once more, and sign in on threads.com once.',
      },
    },
    connected: (name: string) => `${name} is connected.`,
    connectedText: 'Its token is renewed in time from now on, without you.',
    incomplete: 'Something was not granted. Everything else works; log in again to grant it.',
    next: 'Next',
    write: 'Write a post',
    toAccount: 'Slots, time zone and where the token is written',
    another: 'Connect another account',
  },
  {
    title: 'Подключить аккаунт',
    intro: 'Есть три пути. Первый займёт десять минут один раз, а потом — минуту.',
    login: 'Войти через Threads',
    paste: 'Вставить токен',
    pasteText: `Например, из консоли Meta: ${WHERE_EN} → User Token Generator.`,
    demo: 'Просто посмотреть',
    demoText:
      'Демонстрация с песочницей вместо Meta: токен стареет и продлевается, посты выходят, и всё это понарошку.',
    demoHere: 'Этот Everthread уже работает с песочницей: до Meta отсюда ничего не доходит.',
    demoLink: 'Открыть страницу песочницы',
    states: {
      done: 'готово',
      open: 'предстоит',
      wrong: 'пока не так',
      unseen: 'покажет вход',
      later: 'после шагов выше',
    },
    steps: {
      app: 'Создайте приложение в Meta',
      credentials: 'Скажите Everthread, какое это приложение',
      addresses: 'Скажите Meta, где находится этот Everthread',
      tester: 'Пригласите себя в тестировщики',
      login: 'Войдите',
    },
    appText:
      'Create App, сценарий «Access the Threads API». Затем Use cases → Customize: добавьте разрешения threads_content_publish и threads_manage_insights.',
    openMeta: 'Открыть консоль Meta',
    credentialsText: `Оба значения — в ${WHERE_EN}. Everthread сразу спросит Meta, подходят ли они друг к другу.`,
    looking: 'Спрашиваем Meta, подходят ли они друг к другу…',
    addressesText: `${WHERE_EN}. Meta сохраняет форму, только когда заполнены все три поля, а первое должно совпадать до буквы. После сохранения взгляните ещё раз.`,
    addresses: {
      redirect_uri: 'Redirect Callback URLs',
      deauthorize_url: 'Uninstall Callback URL',
      deletion_url: 'Delete Callback URL',
    },
    noAddress:
      'Meta возвращает браузер только на адреса HTTPS, а у этого Everthread такого нет. Задайте EVERTHREAD_PUBLIC_URL и запустите его снова или войдите на его машине:',
    sandboxAddress:
      'Песочнице, как и Meta, нужен первый из них; в демонстрации он уже внесён. Она принимает localhost, но не адрес из цифр.',
    testerText:
      'App roles → Roles → Add People → Threads Tester, по имени в Threads; Instagram Tester не подойдёт. Затем примите приглашение в Threads под этим аккаунтом: Настройки → Аккаунт → Разрешения для сайтов → Приглашения.',
    openInvites: 'Открыть приглашения в Threads',
    loginText: 'Threads спросит, можно ли Everthread:',
    loginButton: 'Войти через Threads',
    opening: 'Открываем Threads…',
    failed: 'В окне текст вместо вопроса?',
    failedText:
      'Если с приложением что-то не так, Threads показывает строку текста и никуда не возвращает. Вернитесь сюда и вставьте её; ничего не изменилось.',
    pasted: 'Что показано в окне',
    answer: 'Это ответ, а не ошибка. Войдите ещё раз и дайте странице открыться самой.',
    unknown: 'Такого Everthread не знает. Проверьте шаги выше и попробуйте снова.',
    allFailures: 'Всё, что там бывает',
    failures: {
      redirect: {
        title: 'URL Blocked… 1349168',
        text: 'Адрес возврата не внесён или отличается хотя бы буквой; или форма не сохранилась, потому что одно из трёх полей было пустым. Сравните шаг 3 с формой.',
      },
      tester: {
        title: 'The user has not accepted the invite… 1349245',
        text: 'Приглашение ещё не принято или было для другого аккаунта. Посмотрите шаг 4 и войдите в Threads как тестировщик.',
      },
      'app-id': {
        title: 'No application data… 1349026; No app ID… 4476002',
        text: 'Это ID не приложения Threads: чаще всего — приложения Meta, они похожи. Шагу 2 нужен именно Threads app ID.',
      },
      unclear: {
        title: 'An unknown error… 1',
        text: 'Чаще всего чего-то не хватает в настройках приложения; или у аккаунта есть Instagram, но ещё нет Threads. Пройдите шаги ещё раз и один раз войдите на threads.com.',
      },
    },
    connected: (name) => `${name}: подключение есть.`,
    connectedText: 'С этой минуты токен продлевается вовремя, без вас.',
    incomplete: 'Разрешено не всё. Остальное работает; чтобы разрешить недостающее, войдите ещё раз.',
    next: 'Дальше',
    write: 'Написать пост',
    toAccount: 'Слоты, часовой пояс и куда записан токен',
    another: 'Подключить ещё один аккаунт',
  },
)
