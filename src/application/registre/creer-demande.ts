import { randomBytes, randomUUID } from "node:crypto";
import { OCTETS_CODE, writeReference } from "#domain/dossier/code-reprise.ts";
import type { Identite, TypologieCherchee } from "#domain/dossier/reponses.ts";
import type { NatureDemande } from "#domain/registre/registre.ts";
import { Refus } from "#domain/shared/refus.ts";
import type { Base } from "../base.ts";
import { ecrireEvenement } from "../evenement/ecrire-evenement.ts";
import { guichetsOf } from "./guichets.ts";

export type DemandeAuGuichet = {
  readonly epci: string;
  readonly guichet: number;
  readonly identite: Identite;
  readonly personnes: number;
  /** Euros a month, of the household; null: not known yet. */
  readonly revenuMensuel: number | null;
  readonly typologie: TypologieCherchee | null;
  readonly nature: NatureDemande;
  /** INSEE codes, in the household's order. */
  readonly communes: readonly string[];
  /** ISO instant. */
  readonly maintenant: string;
};

/**
 * Opens the file of somebody who is at the desk, ready to be registered; returns its identifier. What the desk does not ask stays unknown, and the
 * household completes it. Refuses `guichet-autre`, `commune-hors`.
 */
export async function creerDemande(base: Base, demande: DemandeAuGuichet): Promise<string> {
  const { epci, guichet, identite, communes, maintenant, ...menage } = demande;
  if (!(guichetsOf(base, epci) ?? []).includes(guichet)) {
    throw new Refus("guichet-autre", "Choisissez votre guichet dans la liste.");
  }
  await checkCommunes(base, epci, communes);
  const demandeur = randomUUID();
  const { typologie, revenuMensuel } = menage;
  await base.transaction(async (tx) => {
    await tx.registres.add({
      ...{ demandeur, epci, guichet, identite, communes, deposeeLe: maintenant },
      reference: writeReference(randomBytes(OCTETS_CODE)),
      menage: {
        ...{ ...menage, quartile: "inconnu", uniteConso: null },
        reponses: {
          ...(typologie && { recherche: rechercheOf(typologie) }),
          ...(revenuMensuel && { revenus: revenusOf(revenuMensuel) }),
        },
      },
    });
    await ecrireEvenement(tx, { epci, demandeur, code: "demande-deposee", objet: `organisation:${guichet}` });
    await tx.journal.ecrire({
      ...{ acte: "dossier-cree", ressource: "demande-identite", epci, demandeur },
      objet: `demande:${demandeur}`,
    });
  });
  return demandeur;
}

/** In the words of the steps, so that the household finds them there. */
function rechercheOf(typologie: TypologieCherchee) {
  return {
    ...{ motifs: [], typologies: [typologie], genre: "indifferent", elargir: false, loyerMax: null, meuble: false },
    mobilite: null,
  };
}

function revenusOf(mensuel: number) {
  return {
    ...{ sources: [], mensuel, pensionVersee: null, rfr: null, rfrN1: null, profession: null },
    ...{ contratCourt: "inconnu", employeurSiret: null, employeurPlusDeDix: "inconnu" },
  };
}

async function checkCommunes(base: Base, epci: string, communes: readonly string[]): Promise<void> {
  const known = new Set((await base.territoires.communes(epci)).map(({ commune }) => commune));
  if (communes.length > 0 && communes.every((commune) => known.has(commune))) return;
  throw new Refus("commune-hors", "Choisissez au moins une commune du territoire.");
}
