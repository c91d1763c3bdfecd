/** Whether the output arrived: a full disk or a failing device may lose it while the run goes on. */
export interface Output {
  /** Why output was lost; undefined if all arrived, or if its reader closed the pipe. */
  readonly lost: () => string | undefined;
  /** Resolves when all is written, or cannot be. */
  readonly flushed: () => Promise<void>;
}

/** Watches stdout and stderr. A closed reader, as in `rampart list | head`, is no failure. */
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
