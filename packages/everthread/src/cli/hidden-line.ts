/** One line from a terminal that is not echoed: for a secret. What is no terminal echoes nothing anyway. */
import { createInterface } from 'node:readline'
import { type Readable, Writable } from 'node:stream'

export async function readHiddenLine(
  input: Readable & { readonly isTTY?: boolean },
): Promise<string | undefined> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  // With `terminal` Node takes the echo over from the system, and its echo goes nowhere.
  const reader = createInterface({ input, output: nowhere, terminal: input.isTTY === true })
  try {
    return await new Promise((resolve) => {
      reader.once('line', resolve)
      reader.once('close', () => resolve(undefined))
      // Ctrl+C is a key like any other while Node does the echo.
      reader.once('SIGINT', () => resolve(undefined))
    })
  } finally {
    reader.close()
  }
}
