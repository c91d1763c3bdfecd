/** '4.2.1' before '10.1.1'. */
export const byNumber = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id.localeCompare(b.id, 'en', { numeric: true });
