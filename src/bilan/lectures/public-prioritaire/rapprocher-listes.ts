import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { formatCompte, formatTaux } from "#socle/regles/shared/format.ts";
import { share } from "#socle/regles/shared/taux.ts";
import { type BailLu, isIndecis, isInverse, isPerdu, isSyplo, readBail } from "./bail-lu.ts";
import { measureQuart } from "./constat-quart.ts";
import { listEcarts } from "./ecarts-listes.ts";
import type { BailRapproche, CompteBailleur, ListePubliee } from "./ports.ts";
import type { AvantApres, Croisement, LigneRapprochement, ListeLue, Perte, RapprochementListes } from "./publics.ts";

export type MatiereRapprochement = {
  readonly annee: number;
  /** A quarter is incomplete. */
  readonly enCours: boolean;
  /** Lines of the year's files that were not read. */
  readonly nonLues?: number;
  /** The leases are one bailleur's. */
  readonly seulBailleur: boolean;
  readonly comptes: readonly CompteBailleur[];
  readonly baux: readonly BailRapproche[];
  readonly listes: readonly ListePubliee[];
  readonly clesDetruites: number;
  readonly syploVisible: boolean;
  readonly noms: ReadonlyMap<string, string>;
};

/**
 * Compares SNE, SYPLO and the bailleurs' lists, lease by lease. A bailleur's list only covers its own leases. Nothing is corrected here: the holders
 * of the SNE's tab correct it (convention, action 10: « renseigner dans l’outil SNE l’onglet priorité »).
 */
export function rapprocherListes(matiere: MatiereRapprochement): RapprochementListes {
  const { listes, noms } = matiere;
  const baux = matiere.baux.map(readBail);
  const hasSyplo = listes.some(isSyplo);
  const hasListe = listes.some((liste) => !isSyplo(liste));
  const syplo = hasSyplo ? countPerte(baux, "syplo") : null;
  const bailleurs = hasListe ? countPerte(baux, "liste") : null;
  return {
    listes: listes.map((liste) => nameListe(liste, noms)),
    syploVisible: matiere.syploVisible,
    clesDetruites: matiere.clesDetruites,
    croisements: cross(baux, hasSyplo ? BOTH : [null], hasListe ? BOTH : [null]),
    syplo,
    bailleurs,
    inverse: hasSyplo ? baux.filter(isInverse).length : null,
    parBailleur: linesByBailleur(baux, matiere),
    ecarts: listEcarts(baux, noms, hasSyplo),
    apres: replay(baux, matiere),
    phrases: phrases(matiere, syplo, bailleurs),
  };
}

function countPerte(baux: readonly BailLu[], qui: "syplo" | "liste"): Perte {
  const on = (reponse: Reponse) => baux.filter((bail) => bail[qui] === reponse);
  const notTicked = (reponse: Reponse) => on(reponse).filter(({ sne }) => sne !== "oui").length;
  const connus = on("oui");
  const perdus = connus.filter(({ sne }) => sne === "non").length;
  return {
    connus: connus.length,
    perdus,
    nonRenseignes: connus.filter(({ sne }) => sne === "inconnu").length,
    part: share(perdus, connus.length),
    indecis: notTicked("inconnu"),
    horsJour: notTicked("non"),
  };
}

const BOTH = [true, false];

/** Each lease that a source says priority, once, in a fixed order. A missing list gives no answer. */
function cross(
  baux: readonly BailLu[],
  syplos: readonly (boolean | null)[],
  bailleurs: readonly (boolean | null)[],
): readonly Croisement[] {
  const combinations = BOTH.flatMap((sne) =>
    syplos.flatMap((syplo) => bailleurs.map((bailleur) => ({ sne, syplo, bailleur }))),
  );
  return combinations
    .filter(({ sne, syplo, bailleur }) => sne || syplo === true || bailleur === true)
    .map((one) => ({ ...one, nombre: baux.filter((bail) => isSaid(bail, one)).length }));
}

function isSaid(bail: BailLu, { sne, syplo, bailleur }: Omit<Croisement, "nombre">): boolean {
  return (
    (bail.sne === "oui") === sne &&
    (syplo === null || (bail.syplo === "oui") === syplo) &&
    (bailleur === null || (bail.liste === "oui") === bailleur)
  );
}

function linesByBailleur(
  baux: readonly BailLu[],
  { listes, noms }: MatiereRapprochement,
): readonly LigneRapprochement[] {
  const hasSyplo = listes.some(isSyplo);
  const withListe = new Set(listes.map(({ bailleur }) => bailleur));
  const sirens = [...new Set(baux.map(({ bailleur }) => bailleur))];
  return sirens
    .map((siren): LigneRapprochement => {
      const own = baux.filter(({ bailleur }) => bailleur === siren);
      const count = (keep: (bail: BailLu) => boolean) => own.filter(keep).length;
      return {
        siren,
        nom: nameBailleur(siren, noms),
        sne: count(({ sne }) => sne === "oui"),
        syplo: hasSyplo ? count(({ syplo }) => syplo === "oui") : null,
        bailleur: withListe.has(siren) ? count(({ liste }) => liste === "oui") : null,
        perdus: count(isPerdu),
        indecis: count(isIndecis),
        inverse: hasSyplo ? count(isInverse) : null,
      };
    })
    .sort((a, b) => b.perdus - a.perdus || a.nom.localeCompare(b.nom, "fr"));
}

