import type Docker from 'dockerode';
import { engineWords } from './engine-error.ts';
import { labelValue, RUN_LABEL } from './labels.ts';

export interface Removed {
  readonly containers: readonly string[];
  readonly networks: readonly string[];
}

/** Not everything of a run could be removed. */
export class RemovalFailed extends AggregateError {
  override readonly name = 'RemovalFailed';
}

/** Removes all containers of a run, their volumes with them, then its networks. @throws {RemovalFailed} after trying all. */
export async function removeRun(docker: Docker, runId: string): Promise<Removed> {
  const filters = { label: [`${RUN_LABEL}=${labelValue(runId)}`] };
  const errors: Error[] = [];
  const each = async (kind: string, names: string[], remove: (name: string) => Promise<unknown>): Promise<string[]> => {
    const gone = await Promise.all(
      names.map(async (name) => {
        try {
          await remove(name);
          return [name];
        } catch (error) {
          if (isGone(error)) return [];
          errors.push(new Error(`${kind} ${name}: ${engineWords(error)}`, { cause: error }));
          return [];
        }
      }),
    );
    return gone.flat();
  };
  const found = await docker.listContainers({ all: true, filters });
  const containers = await each(
    'container',
    found.map(({ Id, Names }) => Names[0]?.slice(1) ?? Id),
    (name) => docker.getContainer(name).remove({ force: true, v: true }),
  );
  const nets = await docker.listNetworks({ filters });
  const networks = await each(
    'network',
    nets.map(({ Name }) => Name),
    (name) => docker.getNetwork(name).remove(),
  );
  if (errors.length > 0) {
    const what = errors.map(({ message }) => message).join('; ');
    throw new RemovalFailed(errors, `not all of run ${runId} could be removed: ${what}; try \`npm run clean\``);
  }
  return { containers, networks };
}

/** Somebody else has removed it, or is about to. */
function isGone(error: unknown): boolean {
  const { statusCode } = Object(error);
  return statusCode === 404 || (statusCode === 409 && /already in progress/.test(engineWords(error)));
}
