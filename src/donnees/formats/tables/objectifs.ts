import type { Objet } from "../../regles/convention/objet.ts";
import { requise } from "../decode/colonne.ts";
import { oneOf, sirenBailleur } from "../values/code.ts";
import { jour } from "../values/date.ts";
import { isEmpty, type Lecteur } from "../values/defaut.ts";
import { annee, decimal, entier } from "../values/nombre.ts";
import { texteLibre } from "../values/texte.ts";
import { PRECISIONS, readPrecisions } from "./objectif-precisions.ts";
import { buildTableProfil } from "./table.ts";

const part = decimal({ min: 0, max: 1 });
const pourcentage = decimal({ min: 0, max: 100 });

/** « 0,25 », « 0.25 » or « 25 % »: a share between 0 and 1. */
const taux: Lecteur<number> = (texte) => {
  if (isEmpty(texte)) return null;
  if (!texte.includes("%")) return part(texte);
  const lu = pourcentage(texte.replace("%", "").trim());
  return typeof lu === "number" ? lu / 100 : lu;
};

const OBJETS = new Map<string, Objet>([
  ["HORS-QPV", "hors-qpv"],
  ["HORS QPV", "hors-qpv"],
  ["HORS_QPV", "hors-qpv"],
  ["QPV", "qpv"],
  ["EN QPV", "qpv"],
  ["PUBLICS-PRIORITAIRES", "publics-prioritaires"],
  ["PUBLICS PRIORITAIRES", "publics-prioritaires"],
  ["TRAVAILLEURS-ESSENTIELS", "travailleurs-essentiels"],
  ["TRAVAILLEURS ESSENTIELS", "travailleurs-essentiels"],
  ["DALO", "dalo"],
]);

/** An objective may be for a future year. */
const AVANCE = "9999-12-31";

export const PROFIL_OBJECTIFS = buildTableProfil({
  source: "objectifs",
  libelle: "Objectifs de la convention",
  propres: ["objet", "acte"],
  colonnes: {
    epci: requise(["siren_epci"], "code", () => sirenBailleur),
    annee: requise(["annee"], "nombre", () => annee({ min: 2000, aujourdhui: AVANCE })),
    bailleur: { noms: ["siren_bailleur"], genre: "code", lecteur: () => sirenBailleur },
    objet: requise(["objet"], "code", () => oneOf(OBJETS)),
    taux: { noms: ["taux"], genre: "nombre", lecteur: () => taux },
    nombre: { noms: ["nombre"], genre: "nombre", lecteur: () => entier({ min: 0, max: 1_000_000 }) },
    acte: requise(["acte"], "texte", () => texteLibre),
    depuis: requise(["depuis"], "date", (c) => jour(c, { future: true })),
    ...PRECISIONS,
  },
  read: (ligne, c) => {
    const epci = c.epci.read(ligne);
    const year = c.annee.read(ligne);
    const bailleur = c.bailleur.read(ligne);
    const objet = c.objet.read(ligne);
    const share = c.taux.read(ligne);
    const nombre = c.nombre.read(ligne);
    const acte = c.acte.read(ligne);
    const depuis = c.depuis.read(ligne);
    if (share === null && nombre === null && !ligne.rejetee) {
      ligne.reject(
        "valeur-absente",
        c.taux.entete,
        "",
        "Ni taux ni nombre : l’objectif ne dit rien. Indiquez l’un des deux.",
      );
    }
    if (epci === null || year === null || objet === null || acte === null || depuis === null) return null;
    const precisions = readPrecisions(ligne, c, { annee: year, bailleur, objet });
    return precisions && { epci, annee: year, bailleur, objet, taux: share, nombre, acte, depuis, ...precisions };
  },
});
