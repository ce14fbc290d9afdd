/** Lets this process go on where nobody reads its output any more (`| head`, a terminal that was closed): it still has to clean up. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
