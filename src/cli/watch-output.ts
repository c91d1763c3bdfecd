/** What became of the words of a run: a disk that is full or a device that refuses takes them, and the run goes on. */
export interface Output {
  /** Why words were lost; undefined while all arrived, or their reader chose to go. */
  readonly lost: () => string | undefined;
  /** Resolves when everything is written, or cannot be. */
  readonly flushed: () => Promise<void>;
}

/** Watches stdout and stderr. A reader that has gone (`rampart list | head`) is no failure: nobody is left to tell. */
export function watchOutput(streams: readonly NodeJS.WritableStream[]): Output {
  let lost: string | undefined;
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') lost ??= error.code ?? error.message;
    });
  const flush = (stream: NodeJS.WritableStream): Promise<void> =>
    new Promise((resolve) => stream.write('', () => setImmediate(resolve)));
  return {
    lost: () => lost,
    flushed: async () => {
      for (const stream of streams) await flush(stream);
    },
  };
}
