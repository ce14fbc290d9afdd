/** Asks a healthCheckNodePort in the container that stands outside the cluster, on machines that don't reach the nodes themselves. */
import { finished, PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import { HEALTH_ANSWER_MS, type HealthAnswer, parseResponse, unanswered } from './health-check-port.ts';

/** curl's: could not connect, and no answer in time. */
const NO_ANSWER = new Map([
  [7, 'no connection'],
  [28, 'timeout'],
  [52, 'an empty answer'],
  [56, 'a cut connection'],
]);

/** What curl in that container gets at the URL. Throws where curl could not run, so that it is not taken for silence. */
export async function askInContainer(containerId: string, url: string, signal: AbortSignal): Promise<HealthAnswer> {
  const docker = new Docker();
  const limits = ['--max-time', String(HEALTH_ANSWER_MS / 1000), '--noproxy', '*'];
  const command = ['curl', '-q', '--silent', '--show-error', '--include', ...limits, url];
  const exec = await docker
    .getContainer(containerId)
    .exec({ Cmd: command, AttachStdout: true, AttachStderr: true, abortSignal: signal });
  const socket = await exec.start({ hijack: true, abortSignal: signal });
  const stop = () => socket.destroy(new Error(`docker exec: ${signal.reason?.message ?? signal.reason}`));
  signal.addEventListener('abort', stop);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  docker.modem.demuxStream(socket, stdout, stderr);
  const texts = Promise.all([text(stdout), text(stderr)]);
  try {
    await promisify(finished)(socket, { writable: false });
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
    stdout.end();
    stderr.end();
  }
  const [response, complaint] = await texts;
  const { ExitCode: code } = await exec.inspect();
  if (code === 0) return parseResponse(response);
  const silence = code === null ? undefined : NO_ANSWER.get(code);
  if (silence === undefined) throw new Error(`docker exec: curl ended with ${code}: ${complaint.trim()}`);
  return unanswered(`${silence}: ${complaint.trim()}`);
}
