import type { Base } from "#socle/lectures/base.ts";
import { introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import { type DroitEchange, type EtatEchange, isDeDroit } from "../../regles/echange/echange.ts";
import type { AutreCote, CompteEchange, CoteEchange, EchangePossible, OffreEchange } from "./ports.ts";

/** A side, and the dwelling that its household would have. */
export type EchangeLu = CoteEchange & { readonly autre: AutreCote; readonly etat: EtatEchange };

/** `deDroit`: of an open exchange inside the bailleur's own stock. */
export type EchangeSuivi = EchangeLu & { readonly deDroit: DroitEchange };

export type EchangesLus = {
  readonly offres: readonly OffreEchange[];
  readonly echanges: readonly EchangeSuivi[];
  /** Of each bailleur of the territory; empty: the reader reads no count. */
  readonly comptes: readonly CompteEchange[];
  /** The offer whose possible exchanges are shown. */
  readonly choisie: { readonly offre: OffreEchange; readonly possibles: readonly EchangePossible[] } | null;
};

/** `organisation` null: the reader is no bailleur, and reads the counts alone. */
export async function lireEchanges(
  base: Base,
  {
    epci,
    organisation,
    offre,
  }: { readonly epci: string; readonly organisation: number | null; readonly offre: number | null },
): Promise<EchangesLus> {
  const comptes = await base.echanges.comptes(epci);
  if (organisation === null) return { offres: [], echanges: [], comptes, choisie: null };
  const [offres, cotes] = await Promise.all([
    base.echanges.offres(epci, organisation),
    base.echanges.ofOrganisation(epci, organisation),
  ]);
  const echanges = await Promise.all((await joinAutres(base, epci, cotes)).map((lu) => withDroit(base, epci, lu)));
  const choisie = offres.find(({ id }) => id === offre) ?? null;
  return {
    offres,
    echanges,
    comptes,
    choisie: choisie === null ? null : { offre: choisie, possibles: await base.echanges.possibles(epci, choisie.id) },
  };
}

/** Sides of one household, the latest first. It reads none before both bailleurs agree: a promise that one of them may still refuse. */
export async function listProposes(base: Base, epci: string, demandeur: string): Promise<readonly EchangeLu[]> {
  const lus = await joinAutres(base, epci, await base.echanges.ofDemandeur(epci, demandeur));
  return lus.filter(({ etat }) => etat.bailleur === "oui" && etat.autreBailleur === "oui");
}

export function echangeInconnu(): Refus {
  return introuvable("echange-inconnu", "Cet échange n’existe pas, ou n’est pas ouvert à vous.");
}

async function joinAutres(base: Base, epci: string, cotes: readonly CoteEchange[]): Promise<readonly EchangeLu[]> {
  if (cotes.length === 0) return [];
  const autres = new Map((await base.echanges.autres(epci)).map((autre) => [autre.id, autre]));
  return cotes.flatMap((cote) => {
    const autre = autres.get(cote.id);
    return autre === undefined ? [] : [{ ...cote, autre, etat: etatOf(cote, autre) }];
  });
}

function etatOf(cote: CoteEchange, autre: AutreCote): EtatEchange {
  return {
    cloture: cote.cloture,
    bailleur: cote.bailleurReponse,
    autreBailleur: autre.bailleurReponse,
    menage: cote.menageReponse,
    autreMenage: autre.menageReponse,
    liberation: cote.liberation,
  };
}

async function withDroit(base: Base, epci: string, lu: EchangeLu): Promise<EchangeSuivi> {
  const interne = lu.cloture === null && lu.autre.bailleurReponse !== null;
  return { ...lu, deDroit: interne ? isDeDroit(await base.echanges.familles(epci, lu.id)) : "non" };
}
