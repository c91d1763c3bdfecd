/** The only accepted type of key, in OpenSSH's terms. */
export const sshType = 'ssh-ed25519';
