/**
 * Part of the guard, for machines where nothing can be mounted: forbids writing to the user's files, and
 * reading .env files of the original and the caller's variables, by any path. It covers Node's own functions
 * only.
 */
export const filesText = String.raw`
if (config.loopback === 'shared') {
  const { realpathSync } = fs;
  const { fileURLToPath } = require('node:url');
  const within = (file, folder) => file === folder || file.startsWith(folder + path.sep);
  const textOf = (file) => {
    if (typeof file === 'string') return file;
    if (Buffer.isBuffer(file)) return file.toString();
    return file instanceof URL ? fileURLToPath(file) : undefined;
  };
  const realOf = (file) => {
    try {
      return realpathSync(file);
    } catch {
      const above = path.dirname(file);
      return above === file ? file : path.join(realOf(above), path.basename(file));
    }
  };
  const isInside = (file) => config.folders.some((folder) => within(file, folder));
  const isEnvironment = (file) => /^\/proc\/(?!self\/)[^/]+\/(?:task\/[^/]+\/)?environ$/.test(file);
  const missing = (file) => failure('ENOENT', -2, 'open', { path: file });
  const isSetting = (name) => /^\.env/i.test(name) && !/[.-](?:example|sample|template|dist|defaults?)$/i.test(name);
  const hiddenFrom = (file) => {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const full = realOf(path.resolve(text));
    // The environment of the process that started all this.
    if (isEnvironment(full) && !full.startsWith('/proc/' + process.pid + '/')) return missing(text);
    if (!text.split(path.sep).some(isSetting)) return undefined;
    return isInside(full) ? undefined : missing(text);
  };
  const closedTo = (file) => {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const full = realOf(path.resolve(text));
    if (isInside(full) || !config.readOnly.some((folder) => within(full, folder))) return undefined;
    return failure('EROFS', -30, 'open', { path: text });
  };
  const writes = (flags) => {
    if (typeof flags !== 'number') return /[wa+]/.test(flags ?? 'r');
    return (flags & 3) !== 0 || (flags & fs.constants.O_CREAT) !== 0;
  };
  const opened = ([file, flags]) => {
    const mode = typeof flags === 'function' ? 'r' : flags;
    return hiddenFrom(file) ?? (writes(mode) ? closedTo(file) : undefined);
  };
  const changes = [
    'writeFile',
    'appendFile',
    'mkdir',
    'mkdtemp',
    'rm',
    'rmdir',
    'unlink',
    'truncate',
    'chmod',
    'lchmod',
    'chown',
    'lchown',
    'utimes',
    'lutimes',
  ];
  const rules = {
    readFile: ([file]) => hiddenFrom(file),
    open: opened,
    copyFile: ([from, to]) => hiddenFrom(from) ?? closedTo(to),
    cp: ([from, to]) => hiddenFrom(from) ?? closedTo(to),
    rename: ([from, to]) => closedTo(from) ?? closedTo(to),
    link: ([from, to]) => closedTo(from) ?? closedTo(to),
    symlink: ([, to]) => closedTo(to),
    ...Object.fromEntries(changes.map((name) => [name, ([file]) => closedTo(file)])),
  };
  for (const [name, refusalOf] of Object.entries(rules)) {
    const { [name]: later, [name + 'Sync']: now } = fs;
    const promised = fs.promises[name];
    if (typeof later === 'function')
      fs[name] = function (...args) {
        const error = refusalOf(args);
        const then = args.at(-1);
        if (error === undefined || typeof then !== 'function') return Reflect.apply(later, this, args);
        process.nextTick(then, error);
      };
    if (typeof now === 'function')
      fs[name + 'Sync'] = function (...args) {
        const error = refusalOf(args);
        if (error !== undefined) throw error;
        return Reflect.apply(now, this, args);
      };
    if (typeof promised === 'function')
      fs.promises[name] = async function (...args) {
        const error = refusalOf(args);
        if (error !== undefined) throw error;
        return Reflect.apply(promised, this, args);
      };
  }
  const { loadEnvFile } = process;
  if (typeof loadEnvFile === 'function')
    process.loadEnvFile = function (file = '.env') {
      const error = hiddenFrom(file);
      if (error !== undefined) throw error;
      return Reflect.apply(loadEnvFile, process, [file]);
    };
}
`;
