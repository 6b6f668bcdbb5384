import type { Engagement } from "./engagement.ts";

/** Who signs, or has to. `organisation` ties it to those who may sign here; null: an organisation that Blaise does not know. */
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
  /** Bailleurs, by SIREN, that have objectives and are not among the signatories (Vitry Habitat in the source). */
  readonly sansSignature: readonly string[];
};

/** Counts signatures, and finds who is committed without having to sign: a « contrôle », never a refusal (the convention exists). */
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
