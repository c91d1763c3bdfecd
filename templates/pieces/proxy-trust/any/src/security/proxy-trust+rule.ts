import { BlockList, isIPv6 } from 'node:net';
import type { TrustProxy } from './env.js';
import type { Logger } from './logger.js';

// Not compile() of proxy-addr: it knows no number of hops, and parses each address anew.

/**
 * Returns whether the peer at this hop, counted from the connection, may name the one before it. Logs the
 * rule once.
 */
export function trustedProxy(
  trust: TrustProxy,
  logger: Logger,
): (address: string | undefined, hop: number) => boolean {
  logger.info({ clientAddress: ruleOf(trust) }, 'how the client address is known');
  if (trust === 'none') return () => false;
  if (typeof trust === 'number') return (_address, hop) => hop < trust;
  const ranges = new BlockList();
  for (const range of trust) {
    const [address = '', prefix] = range.split('/');
    ranges.addSubnet(address, Number(prefix ?? (isIPv6(address) ? 128 : 32)), familyOf(address));
  }
  const verdicts = new Map<string, boolean>(); // a look-up in a BlockList costs more than all other checks of a request
  return (address = '') => {
    if (address === '') return false; // the connection is gone
    const known = verdicts.get(address);
    if (known !== undefined) return known;
    if (verdicts.size >= 1000) verdicts.clear();
    const verdict = ranges.check(address, familyOf(address));
    verdicts.set(address, verdict);
    return verdict;
  };
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

function ruleOf(trust: TrustProxy): string {
  if (trust === 'none') return 'it is the address of the connection; forwarding headers are ignored';
  if (typeof trust === 'number') return `it is entry ${String(trust)} from the right of X-Forwarded-For`;
  return `it is the last entry of X-Forwarded-For that was added by none of ${trust.join(', ')}`;
}
