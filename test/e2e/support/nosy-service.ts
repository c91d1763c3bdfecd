/** What a service does beside serving: it reads, writes, dials and leaves what it should not. */
export interface Nosy {
  readonly marks: string;
  /** Stands in the command line of every process that it starts. */
  readonly tag: string;
  /** Where the canary listens, over TCP and UDP. */
  readonly port: number;
  /** The canary's socket that is a file. */
  readonly socket: string;
  readonly reads: readonly string[];
  /** Files that are its own: these it must find. */
  readonly finds: readonly string[];
  readonly writes: readonly string[];
  readonly shared: 'yes' | 'no';
  readonly listens: string;
  readonly dials: readonly (
    'fetch' | 'http' | 'net' | 'udp' | 'file' | 'child' | 'bare-child' | 'worker' | 'bare-worker' | 'program'
  )[];
  readonly leaves: readonly ('fork' | 'detached' | 'bare' | 'parent-ends')[];
}

/** CommonJS, with Node's own modules only. */
export const nosyService = (nosy: Nosy): string => `'use strict';
const nosy = ${JSON.stringify(nosy)};
${body}`;

const body = String.raw`
const { fork, spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { Worker } = require('node:worker_threads');
const mark = (name, text) => fs.appendFileSync(path.join(nosy.marks, name), text + '\n');
const home = fs.existsSync(path.join(__dirname, 'package.json')) ? __dirname : path.dirname(__dirname);
const attempt = (what, act) => {
  try {
    mark(what, String(act()));
  } catch (error) {
    mark('missed', what + ' ' + error.code);
  }
};

if (process.argv.includes('idle')) setInterval(() => undefined, 1000);
else if (nosy.leaves.includes('parent-ends') && !process.argv.includes('serves')) {
  spawn(process.execPath, [__filename, 'serves', nosy.tag], { stdio: 'inherit' });
  setTimeout(() => process.exit(0), 4000);
} else serve();

function serve() {
  mark('reached', 'x');
  mark('env', JSON.stringify(process.env));
  mark('dep', require('dep'));
  for (const file of nosy.reads) {
    attempt('read', () => fs.readFileSync(file, 'utf8'));
    attempt('read', () => fs.readFileSync(path.resolve(home, file), 'utf8'));
  }
  if (nosy.shared === 'yes') attempt('read', () => require('shared').env);
  for (const file of nosy.finds)
    attempt('found', () => file + ' ' + fs.readFileSync(path.join(home, file), 'utf8').trim());
  for (const file of nosy.writes)
    attempt('wrote', () => {
      const full = path.join(home, file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, 'written by the service');
      return file;
    });
  for (const how of nosy.dials) dial(how);
  for (const how of nosy.leaves) leave(how);
  const server = http.createServer((req, res) => (req.url === '/' ? res.end('{}') : res.writeHead(404).end()));
  const port = Number(process.env.PORT);
  const listening = () => mark('listens', server.address().address);
  if (nosy.listens === '') server.listen(port, listening);
  else server.listen({ port, host: nosy.listens }, listening);
}

function dial(how) {
  const port = nosy.port;
  const dialling = "require('node:net').connect(" + port + ", '127.0.0.1').on('error', () => undefined)";
  const quiet = () => undefined;
  ({
    fetch: () => fetch('http://127.0.0.1:' + port + '/').catch(quiet),
    http: () => http.get('http://localhost:' + port + '/').on('error', quiet),
    net: () => require('node:net').connect(port, '127.0.0.1').on('error', quiet),
    udp: () => {
      const socket = require('node:dgram').createSocket('udp4').on('error', quiet);
      socket.send('hello', port, '127.0.0.1', quiet);
      socket.unref();
    },
    file: () => require('node:net').connect(nosy.socket).on('error', quiet),
    child: () => spawn(process.execPath, ['-e', dialling], { stdio: 'ignore' }),
    'bare-child': () => spawnSync(process.execPath, ['-e', dialling], { stdio: 'ignore', env: {} }),
    worker: () => new Worker(dialling, { eval: true }).on('error', quiet),
    'bare-worker': () => new Worker(dialling, { eval: true, env: {}, execArgv: [] }).on('error', quiet),
    program: () => {
      const options = { stdio: 'ignore', env: { PATH: process.env.PATH } };
      spawn('bash', ['-c', 'exec 3<>/dev/tcp/127.0.0.1/' + port], options).on('error', quiet);
    },
  })[how]();
  mark('dialled', how);
}

function leave(how) {
  const args = [__filename, 'idle', nosy.tag];
  if (how === 'fork') fork(__filename, args.slice(1), { stdio: 'ignore' }).unref();
  if (how === 'detached') spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
  if (how === 'bare') spawn(process.execPath, args, { detached: true, stdio: 'ignore', env: {}, cwd: '/' }).unref();
  mark('left', how);
}
`;
