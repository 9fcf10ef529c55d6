/** The web pages that remedies lead to. */
export const PLACES = {
  /** Meta's dashboard: the list of one's own apps. Settings, roles, and the User Token Generator are inside the app. */
  metaApps: 'https://developers.facebook.com/apps/',
  /** Threads → Settings → Account → Website permissions: apps that were allowed, and invitations of testers. */
  websitePermissions: 'https://www.threads.com/settings/website_permissions',
  threads: 'https://www.threads.com/',
  /** Opens the composer, on a phone in the app. */
  compose: 'https://www.threads.com/intent/post',
} as const
