/**
 * Part of the guard where nothing can be mounted: what is the user's is not written to, and no .env of the original
 * and no variable of the caller is read, by whichever path. Holds for Node's own functions only.
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
  const isSetting = (name) => /^\.env/i.test(name) && !/[.-](?:example|sample|template|dist|defaults?)$/i.test(name);
  const hiddenFrom = (file) => {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const full = realOf(path.resolve(text));
    if (/^\/proc\/(?!self\/)[^/]+\/(?:task\/[^/]+\/)?environ$/.test(full) && !full.startsWith('/proc/' + process.pid + '/'))
      return failure('ENOENT', -2, 'open', { path: text }); // the variables of whoever started all this
    if (!text.split(path.sep).some(isSetting)) return undefined;
    return config.folders.some((folder) => within(full, folder)) ? undefined : failure('ENOENT', -2, 'open', { path: text });
  };
  const closedTo = (file) => {
    const text = textOf(file);
    if (text === undefined) return undefined;
    const full = realOf(path.resolve(text));
    if (config.folders.some((folder) => within(full, folder))) return undefined;
    return config.readOnly.some((folder) => within(full, folder)) ? failure('EROFS', -30, 'open', { path: text }) : undefined;
  };
  const writes = (flags) => (typeof flags === 'number' ? (flags & 3) !== 0 || (flags & fs.constants.O_CREAT) !== 0 : /[wa+]/.test(flags ?? 'r'));
  const rules = {
    readFile: ([file]) => hiddenFrom(file),
    open: ([file, flags]) => hiddenFrom(file) ?? (writes(typeof flags === 'function' ? 'r' : flags) ? closedTo(file) : undefined),
    copyFile: ([from, to]) => hiddenFrom(from) ?? closedTo(to),
    cp: ([from, to]) => hiddenFrom(from) ?? closedTo(to),
    rename: ([from, to]) => closedTo(from) ?? closedTo(to),
    link: ([from, to]) => closedTo(from) ?? closedTo(to),
    symlink: ([, to]) => closedTo(to),
    ...Object.fromEntries(
      ['writeFile', 'appendFile', 'mkdir', 'mkdtemp', 'rm', 'rmdir', 'unlink', 'truncate', 'chmod', 'lchmod', 'chown', 'lchown', 'utimes', 'lutimes'].map(
        (name) => [name, ([file]) => closedTo(file)],
      ),
    ),
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
