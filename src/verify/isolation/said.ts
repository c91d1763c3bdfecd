const most = 10;

/** The last lines of a process, which have the real error: without stack lines, frames and blank lines. */
export function lastWords(...texts: readonly string[]): readonly string[] {
  const lines = texts.flatMap((text) => {
    const all = text
      .split(/\r?\n/)
      .map((line) => line.trimEnd().slice(0, 400))
      .filter((line) => line.trim() !== '');
    const telling = all.filter((line) => !noise.test(line));
    return (telling.length > 0 ? telling : all).slice(-most);
  });
  return lines.slice(-most);
}

const noise = /^\s+at |^\s*\^+\s*$|^Node\.js v|^npm (?:error|ERR!|warn|notice) |^\s*ELIFECYCLE|^> /;
