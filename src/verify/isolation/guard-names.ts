/** Part of the guard: does not look up names of other machines, because a name server is another machine. */
export const namesText = String.raw`
const dns = require('node:dns');
const isHere = (name) =>
  isUnset(name) || name === '' || net.isIP(String(name)) !== 0 || /^localhost\.?$/i.test(String(name));
const aliasOf = (name) => config.allowed.find((one) => one.host === String(name).toLowerCase());
const unknown = (name, syscall) => failure('ENOTFOUND', -3008, syscall, { hostname: String(name) });

const lookup = dns.lookup;
dns.lookup = function (name, options, callback) {
  const then = typeof options === 'function' ? options : callback;
  const allowed = aliasOf(name);
  if (isHere(name) || (allowed !== undefined && config.loopback === 'shared') || typeof then !== 'function')
    return Reflect.apply(lookup, dns, [...arguments]);
  if (allowed !== undefined) {
    const all = typeof options === 'object' && options !== null && options.all === true;
    process.nextTick(() => (all ? then(null, [{ address: allowed.alias, family: 4 }]) : then(null, allowed.alias, 4)));
    return {};
  }
  refused(name);
  process.nextTick(then, unknown(name, 'getaddrinfo'));
  return {};
};
Object.defineProperty(dns.lookup, require('node:util').promisify.custom, {
  value: (name, options) => dns.promises.lookup(name, options),
  configurable: true,
});

const lookupLater = dns.promises.lookup;
dns.promises.lookup = async function (name, options) {
  const allowed = aliasOf(name);
  if (isHere(name) || (allowed !== undefined && config.loopback === 'shared'))
    return lookupLater.call(dns.promises, name, options);
  if (allowed !== undefined) {
    const answer = { address: allowed.alias, family: 4 };
    return typeof options === 'object' && options !== null && options.all === true ? [answer] : answer;
  }
  refused(name);
  throw unknown(name, 'getaddrinfo');
};

const questionsOf = (where) =>
  Object.getOwnPropertyNames(where).filter(
    (key) => /^(?:resolve|reverse)/.test(key) && typeof where[key] === 'function',
  );
for (const where of [dns, dns.Resolver.prototype])
  for (const key of questionsOf(where))
    where[key] = function (name, ...rest) {
      const then = rest.at(-1);
      refused(name);
      if (typeof then === 'function') process.nextTick(then, unknown(name, 'query'));
      return {};
    };
for (const where of [dns.promises, dns.promises.Resolver.prototype])
  for (const key of questionsOf(where))
    where[key] = async function (name) {
      refused(name);
      throw unknown(name, 'query');
    };
`;
