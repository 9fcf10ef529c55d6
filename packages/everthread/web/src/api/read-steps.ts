/** The messages of an answer that streams (`text/event-stream`), one by one as they come. What has no end yet is waited for. */
interface Streamed {
  readonly body: ReadableStream<Uint8Array> | null
}

/** Each message's data, parsed. Throws what the reading of the body throws. */
export async function* readSteps<Step>({ body }: Streamed): AsyncGenerator<Step, void> {
  if (!body) return
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    text += value ?? ''
    const messages = text.split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const data = dataOf(message)
      if (data !== '') yield JSON.parse(data) as Step
    }
    if (done) return
  }
}

/** A message may have its data in several lines. */
export function dataOf(message: string): string {
  return message
    .split('\n')
    .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trimStart()] : []))
    .join('\n')
}
