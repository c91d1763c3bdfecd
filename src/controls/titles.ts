import type { Section } from '../define/control.js';

/** Headings of the sections, in the order of reports. */
export const sectionTitles: Readonly<Record<Section, string>> = {
  secrets: 'Environment variables and secrets',
  database: 'Database',
  api: 'API',
  input: 'Input',
  operations: 'Operations',
  'supply-chain': 'Supply chain',
  documents: 'Documents',
};
