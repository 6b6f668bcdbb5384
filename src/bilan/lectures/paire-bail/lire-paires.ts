import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { sayRessemblance } from "../../regles/paire-bail/dire-paire.ts";
import { type FaitMontre, listFaits } from "./lister-faits.ts";
import type { ComptePaires, DecisionLue, PaireBail } from "./ports.ts";

export type PaireLue = PaireBail & {
  readonly nomBailleur: string;
  readonly phrases: readonly string[];
  readonly montres: readonly FaitMontre[];
};

export type PairesLues = ComptePaires & {
  readonly territoire: string;
  readonly lignes: readonly PaireLue[];
  readonly decisions: readonly (DecisionLue & { readonly nomBailleur: string })[];
  /** Persons who may modify a bailleur's attributions settle its leases; others read. */
  readonly peutTrancher: boolean;
};

const PAIRES_PAR_PAGE = 40;

/** The pairs of the bailleurs that the person reads, and the decisions on others. Facts without names. */
export async function lirePaires(base: Base, epci: string): Promise<PairesLues> {
  const { pairesBaux, acteur } = base;
  const [lignes, compte, decisions, noms, communes] = await Promise.all([
    pairesBaux.list(epci, PAIRES_PAR_PAGE),
    pairesBaux.compter(epci),
    pairesBaux.decisions(epci, PAIRES_PAR_PAGE),
    base.cubes.bailleurs(epci),
    base.territoires.perimetre(epci),
  ]);
  const nomsCommunes = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const nomBailleur = (siren: string) => nameBailleur(siren, noms);
  return {
    ...compte,
    territoire: epci,
    lignes: lignes.map((paire) => ({
      ...paire,
      nomBailleur: nomBailleur(paire.bailleur),
      phrases: sayRessemblance(paire),
      montres: listFaits(paire.faits, nomsCommunes),
    })),
    decisions: decisions.map((one) => ({ ...one, nomBailleur: nomBailleur(one.bailleur) })),
    peutTrancher: peut(acteur, "attribution", "modifier", epci),
  };
}
