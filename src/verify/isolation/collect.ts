const halfBytes = 1024 * 1024;

/** Collects the text of a stream: its first MiB and its last. */
export function collect(stream: NodeJS.ReadableStream | null): () => string {
  const first: Buffer[] = [];
  let last: Buffer[] = [];
  let firstSize = 0;
  let lastSize = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (firstSize < halfBytes) {
      first.push(chunk);
      firstSize += chunk.length;
      return;
    }
    last.push(chunk);
    lastSize += chunk.length;
    if (lastSize > 2 * halfBytes) {
      last = [Buffer.concat(last).subarray(-halfBytes)];
      lastSize = halfBytes;
    }
  });
  return () => Buffer.concat([...first, ...last]).toString('utf8');
}
