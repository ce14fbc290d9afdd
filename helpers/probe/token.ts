import { createHash, randomBytes } from 'node:crypto';

/**
 * Makes tokens that are unique within the run and safe in a URL: a digest of the run's nonce, a random part of this
 * source's own (each spec has a source), and a count. Never the nonce itself: a server that echoes the request must
 * learn nothing by which it could prove to be ours.
 */
export function tokens(nonce: string): () => string {
  const run = createHash('sha256').update(nonce).digest('hex').slice(0, 8);
  const source = randomBytes(4).toString('hex');
  let count = 0;
  return () => {
    count += 1;
    return `${run}-${source}-${count}`;
  };
}
