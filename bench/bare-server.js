// Answers every request with what it was given: the least that a server of node:http can do.
import { createServer } from 'node:http'

const { status, headers, body } = JSON.parse(process.argv[2])
const server = createServer((_request, response) => response.writeHead(status, headers).end(body))
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })))
