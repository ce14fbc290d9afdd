import type { Backend } from '../expect/backend.ts';
import type { Kube } from '../kube/client.ts';
import { exec } from '../kube/exec.ts';
import { insideOf } from './backends.ts';

/** getent's: the name has no address. */
const NOT_FOUND = 2;

/** The addresses that a name has in a pod, as its resolver gives them; `ahostsv4` and `ahostsv6` ask for one family. */
export async function addressesOf(
  kube: Kube,
  from: Backend,
  name: string,
  database: 'ahosts' | 'ahostsv4' | 'ahostsv6',
  signal?: AbortSignal,
): Promise<string[]> {
  const command = ['getent', database, name];
  const { exitCode, stdout, stderr } = await exec(kube, { ...insideOf(from), command, signal });
  if (exitCode !== 0 && exitCode !== NOT_FOUND) {
    throw new Error(`pod ${from.name}: ${command.join(' ')} ended with exit code ${exitCode}: ${stderr.trim()}`);
  }
  const addresses = stdout.split('\n').flatMap((line) => line.split(/\s+/)[0] || []);
  // getent maps IPv4 addresses into IPv6 where it is asked for that family and there is none.
  return [...new Set(addresses)].filter((address) => !address.startsWith('::ffff:'));
}
