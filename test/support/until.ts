/** Waits for what has no event of its own to wait for: a file that a process writes, a call that a sandbox has seen. */

const LOOK_EVERY_MS = 5

export async function until(isSo: () => boolean, whatFor: string, limitMs = 20_000): Promise<void> {
  const end = performance.now() + limitMs
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain until ${whatFor}`)
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_EVERY_MS)
    })
  }
}

/** For what can only be asked: a server, a database. */
export async function untilAsync(
  isSo: () => Promise<boolean>,
  whatFor: string,
  limitMs = 20_000,
): Promise<void> {
  const end = performance.now() + limitMs
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms in vain until ${whatFor}`)
    await new Promise((resolve) => {
      setTimeout(resolve, ASK_EVERY_MS)
    })
  }
}

const ASK_EVERY_MS = 50
