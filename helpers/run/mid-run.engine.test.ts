/** What happens to a run while its specs run: each time the run can't tell, says why, and leaves nothing. */
import { expect, test } from '@jest/globals';
import { imagesOf } from '../images.ts';
import { docker, NOTHING, startCli } from './cli-fixture.ts';

/** A run of two nodes that is cut short is over before this, in ms. */
const AT_MOST_MS = 90_000;

test(
  'a node that dies is named, with the end of its log, and nobody is accused of what came of it',
  async () => {
    await using cli = await startCli(['--profile', 'article', '--nodes', '2']);
    await cli.seen(/^✓ ARTICLE-1 /m);
    const agent = `${await cli.runId()}-agent-1`;
    await docker.getContainer(agent).kill();
    const { exitCode, stdout, stderr } = await cli.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    const { totals, errors } = cli.report();
    expect(totals.failed).toBe(0);
    expect(totals.inconclusive).toBeGreaterThan(0);
    expect(errors[0]).toMatch(
      new RegExp(
        `^node ${agent} died while the specs ran: node ${agent} exited with code 137: it was killed: by somebody, or for lack of memory \\(see \`docker info\` and \`dmesg\`\\)\nlast lines of ${agent}'s log:\n  `,
      ),
    );
    expect(stdout).toContain(`\nerrors:\n  node ${agent} died while the specs ran: `);
    expect(stdout).toContain(`no verdict was recorded: node ${agent} died while the specs ran`);
    expect(await cli.left()).toEqual(NOTHING);
  },
  AT_MOST_MS,
);

test(
  'no nodePort is free: the API server says so itself',
  async () => {
    await using image = await k3sWith('--service-node-port-range=30000-30001');
    await using cli = await startCli(
      ['--profile', 'article', '--nodes', '1', '--focus', 'ARTICLE-2', '--focus', 'ARTICLE-11'],
      {
        env: { K3S_IMAGE: image.name },
      },
    );
    await cli.seen(/client pods ready/);
    const server = docker.getContainer(`${await cli.runId()}-server`);
    for (const name of ['first', 'second']) {
      const Cmd = ['k3s', 'kubectl', 'create', 'service', 'nodeport', name, '--tcp=80'];
      const create = await server.exec({ Cmd, AttachStdout: true, AttachStderr: true });
      const stream = await create.start({});
      await new Promise((resolve) => stream.resume().on('end', resolve));
      expect((await create.inspect()).ExitCode).toBe(0);
    }
    const { exitCode, stderr } = await cli.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    const why = expect.stringMatching(
      /^the scene could not be set: apply Service article-\S+\/nodeport-service: .* InternalError: Internal error occurred: failed to allocate a nodePort: range is full$/,
    );
    expect(cli.report().requirements.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
      ['ARTICLE-2', 'inconclusive', why],
      ['ARTICLE-11', 'inconclusive', why],
    ]);
    expect(await cli.left()).toEqual(NOTHING);
  },
  AT_MOST_MS,
);

test(
  'the deadline comes while the specs run',
  async () => {
    await using cli = await startCli([
      '--profile',
      'article',
      '--nodes',
      '1',
      '--focus',
      'ARTICLE-11',
      '--deadline',
      '28s',
    ]);
    const { exitCode, stdout, stderr } = await cli.ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' });
    const why = "the run's deadline of 28 s came: give it more by --deadline";
    expect(cli.report()).toMatchObject({ errors: [why], totals: { inconclusive: 1 } });
    expect(stdout).toContain(`\n    ARTICLE-11: no verdict was recorded: ${why}\n`);
    expect(await cli.left()).toEqual(NOTHING);
  },
  AT_MOST_MS,
);

/** The node image whose server takes one argument more. */
async function k3sWith(argument: string): Promise<AsyncDisposable & { readonly name: string }> {
  const base = imagesOf(process.env).k3s;
  const name = 'service-conformance-test:more-arguments';
  const container = await docker.createContainer({ Image: base, Cmd: ['server'] });
  const script = `[ "$1" = server ] && set -- "$@" ${argument}; exec k3s "$@"`;
  const changes = `ENTRYPOINT ${JSON.stringify(['/bin/sh', '-c', script, 'k3s'])}`;
  try {
    await container.commit({ repo: name.split(':')[0], tag: name.split(':')[1], changes });
  } finally {
    await container.remove({ v: true });
  }
  return {
    name,
    async [Symbol.asyncDispose]() {
      await docker.getImage(name).remove();
    },
  };
}
