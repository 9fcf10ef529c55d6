/** A file to the service: the body is the file itself. */
import { api } from './client.ts'
import { read } from './problem.ts'

interface Uploaded {
  readonly id: string
  readonly kind: 'image' | 'video'
}

export async function upload(file: File): Promise<Uploaded> {
  const headers = { 'Content-Type': 'application/octet-stream' }
  const query = file.name === '' ? {} : { name: file.name.slice(-200) }
  return read(api.media.$post({ query }, { headers, init: { body: file } }))
}
