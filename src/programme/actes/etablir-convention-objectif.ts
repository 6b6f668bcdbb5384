import { createHash } from "node:crypto";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { computeConventionObjectif, type QuestionConvention } from "../lectures/compute-convention-objectif.ts";
import type { ConventionEtablieLue, ConventionObjectif } from "../lectures/convention-objectif.ts";
import { cleanTexte } from "../lectures/texte.ts";
import { checkSignature, type PartieConvention } from "../regles/convention-objectif.ts";
import { isPorteur } from "./ecrire-operation.ts";

export type EtablissementDemande = Omit<QuestionConvention, "engagements"> & {
  /** Commitments, one a line. */
  readonly engagements: string;
  readonly relu: boolean;
};

/** Maximum characters: about a page. */
export const ENGAGEMENTS_MAX = 2_000;

/** Splits the lines of the form into commitments. Refuses what the check of the text refuses. */
function readEngagements(texte: string, relu: boolean): readonly string[] {
  return (cleanTexte(texte, "Engagements", relu, ENGAGEMENTS_MAX) ?? "")
    .split("\n")
    .map((line) => line.replace(/^[-–•\s]+/, "").trim())
    .filter((line) => line !== "");
}

/**
 * Freezes the convention of the day with a number, a date and a hash; later changes of the register do not alter it. Returns its id.
 * Refuses what `computeConventionObjectif` and `cleanTexte` refuse, `convention-objectif-vide`.
 */
export async function etablirConventionObjectif(base: Base, demande: EtablissementDemande): Promise<number> {
  const { epci, organisation } = demande;
  const engagements = readEngagements(demande.engagements, demande.relu);
  return base.transaction(async (tx) => {
    const contenu = await computeConventionObjectif(tx, { ...demande, engagements });
    const rien =
      contenu.groupes.length === 0 && !contenu.objectifs.some(({ propre }) => propre) && engagements.length === 0;
    if (rien) {
      throw new Refus(
        "convention-objectif-vide",
        "Ce bailleur n’a, pour ces années, ni opération, ni objectif, ni engagement écrit\u00A0: il n’y a rien à établir.",
      );
    }
    const id = await tx.conventionsObjectifs.add({ epci, organisation, contenu, empreinte: hashConvention(contenu) });
    await tx.journal.ecrire({
      acte: "convention-objectif-etablie",
      ressource: "programme",
      epci,
      objet: `convention-objectif:${id}`,
    });
    return id;
  });
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
function hashConvention(contenu: ConventionObjectif): string {
  return createHash("sha256").update(canonicalJson(contenu)).digest("hex");
}

/** Throws `convention-objectif-inconnue`. */
export async function findConventionObjectif(base: Base, epci: string, id: number): Promise<ConventionEtablieLue> {
  const found = await base.conventionsObjectifs.find(epci, id);
  if (found) return found;
  throw introuvable(
    "convention-objectif-inconnue",
    "Cette convention d’objectifs n’existe pas, ou ne vous est pas ouverte. Choisissez-la dans la liste.",
  );
}

/** Parties whose day of signature the actor may enter: both for the EPCI, its own for a bailleur. */
export function partiesOf(base: Pick<Base, "acteur">, epci: string, organisation: number): readonly PartieConvention[] {
  if (peutPartout(base.acteur, "programme", "creer", epci)) return ["epci", "bailleur"];
  return isPorteur(base, epci, "creer", organisation) ? ["bailleur"] : [];
}

/** Refuses `convention-objectif-inconnue`, `signature-d-un-autre`, and the refusals of `checkSignature`. */
export async function signerConventionObjectif(
  base: Base,
  demande: {
    readonly epci: string;
    readonly id: number;
    readonly partie: PartieConvention;
    readonly le: string;
    readonly aujourdhui: string;
  },
): Promise<void> {
  const { epci, id, partie, le, aujourdhui } = demande;
  await base.transaction(async (tx) => {
    const found = await findConventionObjectif(tx, epci, id);
    const { organisation } = found.bailleur;
    if (!partiesOf(tx, epci, organisation).includes(partie)) {
      throw interdit("signature-d-un-autre", "Vous écrivez la signature de votre organisation seulement.");
    }
    checkSignature(found, { partie, le }, aujourdhui);
    if (!(await tx.conventionsObjectifs.sign({ epci, id, organisation, partie, le }))) {
      throw conflit("convention-objectif-signee", "Cette partie vient de signer. Rechargez la page.");
    }
    await tx.journal.ecrire({
      acte: "convention-objectif-signee",
      ressource: "programme",
      epci,
      objet: `convention-objectif:${id}:${partie}`,
    });
  });
}
