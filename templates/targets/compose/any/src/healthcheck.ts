import { loadConfig } from './config.js';

// Not an import: for that, Node also loads a WebSocket client, which takes 35 ms.
const { get } = process.getBuiltinModule('node:http');

/** The health check of the container runs this. Exits with 0 if the service is alive. */
const request = get({
  host: '127.0.0.1',
  port: loadConfig().PORT,
  path: '/livez',
  agent: false,
  timeout: 3_000,
});
request.on('response', (response) => {
  response.resume();
  process.exitCode = response.statusCode === 200 ? 0 : 1;
});
request.on('timeout', () => request.destroy());
request.on('error', () => {
  process.exitCode = 1;
});
