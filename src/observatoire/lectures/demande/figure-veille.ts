import { findValeur } from "#droit/regles/parametre.ts";
import { citeConvention, referenceOf } from "#engagements/regles/convention/references.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { DELAI_NON_POURVU } from "../../regles/demande/anciennete.ts";
import {
  DEFINITION_MOTIF_VEILLE,
  LIBELLE_MOTIF_VEILLE,
  MOTIFS_VEILLE,
  type MotifVeille,
} from "../../regles/veille/veille.ts";
import { colonne, compteBorne, figureOf, SANS_OBJET } from "../cellule.ts";
import { type CadreDemandes, countAll, nombreOf, ofAxe, partOf, sumNombre } from "./compter.ts";
import type { AxeDemande, CompteDemande } from "./ports.ts";

type Compte = { readonly oui: number; readonly inconnues: number };

/** Number of demandes on each list of the watch: its rows' conditions, on the cube that every member reads. */
function compterMotif(comptes: readonly CompteDemande[], motif: MotifVeille): Compte {
  const on = (axe: AxeDemande, cle: string, ancienne: readonly string[] | null = null) =>
    sumNombre(
      comptes.filter(
        (compte) =>
          compte.axe === axe && compte.cle === cle && (ancienne === null || ancienne.includes(compte.ancienne)),
      ),
    );
  switch (motif) {
    case "sans-suite":
      return {
        oui: countAll(comptes, ({ signalee }) => signalee === "oui"),
        inconnues: countAll(comptes, ({ signalee }) => signalee === "inconnu"),
      };
    case "plus-de-9-mois":
      return {
        oui: countAll(comptes, ({ ancienne }) => ancienne === "oui"),
        inconnues: countAll(comptes, ({ ancienne }) => ancienne === "inconnu"),
      };
    case "mutation-bloquee":
      return {
        oui: on("origine", "mutation", ["oui"]),
        inconnues: on("origine", "mutation", ["inconnu"]) + on("origine", "inconnu", ["oui", "inconnu"]),
      };
    case "refus-repetes":
      return { oui: on("refus-repetes", "oui"), inconnues: on("refus-repetes", "inconnu") };
    case "salarie":
      return { oui: on("salarie", "oui"), inconnues: on("salarie", "inconnu") };
  }
}

export function figureVeille(cadre: CadreDemandes): Figure {
  const { comptes, total, reference, filtre, source, delai, silence } = cadre;
  const lignes = MOTIFS_VEILLE.map((motif): LigneFigure => {
    const { oui, inconnues } = compterMotif(comptes, motif);
    return {
      cle: motif,
      libelle: LIBELLE_MOTIF_VEILLE[motif],
      cellules: {
        demandes: compteBorne(oui, total - inconnues, inconnues),
        inconnues: nombreOf(inconnues),
        part: partOf(oui, total - inconnues, inconnues),
      },
    };
  });
  const parametre = findValeur(DELAI_NON_POURVU, reference);
  return figureOf({
    code: "demandes-veille",
    titre: `Demandes qui appellent quelqu’un, au ${formatJour(reference)}${filtre}`,
    lecture: `${formatCompte(total, "demande")} en cours ; une demande peut être dans plusieurs listes.`,
    maille: "epci",
    lignesDe: "Liste",
    colonnes: [
      colonne("nombre", "demandes", "Demandes", "Demandes en cours dans ce cas"),
      colonne("nombre", "inconnues", "Peut-être", "Demandes dont le fichier ne le dit pas"),
      colonne("taux", "part", "Part", "Part des demandes dont le fichier le dit"),
    ],
    lignes,
    methode: {
      definition: [
        ...MOTIFS_VEILLE.map((motif) => `${LIBELLE_MOTIF_VEILLE[motif]} : ${DEFINITION_MOTIF_VEILLE[motif]}`),
        `Ancienneté : plus de ${delai} mois. Silence : plus de ${silence} mois.`,
      ],
      source,
      reference: [citeConvention("veille"), parametre.source].filter((one) => one !== null).join(". "),
      confiance: parametre.confiance,
      reserves: ["Une demande peut avoir été suivie par téléphone sans que le SNE le sache."],
    },
    graphique: { genre: "barres", colonne: "demandes" },
  });
}

/** Action 3: where tenants already housed wish to move, « sur l’ensemble de l’agglomération ». */
export function figureMutations(cadre: CadreDemandes): Figure {
  const { comptes, reference, filtre, communes, source } = cadre;
  const origines = ofAxe(comptes, "mutation-commune");
  const counts = new Map<string, number>();
  for (const { axe, cle, nombre } of comptes) {
    if (axe === "mutation-commune" && cle !== "hors-mutation") counts.set(cle, (counts.get(cle) ?? 0) + nombre);
  }
  const origineInconnue = counts.get("origine-inconnue") ?? 0;
  counts.delete("origine-inconnue");
  const inconnues = counts.get("inconnu") ?? 0;
  const total = [...counts.values()].reduce((sum, nombre) => sum + nombre, 0);
  const row = (cle: string, libelle: string, nombre: number): LigneFigure => ({
    cle,
    libelle,
    cellules: {
      mutations: nombreOf(nombre),
      part: cle === "inconnu" ? SANS_OBJET : partOf(nombre, total - inconnues, inconnues),
    },
  });
  const lignes = [...counts]
    .filter(([cle]) => cle !== "inconnu")
    .toSorted(([, a], [, b]) => b - a)
    .map(([cle, nombre]) => row(cle, communes.get(cle) ?? `Commune ${cle}, hors du territoire`, nombre));
  return figureOf({
    code: "parcours-mutations-communes",
    titre: `Mutations demandées, par commune souhaitée, au ${formatJour(reference)}${filtre}`,
    lecture: `${formatCompte(total, "demande de mutation", "demandes de mutation")}${origineInconnue > 0 ? ` ; ${formatCompte(origineInconnue, "autre l’est peut-être", "autres le sont peut-être")}, le fichier ne le dit pas` : ""}.`,
    maille: "commune",
    colonnes: [
      colonne("nombre", "mutations", "Mutations", "Demandes en cours de locataires du parc social"),
      colonne("taux", "part", "Part", "Part de celles dont la commune est connue"),
    ],
    lignes: [
      ...lignes,
      ...(inconnues > 0 ? [row("inconnu", "Commune non renseignée", inconnues)] : []),
      {
        cle: "total",
        libelle: "Territoire",
        total: true,
        cellules: {
          mutations: compteBorne(total, sumNombre(origines) - origineInconnue, origineInconnue),
          part: SANS_OBJET,
        },
      },
    ],
    methode: {
      definition: ["Premier souhait des ménages déjà logés dans le parc social."],
      source,
      ...referenceOf("mutations"),
      reserves: ["Le SNE ne dit ni le bailleur actuel ni celui que le ménage souhaite."],
    },
    carte: { colonne: "mutations", genre: "cercles", seuils: null },
  });
}
