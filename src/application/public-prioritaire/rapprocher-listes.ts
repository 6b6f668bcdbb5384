import type { Contingent, Reponse } from "#domain/attribution/attribution.ts";
import { formatCompte, formatTaux } from "#domain/shared/format.ts";
import { share } from "#domain/shared/taux.ts";
import { type BailLu, isIndecis, isInverse, isPerdu, isSyplo, nameOf, readBail } from "./bail-lu.ts";
import { measureQuart } from "./constat-quart.ts";
import { listEcarts } from "./ecarts-listes.ts";
import type { BailRapproche, CompteBailleur, ListePubliee } from "./ports.ts";
import type { AvantApres, Croisement, LigneRapprochement, ListeLue, Perte, RapprochementListes } from "./publics.ts";

export type MatiereRapprochement = {
  readonly annee: number;
  readonly comptes: readonly CompteBailleur[];
  readonly baux: readonly BailRapproche[];
  readonly listes: readonly ListePubliee[];
  readonly clesDetruites: number;
  readonly syploVisible: boolean;
  readonly noms: ReadonlyMap<string, string>;
};

/**
 * SNE, SYPLO and the bailleurs' lists side by side, lease by lease. A bailleur's list speaks of its own leases alone. Nothing is corrected here: the
 * SNE's tab is, by those who hold it (convention, action 10: « renseigner dans l’outil SNE l’onglet priorité »).
 */
export function rapprocherListes(matiere: MatiereRapprochement): RapprochementListes {
  const baux = matiere.baux.map(readBail);
  const syplo = countPerte(baux, "syplo");
  const bailleurs = countPerte(baux, "liste");
  const ecarts = listEcarts(baux, matiere.noms, matiere.syploVisible && matiere.listes.some(isSyplo));
  return {
    listes: matiere.listes.map((liste) => nameListe(liste, matiere.noms)),
    syploVisible: matiere.syploVisible,
    clesDetruites: matiere.clesDetruites,
    croisements: cross(baux),
    syplo,
    bailleurs,
    inverse: baux.filter(isInverse).length,
    parBailleur: linesByBailleur(baux, matiere.noms),
    ecarts,
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

/** Each lease that somebody says is priority, once; in a fixed order. */
function cross(baux: readonly BailLu[]): readonly Croisement[] {
  const both = [true, false];
  const combinations = both.flatMap((sne) =>
    both.flatMap((syplo) => both.map((bailleur) => ({ sne, syplo, bailleur }))),
  );
  return combinations
    .filter(({ sne, syplo, bailleur }) => sne || syplo || bailleur)
    .map((one) => ({
      ...one,
      nombre: baux.filter(
        (bail) =>
          (bail.sne === "oui") === one.sne &&
          (bail.syplo === "oui") === one.syplo &&
          (bail.liste === "oui") === one.bailleur,
      ).length,
    }));
}

function linesByBailleur(baux: readonly BailLu[], noms: ReadonlyMap<string, string>): readonly LigneRapprochement[] {
  const sirens = [...new Set(baux.map(({ bailleur }) => bailleur))];
  return sirens
    .map((siren): LigneRapprochement => {
      const own = baux.filter(({ bailleur }) => bailleur === siren);
      const count = (keep: (bail: BailLu) => boolean) => own.filter(keep).length;
      return {
        siren,
        nom: nameOf(siren, noms),
        sne: count(({ sne }) => sne === "oui"),
        syplo: count(({ syplo }) => syplo === "oui"),
        bailleur: count(({ liste }) => liste === "oui"),
        perdus: count(isPerdu),
        indecis: count(isIndecis),
        inverse: count(isInverse),
      };
    })
    .sort((a, b) => b.perdus - a.perdus || a.nom.localeCompare(b.nom, "fr"));
}

function nameListe(publiee: ListePubliee, noms: ReadonlyMap<string, string>): ListeLue {
  const { bailleur, ...liste } = publiee;
  return { ...liste, nom: bailleur === null ? "SYPLO" : nameOf(bailleur, noms) };
}

const TESTES: readonly Contingent[] = ["COLTER", "COLACT"];

/** The rule again on the same leases, once what the lists know is written in the SNE: a yes is a yes, a date that is missing an unknown. */
function replay(baux: readonly BailLu[], { annee, comptes }: MatiereRapprochement): readonly AvantApres[] {
  const withSyplo = correct(comptes, baux, ({ syplo }) => syplo);
  const withAll = correct(comptes, baux, ({ syplo, liste }) => strongest(syplo, liste));
  return TESTES.map((contingent) => ({
    avant: measureQuart(comptes, { contingent, annee }),
    avecSyplo: measureQuart(withSyplo, { contingent, annee }),
    avecToutes: measureQuart(withAll, { contingent, annee }),
  }));
}

function strongest(a: Reponse | null, b: Reponse | null): Reponse | null {
  const answers = [a, b];
  return answers.includes("oui") ? "oui" : answers.includes("inconnu") ? "inconnu" : null;
}

/** Cells with the corrected leases moved from the one they were in: one lease less here, one more there. */
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
  { listes, clesDetruites, syploVisible }: MatiereRapprochement,
  syplo: Perte,
  bailleurs: Perte,
): readonly string[] {
  return [
    ...(syploVisible ? [phraseListe("SYPLO", listes.some(isSyplo), syplo)] : []),
    phraseListe(
      "les listes des bailleurs",
      listes.some((liste) => !isSyplo(liste)),
      bailleurs,
    ),
    ...(clesDetruites > 0
      ? [
          `${formatCompte(clesDetruites, "attribution")} de l’année ne peuvent plus être rapprochées : la clé tirée de leur numéro unique a été détruite, sa durée de conservation étant passée.`,
        ]
      : []),
  ];
}

function phraseListe(nom: string, isPublished: boolean, perte: Perte): string {
  if (!isPublished) return `Aucun fichier publié pour ${nom} cette année : rien à rapprocher.`;
  if (perte.part === null) return `Aucune attribution de l’année n’est d’un ménage que connaît ${nom}.`;
  const lost = `${formatCompte(perte.perdus, "attribution")} sur les ${perte.connus} que connaît ${nom} ${perte.perdus > 1 ? "ne sont pas cochées" : "n’est pas cochée"} dans le SNE : ${formatTaux(perte.part)} sont perdues pour le compte.`;
  const open =
    perte.indecis > 0 ? ` ${formatCompte(perte.indecis, "autre")} sans date de labellisation : indécises.` : "";
  return nom === "SYPLO" ? `${lost}${open}` : `${lost.replace("que connaît", "que connaissent")}${open}`;
}
