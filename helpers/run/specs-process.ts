/** The process that runs the specs: Jest, with the arguments that it is given, for as long as the run that started it lives. */
import { run } from 'jest';
import { outliveReaders } from './outlive-readers.ts';

outliveReaders();
// A run that is killed can stop nobody any more. This process leads a group of its own, so that its workers end with it.
process.once('disconnect', () => process.kill(0, 'SIGKILL'));
process.channel?.unref();
await run(process.argv.slice(2));
