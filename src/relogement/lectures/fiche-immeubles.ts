import type { Operation, PhaseOperation } from "#donnees/regles/programme/operation.ts";
import { TOUTES_OPERATIONS } from "#programme/lectures/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatCompte, formatJour, formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { formatEcartEuros } from "../regles/ecart.ts";
import type { Mission } from "./ports.ts";
import type { CompteurRelogement, Suivi, SuiviImmeuble } from "./suivi.ts";
import { suiviRelogement } from "./suivi-compute.ts";

/** A building to demolish in the list. */
export type LigneImmeuble = {
  readonly suivi: SuiviImmeuble;
  /** « 18 sur 62 », « rien d’ouvert » when none of its files is read. */
  readonly reloges: string;
  readonly demolition: string | null;
  /** Reasons of its delay, in words; empty: not late. */
  readonly retards: readonly string[];
  /** Officers in charge today, among those that the reader may read. */
  readonly agents: readonly string[];
};

/** A figure of a building: its value, what it counts, what it is compared with. */
export type ChiffreImmeuble = {
  readonly valeur: string;
  readonly libelle: string;
  readonly notes: readonly string[];
};

export type Immeubles = {
  readonly suivi: Suivi;
  /** Late ones first, then by year of start and name. */
  readonly lignes: readonly LigneImmeuble[];
};

type Demande = { readonly epci: string; readonly jour: string };

/** Throws `territoire-inconnu`. */
export async function listImmeubles(base: Base, { epci, jour }: Demande): Promise<Immeubles> {
  const [suivi, operations, missions] = await Promise.all([
    suiviRelogement(base, { epci, jour }),
    base.operations.list(epci, { ...TOUTES_OPERATIONS, genre: "demolition" }),
    base.relogements.missions(epci),
  ]);
  const lignes = suivi.immeubles.map((immeuble) => {
    const operation = operations.find(({ id }) => id === immeuble.operation);
    return sayImmeuble(immeuble, operation ?? null, missions, jour);
  });
  const late = lignes.filter(({ retards }) => retards.length > 0);
  return { suivi, lignes: [...late, ...lignes.filter(({ retards }) => retards.length === 0)] };
}

function sayImmeuble(
  suivi: SuiviImmeuble,
  operation: Operation | null,
  missions: readonly Mission[],
  jour: string,
): LigneImmeuble {
  const { compteur } = suivi;
  return {
    suivi,
    reloges: compteur === null ? "non ouvert" : sayReloges(compteur),
    demolition: operation ? sayDemolition(operation) : null,
    retards: operation && compteur ? findRetards(operation, compteur, jour) : [],
    agents: missions.filter((mission) => isEnCours(mission, suivi.operation, jour)).map(({ agent }) => agent),
  };
}

function isEnCours({ operation, du, au }: Mission, immeuble: number, jour: string): boolean {
  return operation === immeuble && du <= jour && (au === null || jour <= au);
}

function sayReloges({ reloges, occupes }: CompteurRelogement): string {
  return occupes === null
    ? `${formatNombre(reloges)} (occupés : inconnu)`
    : `${formatNombre(reloges)} sur ${formatNombre(occupes)}`;
}

/** Days of the works of demolition: the first, else the last. */
function sayDemolition({ etapes }: Operation): string | null {
  const chantier = etapes.find(({ phase }) => phase === "chantier");
  if (!chantier) return null;
  if (chantier.finReelle) return `achevée le ${formatJour(chantier.finReelle)}`;
  if (chantier.debutReel) return `commencée le ${formatJour(chantier.debutReel)}`;
  if (chantier.debutPrevu) return `prévue le ${formatJour(chantier.debutPrevu)}`;
  return chantier.finPrevue ? `achèvement prévu le ${formatJour(chantier.finPrevue)}` : null;
}

/** What should be over, or begun, on that day and is not. Pure. */
export function findRetards(operation: Operation, compteur: CompteurRelogement, jour: string): readonly string[] {
  const restants = compteur.cible.restants ?? countOuverts(compteur);
  const debut = operation.aReloger?.depuis ?? null;
  const chantier = plannedDay(operation, "chantier", "debutPrevu");
  const fin = plannedDay(operation, "relogement", "finPrevue");
  const reste = `${formatCompte(restants, "ménage reste à reloger", "ménages restent à reloger")}`;
  const retards: string[] = [];
  if (restants > 0 && chantier !== null && chantier < jour) {
    retards.push(`Démolition prévue le ${formatJour(chantier)} : ${reste}.`);
  } else if (restants > 0 && fin !== null && fin < jour) {
    retards.push(`Relogement à finir le ${formatJour(fin)} : ${reste}.`);
  }
  if (debut !== null && debut <= Number(jour.slice(0, 4))) retards.push(...sayJamais(compteur, debut));
  return retards;
}

