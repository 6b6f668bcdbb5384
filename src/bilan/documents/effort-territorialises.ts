import { fenetreOf } from "#donnees/regles/convention/duree-objectif.ts";
import { formatObjectif, formatReste, splitChances } from "#engagements/regles/convention/format-objectif.ts";
import type { Bloc, SectionDocument } from "#socle/documents/document.ts";
import { type ColonneTexte, tableauTextes } from "#socle/documents/tableau-textes.ts";
import { formatCompte, formatRealise, LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import { LARGEUR_PAGE, renderEventail } from "../images/eventail.ts";
import { LEGENDE_EVENTAIL_PERIODE } from "../images/eventail-legende.ts";
import type { LigneTerritorialisee } from "../lectures/effort/effort.ts";

/** The same table and fans as the page. */
export function sectionTerritorialises(lignes: readonly LigneTerritorialisee[]): SectionDocument {
  const titres = [...new Set(lignes.map(({ titre }) => titre))];
  return {
    titre: "Objectifs territorialisés",
    blocs: [
      ...titres.map((titre) =>
        tableauOf(
          titre,
          lignes.filter((ligne) => ligne.titre === titre),
        ),
      ),
      ...lignes.filter(({ acheve }) => !acheve).flatMap(eventailOf),
    ],
  };
}

const COLONNES: readonly ColonneTexte[] = [
  ["Lieu et période", 3],
  ["Qui", 2],
  ["Écrit", 1.6],
  ["Compté", 1.4, true],
  ["Reste", 2.2],
  ["Situation", 2.4],
];

function tableauOf(titre: string, lignes: readonly LigneTerritorialisee[]): Bloc {
  return tableauTextes(
    titre,
    COLONNES,
    lignes.map((ligne) => [
      `${ligne.nomLieu}, ${ligne.libelleDuree}`,
      ligne.nom,
      ligne.ecrit ? formatObjectif(ligne.ecrit) : "rien",
      formatRealise(ligne.lecture),
      resteOf(ligne),
      situationOf(ligne),
    ]),
  );
}

function resteOf({ cible, acheve, attente }: LigneTerritorialisee): string {
  if (cible === null) return "sans objectif";
  if (acheve) return cible.phrase;
  const reste = formatReste({ besoin: cible.besoin, acquis: cible.issue === "acquis" }, attente.total);
  return `${reste} (${splitChances(cible.phraseProbabilite)[0]})`;
}

function situationOf({ cible, lecture }: LigneTerritorialisee): string {
  const { total } = lecture.inconnus;
  const dit = LIBELLE_VERDICT[cible?.verdict ?? "sans-objet"];
  return total === 0 ? dit : `${dit}, ${formatCompte(total, "inconnue")}`;
}

function eventailOf(ligne: LigneTerritorialisee): Bloc[] {
  if (!ligne.eventail.some(({ quantiles }) => quantiles !== null)) return [];
  const { premierMois: premier, dernierMois: dernier } = fenetreOf(ligne);
  const titre = `${ligne.titre} : ${ligne.nom}, ${ligne.nomLieu}, ${ligne.libelleDuree}`;
  const svg = renderEventail({
    points: ligne.eventail,
    cible: ligne.ecrit?.taux ?? null,
    plancher: null,
    axe: { premier, dernier },
    titre,
    largeur: LARGEUR_PAGE,
  });
  const alternative = `Part cumulée mois par mois, ${titre}. Toutes les valeurs sont dans le classeur, feuille « Mois ».`;
  return [{ kind: "image", image: { svg, titre, alternative, note: LEGENDE_EVENTAIL_PERIODE } }];
}
