import { joinFrench } from "../shared/format.ts";
import { checkDroit, readSignature } from "./controles-droit.ts";
import { checkTableau } from "./controles-tableau.ts";
import { labelPorteur, type Porteur } from "./engagement.ts";
import { readSignatures } from "./signataire.ts";
import type { Version } from "./version.ts";

/** `bloquant`: the version cannot enter into force. `alerte`: an inconsistency that the parties may keep. `information`: to be known. */
export type GraviteControle = "bloquant" | "alerte" | "information";

/** What a version of the convention says against itself, against its reference year or against the law. */
export type ControleConvention = {
  readonly code: string;
  readonly gravite: GraviteControle;
  readonly annee: number | null;
  readonly porteur: Porteur | null;
  /** French, shown as is. */
  readonly phrase: string;
};

/** Bases hors QPV of a year by SIREN, as the published files give them. */
export type AssiettesObservees = { readonly annee: number; readonly horsQpv: ReadonlyMap<string, number> };

export type MatiereControle = {
  readonly version: Pick<Version, "engagements" | "signataires" | "etapes" | "depuis">;
  /** SIREN → name. */
  readonly noms: Readonly<Record<string, string>>;
  /** null for whoever may not read every bailleur's attributions: nothing is then said of who is left out. */
  readonly observees: AssiettesObservees | null;
  /** The day on which the law is read for a version that nobody has signed yet. */
  readonly jour: string;
};

const RANG: Readonly<Record<GraviteControle, number>> = { bloquant: 0, alerte: 1, information: 2 };

/** Everything there is to say, blocking first, then in the order of the years. An empty list means that nothing was found, not that all is right. */
export function checkVersion(matiere: MatiereControle): readonly ControleConvention[] {
  const all = [...checkDroit(matiere), ...checkTableau(matiere), ...checkSignataires(matiere)];
  return all.sort((a, b) => RANG[a.gravite] - RANG[b.gravite] || (a.annee ?? 9999) - (b.annee ?? 9999));
}

/** A bailleur may be committed without having to sign, and a signature may be missing: said, never refused, the convention exists. */
function checkSignataires({ version, noms }: MatiereControle): ControleConvention[] {
  const { sansSignature } = readSignatures(version.signataires, version.engagements);
  const without = sansSignature.map(
    (siren): ControleConvention => ({
      code: "bailleur-sans-signature",
      gravite: "alerte",
      annee: null,
      porteur: { type: "bailleur", siren },
      phrase: `${labelPorteur({ type: "bailleur", siren }, noms)} a des objectifs et ne figure pas parmi les signataires : rien ne montre que ce bailleur s’y est engagé.`,
    }),
  );
  const unsigned = version.signataires.filter(({ signeLe }) => signeLe === null).map(({ nom }) => nom);
  if (unsigned.length === 0) return without;
  const many = unsigned.length > 1;
  const expected: ControleConvention = {
    code: "signature-attendue",
    gravite: readSignature(version) === null ? "information" : "alerte",
    annee: null,
    porteur: null,
    phrase: `${unsigned.length} ${many ? "signatures manquent" : "signature manque"} sur ${version.signataires.length} : ${joinFrench(unsigned)}.`,
  };
  return [...without, expected];
}
