import { fenetreOf } from "#donnees/regles/convention/duree-objectif.ts";
import type { Bloc, SectionDocument } from "#socle/documents/document.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { LARGE } from "#socle/images/axe.ts";
import { EFFORT_TERRITORIALISES } from "../images/effort-territorialises-table.ts";
import { renderEventail } from "../images/eventail.ts";
import { LEGENDE_EVENTAIL_PERIODE } from "../images/eventail-legende.ts";
import type { LigneTerritorialisee } from "../lectures/effort/effort.ts";

export function sectionTerritorialises(lignes: readonly LigneTerritorialisee[]): SectionDocument {
  const titres = [...new Set(lignes.map(({ titre }) => titre))];
  return {
    titre: "Objectifs territorialisés",
    blocs: [
      ...titres.map((titre) =>
        tableauOf(
          { ...EFFORT_TERRITORIALISES, titre },
          lignes.filter((ligne) => ligne.titre === titre),
        ),
      ),
      ...lignes.filter(({ acheve }) => !acheve).flatMap(eventailOf),
    ],
  };
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
    largeur: LARGE,
  });
  const alternative = `Part cumulée mois par mois, ${titre}. Toutes les valeurs sont dans le classeur, feuille « Mois ».`;
  return [{ kind: "image", image: { svg, titre, alternative, note: LEGENDE_EVENTAIL_PERIODE } }];
}
