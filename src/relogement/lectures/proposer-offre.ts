import type { Base } from "#socle/lectures/base.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { ecrireDossier } from "../actes/ecrire-dossier.ts";
import type { LogementOffert, RangOffre } from "../regles/offre.ts";
import { LIBELLE_RANG_OFFRE } from "../regles/offre.ts";
import { findMieux, rangOf } from "../regles/rang.ts";
import { checkNouvelleOffre } from "../regles/regle-offre.ts";
import { checkCout } from "./check-saisie.ts";
import { moveDossier } from "./move-dossier.ts";
import { cleanTexte } from "./prose.ts";
import { searchLogements } from "./recherche-compute.ts";

export type OffreAProposer = {
  readonly epci: string;
  readonly id: number;
  readonly logement: LogementOffert;
  readonly proposeeLe: string;
  /** Why no dwelling of a better rank was offered; empty: no reason given. */
  readonly raisonRang: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * Returns the `id`. The first offer moves the file to « offres »; from the fourth counted offer on, each needs a decision of the comité. Refuses
 * `offre-hors-etat`, `offre-deja-acceptee`, `offre-quatrieme`, `offre-rang-sans-raison`, `offre-adresse`, `offre-date`, `relogement-date`,
 * `relogement-saisie`, the refusals of the text, `relogement-inconnu`,
 * `droit-absent`.
 */
export async function proposerOffre(base: Base, demande: OffreAProposer): Promise<number> {
  const { epci, id, logement, proposeeLe, aujourdhui } = demande;
  checkLogement(logement);
  const raisonRang = await readRaison(base, demande);
  const objet = (offre: number) => `offre:${offre}`;
  return ecrireDossier(base, { epci, id, acte: "offre-proposee", action: "modifier", objet }, async (tx, dossier) => {
    const decision = checkNouvelleOffre(dossier, proposeeLe, aujourdhui);
    if (dossier.etat === "diagnostic") await moveDossier(tx, epci, dossier, { vers: "offres", le: proposeeLe });
    return tx.relogements.addOffre(epci, {
      relogement: id,
      logement,
      proposeeLe,
      raisonRang,
      decisionComite: decision?.id ?? null,
    });
  });
}

function checkLogement(logement: LogementOffert): void {
  checkCout("Logement proposé", logement);
  if (logement.adresse.trim() !== "" && logement.commune.trim() !== "") return;
  throw new Refus("offre-adresse", "Logement proposé : son adresse et sa commune sont nécessaires.");
}

/** A dwelling of a lower rank than a free one may be offered; its reason is then required, and kept. */
async function readRaison(base: Base, demande: OffreAProposer): Promise<string | null> {
  const { logement, proposeeLe, relu } = demande;
  const raison = cleanTexte(demande.raisonRang, "Pourquoi ce logement plutôt qu’un mieux placé", relu);
  if (raison !== null) return raison;
  const rang = rangOf(logement, proposeeLe);
  const mieux = rang === "neuf" ? [] : findMieux(rang, await listRangs(base, demande));
  if (mieux.length === 0) return null;
  const noms = mieux.map((better) => `« ${LIBELLE_RANG_OFFRE[better]} »`);
  throw new Refus(
    "offre-rang-sans-raison",
    `Des logements libres mieux placés dans l’ordre de relogement conviennent à ce ménage : ${joinFrench(noms)}. Dites pourquoi vous proposez celui-ci.`,
    { mieux },
  );
}

/**
 * Ranks of the declared free dwellings that suit the household. Dwellings that an operation will deliver, or that RPLS saw vacant on a first
 * of January, may not be free today: they are ignored.
 */
async function listRangs(base: Base, { epci, id, aujourdhui }: OffreAProposer): Promise<readonly RangOffre[]> {
  const { retenus } = await searchLogements(base, { epci, menage: id, jour: aujourdhui, criteres: null });
  return [...new Set(retenus.filter(({ origine }) => origine === "declare").map(({ rang }) => rang))];
}
