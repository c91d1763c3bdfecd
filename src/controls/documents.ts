import { always, defineControl, everyRepository } from '../define/control.js';
import { ages, declared, observed } from './levels.js';

/** What people must be able to read. */
export const documentControls = [
  defineControl({
    id: 'security-policy',
    section: 'documents',
    severity: 'medium',
    claim: 'SECURITY.md says how to report a hole, what is supported, and how fast an answer comes.',
    why: 'A finder who knows no address tells the public.',
    remedy:
      'write SECURITY.md: how to report, what is supported, how fast an answer comes, a contact that is real',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: 365,
    maps: { top10: ['A06'], cwe: ['CWE-1059'], ssdf: ['RV.1.3'] },
    probes: ['security-policy-is-complete'],
  }),
  defineControl({
    id: 'security-txt',
    section: 'documents',
    severity: 'medium',
    claim: '/.well-known/security.txt names where to report a hole, and expires within a year.',
    why: 'A finder who knows the host and nothing else looks there, and then asks in public.',
    remedy:
      'serve /.well-known/security.txt with a Contact and an Expires; SECURITY_CONTACT where the file is ours',
    applies: always,
    requires: observed,
    maxAgeDays: ages.seen,
    maps: { top10: ['A06'], cwe: ['CWE-1059'], ssdf: ['RV.1.3'] },
    probes: ['publishes-a-security-contact'],
  }),
  defineControl({
    id: 'threat-model',
    section: 'documents',
    severity: 'medium',
    claim:
      'THREAT-MODEL.md shows how data flows, has a row for each kind of threat, and every file that it names exists.',
    why: 'What nobody has thought of, nobody has met; and what stays open must stand somewhere.',
    remedy:
      'write THREAT-MODEL.md: the six kinds of threat, what meets each, what is left open; name only files that exist',
    applies: always,
    requires: declared,
    maxAgeDays: 365,
    maps: { top10: ['A06'], cwe: ['CWE-1059'], ssdf: ['PW.1.1'] },
    probes: ['threat-model-is-true'],
  }),
  defineControl({
    id: 'implementation-guide',
    section: 'documents',
    severity: 'medium',
    claim:
      'SECURITY-IMPLEMENTATION.md has a section for each control that was added, and every file that it names exists.',
    why: 'A guide that describes what is no longer there is worse than none.',
    remedy: 'write SECURITY-IMPLEMENTATION.md: a section for each control; name only files that exist',
    applies: always,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      top10: ['A06'],
      cwe: ['CWE-1059'],
      ssdf: ['PO.3.3'],
      seed: ['SECURITY-IMPLEMENTATION.md - Complete security guide'],
    },
    probes: ['guide-names-what-exists'],
  }),
];
