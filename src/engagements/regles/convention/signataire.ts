import type { Engagement } from "./engagement.ts";

/** A present or expected signatory. `organisation`: ties it to the persons who may sign here; null: unknown to Blaise. */
export type Signataire = {
  readonly id: number;
  readonly organisation: number | null;
  readonly nom: string;
  /** « le préfet de la Haute-Marne », « la directrice régionale ». No person is named: an act binds an organisation. */
  readonly qualite: string;
  readonly siren: string | null;
  readonly signeLe: string | null;
};

export type EtatSignatures = {
  readonly attendues: number;
  readonly faites: number;
  /** Bailleurs, by SIREN, with objectives but absent from the signatories (Vitry Habitat in the source). */
  readonly sansSignature: readonly string[];
};

/** Counts signatures, and lists who has objectives without being a signatory: a « contrôle », never a refusal (the convention exists). */
export function readSignatures(
  signataires: readonly Signataire[],
  engagements: readonly Pick<Engagement, "porteur">[],
): EtatSignatures {
  const committed = new Set(engagements.flatMap(({ porteur }) => (porteur.type === "bailleur" ? [porteur.siren] : [])));
  const signing = new Set(signataires.flatMap(({ siren }) => siren ?? []));
  return {
    attendues: signataires.length,
    faites: signataires.filter(({ signeLe }) => signeLe !== null).length,
    sansSignature: [...committed].filter((siren) => !signing.has(siren)).sort(),
  };
}
