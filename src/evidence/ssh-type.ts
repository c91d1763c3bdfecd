/** The one kind of key that is taken, as OpenSSH names it. */
export const sshType = 'ssh-ed25519';
