/** In production plaintext is refused, not redirected: by the time of a redirect the credentials were already sent. */
export function plaintextRule(config: { readonly NODE_ENV: string }) {
  const isProduction = config.NODE_ENV === 'production';
  return (path: string, isSecure: boolean): 'serve' | 'refuse' =>
    !isProduction || isSecure || path === '/livez' || path === '/readyz' ? 'serve' : 'refuse';
}
