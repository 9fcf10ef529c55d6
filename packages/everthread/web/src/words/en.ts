/**
 * What the frame and the first page say, in English; every other page has its words beside it.
 * Its shape is the contract: what is missing in Russian does not compile.
 */
export const en = {
  nav: {
    label: 'Pages',
    menu: 'Menu',
    home: 'Home',
    write: 'Write',
    queue: 'Queue',
    insights: 'Insights',
    activity: 'Activity',
    settings: 'Settings',
    health: 'Health',
    sandbox: 'Sandbox',
    logOut: 'Log out',
    skip: 'Skip to the page',
  },
  language: { label: 'Language', en: 'English', ru: 'Русский' },
  state: {
    loading: 'Loading…',
    offline:
      'No connection to Everthread. What you see is from when it last answered; it comes back by itself.',
    retry: 'Try again',
    unforeseen: 'Everthread did not answer.',
    unforeseenRemedy: 'Look whether `everthread serve` is running, then try again.',
  },
  home: {
    title: 'Home',
    alive: (count: number): string =>
      count === 1 ? 'Your connection is alive.' : 'All connections are alive.',
    unsure: (count: number): string =>
      count === 1 ? 'One connection is being looked into.' : `${count} connections are being looked into.`,
    needsYou: (count: number) =>
      count === 1 ? 'One connection needs you.' : `${count} connections need you.`,
    empty: 'No account yet',
    emptyText: 'Connect one, and its token stays alive from then on.',
    connect: 'Connect an account',
    checkedAt: (ago: string) => `Checked ${ago}`,
    neverChecked: 'Not checked yet',
  },
  account: {
    unnamed: 'Account without a name yet',
    daysLeft: (days: string) => `${days} left`,
    expired: 'The token has expired',
    dead: 'The token is dead',
    endless: 'Does not expire',
    unknown: 'Not known yet how long it lives',
    lastsUntil: 'The token lasts until',
    permissionUntil: 'Your permission lasts until',
    nextStep: 'Next',
    renewNow: 'Renew now',
    renewing: 'Renewing…',
    checkNow: 'Check now',
    checking: 'Asking Meta…',
    ring: (left: string) => `Life of the token: ${left}`,
  },
  missing: { title: 'There is nothing here', text: 'The address may be old.', home: 'To the home page' },
}

export type Words = typeof en
