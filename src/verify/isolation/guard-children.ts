/** Part of the guard: a child process or worker with its own environment gets the guard too. */
export const childrenText = String.raw`
const children = require('node:child_process');
const threads = require('node:worker_threads');
const ours = '--require=' + (/\s/.test(config.path) ? JSON.stringify(config.path) : config.path);
const withOurs = (options) => {
  const given = typeof options === 'string' ? options : '';
  return given.includes(config.path) ? given : (ours + ' ' + given).trim();
};

const spawn = children.ChildProcess.prototype.spawn;
children.ChildProcess.prototype.spawn = function (options) {
  if (!Array.isArray(options?.envPairs)) return Reflect.apply(spawn, this, [options]);
  const given = options.envPairs.find((pair) => pair.startsWith('NODE_OPTIONS='))?.slice('NODE_OPTIONS='.length);
  const others = options.envPairs.filter((pair) => !pair.startsWith('NODE_OPTIONS='));
  return Reflect.apply(spawn, this, [{ ...options, envPairs: [...others, 'NODE_OPTIONS=' + withOurs(given)] }]);
};

for (const name of ['spawnSync', 'execFileSync', 'execSync']) {
  const original = children[name];
  children[name] = function (...args) {
    const last = args.at(-1);
    const given = typeof last === 'object' && last !== null && !Array.isArray(last) ? last : undefined;
    const env = given?.env ?? process.env;
    const options = { ...given, env: { ...env, NODE_OPTIONS: withOurs(env.NODE_OPTIONS) } };
    const before = given === undefined ? args.filter((one) => one !== undefined) : args.slice(0, -1);
    return Reflect.apply(original, this, [...before, options]);
  };
}

const { Worker, SHARE_ENV } = threads;
threads.Worker = class extends Worker {
  constructor(file, options = {}) {
    const { env, execArgv } = options ?? {};
    const plain = typeof env === 'object' && env !== null && env !== SHARE_ENV;
    super(file, {
      ...options,
      ...(plain ? { env: { ...env, NODE_OPTIONS: withOurs(env.NODE_OPTIONS) } } : {}),
      ...(Array.isArray(execArgv) ? { execArgv: ['--require', config.path, ...execArgv] } : {}),
    });
  }
};
Object.defineProperty(threads.Worker, 'name', { value: 'Worker' });
`;
