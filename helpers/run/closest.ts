import leven from 'leven';

/** Letters that may differ: two, or a third of a longer word. */
function tolerance(word: string): number {
  return Math.max(2, Math.floor(word.length / 3));
}

/** The known word that was probably meant; undefined if none is near. */
export function closest(word: string, known: readonly string[]): string | undefined {
  const near = known.map((each) => ({ each, far: leven(word.toLowerCase(), each.toLowerCase()) }));
  const [best] = near.sort((a, b) => a.far - b.far);
  return best && best.far <= tolerance(word) ? best.each : undefined;
}
