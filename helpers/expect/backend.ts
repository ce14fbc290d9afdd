/** A pod that may answer, as an expectation names it. */
export interface Backend {
  /** `namespace/pod`, as it proves itself. */
  readonly name: string;
  readonly address: string;
  readonly node: string;
}
