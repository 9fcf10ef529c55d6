/** Pictures as far as anybody looks who does not draw them: their headers. */

export interface Size {
  readonly width: number
  readonly height: number
}

export function pngFile({ width, height }: Size): Buffer {
  const header = Buffer.alloc(26)
  header.write('\x89PNG\r\n\x1a\n', 'latin1')
  header.writeUInt32BE(13, 8)
  header.write('IHDR', 12, 'latin1')
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  return header
}

/** `marker`: of the frame; 0xc0 is the baseline's, 0xc2 the progressive one's. */
export function jpegFile({ width, height }: Size, marker = 0xc0): Buffer {
  const frame = Buffer.alloc(11)
  frame.writeUInt16BE(0xff00 + marker, 0)
  frame.writeUInt16BE(9, 2)
  frame.writeUInt8(8, 4)
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const application = Buffer.from([0xff, 0xe0, 0x00, 0x06, 0x4a, 0x46, 0x49, 0x46])
  const fill = Buffer.from([0xff])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), application, fill, frame, Buffer.from([0xff, 0xda, 0, 2])])
}
