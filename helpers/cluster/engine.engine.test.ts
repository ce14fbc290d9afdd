import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { connectEngine } from './engine.ts';

test('the engine that answers is described', async () => {
  const engine = await connectEngine();
  expect(engine.cgroupVersion).toMatch(/^[12]$/);
  expect(engine.memory).toBeGreaterThan(0);
  expect(engine.hostAddress).toMatch(/^[0-9a-f.:]+$/);
});

test('a DOCKER_HOST where nothing answers is no engine, whatever else there is', async () => {
  const script = `import(${JSON.stringify(new URL('engine.ts', import.meta.url))}).then((m) => m.connectEngine()).catch((error) => console.log(error.message))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, NODE_OPTIONS: '', DOCKER_HOST: 'tcp://127.0.0.1:1' },
  });
  expect(stdout.trim()).toBe(
    'no Docker engine answers at DOCKER_HOST=tcp://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1; start one, or set DOCKER_HOST, until `docker version` shows a server',
  );
});
