import type { Requirement } from '../../define/requirement.js';
import { evidence, notAutomatable, open, outOfScope, planned } from './rows.js';

/** Chapter 1. */
export const encoding: readonly Requirement[] = [
  ...evidence([
    ['1.1.2', 2, 'Encoding for an interpreter is the last step, or is left to the interpreter'],
    ['1.2.3', 1, 'Values put into JSON or JavaScript cannot break out of their place'],
  ]),
  ...planned('sql-parameterized', [
    ['1.2.4', 1, 'Database queries take values as parameters, never as pasted text'],
  ]),
  ...planned('upload-validation', [['1.3.4', 2, 'Scripts in SVG pictures of users are removed or refused']]),
  ...open([
    ['1.1.1', 2, 'Input is decoded one time, when that is due, and before it is checked'],
    ['1.2.1', 1, 'What is put out is encoded for its place: HTML, attribute, XML, CSS or header'],
    ['1.2.5', 1, 'Commands of the system take separate arguments, never pasted text'],
    ['1.2.9', 2, 'Input is escaped before it becomes part of a regular expression'],
    ['1.3.2', 1, 'No text is run as code'],
    ['1.3.6', 2, 'Addresses that the server calls for somebody are on an allowlist (SSRF)'],
    ['1.3.12', 3, 'No input makes a regular expression run for very long'],
    ['1.4.2', 2, 'Numbers out of range are refused before they overflow'],
    ['1.5.2', 2, 'Data from strangers does not choose which objects are built from it'],
  ]),
  ...notAutomatable('code', [
    ['1.2.2', 1, 'Values put into URLs are encoded, and only harmless schemes are used'],
    ['1.3.3', 2, 'Values for risky places are cut down to safe characters and a sane length'],
    ['1.3.7', 2, 'Nobody can write parts of a template by input'],
    ['1.3.10', 2, 'No format string comes from input as it is'],
    ['1.5.3', 3, 'All parsers of one format read the same text alike'],
  ]),
  ...outOfScope('pages', [
    ['1.3.1', 1, 'HTML from editors goes through a proven sanitizer'],
    ['1.3.5', 2, 'Markdown, style sheets and other scriptable text of users are made harmless'],
  ]),
  ...outOfScope('techniques', [
    ['1.2.6', 2, 'Input cannot change an LDAP search'],
    ['1.2.7', 2, 'Input cannot change an XPath expression'],
    ['1.2.8', 2, 'LaTeX runs locked down, with listed commands only'],
    ['1.2.10', 3, 'No cell of an exported table starts a formula or breaks its row'],
    ['1.3.8', 2, 'Input cannot steer a JNDI lookup'],
    ['1.3.9', 2, 'Input cannot smuggle commands to memcache'],
    ['1.3.11', 2, 'Input cannot add headers or commands to mail'],
    ['1.5.1', 1, 'XML is read without entities from outside'],
  ]),
  ...outOfScope('runtime', [
    ['1.4.1', 2, 'Strings and buffers stay inside their memory'],
    ['1.4.3', 2, 'Memory is given back once, and not used afterwards'],
  ]),
];
