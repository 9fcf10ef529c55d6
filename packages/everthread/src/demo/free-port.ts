/** A port that nobody has: the one that is wanted, else any. It must be known before anything listens: addresses hold it. */
import { createServer } from 'node:http'
import { listenOn } from '../server/listen.ts'

export async function findFreePort(host: string, wanted: number): Promise<number> {
  return (await portIfFree(host, wanted)) ?? (await portIfFree(host, 0)) ?? 0
}

async function portIfFree(host: string, port: number): Promise<number | undefined> {
  try {
    await using listening = await listenOn(createServer(), { host, port })
    return Number(new URL(listening.url).port)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined
    throw error
  }
}
