import type { LogementOffert, RangOffre } from "#domain/relogement/offre.ts";
import { LIBELLE_RANG_OFFRE } from "#domain/relogement/offre.ts";
import { findMieux, rangOf } from "#domain/relogement/rang.ts";
import { checkNouvelleOffre } from "#domain/relogement/regle-offre.ts";
import { joinFrench } from "#domain/shared/format.ts";
import { Refus } from "#domain/shared/refus.ts";
import type { Base } from "../base.ts";
import { checkCout } from "./check-saisie.ts";
import { ecrireDossier } from "./ecrire-dossier.ts";
import { moveDossier } from "./move-dossier.ts";
import { cleanTexte } from "./prose.ts";

export type OffreAProposer = {
  readonly epci: string;
  readonly id: number;
  readonly logement: LogementOffert;
  readonly proposeeLe: string;
  /** Ranks of the dwellings that were found for this household; empty: nobody looked. */
  readonly rangsDisponibles: readonly RangOffre[];
  /** Why nothing better of the order was offered; empty: nothing is said. */
  readonly raisonRang: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * Returns its `id`. The first offer moves the file to « offres »; from the fourth that counts on, each uses a decision of the comité. Refuses
 * `offre-hors-etat`, `offre-deja-acceptee`, `offre-quatrieme`, `offre-rang-sans-raison`, `offre-adresse`, `offre-date`, `relogement-date`, `relogement-saisie`, those of the text, `relogement-inconnu`,
 * `droit-absent`.
 */
export async function proposerOffre(base: Base, demande: OffreAProposer): Promise<number> {
  const { epci, id, logement, proposeeLe, aujourdhui } = demande;
  checkLogement(logement);
  const raisonRang = readRaison(demande);
  const objet = (offre: number) => `offre:${offre}`;
  return ecrireDossier(base, { epci, id, acte: "offre-proposee", action: "modifier", objet }, async (tx, dossier) => {
    const decision = checkNouvelleOffre(dossier, proposeeLe, aujourdhui);
    if (dossier.etat === "diagnostic") await moveDossier(tx, epci, dossier, { vers: "offres", le: proposeeLe });
    return tx.relogements.addOffre(epci, {
      ...{ relogement: id, logement, proposeeLe, raisonRang, decisionComite: decision?.id ?? null },
    });
  });
}

function checkLogement(logement: LogementOffert): void {
  checkCout("Logement proposé", logement);
  if (logement.adresse.trim() !== "" && logement.commune.trim() !== "") return;
  throw new Refus("offre-adresse", "Logement proposé : son adresse et sa commune sont nécessaires.");
}

/** A dwelling that comes later in the order may be offered; why is then asked, and kept. */
function readRaison({ logement, proposeeLe, rangsDisponibles, raisonRang, relu }: OffreAProposer): string | null {
  const raison = cleanTexte(raisonRang, "Pourquoi ce logement plutôt qu’un mieux placé", relu);
  if (raison !== null) return raison;
  const mieux = findMieux(rangOf(logement, proposeeLe), rangsDisponibles);
  if (mieux.length === 0) return null;
  const noms = mieux.map((rang) => `« ${LIBELLE_RANG_OFFRE[rang]} »`);
  throw new Refus(
    "offre-rang-sans-raison",
    `Des logements mieux placés dans l’ordre du document-cadre ont été trouvés pour ce ménage : ${joinFrench(noms)}. Dites pourquoi vous proposez celui-ci.`,
    { mieux },
  );
}