function sayJamais({ menages, parEtat, occupes }: CompteurRelogement, debut: number): readonly string[] {
  const depuis = `Relogement commencé en ${debut}`;
  if (menages === 0) return occupes === 0 ? [] : [`${depuis} : aucun dossier n’est ouvert.`];
  const jamais = parEtat["a-rencontrer"];
  if (jamais === 0) return [];
  return [`${depuis} : ${formatCompte(jamais, "ménage jamais rencontré", "ménages jamais rencontrés")}.`];
}

function countOuverts({ parEtat }: CompteurRelogement): number {
  return parEtat["a-rencontrer"] + parEtat.diagnostic + parEtat.offres + parEtat.bloque;
}

function plannedDay({ etapes }: Operation, phase: PhaseOperation, jour: "debutPrevu" | "finPrevue"): string | null {
  return etapes.find((etape) => etape.phase === phase)?.[jour] ?? null;
}

/** The four figures of a building, each with its comparison. Pure. */
export function sayChiffres(compteur: CompteurRelogement): readonly ChiffreImmeuble[] {
  return [chiffreReloges(compteur), chiffreNeuf(compteur), chiffreRefus(compteur), chiffreReste(compteur)];
}

function chiffreReloges({ reloges, occupes, menages, departs }: CompteurRelogement): ChiffreImmeuble {
  const sur = occupes === null ? "(occupés : inconnu)" : `sur ${formatNombre(occupes)}`;
  return {
    valeur: formatNombre(reloges),
    libelle: `${reloges < 2 ? "ménage relogé" : "ménages relogés"} ${sur}`,
    notes: [
      `${formatCompte(menages, "dossier ouvert", "dossiers ouverts")}`,
      ...(departs > 0 ? [`${formatCompte(departs, "parti", "partis")} sans relogement`] : []),
    ],
  };
}

function chiffreNeuf({ neufs, cible, reloges }: CompteurRelogement): ChiffreImmeuble {
  const { taux, attendu, manque, etat } = cible;
  const but = attendu === null ? "cible inconnue" : `soit ${formatNombre(attendu)}`;
  const suite = etat === "atteinte" ? "atteint" : manque === null ? null : `il manque ${formatNombre(manque)}`;
  return {
    valeur:
      neufs.taux === null ? LIBELLE_MANQUE[neufs.inconnus > 0 ? "inconnu" : "sans-objet"] : formatTauxCourt(neufs.taux),
    libelle:
      reloges === 0
        ? "dans du neuf ou conventionné depuis moins de 5 ans : personne n’est encore relogé"
        : `${formatNombre(neufs.oui)} sur ${formatNombre(reloges)} dans du neuf ou conventionné depuis moins de 5 ans`,
    notes: [
      `Objectif ${formatTauxCourt(taux)} des logements occupés, ${but}${suite ? ` : ${suite}` : ""}`,
      ...(neufs.inconnus > 0 ? [`ancienneté inconnue pour ${formatNombre(neufs.inconnus)}`] : []),
    ],
  };
}

function chiffreRefus({ deuxRefus, bloques }: CompteurRelogement): ChiffreImmeuble {
  const nombre = deuxRefus.length;
  return {
    valeur: formatNombre(nombre),
    libelle: `${nombre < 2 ? "ménage" : "ménages"} à deux refus ou plus`,
    notes: [
      ...(nombre > 0 ? ["Une seule offre reste avant le comité"] : []),
      ...(bloques.length > 0 ? [`${formatCompte(bloques.length, "situation bloquée", "situations bloquées")}`] : []),
    ],
  };
}

function chiffreReste({ resteACharge, reloges }: CompteurRelogement): ChiffreImmeuble {
  const { euros, auDela } = resteACharge;
  return {
    valeur: euros.valeur === null ? "–" : formatEcartEuros(euros.valeur),
    libelle: "reste à charge médian, après moins avant",
    notes: [
      ...(reloges === 0 ? ["aucun ménage relogé"] : [sayAuDela(auDela)]),
      ...(euros.inconnus > 0 ? [`inconnu pour ${formatNombre(euros.inconnus)}`] : []),
    ],
  };
}

/** Without a limit in figures in the charte, no household can be counted as within it. */
function sayAuDela(auDela: number | null): string {
  return auDela === null
    ? "limite de la charte à confirmer : aucun chiffre"
    : `${formatCompte(auDela, "ménage")} au-delà de la charte`;
}
