import type { SurFiche } from "#dossier/actes/registre/actes-commission.ts";
import { requireGuichet, unknownDemande } from "#dossier/lectures/registre/guichets.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import { type DemandeSneLue, dansLeDelai } from "../../lectures/sne-echange/service-sne.ts";
import { type EnregistrerDeps, enregistrerDemande } from "./enregistrer.ts";

type ARattacher = SurFiche & { readonly ancienneteLe: string | null; readonly renouveleeLe: string | null };

/**
 * Registers a demande with the number that its household obtained elsewhere, once the agent has seen who gives it: nothing is typed again. Its days
 * are those of the national system when the link is open, else those that the agent reads on the attestation. Refuses `numero-absent`,
 * `numero-radie`, what the system refuses, and as `enregistrerDemande`.
 */
export async function rattacherNumero(base: Base, deps: EnregistrerDeps, saisie: ARattacher): Promise<void> {
  const { epci, demandeur } = saisie;
  requireGuichet(base, epci);
  const fiche = await base.registres.fiche(epci, demandeur);
  if (!fiche) throw unknownDemande();
  if (fiche.numeroDeclare === null) {
    throw conflit("numero-absent", "Le demandeur n’a pas donné de numéro, ou il est déjà rattaché.");
  }
  const numero = deps.coffre.ouvrir(fiche.numeroDeclare, "numero");
  const jours = await joursOf(deps, numero, saisie);
  await enregistrerDemande(base, deps, { ...saisie, ...jours, numero, declare: true });
}

async function joursOf({ serviceSne }: EnregistrerDeps, numero: string, { ancienneteLe, renouveleeLe }: ARattacher) {
  if (!serviceSne) return { ancienneteLe, renouveleeLe };
  const lue: DemandeSneLue = await dansLeDelai(serviceSne, serviceSne.lire(numero));
  if (lue.etat === "radiee") {
    throw conflit(
      "numero-radie",
      "Ce numéro est celui d’une demande radiée dans le système national : demandez-en un nouveau, ou faites-la réactiver.",
    );
  }
  return { ancienneteLe: lue.creeLe, renouveleeLe: lue.renouveleLe };
}
