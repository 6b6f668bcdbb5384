import { requise } from "../decode/colonne.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import { sirenBailleur } from "../values/code.ts";
import { jour } from "../values/date.ts";
import { isEmpty, type Lecteur, warn } from "../values/defaut.ts";
import { annee, decimal, entier } from "../values/nombre.ts";
import { texteLibre } from "../values/texte.ts";
import { buildTableProfil } from "./table.ts";

const part = decimal({ min: 0, max: 1 });
const pourcentage = decimal({ min: 0, max: 100 });

/** « s », « secret », « nc », « n.d. », « ns », « * »: how public statistics write a figure that they do not give. */
const MASQUE = /^(?:s|secret|c|nc|n\.c\.?|nd|n\.d\.?|ns|n\.s\.?|\*+|confidentiel|masqué)$/i;

/** A masked figure is a declared unknown: never 0, and reported. */
function masquable<T>(lecteur: Lecteur<T>): Lecteur<T> {
  return (texte) =>
    MASQUE.test(texte.trim())
      ? warn("valeur-masquee", "Chiffre couvert par le secret ou non communiqué : gardé comme inconnu.")
      : lecteur(texte);
}

const compte = masquable(entier({ min: 0, max: 1_000_000 }));

/** « 18,3 % », « 0,183 » or « 18,3 »: a share between 0 and 1. Above 1 without a sign, it can only be a percentage. */
const taux: Lecteur<number> = masquable((texte) => {
  if (isEmpty(texte)) return null;
  const nu = texte.replace("%", "").trim();
  const lu = pourcentage(nu);
  if (typeof lu !== "number") return lu;
  if (!texte.includes("%") && lu <= 1) return part(nu);
  // Twelve decimals: 18.3 / 100 is 0.18300000000000002 in floating point.
  return Number((lu / 100).toFixed(12));
});

/**
 * The ministry publishes each EPCI's results every year (convention, §6.1, action 9). We know of no layout of that publication: this one is ours, one
 * line per EPCI and year, with plausible names for its columns.
 */
export const PROFIL_RESULTATS_NATIONAUX = buildTableProfil({
  source: "resultats-nationaux",
  libelle: "Résultats nationaux par EPCI",
  propres: ["premier_quartile_hors_qpv", "q1_hors_qpv", "autres_quartiles_qpv", "q234_qpv"],
  colonnes: {
    epci: requise(["siren_epci", "epci", "code_epci", "siren"], "code", () => sirenBailleur),
    nom: { noms: ["nom_epci", "libelle_epci", "nom"], genre: "texte", lecteur: () => texteLibre },
    annee: requise(["annee", "annee_bail", "exercice"], "nombre", (c) =>
      annee({ min: 2015, aujourdhui: c.aujourdhui }),
    ),
    attributionsHorsQpv: {
      noms: ["attributions_hors_qpv", "nb_attributions_hors_qpv", "total_hors_qpv"],
      genre: "nombre",
      lecteur: () => compte,
    },
    premierQuartileHorsQpv: {
      noms: ["premier_quartile_hors_qpv", "q1_hors_qpv", "nb_q1_hors_qpv"],
      genre: "nombre",
      lecteur: () => compte,
      obligatoire: true,
    },
    tauxHorsQpv: {
      noms: ["taux_hors_qpv", "taux_q1_hors_qpv", "part_q1_hors_qpv"],
      genre: "nombre",
      lecteur: () => taux,
      obligatoire: true,
    },
    attributionsQpv: {
      noms: ["attributions_qpv", "nb_attributions_qpv", "total_qpv"],
      genre: "nombre",
      lecteur: () => compte,
    },
    autresQuartilesQpv: {
      noms: ["autres_quartiles_qpv", "q234_qpv", "nb_q234_qpv"],
      genre: "nombre",
      lecteur: () => compte,
    },
    tauxQpv: { noms: ["taux_qpv", "taux_q234_qpv", "part_q234_qpv"], genre: "nombre", lecteur: () => taux },
    source: requise(["source"], "texte", () => texteLibre),
    publieLe: { noms: ["publie_le", "date_publication"], genre: "date", lecteur: (c) => jour(c) },
  },
  read: (ligne, c) => {
    const epci = c.epci.read(ligne);
    const year = c.annee.read(ligne);
    const figures = {
      nom: c.nom.read(ligne),
      attributionsHorsQpv: c.attributionsHorsQpv.read(ligne),
      premierQuartileHorsQpv: c.premierQuartileHorsQpv.read(ligne),
      tauxHorsQpv: c.tauxHorsQpv.read(ligne),
      attributionsQpv: c.attributionsQpv.read(ligne),
      autresQuartilesQpv: c.autresQuartilesQpv.read(ligne),
      tauxQpv: c.tauxQpv.read(ligne),
    };
    const source = c.source.read(ligne);
    const publieLe = c.publieLe.read(ligne);
    checkPart(ligne, c.premierQuartileHorsQpv.entete, figures.premierQuartileHorsQpv, figures.attributionsHorsQpv);
    checkPart(ligne, c.autresQuartilesQpv.entete, figures.autresQuartilesQpv, figures.attributionsQpv);
    if (epci === null || year === null || source === null) return null;
    return { epci, annee: year, ...figures, source, publieLe };
  },
});

function checkPart(ligne: LigneEnCours, colonne: string, part: number | null, total: number | null): void {
  if (part === null || total === null || part <= total || ligne.rejetee) return;
  ligne.reject(
    "part-superieure",
    colonne,
    String(part),
    `${part} attributions retenues pour ${total} en tout : la part dépasse le total. Vérifiez les deux colonnes.`,
  );
}
