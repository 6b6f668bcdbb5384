import type { Base } from "#socle/lectures/base.ts";
import { type Compatibilite, judgeCompatible } from "../../regles/partenaire/compatible.ts";
import type { LieuExamine } from "../../regles/rapprochement/filtres.ts";
import type { Liberation } from "../liberation/ports.ts";
import type { LogementVacant } from "../vacant/ports.ts";
import type { MenageListe } from "./ports.ts";

/** A dwelling that a réservataire may ask for, or for which it is asked for candidates. `commune`: its name. */
export type LogementOffert = {
  readonly liberation: number;
  readonly numero: number;
  readonly adresse: string;
  readonly bailleur: string;
  readonly nomCommune: string;
  readonly lieu: LieuExamine;
};

export type PaireCompatible = {
  readonly menage: MenageListe;
  readonly logement: LogementOffert;
  readonly compatibilite: Compatibilite;
};

export type CompteCompatible = { readonly oui: number; readonly inconnu: number; readonly non: number };

/** `paires`: those that nothing excludes, the sure ones first; the counts have the others too. */
export type Compatibles = {
  readonly parMenage: ReadonlyMap<string, CompteCompatible>;
  readonly parLogement: ReadonlyMap<number, CompteCompatible>;
  readonly paires: readonly PaireCompatible[];
};

/** Every listed household beside every dwelling, within what the actor reads of the households. */
export async function lireCompatibles(
  base: Pick<Base, "rapprochements">,
  { epci, jour }: { readonly epci: string; readonly jour: string },
  menages: readonly MenageListe[],
  logements: readonly LogementOffert[],
): Promise<Compatibles> {
  const lus = await base.rapprochements.faits(
    epci,
    menages.map(({ demandeur }) => demandeur),
  );
  const faits = new Map(lus.map((un) => [un.demandeur, un]));
  const paires = menages.flatMap((menage) =>
    logements.map((logement) => ({
      menage,
      logement,
      compatibilite: judgeCompatible(faits.get(menage.demandeur) ?? null, logement.lieu, jour),
    })),
  );
  const possibles = paires.filter(({ compatibilite }) => compatibilite.etat !== "non");
  return {
    parMenage: countBy(paires, ({ menage }) => menage.demandeur),
    parLogement: countBy(paires, ({ logement }) => logement.liberation),
    paires: possibles.toSorted((a, b) => rankOf(a) - rankOf(b)),
  };
}

function rankOf({ compatibilite: { etat } }: PaireCompatible): number {
  return etat === "oui" ? 0 : 1;
}

function countBy<Cle>(
  paires: readonly PaireCompatible[],
  cleOf: (paire: PaireCompatible) => Cle,
): ReadonlyMap<Cle, CompteCompatible> {
  const counts = new Map<Cle, CompteCompatible>();
  for (const paire of paires) {
    const { etat } = paire.compatibilite;
    const count = counts.get(cleOf(paire)) ?? { oui: 0, inconnu: 0, non: 0 };
    counts.set(cleOf(paire), { ...count, [etat]: count[etat] + 1 });
  }
  return counts;
}

export function offertDeVacant(vacant: LogementVacant): LogementOffert {
  const { liberation, numero, adresse, bailleur, commune, communeCode, secteur, typologie, financement } = vacant;
  const lieu = { commune: communeCode, secteur, typologie, financement };
  return { liberation, numero, adresse, bailleur, nomCommune: commune, lieu };
}

export function offertDePropose({ id, numero, logement, bailleur }: Liberation, nomCommune: string): LogementOffert {
  const { adresse, commune, secteur, typologie, financement } = logement;
  const lieu = { commune, secteur, typologie, financement };
  return { liberation: id, numero, adresse, bailleur: bailleur.nom, nomCommune, lieu };
}
