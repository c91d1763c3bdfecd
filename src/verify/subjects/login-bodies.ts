const password = 'A wrong probe passphrase 7';
const email = 'probe@rampart.test';

/** What logins and forms usually want, the most usual first; a strict one takes no member more. */
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
