/** What is said of a reference cluster wherever its results are shown. */
export const REFERENCE_NOTICE = 'reference cluster: shows how the suite works, is no evidence about any real cluster';
