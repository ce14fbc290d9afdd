/** The specs of several files as one list, which ends what each file has made as soon as its own last spec has ended. */

export interface Spec {
  /** Of the requirement that it checks; none for what has no verdict. */
  readonly id?: string;
  readonly title: string;
  readonly run: () => Promise<void>;
  /** Jest's own limit, in ms. */
  readonly limitMs: number;
}

export interface SpecFile {
  readonly specs: readonly Spec[];
  /** What is to be done when its specs have ended. */
  readonly ends: readonly (() => Promise<void>)[];
}

export interface Together {
  readonly specs: readonly Spec[];
  /** To be awaited once all specs have ended: whether what the files had to do then was done. Rejects with the first reason why not. */
  readonly ended: () => Promise<void>;
}

/** @param first ids of those that begin before all others, in their order. */
export function together(files: readonly SpecFile[], first: readonly string[]): Together {
  const ends: Promise<PromiseSettledResult<void>[]>[] = [];
  const place = ({ id = '' }: Spec) => (first.includes(id) ? first.indexOf(id) : first.length);
  const specs = files.flatMap((file) => {
    let left = file.specs.length;
    const end = () => ends.push(Promise.allSettled(file.ends.map((each) => each())));
    const over = () => {
      left -= 1;
      if (left === 0) end();
    };
    if (left === 0) end();
    return file.specs.map((spec) => ({ ...spec, run: () => spec.run().finally(over) }));
  });
  const ended = async () => {
    for (const result of (await Promise.all(ends)).flat()) if (result.status === 'rejected') throw result.reason;
  };
  return { specs: specs.toSorted((a, b) => place(a) - place(b)), ended };
}
