/** Said with every answer. Pages load from us alone, and nothing that stands in a page itself runs. */

/** Meta's profile pictures come from its own hosts. */
const PICTURES = 'https://*.cdninstagram.com https://*.fbcdn.net'

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' data: blob: ${PICTURES}`,
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const YEAR_SECONDS = 31_536_000

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
}

/** Where the browser came by https: it shall never come otherwise. */
export const STRICT_TRANSPORT = `max-age=${YEAR_SECONDS}`
