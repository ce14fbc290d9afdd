/** The environment variable that names the spec files, a JSON list of paths. */
export const SPEC_FILES_VARIABLE = 'SERVICE_CONFORMANCE_SPEC_FILES';
