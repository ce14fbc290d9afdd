/** Makes plans for its parent, and says of each what came of it. */
import { makePlan } from './make-plan.ts';
import type { PlanRequest } from './plan-process.ts';

process.once('disconnect', () => process.exit());
process.on('message', async (request: PlanRequest) => {
  try {
    process.send?.({ plan: await makePlan(request) });
  } catch (error) {
    process.send?.({ problem: (error as Error).stack });
  }
});
process.send?.('ready');
