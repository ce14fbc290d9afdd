import type { Requirement } from '../catalogue/requirement.ts';

/** An entry of a catalogue, with what the test states instead. */
export function sampleRequirement(id: string, stated: Partial<Requirement> = {}): Requirement {
  return {
    ...{ id, level: 'core', sentence: 'It MUST hold.', needs: {}, source: 'kubernetes.io/docs' },
    ...{ upstream: 'none', catches: 'a proxy that does nothing.' },
    ...stated,
  };
}
