/** The process that runs the specs: Jest, with the arguments that it is given, for as long as the run that started it lives. */
import { run } from 'jest';
import { redactOutput } from '../redact.ts';
import { readRunContext } from './context.ts';
import { outliveReaders } from './outlive-readers.ts';

outliveReaders();
redactOutput();
try {
  // So that it knows the secrets which the specs, in processes of their own, may want to print. What it imports for that may
  // itself object to what the run has set, and that is for the specs to say.
  const { kubeOf } = await import('../kube/kube-of.ts');
  await using _kube = kubeOf(readRunContext().cluster);
} catch {
  // Each spec file says what is wrong with the context or the kubeconfig.
}
// A run that is killed can stop nobody any more. This process leads a group of its own, so that its workers end with it.
process.once('disconnect', () => process.kill(0, 'SIGKILL'));
process.channel?.unref();
await run(process.argv.slice(2));
