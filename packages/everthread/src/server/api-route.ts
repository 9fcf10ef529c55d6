/** One route of the API: what it takes and gives, who may call it, and every problem that it may answer with. */
import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import type { Access } from './auth/scopes.ts'
import { authorize } from './auth/authorize.ts'
import { Problem, type ProblemCode, PROBLEM_STATUS } from './problem.ts'
import { PROBLEM, PROBLEM_TYPE } from './problem-document.ts'
import { fieldProblems } from './field-problems.ts'

export interface RouteRules {
  readonly access: Access
  /** Besides those that every route has. */
  readonly problems?: readonly ProblemCode[]
  /** Runs after the caller is known and before the request is looked at. */
  readonly before?: readonly MiddlewareHandler<AppEnv>[]
}

type Documented<P extends string> = Omit<RouteConfig, 'path' | 'middleware'> & { readonly path: P }

/**
 * @NOTE The problems are in the document and not in the type: a typed client sees what it asked for, and reads `Problem`
 *   wherever `ok` is false.
 */
export function apiRoute<P extends string, R extends Documented<P>>(
  { access, problems = [], before = [] }: RouteRules,
  route: R & { readonly path: P },
): ReturnType<typeof createRoute<P, R>> {
  const config = {
    ...route,
    security: access === 'public' ? [] : SECURITY[access === 'owner' ? 'owner' : 'key'],
    'x-access': access,
    responses: { ...problemResponses(codesOf(route, access, problems)), ...route.responses },
    middleware: [authorize(access), ...before],
  }
  return createRoute(config)
}

/** Each part of the API is one of these. */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success)
        throw new Problem('invalid', { fields: fieldProblems(result.target, result.error.issues) })
    },
  })
}

const SECURITY = {
  owner: [{ session: [] }],
  key: [{ session: [] }, { apiKey: [] }],
}

const ALWAYS: readonly ProblemCode[] = ['cross-site', 'wrong-host', 'store-unavailable', 'defect']
const OF_INPUT: readonly ProblemCode[] = ['invalid']
const OF_BODIES: readonly ProblemCode[] = [
  'not-json',
  'body-too-large',
  'length-required',
  'unsupported-media-type',
]
const OF_KEYS: readonly ProblemCode[] = [
  'idempotency-key-shape',
  'idempotency-in-flight',
  'idempotency-unknown',
  'idempotency-mismatch',
]

function codesOf(
  { method, request }: Pick<RouteConfig, 'method' | 'request'>,
  access: Access,
  problems: readonly ProblemCode[],
): ProblemCode[] {
  return [
    ...ALWAYS,
    ...(request ? OF_INPUT : []),
    // A body may be sent where none is wanted.
    ...(method === 'get' ? [] : OF_BODIES),
    ...(method === 'post' && access !== 'public' ? OF_KEYS : []),
    ...(access === 'public' ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...problems,
  ]
}

function problemResponses(codes: readonly ProblemCode[]): RouteConfig['responses'] {
  const byStatus = Map.groupBy(new Set(codes), (code) => PROBLEM_STATUS[code])
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `\`${code}\``).join(', '),
        content: { [PROBLEM_TYPE]: { schema: PROBLEM } },
      },
    ]),
  )
}
