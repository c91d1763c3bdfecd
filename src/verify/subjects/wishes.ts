/** What the user says about a boot. */
export interface Wishes {
  /** Over the generated values; never printed. */
  readonly env: Readonly<Record<string, string>>;
  readonly allowed: readonly { readonly host: string; readonly port: number }[];
  /** How long it may take until it listens. */
  readonly bootMs: number;
}

export const noWishes: Wishes = { env: {}, allowed: [], bootMs: 20_000 };
