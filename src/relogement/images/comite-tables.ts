import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { LIBELLE_REPONSE } from "#droit/regles/attribution/libelles.ts";
import { formatBornes, formatFraction, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import { type Colonne, type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import type { CharteImmeuble } from "../lectures/charte.ts";
import type { CasComite, DecisionNote } from "../lectures/note.ts";
import type { CompteurRelogement, Suivi, SuiviImmeuble } from "../lectures/suivi.ts";
import type { PrincipeCharte } from "../regles/charte.ts";
import { LIBELLE_ETAT_CIBLE, type PartComptee } from "../regles/compteur.ts";
import { formatEcartEuros } from "../regles/ecart.ts";

type LigneAvancement = Pick<SuiviImmeuble, "nom" | "couverture" | "compteur">;

/** One row a building. */
export const AVANCEMENT = defineTable<LigneAvancement>({
  code: "avancement",
  titre: "Avancement par immeuble",
  colonnes: [
    {
      code: "immeuble",
      titre: "Immeuble",
      part: 2.6,
      valeur: ({ nom, couverture }) => (couverture === "partie" ? `${nom} (en partie)` : nom),
    },
    compte("reloges", "Relogés", sayReloges, "non ouvert"),
    compte("neufs", "Dans le neuf", ({ neufs }) => sayPart(neufs)),
    compte("objectif", "Objectif", sayCible),
    compte("hors_qpv", "Hors QPV", ({ horsQpv }) => sayPart(horsQpv)),
    compte("reste", "Reste à charge médian", sayReste),
    compte("satisfaits", "Satisfaits du logement", ({ enquete: { logement } }) => saySatisfaits(logement)),
    compte("deux_refus", "Deux refus", ({ deuxRefus }) => formatNombre(deuxRefus.length)),
    compte("bloques", "Bloqués", ({ bloques }) => formatNombre(bloques.length)),
  ],
});

/** Total of the buildings that are read whole; null with a single one. */
export function totalAvancement({ ensemble, immeubles }: Suivi): LigneAvancement | null {
  return ensemble && immeubles.length > 1 ? { nom: "Ensemble", couverture: "tout", compteur: ensemble } : null;
}

/** `ferme`: text of a building of which nothing is read. */
function compte(
  code: string,
  titre: string,
  say: (compteur: CompteurRelogement) => string,
  ferme = "–",
): Colonne<LigneAvancement> {
  return {
    code,
    titre,
    genre: "nombre",
    part: 1.5,
    valeur: ({ compteur }) => (compteur === null ? ferme : say(compteur)),
  };
}

function sayReloges({ reloges, occupes }: CompteurRelogement): string {
  return occupes === null ? `${formatNombre(reloges)} sur ${INCONNU}` : formatFraction(reloges, occupes);
}

function sayCible({ cible: { attendu, etat } }: CompteurRelogement): string {
  const mot = LIBELLE_ETAT_CIBLE[etat];
  return attendu === null ? mot : `${formatNombre(attendu)} : ${mot.toLowerCase()}`;
}

function sayReste({ resteACharge: { euros }, reloges }: CompteurRelogement): string {
  if (euros.valeur === null) return reloges === 0 ? "–" : INCONNU;
  return formatEcartEuros(euros.valeur);
}

/** Of those who were asked. */
function saySatisfaits({ oui, non, total }: PartComptee): string {
  if (total === 0) return "–";
  return oui + non === 0 ? INCONNU : formatFraction(oui, oui + non);
}

/** « 6 sur 38 », with the bounds when a value is unknown. */
function sayPart({ oui, total, inconnus, bornes }: PartComptee): string {
  if (total === 0) return "–";
  const fraction = formatFraction(oui, total);
  return inconnus > 0 && bornes ? `${fraction} (${formatBornes(bornes)})` : fraction;
}

export const DECISIONS = defineTable<DecisionNote>({
  code: "decisions",
  titre: "Décisions",
  colonnes: [
    { code: "menage", titre: "Ménage", part: 1, valeur: ({ reference }) => reference },
    { code: "immeuble", titre: "Immeuble", part: 2, valeur: ({ immeuble }) => immeuble },
    { code: "jour", titre: "Jour", genre: "jour", part: 1, valeur: ({ le }) => le },
    {
      code: "decision",
      titre: "Décision",
      definition: "Ce que l’instance a décidé.",
      part: 3,
      valeur: ({ fait }) => fait,
    },
  ],
});

export const DEUX_REFUS = tableCas("deux-refus", "Ménages à deux refus ou plus");
export const BLOQUES = tableCas("bloques", "Situations bloquées");

function tableCas(code: string, titre: string): DefinitionTable<CasComite> {
  return defineTable({
    code,
    titre,
    colonnes: [
      { code: "menage", titre: "Ménage", part: 1, valeur: ({ reference }) => reference },
      { code: "immeuble", titre: "Immeuble", part: 2, valeur: ({ immeuble }) => immeuble },
      { code: "situation", titre: "Situation", part: 3, valeur: ({ fait }) => fait },
    ],
  });
}

/** One row a point of the charte, one column a building. */
export function tableCharte(titre: string, chartes: readonly CharteImmeuble[]): DefinitionTable<PrincipeCharte> {
  return defineTable({
    code: "charte",
    titre,
    colonnes: [
      {
        code: "point",
        titre: "Point",
        part: 4,
        valeur: (point) => (point.calcul ? `${point.titre} (calculé)` : point.titre),
      },
      ...chartes.map(
        (charte): Colonne<PrincipeCharte> => ({
          code: String(charte.operation),
          titre: charte.nom,
          part: 1.5,
          valeur: ({ code }) => LIBELLE_REPONSE[reponseAt(charte, code)],
        }),
      ),
    ],
  });
}

export function reponseAt({ points }: CharteImmeuble, code: string): Reponse {
  return points.find(({ principe }) => principe.code === code)?.reponse ?? "inconnu";
}
