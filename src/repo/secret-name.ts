/** Whether the last words of a name say that it holds a secret; PUBLIC_KEY and KEY_ID do not. */
export const isSecretName = (name: string): boolean =>
  /(?:secret|token|passw(?:or)?d|passphrase|pwd|credentials?|private_?key|api_?key|signing_?key|encryption_?key|_salt|_pepper)(?:_?(?:file|base64|current|previous))?$/i.test(
    name,
  ) && !/public|_id$|expir|ttl|lifetime|_url$|header|name$/i.test(name);
