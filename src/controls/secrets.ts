import { always, defineControl, everyRepository } from '../define/control.js';
import { partly } from '../define/requirement-evidence.js';
import { ages, declared, exercised } from './levels.js';

/** Section 1: environment variables and secrets. */
export const secrets = [
  defineControl({
    id: 'secrets-no-hardcoded',
    section: 'secrets',
    severity: 'critical',
    claim:
      'No secret is found in the source, tests and samples aside, ' +
      'and none that is read there is read outside one module.',
    why: 'A key in the source is in every clone, image and backup, and cannot be changed without a release.',
    remedy: 'move each named value into an environment variable, and change the key that was exposed',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      top10: ['A02'],
      cwe: ['CWE-798', 'CWE-321'],
      ssdf: ['PW.5.1'],
      seed: ['Move all secrets to environment variables (no hardcoded keys)'],
    },
    probes: ['holds-no-secret-literals', 'reads-secrets-in-one-module'],
  }),
  defineControl({
    id: 'secrets-no-fallback',
    section: 'secrets',
    severity: 'critical',
    claim:
      'The bad values of secrets that were tried (missing, short, a letter repeated, a usual word, ' +
      'a template value) stop the boot; the key is named, the value is not shown.',
    why: 'A fallback secret is the secret of everyone who has read the source.',
    remedy:
      'check each secret at the start: missing, short or well-known, it stops the boot and is named; ' +
      'delete its fallback',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '13.2.3',
          'A template value or a short usual word stops the boot; ' +
            'credentials that are not in the environment are not tried.',
        ),
      ],
      top10: ['A02', 'A07'],
      cwe: ['CWE-1188', 'CWE-1392', 'CWE-521'],
      ssdf: ['PW.9.1'],
      seed: ['Environment variables secured'],
    },
    probes: ['has-no-fallback-secrets', 'refuses-bad-secrets'],
  }),
  defineControl({
    id: 'secrets-env-not-committed',
    section: 'secrets',
    severity: 'critical',
    claim:
      'No file of real settings is tracked by git, nor in its history or an image, where there is one to look at.',
    why: 'What was committed once stays in every clone; deleting the file does not take it back.',
    remedy: 'git rm --cached <file>, then change every secret that it held',
    applies: always,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      top10: ['A02'],
      cwe: ['CWE-538', 'CWE-540'],
      ssdf: ['PS.1.1'],
      seed: ['Never commit .env files to git'],
    },
    probes: ['tracks-no-env-files', 'keeps-env-files-out-of-images'],
  }),
  defineControl({
    id: 'secrets-gitignore',
    section: 'secrets',
    severity: 'high',
    claim: 'git ignores the usual names of settings files, and keeps the templates.',
    why: 'One line too few in .gitignore and the next "git add ." commits the production secrets.',
    remedy: 'ignore .env and .env.*, and keep the templates with !.env.example',
    applies: everyRepository,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      top10: ['A02'],
      cwe: ['CWE-538'],
      ssdf: ['PS.1.1'],
      seed: ['Add .env.production.local to .gitignore'],
    },
    probes: ['ignores-env-files'],
  }),
  defineControl({
    id: 'secrets-template',
    section: 'secrets',
    severity: 'medium',
    claim:
      'The templates name every variable of the service’s schema, what hosts set and *_FILE aside, ' +
      'none that nothing reads, and no value like a secret.',
    why: 'A template that has drifted makes people copy settings from each other, secrets included.',
    remedy:
      'name in the templates exactly what the service reads, each with a comment and without a real value',
    applies: always,
    requires: declared,
    maxAgeDays: ages.read,
    maps: {
      top10: ['A02'],
      cwe: ['CWE-1188'],
      ssdf: ['PW.9.2'],
      seed: ['Created .env.production.template'],
    },
    probes: ['template-matches-config'],
  }),
  defineControl({
    id: 'runtime-production-mode',
    section: 'secrets',
    severity: 'high',
    claim:
      'Without NODE_ENV the service answers what was tried as in production, beside a .env file of a laptop, too.',
    why: 'A forgotten variable must not switch on stack traces, documentation pages and lenient settings.',
    remedy:
      'let an unset NODE_ENV mean production, and read a .env file only where NODE_ENV says development',
    applies: always,
    requires: exercised,
    maxAgeDays: ages.booted,
    maps: {
      asvs: [
        partly(
          '13.4.2',
          'Without NODE_ENV the service answers as in production, without a stack; other components are not seen.',
        ),
      ],
      top10: ['A02'],
      cwe: ['CWE-489', 'CWE-636'],
      ssdf: ['PW.9.1'],
      seed: ['Set NODE_ENV=production'],
    },
    probes: ['unset-mode-is-production'],
  }),
];
