const password = 'A wrong probe passphrase 7';
const email = 'probe@rampart.test';

/** Usual members of login requests, the most usual first. Strict services accept no extra members. */
export const loginBodies: readonly Readonly<Record<string, string>>[] = [
  { email, password },
  { username: 'probe', password },
  { user: 'probe', password },
  { login: 'probe', password },
  { name: 'probe', password },
  { identifier: email, password },
  { username: 'probe', email, password },
  { name: 'probe', title: 'probe', text: 'probe', email, password },
];
