import { readManque } from "#droit/regles/dire-verdict.ts";
import { roundKnown } from "#socle/regles/shared/taux.ts";
import type { GenreColonne } from "#socle/regles/table/genre.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { Bilan, Constat, LigneVentilation, Mesures } from "../lectures/bilan.ts";
import { definitionMesure } from "./definitions-mesures.ts";

type ColonneMesures = Omit<Colonne<Mesures>, "rendu">;
type Valeur = number | string | null;

function constatColonnes(prefixe: string, titre: string, read: (m: Mesures) => Constat): ColonneMesures[] {
  const column = (code: string, nom: string, genre: GenreColonne, value: (c: Constat) => Valeur): ColonneMesures => ({
    code: `${prefixe}_${code}`,
    titre: `${titre} : ${nom}`,
    genre,
    valeur: (m) => value(read(m)),
  });
  return [
    column("taux", "part", "taux", (c) => roundKnown(c.taux)),
    column("borne_basse", "borne basse", "taux", (c) => roundKnown(c.bornes?.[0])),
    column("borne_haute", "borne haute", "taux", (c) => roundKnown(c.bornes?.[1])),
    column("etat_assiette", "méthode de l’État, attributions", "nombre", (c) => c.etat?.assiette ?? c.assiette),
    column("etat_realise", "méthode de l’État, réalisé", "nombre", (c) => c.etat?.realise ?? c.realise),
    column("incertaines", "attributions incertaines", "nombre", (c) => c.inconnus.total),
    column("sans_situation", "dont non localisées", "nombre", (c) => c.inconnus.situation),
    column("sans_ressources", "dont sans ressources connues", "nombre", (c) => c.inconnus.ressources),
    column("sans_relogement", "dont relogement non renseigné", "nombre", (c) => c.inconnus.relogement),
    column("lignes_rejetees", "dont lignes rejetées du fichier", "nombre", (c) => c.inconnus.rejet ?? 0),
    column("a_renseigner", "à renseigner pour trancher", "nombre", (c) => c.suffit),
    column("plancher", "plancher légal", "taux", (c) => roundKnown(c.plancher)),
    column("attendu", "à atteindre", "nombre", (c) => c.attendu),
    column("manque", "manque", "nombre", readManque),
    column("verdict", "verdict", "texte", (c) => c.verdict),
    column("cible_taux", "objectif de la convention", "taux", (c) => roundKnown(c.cible?.taux)),
    column("cible_attendu", "objectif, à atteindre", "nombre", (c) => c.cible?.attendu ?? null),
    column("cible_manque", "objectif, manque", "nombre", (c) => (c.cible ? readManque(c.cible) : null)),
    column("cible_verdict", "objectif, verdict", "texte", (c) => c.cible?.verdict ?? null),
  ];
}

function count(code: string, titre: string, valeur: (m: Mesures) => number | null): ColonneMesures {
  return { code, titre, genre: "nombre", valeur };
}

const comptees = (m: Mesures) => m.qpv.propositions?.comptees;

/** The order of columns, common to all table exports. */
const COLONNES: Readonly<Record<keyof Mesures, readonly ColonneMesures[]>> = {
  total: [count("total", "Baux signés", (m) => m.total)],
  horsQpv: [
    count("hors_qpv_assiette", "Hors QPV : attributions", (m) => m.horsQpv.assiette),
    count("hors_qpv_realise", "Hors QPV : 1er quartile ou relogés", (m) => m.horsQpv.realise),
    count("hors_qpv_premier_quartile", "Hors QPV : 1er quartile", (m) => m.horsQpv.premierQuartile),
    count("hors_qpv_reloges", "Hors QPV : relogés", (m) => m.horsQpv.reloges),
    ...constatColonnes("hors_qpv", "Hors QPV", (m) => m.horsQpv),
  ],
  qpv: [
    count("qpv_assiette", "En QPV : attributions", (m) => m.qpv.assiette),
    count("qpv_realise", "En QPV : quartiles 2 à 4", (m) => m.qpv.realise),
    count("qpv_propositions", "En QPV : propositions faites dans Blaise", (m) => comptees(m)?.total ?? null),
    count("qpv_propositions_autres_quartiles", "Dont aux quartiles 2 à 4", (m) => comptees(m)?.autresQuartiles ?? null),
    count(
      "qpv_propositions_sans_ressources",
      "Dont sans ressources connues",
      (m) => comptees(m)?.sansRessources ?? null,
    ),
    ...constatColonnes("qpv", "En QPV", (m) => m.qpv),
  ],
  nonLocalisees: [
    count("non_localisees", "Non localisées", (m) => m.nonLocalisees.total),
    count("non_localisees_premier_quartile", "Non localisées : 1er quartile", (m) => m.nonLocalisees.premierQuartile),
    count("non_localisees_autres", "Non localisées : autres quartiles", (m) => m.nonLocalisees.autres),
    count("probablement_hors_qpv", "Probablement hors QPV", (m) => m.nonLocalisees.probablesHorsQpv),
    count("probablement_en_qpv", "Probablement en QPV", (m) => m.nonLocalisees.probablesQpv),
  ],
  deduites: [count("deduites", "Situées par déduction", (m) => m.deduites)],
  sansRessources: [count("sans_ressources", "Ressources inconnues", (m) => m.sansRessources)],
  ressourcesNulles: [count("ressources_nulles", "Ressources à 0 €", (m) => m.ressourcesNulles)],
};

export type LigneExport = {
  /** "epci", "bailleur", "trimestre", "cumul", or the axis of a breakdown. */
  readonly axe: string;
  readonly periode: string;
  readonly code: string;
  readonly libelle: string;
  readonly mesures: Mesures;
};

/** The measures' columns, for rows that hold them. */
export function colonnesMesures<Ligne>(mesuresOf: (ligne: Ligne) => Mesures): readonly Colonne<Ligne>[] {
  return Object.values(COLONNES)
    .flat()
    .map((colonne) => ({
      ...colonne,
      definition: definitionMesure(colonne.code),
      valeur: (ligne) => colonne.valeur(mesuresOf(ligne)),
    }));
}

/** Every measured part of the bilan as one list; quarters and cumulated quarters have their own period. */
export function exportLines(bilan: Bilan): LigneExport[] {
  const { periode } = bilan;
  return [
    { axe: "epci", periode, code: bilan.territoire, libelle: bilan.nom, mesures: bilan },
    ...bilan.bailleurs.map((b) => ({ axe: "bailleur", periode, code: b.siren, libelle: b.nom, mesures: b })),
    ...bilan.trimestres.map((t) => lineOf("trimestre", t.code, t)),
    ...bilan.cumuls.map((t) => lineOf("cumul", t.code, t)),
    ...bilan.ventilations.flatMap(({ axe, lignes }) => lignes.map((ligne) => lineOf(axe, periode, ligne))),
  ];
}

function lineOf(axe: string, periode: string, part: LigneVentilation): LigneExport {
  return { axe, periode, code: part.code, libelle: part.libelle, mesures: part };
}
