/** The user's options for a boot. */
export interface Wishes {
  /** Override generated values; never printed. */
  readonly env: Readonly<Record<string, string>>;
  readonly allowed: readonly { readonly host: string; readonly port: number }[];
  /** The longest time until it must listen, in milliseconds. */
  readonly bootMs: number;
}

export const noWishes: Wishes = { env: {}, allowed: [], bootMs: 20_000 };