function nameListe(publiee: ListePubliee, noms: ReadonlyMap<string, string>): ListeLue {
  const { bailleur, ...liste } = publiee;
  return { ...liste, nom: bailleur === null ? "SYPLO" : nameBailleur(bailleur, noms) };
}

/** The rule on the same leases with the lists' answers written in the SNE: yes is yes, and a missing date is unknown. */
function replay(baux: readonly BailLu[], matiere: MatiereRapprochement): readonly AvantApres[] {
  const { comptes, listes } = matiere;
  const withSyplo = listes.some(isSyplo) ? correct(comptes, baux, ({ syplo }) => syplo) : null;
  const withAll = correct(comptes, baux, ({ syplo, liste }) => strongest(syplo, liste));
  return tested(matiere).map(({ keep, ...demande }) => ({
    avant: measureQuart(comptes.filter(keep), demande),
    avecSyplo: withSyplo && measureQuart(withSyplo.filter(keep), demande),
    avecToutes: measureQuart(withAll.filter(keep), demande),
  }));
}

type Teste = Parameters<typeof measureQuart>[1] & { readonly keep: (compte: CompteBailleur) => boolean };

/** Each réservataire over all bailleurs, when all are read; then each bailleur's unreserved dwellings. */
function tested({ annee, enCours, nonLues = 0, seulBailleur, comptes, noms }: MatiereRapprochement): readonly Teste[] {
  const regle = { annee, enCours, nonLues };
  const reservataires = (["COLTER", "COLACT"] as const).map((contingent) => ({
    ...regle,
    contingent,
    keep: () => true,
  }));
  const sirens = [...new Set(comptes.filter(({ contingent }) => contingent === "AUCUN").map((one) => one.bailleur))];
  const nonReserves = sirens.map((siren) => ({
    ...regle,
    contingent: "AUCUN" as const,
    nom: `Non réservés, ${nameBailleur(siren, noms)}`,
    bailleur: siren,
    keep: ({ bailleur }: CompteBailleur) => bailleur === siren,
  }));
  return [...(seulBailleur ? [] : reservataires), ...nonReserves];
}

function strongest(a: Reponse | null, b: Reponse | null): Reponse | null {
  const answers = [a, b];
  return answers.includes("oui") ? "oui" : answers.includes("inconnu") ? "inconnu" : null;
}

/** Moves each corrected lease from its former cell to its new one. */
function correct(
  comptes: readonly CompteBailleur[],
  baux: readonly BailLu[],
  said: (bail: BailLu) => Reponse | null,
): readonly CompteBailleur[] {
  const moved = baux.flatMap((bail): CompteBailleur[] => {
    const prioritaire = said(bail);
    if (bail.sne === "oui" || prioritaire === null || prioritaire === "non") return [];
    const { bailleur, contingent, dalo } = bail;
    const cell = { bailleur, contingent, dalo };
    return [
      { ...cell, prioritaire: bail.prioritaire, nombre: -1 },
      { ...cell, prioritaire, nombre: 1 },
    ];
  });
  return [...comptes, ...moved];
}

function phrases(
  { clesDetruites, syploVisible }: MatiereRapprochement,
  syplo: Perte | null,
  bailleurs: Perte | null,
): readonly string[] {
  return [
    ...(syploVisible ? [phraseListe("SYPLO", syplo)] : []),
    phraseListe("les listes des bailleurs", bailleurs),
    ...(clesDetruites > 0
      ? [
          `${formatCompte(clesDetruites, "attribution")} de l’année ne peuvent plus être rapprochées : la clé tirée de leur numéro unique a été détruite, sa durée de conservation étant passée.`,
        ]
      : []),
  ];
}

function phraseListe(nom: string, perte: Perte | null): string {
  if (perte === null) return `Aucun fichier publié pour ${nom} cette année : rien à rapprocher.`;
  if (perte.part === null) return `Aucune attribution de l’année n’est d’un ménage que connaît ${nom}.`;
  const lost = `${formatCompte(perte.perdus, "attribution")} sur les ${perte.connus} que connaît ${nom} ${perte.perdus > 1 ? "ne sont pas cochées" : "n’est pas cochée"} dans le SNE : ${formatTaux(perte.part)} sont perdues pour le compte.`;
  const open =
    perte.indecis > 0 ? ` ${formatCompte(perte.indecis, "autre")} sans date de labellisation : indécises.` : "";
  return nom === "SYPLO" ? `${lost}${open}` : `${lost.replace("que connaît", "que connaissent")}${open}`;
}
