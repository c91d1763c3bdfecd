/** Designed controls, and pieces with controls, that do not exist yet. Remove one from the list when it is added. */
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
