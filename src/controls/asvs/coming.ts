/**
 * Controls, and pieces with controls of their own, that are designed and not there yet. One that arrives
 * leaves this list.
 */
export const coming = [
  'audit-trail',
  'auth',
  'authorization',
  'db-least-privilege',
  'db-tls-enforced',
  'db-tls-verified',
  'jwt-lifetime',
  'refresh-rotation',
  'request-signing',
  'secrets-manager',
  'secrets-rotation',
  'service-auth',
  'sql-parameterized',
  'upload-validation',
] as const;
export type PlannedControl = (typeof coming)[number];
