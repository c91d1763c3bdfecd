import { always, defineControl } from '../define/control.js';
import { ages, declared, withContainer, withImages } from './levels.js';

/** What the service is built from, and what it runs in. */
export const supplyChain = [
  defineControl({
    id: 'runtime-node-supported',
    section: 'supply-chain',
    severity: 'high',
    claim: 'The Node line that the repository names is still given security releases.',
    why: 'Past its end of life every new hole in the runtime stays open.',
    remedy: 'rampart add runtime; raise engines.node and the image to a supported line',
    applies: always,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { asvs: ['15.2.1'], top10: ['A03'], cwe: ['CWE-1104'], ssdf: ['PW.4.1'] },
    probes: ['names-a-supported-node'],
  }),
  defineControl({
    id: 'container-hardening',
    section: 'supply-chain',
    severity: 'high',
    claim:
      'The image runs as a numeric user without a shell or build tools; the container is read-only and without capabilities.',
    why: 'What the container may do is what an attacker in it may do.',
    remedy: 'rampart new --target compose shows the files to copy: Dockerfile, compose.yaml',
    applies: withContainer,
    requires: declared,
    maxAgeDays: ages.read,
    maps: { asvs: ['13.2.2', '15.2.3'], top10: ['A02'], cwe: ['CWE-250', 'CWE-269'], ssdf: ['PO.5.2'] },
    probes: ['image-is-hardened', 'containers-are-confined'],
  }),
  defineControl({
    id: 'images-pinned',
    section: 'supply-chain',
    severity: 'high',
    claim: 'Every image is named by its digest.',
    why: 'A tag is whatever was pushed last, by whoever could push.',
    remedy: 'in Dockerfile and compose.yaml write image:tag@sha256:<digest that your registry confirms>',
    applies: withImages,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      asvs: ['15.2.4'],
      top10: ['A03', 'A08'],
      cwe: ['CWE-494', 'CWE-829'],
      ssdf: ['PS.3.1', 'PW.4.1'],
    },
    probes: ['images-carry-digests'],
  }),
];
