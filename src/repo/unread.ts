export interface Unread {
  readonly path: string;
  readonly why: string;
}
