/** Beside the names of faults: the whole catalogue on a healthy cluster. */
export const HEALTHY = 'healthy';
