import { expect, test } from '@jest/globals';
import { engineError, noEngine, pullError } from './engine-error.ts';

/** An error as dockerode throws it. */
const refusal = (statusCode: number, reason: string, message: string) =>
  Object.assign(new Error(`(HTTP code ${statusCode}) ${reason} - ${message} `), {
    statusCode,
    reason,
    json: { message },
  });

test('no engine', () => {
  const cause = new Error('Could not find a working container runtime strategy');
  const error = noEngine('its usual places', cause);
  expect(error.message).toBe(
    'no Docker engine answers at its usual places: Could not find a working container runtime strategy; start one, or set DOCKER_HOST, until `docker version` shows a server',
  );
  expect(error).toMatchObject({ name: 'EngineError', kind: 'no engine', cause });
});

test('an engine that this user may not use', () => {
  const denied = Object.assign(new Error('connect EACCES /var/run/docker.sock'), { code: 'EACCES' });
  expect(noEngine('its usual places', denied).message).toBe(
    'no Docker engine answers at its usual places: connect EACCES /var/run/docker.sock; let this user use it (group docker), or set DOCKER_HOST, until `docker version` shows a server',
  );
});

test('what Testcontainers hands on of a refusal is put as the refusal itself', () => {
  const text = '(HTTP code 500) server error - Get "https://registry.example/v2/": no - such host ';
  for (const cause of [text, new Error(text)]) {
    expect(pullError('i:1', 'K3S_IMAGE', cause).message).toBe(
      'image i:1 can\'t be pulled: Get "https://registry.example/v2/": no - such host; try `docker pull i:1`, or set K3S_IMAGE to an image that the engine has',
    );
  }
});

test('a socket error without a message is named by its code', () => {
  const error = noEngine(
    'DOCKER_HOST=tcp://127.0.0.1:1',
    Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
  );
  expect(error.message).toMatch(
    /^no Docker engine answers at DOCKER_HOST=tcp:\/\/127\.0\.0\.1:1: ECONNREFUSED; start one/,
  );
});

test.each([
  [
    'registry not reached',
    refusal(500, 'server error', 'Get "https://registry.example/v2/": dial tcp: lookup registry.example: no such host'),
  ],
  [
    'no such image',
    refusal(
      404,
      'no such container',
      "pull access denied for rancher/k4s, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ),
  ],
  ['too many pulls', refusal(429, 'too many requests', 'toomanyrequests: You have reached your pull rate limit.')],
])('image can not be pulled: %s', (_, cause) => {
  const error = pullError('rancher/k4s:v1', 'K3S_IMAGE', cause);
  expect(error.kind).toBe('image');
  expect(error.message).toBe(
    `image rancher/k4s:v1 can't be pulled: ${cause.json.message}; try \`docker pull rancher/k4s:v1\`, or set K3S_IMAGE to an image that the engine has`,
  );
});

test.each([
  ['pull', (cause: Error) => pullError('i:1', 'K3S_IMAGE', cause)],
  ['create', (cause: Error) => engineError('start container a', cause)],
])('disk full at %s', (_, map) => {
  const error = map(refusal(500, 'server error', 'mkdir /var/lib/docker/overlay2/1: no space left on device'));
  expect(error.kind).toBe('disk full');
  expect(error.message).toBe(
    "the Docker engine's disk is full: mkdir /var/lib/docker/overlay2/1: no space left on device; see `docker system df`, make room with `docker system prune`",
  );
});

test.each([
  'privileged mode is incompatible with user namespaces. You must run the container in the host namespace when running privileged mode',
  'authorization denied by plugin guard: use of Privileged containers is not allowed',
])('privileged containers refused: %s', (words) => {
  const error = engineError('start container a', refusal(400, 'bad parameter', words));
  expect(error.kind).toBe('privileged');
  expect(error.message).toBe(
    `the Docker engine takes no privileged containers, and a k3s node is one: ${words}; use an engine that allows \`docker run --privileged\``,
  );
});

test('any other refusal is passed on in one line', () => {
  const cause = refusal(409, 'conflict', 'Conflict. The container name "/a" is\nalready in use');
  const error = engineError('start container a', cause);
  expect(error).toMatchObject({ kind: 'refused', cause });
  expect(error.message).toBe(
    'the Docker engine refused to start container a: Conflict. The container name "/a" is already in use; see `docker info` and the engine\'s log',
  );
});

test('what is told apart already stays as it is', () => {
  const error = pullError('i:1', 'K3S_IMAGE', 'x');
  expect(engineError('start container a', error)).toBe(error);
});
