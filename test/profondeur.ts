/** How far a suite looks: every run, a run on the second engine, or a proof that is made once and committed. */
type Tailles<T> = { readonly ci: T; readonly moteur?: T; readonly preuve: T };

/**
 * The size of this run. The same assertions at each size, on draws that are the same from one run to the next; what a run of every day leaves
 * out, `npm run preuve -- profondeur` does, and commits its result in docs/preuves/.
 */
export function selon<T>({ ci, moteur = ci, preuve }: Tailles<T>): T {
  if (process.env.BLAISE_TEST_PROFONDEUR === "preuve") return preuve;
  return process.env.BLAISE_TEST_PASSAGE === "moteur" ? moteur : ci;
}
