import type { Liberation } from "#attributions/lectures/liberation/ports.ts";
import type { RelogementPossible } from "#attributions/lectures/liberation/vue-liberation.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { CLOTURES } from "../regles/etat.ts";
import type { DossierRelogement } from "./ports.ts";

/** Maximum households shown; the list of the rehousing has them all. */
const MONTRES = 10;

/**
 * Households to rehouse that asked for this kind of dwelling, among those that the actor may read, the fewest gaps first. null: no right to the
 * rehousing.
 */
export async function readRelogements(
  base: Base,
  { epci, logement }: Liberation,
): Promise<readonly RelogementPossible[] | null> {
  if (!peut(base.acteur, "relogement", "lire", epci)) return null;
  const dossiers = await base.relogements.list(epci);
  return dossiers
    .filter((dossier) => !CLOTURES.includes(dossier.etat) && fits(dossier, logement))
    .map((dossier) => ({
      id: dossier.id,
      reference: dossier.reference,
      immeuble: dossier.operationNom,
      personnes: dossier.personnes,
      ecarts: gaps(dossier, logement),
    }))
    .sort((a, b) => a.ecarts.length - b.ecarts.length || a.reference.localeCompare(b.reference, "fr"))
    .slice(0, MONTRES);
}

/** A household without a wished size never fits. */
function fits({ souhait }: DossierRelogement, { typologie }: Liberation["logement"]): boolean {
  return typologie !== null && souhait.typologies.includes(typologie);
}

function gaps({ souhait }: DossierRelogement, logement: Liberation["logement"]): readonly string[] {
  const elsewhere = souhait.communes.length > 0 && !souhait.communes.includes(logement.commune);
  const dear =
    souhait.resteAChargeMax !== null &&
    logement.loyer !== null &&
    logement.loyer + (logement.charges ?? 0) > souhait.resteAChargeMax;
  return [
    ...(elsewhere ? ["autre commune souhaitée"] : []),
    ...(dear ? ["loyer et charges au-dessus de ce que le ménage dit pouvoir payer, avant APL"] : []),
  ];
}
