import { createHash } from "node:crypto";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import { interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { BilanFlux } from "../../lectures/contingent/bilan-flux.ts";
import { computeBilanFlux } from "../../lectures/contingent/compute-bilan-flux.ts";
import type { CompteurConvention } from "../../lectures/contingent/contingents.ts";
import type { BilanFluxTransmis } from "../../lectures/contingent/ports.ts";
import type { Compteur } from "../../regles/contingent/compteur.ts";
import { findConvention } from "./ecrire-convention.ts";
import { writeJournal } from "./ecrire-droit.ts";

export type DemandeTransmission = { readonly epci: string; readonly convention: number; readonly annee: number };

/**
 * The bailleur freezes the leases of one réservataire, in their convention's area, and opens them to it. A new transmission is one more version: none
 * is changed. Throws `convention-flux-inconnue`, `bilan-flux-du-bailleur`, `bilan-flux-annee`.
 */
export async function transmettreBilanFlux(
  base: Base,
  { epci, convention: id, annee }: DemandeTransmission,
  aujourdhui: string,
): Promise<{ readonly id: number; readonly numero: number }> {
  return base.transaction(async (tx) => {
    const convention = await findConvention(tx, epci, id);
    const own = habilitationsFor(tx.acteur, "contingent", "valider", epci).some(
      ({ organisation }) => organisation === convention.bailleur,
    );
    if (!own || convention.siren === null) {
      throw interdit("bilan-flux-du-bailleur", "Le bilan annuel des flux est transmis par le bailleur lui-même.");
    }
    if (annee < convention.anneeDebut || annee > convention.anneeFin || `${annee}-12-31` >= aujourdhui) {
      throw new Refus(
        "bilan-flux-annee",
        `Le bilan ${annee} se transmet une fois l’année finie, pour une année couverte par la convention (${convention.anneeDebut} à ${convention.anneeFin}).`,
      );
    }
    const { siren, contingent } = convention;
    const contenu = await computeBilanFlux(tx, { epci, annee, bailleur: siren, contingent, convention }, aujourdhui);
    const { bailleur, reservataire } = convention;
    const frozen = await tx.contingents.transmettre({
      epci,
      convention: id,
      bailleur,
      reservataire,
      annee,
      contenu,
      empreinte: hashBilanFlux(contenu),
    });
    await writeJournal(tx, epci, "bilan-flux-transmis", `bilan-flux:${frozen.id}`);
    return frozen;
  });
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
export function hashBilanFlux(contenu: BilanFlux): string {
  return createHash("sha256").update(canonicalJson(contenu)).digest("hex");
}

/** Throws `bilan-flux-inconnu`. */
export async function findBilanTransmis(
  base: Base,
  epci: string,
  id: number,
): Promise<BilanFluxTransmis & { readonly contenu: BilanFlux }> {
  const found = await base.contingents.findTransmis(epci, id);
  if (found) return { ...found, contenu: readFige(found.contenu) };
  throw introuvable("bilan-flux-inconnu", "Ce bilan des flux n’existe pas, ou ne vous est pas ouvert.");
}

/** Older transmissions have one number: the most that remained, by certain leases; they did not keep whether a quarter was missing. */
type ResteFige = Compteur["reste"] | number;

function readFige(contenu: BilanFlux): BilanFlux {
  return {
    ...contenu,
    compteurs: contenu.compteurs.map((one) => ({ ...one, compteur: { ...one.compteur, reste: readReste(one) } })),
  };
}

function readReste({ compteur }: CompteurConvention): Compteur["reste"] {
  const reste: ResteFige = compteur.reste;
  return typeof reste === "number" ? [0, reste] : reste;
}
